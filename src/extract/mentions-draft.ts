import type { Issue } from '../core/record.ts';
import type { Use } from '../lexicon/actors.ts';

/** What a stretch of pieces may name, before the document as a whole is known. */
export interface Draft {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly kind: 'entity' | 'person' | 'thing' | 'role';
  /** Entities the lexicon offers; one where it is sure. */
  readonly candidates: readonly string[];
  /** The name or title alone, without what stands before it. */
  readonly core: { readonly from: number; readonly to: number };
  /** How the lexicon's phrase names it; null where the lexicon has none. */
  readonly use: Use | null;
  readonly form: 'name' | 'role' | 'nominal' | 'pronoun';
  readonly rule: string;
  readonly confidence: number;
  readonly issues: readonly Issue[];
  readonly role?: Role;
}

/** A title with the power it belongs to, as far as the text tells. */
export interface Role {
  /** Office ids the words may mean. */
  readonly offices: readonly string[];
  /** ISO3 or organisation key; null where the text names none. */
  readonly of: string | null;
  /** today: the holder at the article's date; past: an earlier one; other: a deputy, a candidate, … */
  readonly tense: 'today' | 'past' | 'other';
  readonly words: string;
}
