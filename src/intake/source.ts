import { z } from 'zod';
import { isGivenDate } from '../core/date.ts';
import { type ErrorCode, LedgerError } from '../core/errors.ts';
import type { Issue } from '../core/record.ts';

const text = z.string().nullish();
/** A date with or without a time of day, whose day is then as stated. */
const isDate = (value: string): boolean => isGivenDate(value.replace(/^(\d{4}-\d\d-\d\d)[T ].*$/su, '$1'));

const WANTED = 'a date reads 2023-10-18, 2023-10 or 2023, an interval {"from": …, "to": …}';
const day = z.string().refine(isDate, WANTED);
const interval = z.object({ from: day, to: day }).refine(({ from, to }) => from.slice(0, to.length) <= to, WANTED);
const names = z.union([z.array(z.string()), z.string().transform((name) => [name])], 'a name, or a list of names');

/** What is known of an article beforehand: the fields of a JSONL line or of a `FILE.meta.json`. */
export const knownSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  url: text,
  title: text,
  publisher: text,
  authors: names.nullish(),
  published: z.union([day, interval], WANTED).nullish(),
  language: text,
  translationOf: text,
  text,
  html: text,
});

/** What is wrong with an object that the schema refuses: its first wrong field and why. */
export function wrongField({ issues: [issue] }: z.ZodError): string {
  return issue && issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : 'not a JSON object';
}

/** What is known of an article beforehand; absent fields are found in the article itself. */
export type Known = z.output<typeof knownSchema>;

/** Where one article is to be read from: small, plain data that can be sent to another process. */
export type SourceRef =
  | { readonly kind: 'file'; readonly location: string; readonly path: string }
  /** One line of a JSONL corpus: bytes `from` to `to` of the file. */
  | {
      readonly kind: 'line';
      readonly location: string;
      readonly path: string;
      readonly line: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: 'url'; readonly location: string; readonly url: string }
  /** Bytes at hand: standard input, or one article out of a file that holds it in another form; `data` is base64. */
  | {
      readonly kind: 'given';
      readonly location: string;
      readonly data: string;
      readonly retrieved: string;
      readonly known?: Known;
      readonly contentType?: string | null;
      readonly finalUrl?: string | null;
      readonly issues?: readonly Issue[];
    };

/** One article's bytes as they came, with what is known of them. */
export interface Source {
  /** Path, URL or FILE#id as given. */
  readonly location: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of `bytes`, in hex. */
  readonly sha256: string;
  /** ISO instant: when a URL was fetched, when a file was last changed. */
  readonly retrieved: string;
  /** Content-Type header of a fetched page; null elsewhere. */
  readonly contentType: string | null;
  /** URL after redirects; null unless fetched. */
  readonly finalUrl: string | null;
  readonly known: Known;
  /** What the file that holds the article withholds of it. */
  readonly issues?: readonly Issue[];
}

/** An input that gave no article, in words a reader can act on. */
export interface Failure {
  readonly kind: 'failure';
  readonly location: string;
  readonly code: ErrorCode;
  readonly cause: string;
  readonly remedy: string;
}

/** An input that is no article, or one named before: why it is not read. */
export interface Skipped {
  readonly kind: 'skipped';
  readonly location: string;
  /** In a few words that a list can count by: `hidden`, `.png file`. */
  readonly reason: string;
}

/** What listing gives for each thing it meets: exactly one. */
export type Listed = SourceRef | Failure | Skipped;

/** Limits and permissions of reading. */
export interface SourceOptions {
  /** Largest article taken, in bytes (default 20 MB). */
  readonly maxBytes?: number;
  /** Longest wait for one URL, in milliseconds (default 30 s). */
  readonly timeout?: number;
  /** Whether URLs of the own machine and network may be read (default no). */
  readonly allowPrivate?: boolean;
  /** Where `-` is read from (default: standard input). */
  readonly stdin?: AsyncIterable<Uint8Array>;
}

export const DEFAULT_MAX_BYTES = 20_000_000;

/** The failure an error amounts to. */
export function failureOf(location: string, error: unknown): Failure {
  if (error instanceof LedgerError)
    return { kind: 'failure', location, code: error.code, cause: error.what, remedy: error.remedy };
  const cause = error instanceof Error ? error.message : String(error);
  return { kind: 'failure', location, code: 'internal', cause, remedy: 'Please report this with the input.' };
}

export const skipped = (location: string, reason: string): Skipped => ({ kind: 'skipped', location, reason });

export const tooLarge = (location: string, limit: number): LedgerError =>
  new LedgerError(
    'too-large',
    `More than ${Math.round(limit / 1e6)} MB, too much for one article`,
    location,
    'Split it, make it a JSONL corpus (one article a line), or allow more (--max-size MB).',
  );
