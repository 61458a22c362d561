import type { Act } from '../core/record.ts';
import type { Ruled } from '../core/rule.ts';
import type { Span } from '../core/span.ts';

/** An attribution before it becomes a record: spans only, nothing resolved. */
export interface Candidate extends Ruled<Candidate> {
  readonly source: Span | null;
  readonly cue: Span | null;
  readonly content: readonly Span[];
  readonly act: Act;
  readonly polarity: '+' | '-';
  /** The writer keeps the content at arm's length (claim, allege). */
  readonly distance: boolean;
  readonly addressee: Span | null;
  readonly medium: Span | null;
  /** The cue takes words between marks (say, add): it may carry a quotation beside it. */
  readonly quotes: boolean;
  /** Quoted stretches the rules tie to this cue. */
  readonly carries?: readonly Span[];
  /** The tree leaves no doubt about the source, or that there is none. */
  readonly certain?: boolean;
  /** The verb whose subject this cue's verb shares, standing beside it. */
  readonly above?: Span | null;
  /** A pronoun takes up what was said ("He wrote about it"): the same words as the attribution before. */
  readonly resumes?: boolean;
  /** The source of that attribution: "he" is the same. */
  readonly again?: Span | null;
  /** The report that carries the same words of somebody else ("TASS reported, citing a diplomat"). */
  readonly within?: Candidate;
  /** A frame of the model whose cue the lexicon has. */
  readonly known?: boolean;
  readonly rule: string;
  readonly confidence: number;
}
