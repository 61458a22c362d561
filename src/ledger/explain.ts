import type { AnyExtracted, Attribution, Contract, DocumentRecord, Ref } from '../core/record.ts';
import { dayText, paragraphOf, spansOf } from './place.ts';

type C<T> = Contract<T>;

/** What an explanation looks up. */
export interface Lookup {
  readonly document: C<DocumentRecord>;
  /** Another record of the ledger; null where there is none. */
  readonly record: (id: string) => C<AnyExtracted> | null;
  /** Name of an entity id. */
  readonly nameOf: (id: string) => string;
}

const ARTICLE: Readonly<Record<string, string>> = {
  attribution: 'A statement',
  event: 'An event',
  forecast: 'A forecast',
  assessment: 'An assessment',
  mention: 'A mention',
  time: 'A time expression',
};

const quoted = (spans: readonly { readonly quote: string }[]): string =>
  `“${spans.map((s) => s.quote.replace(/\s+/gu, ' ')).join(' … ')}”`;

/** Tells in plain English what a record says, through whom it came, which words decided, and what stayed open. */
export function explain(record: C<AnyExtracted>, lookup: Lookup): readonly string[] {
  return [
    opening(record, lookup),
    ...chain(record, lookup),
    ...deciding(record, lookup),
    `Found by ${record.reader.rule} (version ${record.reader.version}), confidence ${record.confidence.toFixed(2)}.`,
    ...record.issues.map((issue) => `Open: ${issue.message} (${issue.code}).`),
    ...document(lookup),
    'This is a machine reading; nobody has reviewed it unless a judgement below says so.',
  ];
}

function opening(record: C<AnyExtracted>, { document }: Lookup): string {
  const spans = spansOf(record);
  const paragraph = spans[0] ? paragraphOf(document.body, spans[0]) : null;
  const where = paragraph ? `paragraph ${paragraph}` : 'the headline or outside the body';
  return `${ARTICLE[record.kind] ?? 'A record'}: ${quoted(spans)}, in ${where} of “${document.title ?? document.location}”.`;
}

function who(ref: (C<Ref> & { readonly country?: string | null }) | null, nameOf: Lookup['nameOf']): string {
  if (!ref) return 'somebody the text does not name';
  if (!ref.entity)
    return `“${ref.span.quote}”, whom the reader could not identify${ref.country ? ` but counts to ${ref.country}` : ''}`;
  const name = nameOf(ref.entity);
  return name === ref.span.quote ? name : `${name}, whom the text calls “${ref.span.quote}”`;
}

/** From the publisher down to the source, one sentence a link. */
function chain(record: C<AnyExtracted>, lookup: Lookup): readonly string[] {
  const statement =
    record.kind === 'attribution' ? record : 'saidIn' in record && record.saidIn ? lookup.record(record.saidIn) : null;
  if (statement?.kind !== 'attribution')
    return 'saidIn' in record
      ? [`It stands on the word of the article itself (${lookup.document.publisher ?? 'publisher unknown'}).`]
      : [];
  const { source, addressee, medium, said } = statement;
  const links = statement.chain.map(({ label, entity, span }) => {
    const name = entity ? lookup.nameOf(entity) : label;
    return span ? name : `${name} (not in the text)`;
  });
  const carried = record === statement ? 'It' : `It stands in the statement ${statement.id}, which`;
  return [
    ...(links.length > 0 ? [`${carried} came this way: ${links.join(' → ')}.`] : []),
    `The source is ${who(source, lookup.nameOf)}.`,
    ...(medium ? [`It was said in or to ${who(medium, lookup.nameOf)}.`] : []),
    ...(addressee ? [`It was addressed to ${who(addressee, lookup.nameOf)}.`] : []),
    ...(said ? [`It was said ${dayText(said)} (${said.basis}).`] : []),
    ...outer(statement, lookup),
  ];
}

function outer(statement: C<Attribution>, lookup: Lookup): readonly string[] {
  if (!statement.in) return [];
  const around = lookup.record(statement.in);
  if (around?.kind !== 'attribution') return [];
  return [`It stands inside what ${who(around.source, lookup.nameOf)} said (${around.id}).`];
}

/** The words that decided form, type, status, wording. */
function deciding(record: C<AnyExtracted>, { nameOf }: Lookup): readonly string[] {
  switch (record.kind) {
    case 'attribution': {
      const cue = record.cue ? `The cue “${record.cue.quote}” marks it` : 'No cue word marks it';
      return [`${cue} as ${record.form} ${record.act}${record.polarity === '-' ? ', denied or not said' : ''}.`];
    }
    case 'event': {
      const side = (refs: readonly C<Ref>[]) => refs.map((r) => who(r, nameOf)).join('; ');
      const mode = record.mode.length > 0 ? ` (${record.mode.join(', ')})` : '';
      return [
        `The word “${record.trigger.quote}” makes it ${record.type}${mode}; its status is ${record.status}.`,
        ...(record.actors.length > 0 ? [`Actor: ${side(record.actors)}.`] : []),
        ...(record.recipients.length > 0 ? [`Recipient: ${side(record.recipients)}.`] : []),
        record.when ? `When: ${dayText(record.when)} (${record.when.basis}).` : 'When: the text does not say.',
      ];
    }
    case 'forecast': {
      const { wording, probability: p, horizon, condition, grade } = record;
      const range = p
        ? `, read as ${Math.round(p.low * 100)}–${Math.round(p.high * 100)} % (${p.scheme})`
        : ', which gives no number';
      return [
        `The words “${wording.span.quote}” make it ${wording.class}${range}.`,
        horizon ? `It is for ${dayText(horizon)} (${horizon.basis}).` : 'It names no time.',
        ...(condition ? [`Only if: “${condition.quote}”.`] : []),
        `Grade ${grade}.`,
      ];
    }
    case 'assessment':
      return [
        `It is about ${record.about.map(nameOf).join(' and ')}: ${record.dimension}${record.direction ? `, ${record.direction}` : ''}.`,
      ];
    case 'mention':
      return [
        record.entity
          ? `It stands for ${nameOf(record.entity)} (${record.form}).`
          : `Nobody could be identified (${record.form}).`,
      ];
    case 'time':
      return [
        record.from && record.to
          ? `It means ${dayText({ from: record.from, to: record.to })}.`
          : 'No date could be settled.',
      ];
  }
}

function document({ document }: Lookup): readonly string[] {
  const { machineTranslated: mt, supersedes, published } = document;
  return [
    `The article: ${document.publisher ?? 'publisher unknown'}, ${dayText(published)}${published ? ` (${published.basis})` : ''}, ${document.url ?? document.location}.`,
    ...(mt ? [`The text looks machine-translated: ${mt.reasons.join(', ')}.`] : []),
    ...(supersedes ? [`It replaces an earlier version (${supersedes}).`] : []),
  ];
}
