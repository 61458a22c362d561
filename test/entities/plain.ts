import type { Analysis, Sentence } from '../../src/core/analysis.ts';
import type { ReadingWith } from '../../src/core/reading.ts';
import type { Entity } from '../../src/core/record.ts';
import { mentions } from '../../src/extract/mentions.ts';
import { type Actors, readActors } from '../../src/lexicon/actors.ts';
import { makeArticle } from '../../src/text/article.ts';

export const actors = readActors();

/** Sentences without words: what the lexicon alone makes of a text, whatever the reader model would say. */
export function wordless(text: string): Analysis {
  const sentences: Sentence[] = [...text.matchAll(/[^.!?\s][^.!?]*(?:[.!?](?=\S)[^.!?]*)*[.!?]?/gu)].map((m) => ({
    from: m.index,
    to: m.index + m[0].length,
    words: [],
  }));
  return {
    sentences,
    names: [],
    frames: [],
    acts: [],
    foretold: [],
    claims: [],
    reader: { model: 'none', version: '0' },
  };
}

export interface Linked {
  readonly reading: ReadingWith<'analysis' | 'mentions' | 'entities'>;
  /** Name of the entity of the first mention of these words; null where it is open; undefined where there is none. */
  readonly who: (words: string) => string | null | undefined;
  readonly entity: (name: string) => Entity | undefined;
  readonly issuesOf: (words: string) => readonly string[];
}

/** Links a text published on a day (`null`: undated). */
export async function read(
  text: string,
  date: string | null = '2023-10-18',
  using: Actors = actors,
  analysis: Analysis = wordless(text),
): Promise<Linked> {
  const published = date ? ({ from: date, to: date, basis: 'metadata' } as const) : null;
  const article = makeArticle({ text, location: 'test.txt', published });
  const reading = await mentions(using).run({ article, issues: [], analysis });
  const of = (words: string) => reading.mentions.find((m) => text.slice(m.span.from, m.span.to) === words);
  return {
    reading: { ...reading, analysis },
    who: (words) => {
      const mention = of(words);
      return mention && (reading.entities.find((e) => e.id === mention.entity)?.name ?? null);
    },
    entity: (name) => reading.entities.find((e) => e.name === name),
    issuesOf: (words) => of(words)?.issues.map((i) => i.code) ?? [],
  };
}
