import { createHash } from 'node:crypto';
import { recordId } from '../src/core/entry.ts';
import type { Article, Reading } from '../src/core/reading.ts';
import type { Attribution, Entity, Event, Mention, Participant } from '../src/core/record.ts';
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

const at = (match: RegExpMatchArray, group: number): Span => {
  const from = match.index! + match[0].indexOf(match[group]!);
  return { from, to: from + match[group]!.length };
};

function mentionsOf(article: Article): readonly Mention[] {
  return [...article.text.matchAll(new RegExp(Object.keys(CODES).join('|'), 'gu'))].map((m) => {
    const span = { from: m.index, to: m.index + m[0].length };
    const id = recordId(article, 'mention', [span]);
    return { ...base, kind: 'mention', id, document: article.record.id, span, entity: state(m[0]).id, form: 'name' };
  });
}

function attributionsOf(article: Article): readonly Attribution[] {
  const { text, record } = article;
  return [...text.matchAll(/(\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+), the [^,.]*, (said) on \w+ that ([^.\n]+)\./gu)].map((m) => {
    const [source, cue, content] = [at(m, 1), at(m, 2), at(m, 3)];
    const entity = person(m[1]!).id;
    return {
      ...base,
      kind: 'attribution',
      id: recordId(article, 'attribution', [source, cue, content]),
      document: record.id,
      form: 'indirect',
      act: 'statement',
      source: { span: source, entity },
      cue,
      content: [content],
      addressee: null,
      medium: null,
      polarity: '+',
      in: null,
      chain: [
        { label: record.publisher ?? 'unresolved', entity: null, span: null },
        { label: m[1]!, entity, span: source },
      ],
      said: null,
    };
  });
}

function eventsOf(article: Article, mentions: readonly Mention[]): readonly Event[] {
  const participant = (span: Span): Participant => {
    const entity = mentions.find((m) => contains(m.span, span))?.entity ?? null;
    return { span, entity, country: CODES[article.text.slice(span.from, span.to)] ?? null, sector: null };
  };
  return [...article.text.matchAll(/(\p{Lu}\p{Ll}+) (accused) (\p{Lu}\p{Ll}+)/gu)].map((m) => ({
    ...base,
    kind: 'event',
    id: recordId(article, 'event', [at(m, 2)]),
    document: article.record.id,
    type: 'ACCUSE',
    mode: ['allege'],
    context: [],
    quad: 3,
    goldstein: -3.5,
    trigger: at(m, 2),
    actors: [participant(at(m, 1))],
    recipients: [participant(at(m, 3))],
    place: null,
    quantities: [],
    when: null,
    status: 'asserted',
    saidIn: null,
  }));
}

/** A reading by patterns. */
export function standInReading(article: Article): Reading {
  const mentions = mentionsOf(article);
  const attributions = attributionsOf(article);
  const names = new Set(mentions.map((m) => article.text.slice(m.span.from, m.span.to)));
  const people = new Set(attributions.map((a) => a.chain[1]!.label));
  const entities = [...[...names].map(state), ...[...people].map(person)];
  return { article, issues: [], entities, mentions, times: [], attributions, events: eventsOf(article, mentions) };
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
