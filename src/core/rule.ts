import { isDeepStrictEqual } from 'node:util';

/** A rule: what it does to one item of what was found, why, and the gold passage that is misread without it. */
export interface Rule<T, A> {
  readonly id: string;
  /** In plain English, mostly with the words of an example; `why ID` prints it. */
  readonly because: string;
  /** `FILE.gold#` and the beginning of the passage's text. */
  readonly gold: string;
  /** The item as it should be: the same value where the rule has nothing to say, null where the item goes. */
  readonly does: (item: T, all: readonly T[], around: A) => T | null;
}

/** A change by one rule: `was` holds what it changed, as it stood before. */
export interface Change<T> {
  readonly id: string;
  readonly was: Partial<T>;
}

/** An item that rules may change, with what they changed, in their order. */
export interface Ruled<T> {
  readonly changes?: readonly Change<T>[];
}

/** How a bench and the tests look at rules: some left out, and told each time one changes or drops something. */
export interface RuleOptions {
  readonly without?: ReadonlySet<string>;
  readonly onFired?: (rule: string) => void;
}

/** The same, and who is told of what is dropped. */
export interface Rules<T> extends RuleOptions {
  readonly refuse: (item: T, rule: string) => void;
}

/** Applies the rules in their order, each to all items; every item keeps what changed it, and what goes is told. */
export function applyRules<T extends Ruled<T>, A>(
  rules: readonly Rule<T, A>[],
  items: readonly T[],
  around: A,
  { without, onFired, refuse }: Rules<T>,
): readonly T[] {
  let all = items;
  for (const { id, does } of rules) {
    if (without?.has(id)) continue;
    const before = all;
    all = before.flatMap((item) => {
      const next = does(item, before, around);
      const made = next && changed(item, next, id);
      if (made !== item) onFired?.(id);
      if (made === null) refuse(item, id);
      return made === null ? [] : [made];
    });
  }
  return all;
}

/** The new item with its change noted; the old one where nothing differs. */
function changed<T extends Ruled<T>>(item: T, next: T, id: string): T {
  if (next === item) return item;
  const keys = Object.keys({ ...item, ...next }) as (keyof T)[];
  const different = keys.filter((key) => !isDeepStrictEqual(item[key], next[key]));
  if (different.length === 0) return item;
  const was = Object.fromEntries(different.map((key) => [key, item[key]])) as Partial<T>;
  return { ...next, changes: [...(item.changes ?? []), { id, was }] };
}
