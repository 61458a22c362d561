import { type Piece, pieces } from './pieces.ts';

interface Node<V> {
  readonly next: Map<string, Node<V>>;
  readonly values: V[];
}

/** A found phrase: pieces `from` to `to` (end-exclusive) and everything the lexicon says of it. */
export interface Found<V> {
  readonly from: number;
  readonly to: number;
  readonly values: readonly V[];
}

const node = <V>(): Node<V> => ({ next: new Map(), values: [] });
const titleCase = (form: string): string => form[0]! + form.slice(1).toLowerCase();
const SHOUTED = /^\p{Lu}{4,}$/u;

/**
 * A set of phrases looked up piece by piece. With `fold` case does not matter; without it `us` is not `US`,
 * yet a shouted word (`CHINA`) also matches its ordinary form.
 */
export class Phrases<V> {
  readonly #root: Node<V> = node();
  readonly #fold: boolean;

  constructor(fold = false) {
    this.#fold = fold;
  }

  add(phrase: string, value: V): void {
    let at = this.#root;
    for (const { form } of pieces(phrase)) {
      const key = this.#fold ? form.toLowerCase() : form;
      const next = at.next.get(key) ?? node<V>();
      at.next.set(key, next);
      at = next;
    }
    if (at !== this.#root) at.values.push(value);
  }

  /** The longest phrase that starts at piece `start`, or null. */
  longest(list: readonly Piece[], start: number): Found<V> | null {
    let at: Node<V> | undefined = this.#root;
    let best: Found<V> | null = null;
    for (let i = start; i < list.length; i++) {
      at = this.#step(at, list[i]!.form);
      if (!at) break;
      if (at.values.length > 0) best = { from: start, to: i + 1, values: at.values };
    }
    return best;
  }

  /** Every longest phrase from left to right; a piece belongs to one phrase at most. */
  all(list: readonly Piece[]): readonly Found<V>[] {
    const found: Found<V>[] = [];
    for (let i = 0; i < list.length; ) {
      const hit = this.longest(list, i);
      if (hit) found.push(hit);
      i = hit ? hit.to : i + 1;
    }
    return found;
  }

  /** What the lexicon says of exactly this phrase. */
  get(phrase: string): readonly V[] {
    const list = pieces(phrase);
    const hit = this.longest(list, 0);
    return hit && hit.to === list.length ? hit.values : [];
  }

  #step(at: Node<V>, form: string): Node<V> | undefined {
    if (this.#fold) return at.next.get(form.toLowerCase());
    return at.next.get(form) ?? (SHOUTED.test(form) ? at.next.get(titleCase(form)) : undefined);
  }
}
