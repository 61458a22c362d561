import { createHash } from 'node:crypto';
import { recordId } from '../src/core/entry.ts';
import type { Article, Reading } from '../src/core/reading.ts';
import type { Assessment, Attribution, Entity, Event, Forecast, Mention, Participant } from '../src/core/record.ts';
import { contains, type Span } from '../src/core/span.ts';
import { assemble } from '../src/ledger/assemble.ts';
import type { Bundle } from '../src/store/store.ts';
import { type ArticleParts, makeArticle } from '../src/text/article.ts';

/*
 * A stand-in for the reader, for filling ledgers quickly and for testing the store: patterns over the sentences of
 * ./articles.ts. The product has one reader, the model; this one is never part of it.
 */

const CODES: Readonly<Record<string, string>> = {
  Gondor: 'GON',
  Rohan: 'ROH',
  Freedonia: 'FRE',
  Sylvania: 'SYL',
  Borduria: 'BOR',
  Ruritania: 'RUR',
  Arnor: 'ARN',
  Zubrowka: 'ZUB',
};

const base = { issues: [], confidence: 0.9, reader: { rule: 'stand-in', version: '1' } } as const;

const state = (name: string): Entity => ({
  kind: 'entity',
  id: `x-${name.toLowerCase()}`,
  name,
  type: 'state',
  codes: { iso3: CODES[name]!, cameo: CODES[name]! },
  names: [name],
});

const person = (name: string): Entity => ({
  kind: 'entity',
  id: `p-${name.toLowerCase().replace(' ', '-')}`,
  name,
  type: 'person',
  codes: { iso3: null, cameo: null },
  names: [name],
});

function mentionsOf(article: Article): readonly Mention[] {
  return [...article.text.matchAll(new RegExp(Object.keys(CODES).join('|'), 'gu'))].map((m) => {
    const span = { from: m.index, to: m.index + m[0].length };
    const id = recordId(article, 'mention', [span]);
    return { ...base, kind: 'mention', id, document: article.record.id, span, entity: state(m[0]).id, form: 'name' };
  });
}

/** Statements: groups `s` source, `c` cue, `w` words. */
const STATEMENTS: readonly RegExp[] = [
  /(?<s>\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+), the [^,.]*, (?<c>said) on \w+ that (?<w>[^.\n]+)\./dgu,
  /“(?<w>[^”]+),” (?<s>\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?) (?<c>told|warned)/dgu,
  /(?<c>According to) (?<s>\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+), [^,]*, (?<w>[^.\n]+)\./dgu,
  /(?<s>The [\p{Ll} ]+ of \p{Lu}\p{Ll}+) (?<c>denied) that (?<w>[^.\n]+)\./dgu,
  /(?<w>\p{Lu}[^.\n]+), (?<s>the analyst) (?<c>added)/dgu,
  /(?<s>Observers) (?<c>believe) that (?<w>[^.\n]+)\./dgu,
];

function attributionsOf(article: Article): readonly Attribution[] {
  return STATEMENTS.flatMap((pattern) => [...article.text.matchAll(pattern)]).map((m) => statement(article, m));
}

const group = (m: RegExpMatchArray, name: string): Span => {
  const [from, to] = m.indices!.groups![name]!;
  return { from, to };
};

function statement(article: Article, m: RegExpMatchArray): Attribution {
  const [source, cue, content] = [group(m, 's'), group(m, 'c'), group(m, 'w')];
  const label = m.groups!.s!;
  const entity = /^\p{Lu}\p{Ll}+ \p{Lu}/u.test(label) ? person(label).id : null;
  return {
    ...base,
    kind: 'attribution',
    id: recordId(article, 'attribution', [source, cue, content]),
    document: article.record.id,
    form: m[0].includes('“') ? 'direct' : 'indirect',
    act: m.groups!.c === 'believe' ? 'belief' : 'statement',
    source: { span: source, entity },
    cue,
    content: [content],
    addressee: null,
    medium: null,
    polarity: m.groups!.c === 'denied' ? '-' : '+',
    in: null,
    chain: [
      { label: article.record.publisher ?? 'unresolved', entity: null, span: null },
      { label, entity, span: source },
    ],
    said: null,
  };
}

const DEEDS: Readonly<Record<string, readonly [type: string, quad: Event['quad'], score: number]>> = {
  accused: ['ACCUSE', 3, -3.5],
  crossed: ['ASSAULT', 4, -9],
  withdraw: ['CONCEDE', 1, 4.5],
  signed: ['SUPPORT', 1, 5],
  attacked: ['ASSAULT', 4, -9],
  promised: ['AGREE', 1, 2.5],
};

