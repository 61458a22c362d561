/** The kinds of things the derived views are worked out from, and kept as. */
export type Space = 'page' | 'report' | 'edge' | 'cluster' | 'conflict' | 'link' | 'forecast' | 'assessment' | 'judged';

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
  /** All items of a space, by id. */
  all<T>(space: Space): readonly T[];
}

/** An index that is not kept. */
export function memoryIndex(): ViewIndex {
  const items = new Map<string, { readonly id: string; readonly keys: readonly string[]; readonly value: unknown }>();
  const holders = new Map<string, Set<string>>();
  const drop = (space: Space, id: string) => {
    for (const key of items.get(`${space} ${id}`)?.keys ?? []) holders.get(`${space} ${key}`)?.delete(id);
    items.delete(`${space} ${id}`);
  };
  const get = <T>(space: Space, id: string) => (items.get(`${space} ${id}`)?.value ?? null) as T | null;
  const idsUnder = (space: Space, key: string) => [...(holders.get(`${space} ${key}`) ?? [])].sort();
  return {
    drop,
    get,
    put: (space, id, keys, value) => {
      drop(space, id);
      items.set(`${space} ${id}`, { id, keys, value });
      for (const key of keys) {
        const slot = holders.get(`${space} ${key}`) ?? new Set();
        holders.set(`${space} ${key}`, slot.add(id));
      }
    },
    idsUnder,
    under: <T>(space: Space, key: string) => idsUnder(space, key).map((id) => get<T>(space, id)!),
    all: <T>(space: Space) =>
      [...items.keys()]
        .filter((k) => k.startsWith(`${space} `))
        .sort()
        .map((k) => items.get(k)!.value as T),
  };
}
