/** The kinds of things the derived views are worked out from, and kept as. */
export type Space =
  | 'page'
  | 'shingles'
  | 'report'
  | 'edge'
  | 'step'
  | 'cluster'
  | 'claim'
  | 'conflict'
  | 'link'
  | 'forecast'
  | 'assessment'
  | 'judged';

/** A stretch of keys `head x`, x from `from` to `to` inclusive and without a space; a part of it by `offset` and `limit`. */
export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly backwards?: boolean;
}

/**
 * Where the views keep what they have worked out: items by id, found by any of their keys. One implementation is a map,
 * the other a table of the ledger.
 */
export interface ViewIndex {
  /** Puts an item in place of the one of that id, if any. The value must survive JSON. */
  put(space: Space, id: string, keys: readonly string[], value: unknown): void;
  drop(space: Space, id: string): void;
  get<T>(space: Space, id: string): T | null;
  /** Items under a key, by id. */
  under<T>(space: Space, key: string): readonly T[];
  /** Ids under a key, in order. */
  idsUnder(space: Space, key: string): readonly string[];
  /** Ids under the keys `head x` of a stretch, by x, then id. */
  range(space: Space, head: string, stretch: Stretch): readonly { readonly x: string; readonly id: string }[];
  /** How many ids stand under the keys `head x` of a stretch. */
  count(space: Space, head: string, stretch: Stretch): number;
  /** How many ids stand under each of the keys `head x`. */
  tally(space: Space, head: string): ReadonlyMap<string, number>;
  /** All items of a space, by id. */
  all<T>(space: Space): readonly T[];
}

/** Ids by key, in memory; keys are cut at their last space, so that a stretch is looked for under its head alone. */
export class KeyMap {
  readonly #heads = new Map<string, Map<string, Set<string>>>();

  static #cut(space: Space, key: string): readonly [string, string] {
    const at = key.lastIndexOf(' ');
    return [`${space} ${key.slice(0, Math.max(0, at))}`, key.slice(at + 1)];
  }

  add(space: Space, key: string, id: string): void {
    const [head, x] = KeyMap.#cut(space, key);
    const slots = this.#heads.get(head) ?? new Map<string, Set<string>>();
    this.#heads.set(head, slots);
    slots.set(x, (slots.get(x) ?? new Set()).add(id));
  }

  remove(space: Space, key: string, id: string): void {
    const [head, x] = KeyMap.#cut(space, key);
    const slot = this.#heads.get(head)?.get(x);
    slot?.delete(id);
    if (slot?.size === 0) this.#heads.get(head)?.delete(x);
  }

  /** Ids under a key, in no order. */
  under(space: Space, key: string): Iterable<string> {
    const [head, x] = KeyMap.#cut(space, key);
    return this.#heads.get(head)?.get(x) ?? [];
  }

  /** Ids under the keys `head x` with x in the stretch, by x, then id. */
  range(space: Space, head: string, { from, to }: Stretch): { readonly x: string; readonly id: string }[] {
    const slots = [...(this.#heads.get(`${space} ${head}`) ?? [])].filter(([x]) => x >= from && x <= to);
    return slots.flatMap(([x, ids]) => [...ids].map((id) => ({ x, id }))).sort(byKey);
  }
}

type Found = { readonly x: string; readonly id: string };
export const byKey = (a: Found, b: Found): number =>
  a.x < b.x ? -1 : a.x > b.x ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

/** An index that is not kept. */
export function memoryIndex(): ViewIndex {
  const items = new Map<string, { readonly id: string; readonly keys: readonly string[]; readonly value: unknown }>();
  const holders = new KeyMap();
  const drop = (space: Space, id: string) => {
    for (const key of items.get(`${space} ${id}`)?.keys ?? []) holders.remove(space, key, id);
    items.delete(`${space} ${id}`);
  };
  const get = <T>(space: Space, id: string) => (items.get(`${space} ${id}`)?.value ?? null) as T | null;
  const idsUnder = (space: Space, key: string) => [...holders.under(space, key)].sort();
  return {
    drop,
    get,
    put: (space, id, keys, value) => {
      drop(space, id);
      items.set(`${space} ${id}`, { id, keys, value });
      for (const key of keys) holders.add(space, key, id);
    },
    idsUnder,
    under: <T>(space: Space, key: string) => idsUnder(space, key).map((id) => get<T>(space, id)!),
    range: (space, head, stretch) => {
      const { limit = Number.POSITIVE_INFINITY, offset = 0, backwards = false } = stretch;
      const found = holders.range(space, head, stretch);
      return (backwards ? found.reverse() : found).slice(offset, offset + limit);
    },
    count: (space, head, stretch) => holders.range(space, head, stretch).length,
    tally: (space, head) =>
      new Map(
        [...Map.groupBy(holders.range(space, head, { from: '', to: '\uffff' }), ({ x }) => x)].map(([x, ids]) => [
          x,
          ids.length,
        ]),
      ),
    all: <T>(space: Space) =>
      [...items.keys()]
        .filter((k) => k.startsWith(`${space} `))
        .sort()
        .map((k) => items.get(k)!.value as T),
  };
}