function eventsOf(article: Article, mentions: readonly Mention[]): readonly Event[] {
  return [...article.text.matchAll(new RegExp(Object.keys(DEEDS).join('|'), 'gu'))].map((m) => {
    const trigger = { from: m.index, to: m.index + m[0].length };
    const near = mentions
      .filter((n) => Math.abs(n.span.from - trigger.from) < 60)
      .map(({ span }) => participant(article, mentions, span));
    const [type, quad, goldstein] = DEEDS[m[0]]!;
    return {
      ...base,
      kind: 'event',
      id: recordId(article, 'event', [trigger]),
      document: article.record.id,
      type,
      mode: [],
      context: [],
      quad,
      goldstein,
      trigger,
      actors: near.slice(0, 1),
      recipients: near.slice(1, 2),
      place: null,
      quantities: [],
      when: null,
      status: m[0] === 'withdraw' ? 'future' : m[0] === 'attacked' ? 'denied' : 'asserted',
      saidIn: null,
    };
  });
}

function participant(article: Article, mentions: readonly Mention[], span: Span): Participant {
  const entity = mentions.find((m) => contains(m.span, span))?.entity ?? null;
  return { span, entity, country: CODES[article.text.slice(span.from, span.to)] ?? null, sector: null };
}

/** What is said to come: groups `h` wording, `w` words. */
const PROMISES: readonly RegExp[] = [
  /(?<w>\p{Lu}\p{Ll}+ (?<h>will probably) withdraw[^,\n]+), (?<s>the analyst) added/dgu,
  /(?<w>talks between \p{Lu}\p{Ll}+ and \p{Lu}\p{Ll}+ (?<h>might) resume[^.\n]+)\./dgu,
];

function forecastsOf(article: Article): readonly Forecast[] {
  return PROMISES.flatMap((pattern) => [...article.text.matchAll(pattern)]).map((m) => {
    const [content, wording] = [group(m, 'w'), group(m, 'h')];
    const isLikely = m.groups!.h !== 'might';
    const year = /\d{4}/u.exec(m.groups!.w!)?.[0];
    return {
      ...base,
      kind: 'forecast',
      id: recordId(article, 'forecast', [wording, content]),
      document: article.record.id,
      by: { label: m.groups!.s ?? article.record.publisher ?? 'unresolved', entity: null },
      saidIn: null,
      content: [content],
      wording: { span: wording, class: isLikely ? 'estimative' : 'possibility' },
      probability: isLikely ? { low: 0.55, high: 0.8, scheme: 'ICD 203' } : null,
      horizon: year ? { from: `${year}-01-01`, to: `${year}-12-31`, basis: 'text' } : null,
      condition: null,
      grade: year ? 'A' : 'C',
    };
  });
}

const DEPENDENCE =
  /(?<s>\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+), an expert [^,]*, (?<w>(?<a>\p{Lu}\p{Ll}+) depends on the harbours of (?<b>\p{Lu}\p{Ll}+)[^.\n]*)\./dgu;

function assessmentsOf(article: Article): readonly Assessment[] {
  return [...article.text.matchAll(DEPENDENCE)].flatMap((m) => {
    const { s, a, b } = m.groups as { s: string; a: string; b: string };
    if (!CODES[a] || !CODES[b]) return [];
    return {
      ...base,
      kind: 'assessment',
      id: recordId(article, 'assessment', [group(m, 'w')]),
      document: article.record.id,
      by: { label: s, entity: person(s).id },
      saidIn: null,
      content: [group(m, 'w')],
      about: [state(a).id, state(b).id],
      dimension: 'dependence',
      direction: `${CODES[a]}>${CODES[b]}`,
      condition: null,
    };
  });
}

/** A reading by patterns. */
export function standInReading(article: Article): Reading {
  const mentions = mentionsOf(article);
  const attributions = attributionsOf(article);
  const names = new Set(mentions.map((m) => article.text.slice(m.span.from, m.span.to)));
  const people = new Set(attributions.filter((a) => a.source?.entity).map((a) => a.chain[1]!.label));
  const entities = [...[...names].map(state), ...[...people].map(person)];
  const events = eventsOf(article, mentions);
  const [forecasts, assessments] = [forecastsOf(article), assessmentsOf(article)];
  return { article, issues: [], entities, mentions, times: [], attributions, events, forecasts, assessments };
}

/** A text as the ledger takes it in, read by patterns. */
export function standInBundle(parts: ArticleParts, reader = 'stand-in'): Bundle {
  const article = makeArticle(parts);
  const bytes = Buffer.from(parts.text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { location, retrieved } = article.record;
  const records = assemble(standInReading(article));
  const evidence = { location, sha256, retrieved, finalUrl: null, bytes };
  return { text: parts.text, evidence, input: sha256, reader, records };
}
