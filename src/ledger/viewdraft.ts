import { byKey, KeyMap, type Space, type Stretch, type ViewIndex } from './viewindex.ts';

/** What bringing the views up to date does with an index. */
export type ViewWork = Pick<ViewIndex, 'put' | 'drop' | 'get' | 'under' | 'idsUnder' | 'range' | 'all'>;

interface Change {
  readonly keys: readonly string[];
  /** Undefined: dropped. */
  readonly value: unknown;
}

/**
 * A draft of changes to an index: every item is read once, however often it is asked for, and written once, by `keep`,
 * however often it changed. The index must not change meanwhile.
 */
export function draftOf(index: ViewIndex): ViewWork & { readonly keep: () => void } {
  const read = new Map<string, unknown>();
  const slots = new Map<string, readonly string[]>();
  const changed = new Map<Space, Map<string, Change>>();
  const overlay = new KeyMap();

  const changesOf = (space: Space): Map<string, Change> => {
    const known = changed.get(space) ?? new Map<string, Change>();
    changed.set(space, known);
    return known;
  };
  const set = (space: Space, id: string, change: Change) => {
    const changes = changesOf(space);
    for (const key of changes.get(id)?.keys ?? []) overlay.remove(space, key, id);
    for (const key of change.keys) overlay.add(space, key, id);
    changes.set(id, change);
  };
  const get = <T>(space: Space, id: string): T | null => {
    const change = changesOf(space).get(id);
    if (change) return (change.value ?? null) as T | null;
    const at = `${space} ${id}`;
    if (!read.has(at)) read.set(at, index.get(space, id));
    return read.get(at) as T | null;
  };
  const stored = (space: Space, key: string): readonly string[] => {
    const at = `${space} ${key}`;
    const known = slots.get(at) ?? index.idsUnder(space, key);
    slots.set(at, known);
    return known;
  };
  const idsUnder = (space: Space, key: string): readonly string[] => {
    const changes = changesOf(space);
    return [...stored(space, key).filter((id) => !changes.has(id)), ...overlay.under(space, key)].sort();
  };
  return {
    get,
    idsUnder,
    put: (space, id, keys, value) => set(space, id, { keys, value }),
    drop: (space, id) => set(space, id, { keys: [], value: undefined }),
    under: <T>(space: Space, key: string) => idsUnder(space, key).map((id) => get<T>(space, id)!),
    range: (space: Space, head: string, stretch: Stretch) => {
      const changes = changesOf(space);
      const kept = index.range(space, head, stretch).filter(({ id }) => !changes.has(id));
      const { limit = Number.POSITIVE_INFINITY, backwards = false } = stretch;
      const found = [...kept, ...overlay.range(space, head, stretch)].sort(byKey);
      return (backwards ? found.reverse() : found).slice(0, limit);
    },
    all: <T>(space: Space) => {
      const changes = changesOf(space);
      if (changes.size > 0) throw new Error(`The ${space} items were changed before they were read whole.`);
      return index.all<T>(space);
    },
    keep: () => {
      for (const [space, changes] of changed)
        for (const [id, { keys, value }] of changes)
          if (value === undefined) index.drop(space, id);
          else index.put(space, id, keys, value);
    },
  };
}
