import type { Attribution, Contract } from '../core/record.ts';
import { rarity, wordStem } from '../ledger/aspects.ts';
import { passagesIn } from '../ledger/passage.ts';
import { spansOf } from '../ledger/place.ts';
import { conflictsOf } from '../ledger/views.ts';
import { loadFrequencies } from '../lexicon/frequencies.ts';
import { loadQuestions, type QuestionWords } from '../lexicon/questions.ts';
import { isListed, LISTED, type ListedKind, type ListedRecord, type Row, type Store } from '../store/store.ts';

/** A question's parts, as the filters there are. */
export interface Asked {
  /** The command that lists what is asked for. */
  readonly command: 'said' | 'events' | 'forecasts' | 'conflicts';
  readonly kinds: readonly ListedKind[];
  /** Whose word; null for anybody's. */
  readonly source: string | null;
  /** Powers by ISO 3166 code, at most two. */
  readonly about: readonly string[];
  readonly since: string | null;
  readonly until: string | null;
  readonly denied: boolean;
  /** True where the earliest is asked for. */
  readonly first: boolean;
  /** What else must be spoken of. */
  readonly words: readonly string[];
  /** The day it names, as texts write it ("May 12", "12 May"); null where it names none. */
  readonly day: RegExp | null;
}

const COMMAND_KINDS = {
  said: ['attribution', 'event'],
  events: ['event', 'attribution'],
  forecasts: ['forecast', 'event', 'attribution'],
  conflicts: ['attribution', 'event'],
} as const;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu;
const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const DAY = new RegExp(
  String.raw`(?:(\d{1,2})(?:\s*(?:-|–|and|to)\s*(\d{1,2}))?\s+)?\b(${MONTHS.join('|')})\b(?:\s+(\d{4}))?`,
  'iu',
);
const pad = (n: number): string => String(n).padStart(2, '0');

/** The days a question names; a month without a year is that of the newest article. */
function daysIn(question: string, newest: string): readonly [string | null, string | null] {
  const found = DAY.exec(question);
  if (!found) {
    const year = /\b(?:19|20)\d\d\b/u.exec(question)?.[0] ?? null;
    return year ? [`${year}-01-01`, `${year}-12-31`] : [null, null];
  }
  const [, from, to, name, given] = found;
  const month = MONTHS.indexOf(name!.toLowerCase()) + 1;
  const year = given ?? newest.slice(0, 4);
  const last = new Date(Date.UTC(Number(year), month, 0)).getUTCDate();
  return [
    `${year}-${pad(month)}-${pad(Number(from ?? 1))}`,
    `${year}-${pad(month)}-${pad(Number(to ?? from ?? last))}`,
  ];
}

const dayPattern = (day: string): RegExp => {
  const [month, number] = [MONTHS[Number(day.slice(5, 7)) - 1]!, Number(day.slice(8))];
  return new RegExp(String.raw`\b(?:${month}\.?\s+${number}|${number}(?:st|nd|rd|th)?\s+(?:of\s+)?${month})\b`, 'iu');
};

