import type { Assessment, Attribution, Contract, Event, Forecast } from '../core/record.ts';
import { dayText, paragraphOf, spansOf } from '../ledger/place.ts';
import { sentenceOf } from '../ledger/sentence.ts';
import type { DocumentHead, Row, Store } from '../store/store.ts';
import { style } from './output.ts';

type C<T> = Contract<T>;
type Named = {
  readonly entity: string | null;
  readonly span: { readonly quote: string };
  /** The power a party of an event belongs to, known of many nobody can name. */
  readonly country?: string | null;
};

/** Renders rows for people; entity names are looked up once. */
export function renderer(store: Store): (row: Row) => string {
  const names = new Map<string, string>();
  const nameOf = (id: string): string => {
    const known = names.get(id) ?? store.entity(id)?.name ?? id;
    names.set(id, known);
    return known;
  };
  const who = (ref: Named | null): string => {
    if (!ref) return 'someone not named';
    if (!ref.entity) return `“${ref.span.quote}” (${ref.country ?? 'unresolved'})`;
    const name = nameOf(ref.entity);
    return name.toLowerCase() === ref.span.quote.toLowerCase() ? name : `${name} (“${ref.span.quote}”)`;
  };
  const sides = (refs: readonly Named[]): string => refs.map(who).join(' and ');
  const texts = new Map<string, string>();
  const inSentence = ({ record, document }: Row): string => {
    const text = texts.get(document.id) ?? store.text(document.id) ?? '';
    if (!texts.has(document.id)) texts.clear();
    texts.set(document.id, text);
    return sentenceOf(record, document, text)
      .map(({ words, role }) => (isStrong(role) ? style('bold', oneLine(words)) : oneLine(words)))
      .join('');
  };
  return (row) => {
    const { record, document } = row;
    const lines = {
      attribution: () => statement(record as C<Attribution>, document, who),
      event: () => event(record as C<Event>, sides, who),
      forecast: () => forecast(record as C<Forecast>, nameOf),
      assessment: () => assessment(record as C<Assessment>, nameOf),
    }[record.kind]();
    const [head = '', ...more] = lines;
    return [head, inSentence(row), ...more, place(record, document)].map((line) => `  ${line}`).join('\n');
  };
}

const isStrong = (role: string | null): boolean => role === 'cue' || role === 'trigger' || role === 'wording';
const oneLine = (words: string): string => words.replace(/\s+/gu, ' ');

/** The article a record stands in: title, publisher, day. */
export function articleLine({ document }: Pick<Row, 'document'>): string {
  const flag = document.machineTranslated ? 'machine-translated' : null;
  const { title, location, publisher, published } = document;
  return style('dim', facts(title ?? location, publisher, published && dayText(published), flag));
}

const facts = (...parts: readonly (string | null | false)[]): string => parts.filter(Boolean).join(' · ');

function statement(record: C<Attribution>, document: DocumentHead, who: (ref: Named | null) => string): string[] {
  const to = record.addressee ? ` → ${who(record.addressee)}` : '';
  const relayers = record.chain.slice(1, -1).map((link) => link.label);
  const via = [document.publisher, ...relayers].filter(Boolean).join(' → ');
  const act = record.act === 'statement' ? null : record.act;
  return [
    facts(
      style('bold', who(record.source)) + to,
      via && `via ${via}`,
      dayText(record.said ?? document.published),
      record.form,
      act,
      record.polarity === '-' && style('bold', 'denied'),
    ),
  ];
}

function event(
  record: C<Event>,
  sides: (refs: readonly Named[]) => string,
  who: (ref: Named | null) => string,
): string[] {
  const acts = [sides(record.actors) || '?', sides(record.recipients)].filter(Boolean).join(' → ');
  const mode = record.mode.length > 0 ? ` (${record.mode.join(', ')})` : '';
  const numbers = record.quantities.map((q) => q.span.quote).join(', ');
  return [
    facts(
      style('bold', `${record.type}${mode}`),
      acts,
      record.status,
      dayText(record.when),
      record.cameo ? `CAMEO ${record.cameo}` : null,
      record.place && `in ${who(record.place)}`,
      numbers,
    ),
  ];
}

function forecast(record: C<Forecast>, nameOf: (id: string) => string): string[] {
  const { probability: p, wording } = record;
  const range = p ? ` ${Math.round(p.low * 100)}–${Math.round(p.high * 100)} % (${p.scheme})` : '';
  return [
    facts(
      style('bold', record.by.entity ? nameOf(record.by.entity) : record.by.label),
      `${wording.class}: “${wording.span.quote}”${range}`,
      record.horizon ? `for ${dayText(record.horizon)}` : 'no horizon',
      record.condition && `if: “${record.condition.quote}”`,
      `grade ${record.grade}`,
    ),
  ];
}

function assessment(record: C<Assessment>, nameOf: (id: string) => string): string[] {
  const by = record.by.entity ? nameOf(record.by.entity) : record.by.label;
  return [facts(style('bold', by), record.dimension, record.about.map(nameOf).join(', '), record.direction)];
}

/** Where the words stand: paragraph, and the record's id. */
function place(record: Row['record'], document: DocumentHead): string {
  const first = spansOf(record)[0];
  const paragraph = first ? paragraphOf(document.body, first) : null;
  return style('dim', facts(paragraph ? `¶${paragraph}` : 'headline or outside the body', record.id));
}
