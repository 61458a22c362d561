import { join } from 'node:path';
import type { Analyzer } from '../../src/core/analysis.ts';
import type { Reading } from '../../src/core/reading.ts';
import type { Event } from '../../src/core/record.ts';
import { stagesOf } from '../../src/defaults.ts';
import { events } from '../../src/extract/events.ts';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { type AnyStage, compose } from '../../src/pipeline.ts';
import { makeArticle } from '../../src/text/article.ts';

export type Read = (text: string, date?: string) => Promise<ReadText>;
export interface ReadText {
  readonly text: string;
  readonly reading: Reading;
  readonly events: readonly Event[];
}

/** Reads one passage with the stages up to events. */
export function passageReader(
  analyzer: Analyzer,
  onStage?: (name: string, ms: number) => void,
  dirs: readonly string[] = [LEXICON_DIR],
): Read {
  const stages: AnyStage[] = stagesOf(analyzer, dirs).filter(
    (s) => !s.gives.some((l) => ['events', 'forecasts', 'assessments'].includes(l)),
  );
  const read = compose([...stages, events()], onStage ? { onStage } : {});
  return async (text, date = '2015-06-01') => {
    const published = { from: date, to: date, basis: 'metadata' } as const;
    const reading = await read(makeArticle({ text, location: 'bench', published }));
    return { text, reading, events: reading.events ?? [] };
  };
}

/** Lexicon folders with the invented states of the gold files, as an analyst would add them. */
export const INVENTED: readonly string[] = [LEXICON_DIR, join(import.meta.dirname, '../../gold/events/lexicon')];

/** What a measurement says: a line or two for people, and the shares that bench/floors.json holds to. */
export interface Figures {
  readonly text: string;
  readonly shares: Readonly<Record<string, number>>;
}

/** One event in a line, for people. */
export function line(text: string, e: Event): string {
  const names = (parts: Event['actors']) =>
    parts.map((p) => `${text.slice(p.span.from, p.span.to)}${p.country ? `/${p.country}` : ''}`).join(' + ');
  const type = [e.type, ...e.mode].join(' ');
  return `${type} ${e.status} "${text.slice(e.trigger.from, e.trigger.to)}": ${names(e.actors) || '-'} > ${names(e.recipients) || '-'}`;
}