/** Names in a question, by the entities they stand for; the longest first. */
function namesIn(
  store: Store,
  question: string,
  idle: ReadonlySet<string>,
): readonly {
  readonly text: string;
  readonly at: number;
  readonly id: string;
  readonly iso3: string | null;
  readonly isState: boolean;
}[] {
  const capital = String.raw`\p{Lu}[\p{L}.'’-]*`;
  const opening = /^(?:\p{L}+\s+)/u;
  const runs = [...question.matchAll(new RegExp(String.raw`${capital}(?:\s+${capital})*`, 'gu'))].map((run) => {
    const first = opening.exec(run[0])?.[0] ?? '';
    return idle.has(first.trim().toLowerCase())
      ? { text: run[0].slice(first.length), at: run.index + first.length }
      : { text: run[0], at: run.index };
  });
  return runs.flatMap(({ text: written, at }) => {
    const text = written.replace(/['’]s$/u, '');
    const [entity] = text.length < 2 ? [] : store.entitiesNamed(text);
    return entity ? [{ text, at, id: entity.id, iso3: entity.codes.iso3, isState: entity.type === 'state' }] : [];
  });
}

/** Takes a question apart. Nothing is understood but names, days and the words of lexicon/en/questions.yaml. */
export function parse(store: Store, question: string, words: QuestionWords = loadQuestions()): Asked {
  const tokens = question.toLowerCase().match(WORD) ?? [];
  const has = (sense: keyof QuestionWords) => tokens.some((t) => words[sense].has(t));
  const command = (['conflicts', 'forecasts', 'said', 'events'] as const).find(has) ?? 'said';
  const names = namesIn(store, question, words.idle);
  const speaker = /\b(?:[Dd]id|[Dd]oes|[Hh]as|[Hh]ad)\s+(?:the\s+)?(?=\p{Lu})/u.exec(question);
  const source =
    speaker && command === 'said' ? names.find((n) => n.at === speaker.index + speaker[0].length) : undefined;
  const newest = store.documents({ limit: 1 })[0]?.published?.from ?? '';
  const [since, until] = daysIn(question, newest);
  const known = new Set([...words.idle, ...words.first, ...words[command], ...MONTHS]);
  return {
    command,
    kinds: COMMAND_KINDS[command],
    source: source?.text ?? null,
    about: [...new Set(names.filter((n) => n !== source && n.isState && n.iso3).map((n) => n.iso3!))].slice(0, 2),
    ...{ since, until },
    day: since && since === until ? dayPattern(since) : null,
    denied: has('denied'),
    first: has('first'),
    words: [...new Set(tokens.filter((t) => !known.has(t) && !/^\d/u.test(t)).map((t) => t.replace(/['’]s$/u, '')))],
  };
}

/** The command that lists what a question asks for. */
export function commandOf({ command, source, about, since, until, denied, words }: Asked): string {
  if (command === 'conflicts') return 'dragoman conflicts';
  const parts = [
    source ? `"${source}"` : '',
    about.length > 0 ? `--about ${about.join('-')}` : '',
    since ? `--since ${since}` : '',
    until ? `--until ${until}` : '',
    denied ? '--denied' : '',
    words.length > 0 ? `--words "${words.slice(0, 2).join(' ')}"` : '',
  ];
  return `dragoman ${command} ${parts.filter(Boolean).join(' ')}`.trim();
}

const ARTICLES = 40;
/** What a day or a voice that is asked for counts, beside words of up to about 6.5. */
const [DAY_WEIGHT, SOURCE_WEIGHT] = [6, 2];

/** The records that answer a question: those whose sentences speak most of what it asks, the likeliest (or earliest) first. */
export function answer(store: Store, asked: Asked, most: number): readonly Row<ListedRecord>[] {
  const frequencies = loadFrequencies();
  const weights = new Map(asked.words.map((w) => [wordStem(w), Math.max(0.5, rarity(w, frequencies))]));
  const month = asked.day && asked.since ? [MONTHS[Number(asked.since.slice(5, 7)) - 1]!] : [];
  const texts = store.textsWith([...asked.words, ...month], 'any', ARTICLES);
  const disputed = new Set(
    asked.command === 'conflicts' ? conflictsOf(store.views, []).flatMap((c) => c.sides.flat()) : [],
  );
  const scored = texts.flatMap(({ id, text }) => {
    const document = store.document(id)!;
    const passages = passagesIn(document, text);
    const isSource = sourceTest(store, id, asked.source);
    return store
      .recordsOf(id, [...LISTED])
      .filter((r) => isListed(r.kind) && (!asked.denied || isDenied(r as ListedRecord)))
      .map((record) => {
        const quotes = passages(spansOf(record)).map((p) => p.quote);
        const own = spansOf(record).map((s) => s.quote);
        const score = weighed(quotes.join(' '), weights) + weighed(own.join(' '), weights) / 2;
        const bonus =
          (asked.kinds[0] === record.kind ? 0.5 : 0) +
          (disputed.has(record.id) ? 3 : 0) +
          (asked.day?.test(quotes.join(' ')) ? DAY_WEIGHT : 0) +
          (isSource(record as ListedRecord) ? SOURCE_WEIGHT : 0);
        return {
          record: record as ListedRecord,
          score: score + bonus,
          passage: `${id} ${quotes[0] ?? ''}`,
          day: document.published?.from ?? '9999',
        };
      });
  });
  const least = Math.max(...scored.map((s) => s.score), 0) / 3;
  const ranked = scored
    .filter((s) => s.score > least)
    .toSorted((a, b) => b.score - a.score || (a.day < b.day ? -1 : 1));
  const once = [...new Map(ranked.toReversed().map((s) => [s.passage, s])).values()].toReversed();
  const best = once.toSorted((a, b) => b.score - a.score).slice(0, most);
  const shown = asked.first
    ? best.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : b.score - a.score))
    : best;
  return shown.flatMap(({ record }) => (store.record(record.id) as Row<ListedRecord> | null) ?? []);
}

function weighed(text: string, weights: ReadonlyMap<string, number>): number {
  const stems = new Set((text.match(WORD) ?? []).map(wordStem));
  let sum = 0;
  for (const [stem, weight] of weights) if (stems.has(stem)) sum += weight;
  return sum;
}

const isDenied = (record: ListedRecord): boolean =>
  record.kind === 'event' ? record.status === 'denied' : record.kind === 'attribution' && record.polarity === '-';

/** Tests whether a record of a document stands on the word of whoever is asked about. */
function sourceTest(store: Store, document: string, name: string | null): (record: ListedRecord) => boolean {
  if (name === null) return () => false;
  const ids = store.entitiesNamed(name).map((e) => e.id);
  const statements = store.recordsOf(document, ['attribution']) as unknown as readonly Contract<Attribution>[];
  const said = new Map(statements.map((r) => [r.id, r.source]));
  return (record) => {
    const source = record.kind === 'attribution' ? record.source : (said.get(record.saidIn ?? '') ?? null);
    return source !== null && (source.entity === null ? source.span.quote.includes(name) : ids.includes(source.entity));
  };
}
