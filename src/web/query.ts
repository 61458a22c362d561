import type { HonoRequest } from 'hono';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import type { Filter, ListedKind } from '../store/store.ts';
import { LISTS } from './api.ts';

/** A day, month or year as addresses and forms write it. */
export const day = z.string().regex(/^\d{4}(?:-\d{2}(?:-\d{2})?)?$/u, 'a date is written YYYY, YYYY-MM or YYYY-MM-DD');
const word = z.string().min(1).max(300);

const FILTER = z.object({
  words: word.optional(),
  source: word.optional(),
  via: word.optional(),
  about: word.optional(),
  act: word.optional(),
  type: word.optional(),
  status: word.optional(),
  publisher: word.optional(),
  origin: word.optional(),
  judged: word.optional(),
  since: day.optional(),
  until: day.optional(),
  document: word.optional(),
  denied: z.stringbool().optional(),
  sort: z.enum(['newest', 'oldest']).optional(),
});

const PAGE = z.object({
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new LedgerError(
    'bad-argument',
    issue?.message ?? 'The request makes no sense',
    issue?.path.join('.') || 'request',
    'Correct it and ask again.',
  );
}

/** Blank parameters count as absent, so that an emptied search box is the unfiltered list. */
const given = (params: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...params].filter(([, value]) => value.trim() !== ''));

/** The filter a URL asks for; lists, facets and exports read the same one, so their counts agree. */
export const readFilter = (params: URLSearchParams): Filter => parse(FILTER, given(params)) as Filter;

export const readPage = (params: URLSearchParams): { offset: number; limit: number } => parse(PAGE, given(params));

/** The record kind behind a list's name in a URL. */
export function readKind(name: string): ListedKind {
  if (Object.hasOwn(LISTS, name)) return LISTS[name as keyof typeof LISTS];
  throw new LedgerError('not-found', 'There is no such list', name, `Lists are ${Object.keys(LISTS).join(', ')}.`);
}

/** The JSON body of a request, checked. */
export async function readBody<T>(schema: z.ZodType<T>, request: HonoRequest): Promise<T> {
  const body: unknown = await request.json().catch(() => {
    throw new LedgerError('bad-argument', 'The request is not JSON', 'body', 'Correct it and ask again.');
  });
  return parse(schema, body);
}

/** What is asked for by an id that this ledger does not hold. */
export const missing = (what: 'article' | 'record', id: string): LedgerError =>
  new LedgerError('not-found', `There is no such ${what} in this ledger`, id, 'It may belong to another ledger.');

/** Parameters of a URL, checked. */
export const readParams = <T>(schema: z.ZodType<T>, params: URLSearchParams): T => parse(schema, given(params));
