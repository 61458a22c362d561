import type { Interval } from '../../src/core/date.ts';
import type { EntityNames, ListedKind, ListedRecord, ListName } from '../../src/web/api.ts';

/** Everything the desk says about codes of the record contract, in one place. */

export const KIND_WORD: Readonly<Record<ListedKind, string>> = {
  attribution: 'Statement',
  event: 'Event',
  forecast: 'Forecast',
  assessment: 'Assessment',
};

export const LIST_WORD: Readonly<Record<ListName, string>> = {
  statements: 'Statements',
  events: 'Events',
  forecasts: 'Forecasts',
  assessments: 'Assessments',
};

export const KIND_LIST: Readonly<Record<ListedKind, ListName>> = {
  attribution: 'statements',
  event: 'events',
  forecast: 'forecasts',
  assessment: 'assessments',
};

export const FACET_WORD: Readonly<Record<string, string>> = {
  act: 'Act',
  type: 'Type',
  status: 'Status',
  source: 'Source',
  via: 'Through',
  about: 'About',
  publisher: 'Publisher',
  month: 'Month',
  words: 'Words',
  since: 'Since',
  until: 'Until',
  document: 'Article',
  origin: 'Reprints of',
  judged: 'Review',
  denied: 'Denied',
};

export const QUAD: Readonly<Record<number, string>> = {
  1: 'Verbal cooperation',
  2: 'Material cooperation',
  3: 'Verbal conflict',
  4: 'Material conflict',
};

/** Status as sign and word, so that colour is never the only difference. */
export const STATUS_SIGN: Readonly<Record<string, string>> = {
  asserted: '●',
  denied: '✕',
  possible: '◐',
  future: '▷',
  hypothetical: '◌',
};

export const STATUS_MEANS: Readonly<Record<string, string>> = {
  asserted: 'told as fact',
  denied: 'negated, denied, refused or failed',
  possible: 'may be so; asked, unconfirmed or alleged',
  future: 'announced, intended or predicted',
  hypothetical: 'only if something else holds',
};

export const WORDING_MEANS: Readonly<Record<string, string>> = {
  categorical: 'said to come without a doubt; carries no number',
  intention: 'announced as a plan; carries no number',
  possibility: 'may or can come; carries no number',
  estimative: 'an estimate in words',
};

export const GRADE_MEANS: Readonly<Record<string, string>> = {
  A: 'names an event and a deadline: scoreable',
  B: 'the deadline is inferred: scoreable with care',
  C: 'not scoreable',
};

const VERDICT: Readonly<Record<string, string>> = {
  right: 'accepted',
  wrong: 'rejected',
  marked: 'marked',
  same: 'same as another',
  different: 'different from another',
  merge: 'merged with another',
  split: 'parted from another',
  happened: 'came about',
  'did-not-happen': 'did not happen',
  void: 'void',
  undecidable: 'cannot be decided',
  real: 'a real conflict',
  'other-time': 'another time',
  'other-sense': 'another sense',
  translation: 'a matter of translation',
  'not-a-conflict': 'not a conflict',
  out: 'taken out',
};

/** Fields that people correct, by the verdict that does. */
export const FIELD_WORD: Readonly<Record<string, string>> = {
  source: 'Source',
  relayer: 'Through',
  act: 'Act',
  polarity: 'Said or denied',
  type: 'Type',
  status: 'Status',
  actor: 'Who acts',
  recipient: 'On whom',
  day: 'Day',
  publisher: 'Publisher',
  title: 'Headline',
  author: 'Author',
  language: 'Language',
  name: 'Name',
  power: 'Power',
};

const POLARITY: Readonly<Record<string, string>> = { '+': 'said', '-': 'denied, or not said' };

/** A value of such a field. */
export const fieldValue = (field: string, value: string): string => {
  if (field === 'polarity') return POLARITY[value] ?? value;
  return field === 'type' || field === 'act' ? sentenceCase(value) : value;
};

export const verdictWord = (verdict: string): string =>
  VERDICT[verdict] ?? (FIELD_WORD[verdict] ? `${FIELD_WORD[verdict].toLowerCase()} corrected` : verdict);

const BASIS: Readonly<Record<string, string>> = {
  metadata: 'stated beside the text',
  text: 'stated in the text',
  inferred: 'inferred from the text',
};

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `2 Mar 2023` for an ISO day. */
export function day(iso: string): string {
  const date = new Date(`${iso.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : dayFormat.format(date);
}

const lastDay = (iso: string): string =>
  new Date(Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), 0)).toISOString().slice(0, 10);

/** An interval as people write it; null is said, not left blank. */
export function interval(when: Pick<Interval, 'from' | 'to'> | null): string {
  if (!when) return 'undated';
  const { from, to } = when;
  if (from === to) return day(from);
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  const isMonth = from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && to === lastDay(from);
  if (isMonth) return day(from).replace(/^\d+ /u, '');
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${day(to)}`;
  return `${from.slice(0, 4) === to.slice(0, 4) ? day(from).replace(/ \d+$/u, '') : day(from)} – ${day(to)}`;
}

export const basisWord = (when: Interval | null): string =>
  when ? (BASIS[when.basis] ?? when.basis) : 'no date found';

/** `95–99 %` from two fractions. */
export const range = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${Math.round(low * 100)}–${Math.round(high * 100)} %`;

export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;
export const count = (n: number): string => n.toLocaleString('en-GB');

export const nameOf = (entities: EntityNames, id: string | null): string | null => (id && entities[id]?.name) || null;

/** A direction between two powers (`XKA>XVE`) by their names, where the page has them. */
export function directionWord(direction: string | null, entities: EntityNames): string {
  const states = Object.values(entities).filter((e) => e.type === 'state');
  const names = new Map(states.map((e) => [e.codes.iso3, e.name]));
  const called = (power: string) => entities[power]?.name ?? names.get(power) ?? power;
  return (direction ?? '').split('>').map(called).join(' → ');
}

/** The words a record stands on. */
export const wordsOf = (record: ListedRecord): string =>
  record.kind === 'event' ? record.trigger.quote : record.content.map((s) => s.quote).join(' … ');

/** `AGREE` → `Agree`, `third-party` → `Third-party`. */
export const sentenceCase = (code: string): string => {
  const plain = code.replaceAll('_', ' ').toLowerCase();
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
};

export const machineTranslated = (reasons: readonly string[]): string =>
  `Machine-translated: ${reasons.join('; ')}. Names and numbers may be garbled.`;
