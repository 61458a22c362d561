import type { AnyExtracted, Attribution, Contract, Entity, Mention, Participant, Quoted, Ref } from '../core/record.ts';
import type { Span } from '../core/span.ts';
import { spansOf } from '../ledger/place.ts';
import { fold } from './fold.ts';
import { isListed, LISTED } from './store.ts';

type C<T> = Contract<T>;

/** Parts in a record: who says it, through whom, whom it is about, which countries and pairs of countries. */
const ROLES = ['source', 'via', 'about', 'country', 'pair'] as const;
export type Role = (typeof ROLES)[number];

/** The number a role goes by in the ledger; each kind has its own, so that one list is one range of the index. */
export const roleCode = (kind: string, role: Role): number =>
  ((LISTED as readonly string[]).indexOf(kind) + 1) * 10 + ROLES.indexOf(role);

/** Somebody's part in a record. Empty strings stand for what is not known. */
export interface Part {
  readonly role: Role;
  readonly entity: string;
  /** ISO 3166 alpha-3; for a pair both in order, `CHN-RUS`. */
  readonly iso3: string;
  /** The folded words, of unresolved sources and intermediaries only. */
  readonly label: string;
}

/** The columns a record is found by. */
export interface Columns {
  readonly id: string;
  readonly kind: string;
  readonly isListed: boolean;
  readonly type: string | null;
  readonly status: string | null;
  readonly denied: boolean;
  readonly dayFrom: string | null;
  readonly dayTo: string | null;
  /** What full-text search looks into; null where nothing. */
  readonly words: string | null;
  readonly json: string;
  readonly parts: readonly Part[];
}

/** What the columns of one document's records are derived from, beside the record. */
export interface Context {
  readonly published: { readonly from: string; readonly to: string } | null;
  readonly publisher: string | null;
  readonly entityOf: (id: string) => C<Entity> | null;
  readonly mentions: readonly C<Mention>[];
  readonly attributions: ReadonlyMap<string, C<Attribution>>;
  /** The whole sentences that spans stand in. */
  readonly passages: (spans: readonly Span[]) => readonly Quoted[];
}

/** Derives the columns and parts of a record; a pure function of the reading. */
export function columnsOf(record: C<AnyExtracted>, context: Context): Columns {
  const base = { id: record.id, kind: record.kind, isListed: isListed(record.kind), json: JSON.stringify(record) };
  const when = days(record, context);
  if (!isListed(record.kind)) return { ...base, ...when, ...describe(record), words: null, parts: [] };
  return { ...base, ...when, ...describe(record), words: wordsOf(record, context), parts: partsOf(record, context) };
}

/** The days a record is filed under: when it was said, happened or falls due; else when the article appeared. */
function days(record: C<AnyExtracted>, context: Context): Pick<Columns, 'dayFrom' | 'dayTo'> {
  const own = record.kind === 'attribution' ? record.said : record.kind === 'event' ? record.when : null;
  const interval = own ?? context.published;
  return { dayFrom: interval?.from ?? null, dayTo: interval?.to ?? null };
}

/** What full-text search looks into: the sentences a record stands in, its own words, and the names of all who have a part in it. */
function wordsOf(record: C<AnyExtracted>, context: Context): string {
  const statement = statementOf(record, context);
  const parties: readonly (C<Ref> | null)[] =
    record.kind === 'event' ? [...record.actors, ...record.recipients, record.place] : [];
  const refs = [...parties, ...(statement ? [statement.source, statement.addressee, statement.medium] : [])];
  const own = spansOf(record);
  const cue = record.kind === 'attribution' && record.cue ? [record.cue] : [];
  const named = 'by' in record ? [record.by.label] : [];
  const names = refs.flatMap((ref) => (ref ? [ref.span.quote, ...nameOf(ref.entity, context)] : []));
  const words = [...context.passages([...own, ...cue]).map((p) => p.quote), ...names, ...named];
  return [...new Set(words)].join(' · ');
}

const nameOf = (entity: string | null, context: Context): readonly string[] =>
  entity === null ? [] : [context.entityOf(entity)?.name ?? ''];

function describe(record: C<AnyExtracted>): Pick<Columns, 'type' | 'status' | 'denied'> {
  switch (record.kind) {
    case 'attribution':
      return { type: record.act, status: null, denied: record.polarity === '-' };
    case 'event':
      return { type: record.type, status: record.status, denied: record.status === 'denied' };
    case 'forecast':
      return { type: record.wording.class, status: record.grade, denied: false };
    case 'assessment':
      return { type: record.dimension, status: null, denied: false };
    default:
      return { type: null, status: null, denied: false };
  }
}

function partsOf(record: C<AnyExtracted>, context: Context): readonly Part[] {
  const [said, named] = [voices(record, context), powers(record, context)];
  const homes = codes(said.filter((p) => p.role === 'source'));
  const countries = codes(named);
  const pairs = countries.flatMap((a) =>
    [...countries, ...homes].flatMap((b) => (a === b ? [] : [[a, b].sort().join('-')])),
  );
  const all = [
    ...said,
    ...named.filter((p) => p.entity !== ''),
    ...countries.map((iso3): Part => ({ role: 'country', entity: '', iso3, label: '' })),
    ...pairs.map((iso3): Part => ({ role: 'pair', entity: '', iso3, label: '' })),
  ];
  return [...new Map(all.map((p) => [Object.values(p).join('\u001f'), p])).values()];
}

const codes = (parts: readonly Part[]): readonly string[] => [...new Set(parts.map((p) => p.iso3).filter(Boolean))];

const part = (role: Role, entity: string | null, label: string, context: Context): Part => ({
  role,
  entity: entity ?? '',
  iso3: (entity && context.entityOf(entity)?.codes.iso3) || '',
  label: entity ? '' : fold(label),
});

/** Who says it and through whom: the record's own statement, or the one it stands in. */
function voices(record: C<AnyExtracted>, context: Context): readonly Part[] {
  const statement = statementOf(record, context);
  const found: Part[] = [];
  if (context.publisher) found.push(part('via', null, context.publisher, context));
  if (statement?.source) found.push(part('source', statement.source.entity, statement.source.span.quote, context));
  else if ('by' in record) found.push(part('source', record.by.entity, record.by.label, context));
  if (statement?.medium) found.push(part('via', statement.medium.entity, statement.medium.span.quote, context));
  for (const link of statement?.chain.slice(0, -1) ?? []) found.push(part('via', link.entity, link.label, context));
  return found;
}

function statementOf(record: C<AnyExtracted>, context: Context): C<Attribution> | null {
  if (record.kind === 'attribution') return record;
  const id = 'saidIn' in record ? record.saidIn : null;
  return (id && context.attributions.get(id)) || null;
}

/** The powers and persons a record is about: participants of an event, else those named in its content. */
function powers(record: C<AnyExtracted>, context: Context): readonly Part[] {
  if (record.kind === 'event') return [...record.actors, ...record.recipients].map((p) => participant(p, context));
  const named = record.kind === 'assessment' ? record.about : [];
  const content: readonly Span[] = 'content' in record ? record.content : [];
  const inside = context.mentions.filter((m) => content.some((s) => s.from <= m.span.from && m.span.to <= s.to));
  const ids = new Set([...named, ...inside.flatMap((m) => m.entity ?? [])]);
  return [...ids].map((id) => part('about', id, '', context));
}

function participant(p: C<Participant>, context: Context): Part {
  const known = part('about', p.entity, '', context);
  return { ...known, iso3: p.country ?? known.iso3 };
}
