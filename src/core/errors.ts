/** Every error code a caller can meet; each is listed in docs/reference/errors.md. */
export type ErrorCode =
  | 'bad-argument'
  | 'not-found'
  | 'unreadable'
  | 'refused'
  | 'timeout'
  | 'too-large'
  | 'ledger-busy'
  | 'ledger-version'
  | 'ledger-write'
  | 'model-missing'
  | 'model-mismatch'
  | 'lexicon-invalid'
  | 'spans-differ'
  | 'internal';

/**
 * A caller's mistake or an outside failure, in one clear line: what is wrong, where, and what to do about it.
 * What a text merely withholds is an `Issue` on the record instead.
 */
export class LedgerError extends Error {
  readonly code: ErrorCode;
  /** What is wrong, alone; `message` has all three. */
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
  constructor(code: ErrorCode, what: string, where: string, remedy: string) {
    super(`${what} (${where}). ${remedy}`);
    this.name = 'LedgerError';
    this.code = code;
    this.what = what;
    this.where = where;
    this.remedy = remedy;
  }
}
