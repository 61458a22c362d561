import type {
  AnyExtracted,
  Attribution,
  Contract,
  DocumentRecord,
  Event,
  Forecast,
  Ref,
  Refusal,
  RuleChange,
} from '../core/record.ts';
import { passagesOf } from './passage.ts';
import { dayText, paragraphOf, quoted } from './place.ts';

type C<T> = Contract<T>;

/** What an explanation looks up. */
export interface Lookup {
  readonly document: C<DocumentRecord>;
  /** The document's text. */
  readonly text: string;
  /** Another record of the ledger; null where there is none. */
  readonly record: (id: string) => C<AnyExtracted> | null;
  /** Name of an entity id. */
  readonly nameOf: (id: string) => string;
  /** What a rule does, in plain English; null for a rule that the program has no more. */
  readonly because: (rule: string) => string | null;
}

const ARTICLE: Readonly<Record<string, string>> = {
  attribution: 'A statement',
  event: 'An event',
  forecast: 'A forecast',
  assessment: 'An assessment',
  mention: 'A mention',
  time: 'A time expression',
};

/** Tells in plain English what a record says, through whom it came, which words decided, and what stayed open. */
export function explain(record: C<AnyExtracted>, lookup: Lookup): readonly string[] {
  return [
    opening(record, lookup),
    ...chain(record, lookup),
    ...deciding(record, lookup),
    `Found by ${record.reader.rule} (version ${record.reader.version}), confidence ${record.confidence.toFixed(2)}.`,
    ...changes(record, lookup.because),
    ...record.issues.map((issue) => `Open: ${issue.message} (${issue.code}).`),
    ...document(lookup),
    'This is a machine reading; nobody has reviewed it unless a judgement below says so.',
  ];
}

/** Each rule that changed the record, why, and what of it changed from what to what. */
function changes(record: C<AnyExtracted>, because: Lookup['because']): readonly string[] {
  const all = record.reader.changes ?? [];
  const last = record as unknown as Was;
  return all.map(({ id, was }, index) => {
    const next = (field: string) => all.slice(index + 1).find((c) => field in c.was)?.was ?? last;
    const told = Object.keys(was).map(
      (field) => `its ${field} was ${words(was[field])}, and became ${words(next(field)[field])}`,
    );
    return `Changed by ${named(id, because)}${told.length > 0 ? `: ${told.join('; ')}` : ''}.`;
  });
}

type Was = C<RuleChange>['was'];

/** A rule by its id, with what it does. */
const named = (id: string, because: Lookup['because']): string =>
  `${id} (${because(id) ?? 'a rule of an earlier reader'})`;

/** A field's value as it is told. */
function words(value: Was[string] | C<Ref> | undefined): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return value;
  if ('span' in value) return quoted([value.span]);
  return Array.isArray(value) ? quoted(value) : quoted([value as { readonly quote: string }]);
}

/** What was found in an article and dropped, one line each. */
export function refusalLines(refused: readonly C<Refusal>[], because: Lookup['because']): readonly string[] {
  return refused.map(({ kind, on, content, found, rule }) => {
    const at = on ? `on ${quoted([on])}, ` : '';
    return `${ARTICLE[kind] ?? 'A record'} ${at}with the words ${quoted(content)} (${found}), dropped by ${named(rule, because)}.`;
  });
}

/** What a footnote would quote, and where it stands. */
function opening(record: C<AnyExtracted>, { document, text }: Lookup): string {
  const passages = passagesOf(record, document, text);
  const paragraph = passages[0] ? paragraphOf(document.body, passages[0]) : null;
  const where = paragraph ? `paragraph ${paragraph}` : 'the headline or outside the body';
  return `${ARTICLE[record.kind] ?? 'A record'}: ${quoted(passages)}, in ${where} of “${document.title ?? document.location}”.`;
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
    case 'event':
      return decidingEvent(record, nameOf);
    case 'forecast':
      return decidingForecast(record);
    case 'assessment': {
      const direction = record.direction ? `, ${record.direction}` : '';
      const about = record.about.map(nameOf).join(' and ');
      return [`The words ${quoted(record.content)} are about ${about}: ${record.dimension}${direction}.`];
    }
    case 'mention': {
      const found = record.entity ? `stands for ${nameOf(record.entity)}` : 'could not be identified';
      return [`${quoted([record.span])} ${found} (${record.form}).`];
    }
    case 'time': {
      const { from, to, span } = record;
      return [from && to ? `${quoted([span])} means ${dayText({ from, to })}.` : `${quoted([span])} gives no date.`];
    }
  }
}

function decidingEvent(event: C<Event>, nameOf: Lookup['nameOf']): readonly string[] {
  const side = (refs: readonly C<Ref>[]) => refs.map((r) => who(r, nameOf)).join('; ');
  const mode = event.mode.length > 0 ? ` (${event.mode.join(', ')})` : '';
  return [
    `The word “${event.trigger.quote}” makes it ${event.type}${mode}; its status is ${event.status}.`,
    ...(event.actors.length > 0 ? [`Actor: ${side(event.actors)}.`] : []),
    ...(event.recipients.length > 0 ? [`Recipient: ${side(event.recipients)}.`] : []),
    event.when ? `When: ${dayText(event.when)} (${event.when.basis}).` : 'When: the text does not say.',
  ];
}

function decidingForecast({ content, wording, probability: p, horizon, condition, grade }: C<Forecast>) {
  const range = p
    ? `, read as ${Math.round(p.low * 100)}–${Math.round(p.high * 100)} % (${p.scheme})`
    : ', which gives no number';
  return [
    `Foretold is ${quoted(content)}; the words “${wording.span.quote}” make it ${wording.class}${range}.`,
    horizon ? `It is for ${dayText(horizon)} (${horizon.basis}).` : 'It names no time.',
    ...(condition ? [`Only if: “${condition.quote}”.`] : []),
    `Grade ${grade}.`,
  ];
}

function document({ document }: Lookup): readonly string[] {
  const { machineTranslated: mt, supersedes, published } = document;
  return [
    `The article: ${document.publisher ?? 'publisher unknown'}, ${dayText(published)}${published ? ` (${published.basis})` : ''}, ${document.url ?? document.location}.`,
    ...(mt ? [`The text looks machine-translated: ${mt.reasons.join(', ')}.`] : []),
    ...(supersedes ? [`It replaces an earlier version (${supersedes}).`] : []),
  ];
}
