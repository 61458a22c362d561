import { beforeAll, describe, expect, test } from 'vitest';
import { INVENTED, line, passageReader, type Read, type ReadText } from '../../bench/events/read.ts';
import { loadEvents } from '../../src/lexicon/events.ts';
import { loadContexts, loadModes, loadQuantities } from '../../src/lexicon/eventscores.ts';
import { lemmatizer, stemsOf } from '../../src/lexicon/forms.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { readExamples } from '../support/examples.ts';

let read: Read;
beforeAll(async () => {
  read = passageReader(await analyzerForTests(), undefined, INVENTED);
}, 120_000);

/** Share of examples that may fail on the reader model's trees. */
const SLACK = 0.06;

async function firing(file: string, fires: (entry: Record<string, unknown>, got: ReadText) => boolean): Promise<void> {
  const entries = readExamples(file);
  const failed: string[] = [];
  for (const entry of entries) {
    const got = await read(entry.example);
    if (!fires(entry, got)) failed.push(`${entry.example} got ${got.events.map((e) => line(got.text, e)).join(' | ')}`);
  }
  expect(failed.length / entries.length, failed.join('\n')).toBeLessThanOrEqual(SLACK);
}

// 728 articles of one sentence, seven seconds on a quiet machine: the limit is there for what hangs.
describe('every entry has an example that fires it', { timeout: 180_000 }, () => {
  test('events', async () => {
    await firing('events', (entry, { events }) => {
      if (entry.veto) return events.length === 0;
      if (entry.agent) return events.length > 0;
      const pos = entry.verb ? 'verb' : entry.noun ? 'noun' : 'adj';
      return events.some((e) => e.reader.rule.startsWith(`frame ${pos} "${entry[pos]}" (CAMEO ${entry.cameo})`));
    });
  });
  test('goldstein', async () => {
    await firing('goldstein', (entry, { events }) => events.some((e) => e.type === entry.type));
  });
  test('modality', async () => {
    await firing('modality', (entry, { events }) => {
      const status = entry.makes as string;
      return events.some(
        (e) => e.status === status || (status !== 'denied' && ['AGREE', 'THREATEN', 'REQUEST'].includes(e.type)),
      );
    });
  });
  test('quantities', async () => {
    await firing('quantities', (_, { events }) => events.some((e) => e.quantities.length > 0));
  });
});

describe('the lexicon', () => {
  test('has several hundred triggers over all types, with modes the score table knows', () => {
    const triggers = [...loadEvents().triggers.values()].flat();
    expect(triggers.length).toBeGreaterThan(500);
    const modes = loadModes();
    expect(new Set(triggers.map((t) => t.type)).size).toBe(16);
    for (const t of triggers) if (t.mode) expect(modes.get(t.type), `${t.lemma} ${t.type} ${t.mode}`).toContain(t.mode);
  });

  test('knows the 37 contexts, each by its own words', () => {
    const labels = new Set([...loadContexts().values()].flat().map((p) => p.label));
    expect(labels.size).toBe(37);
    const entries = readExamples('contexts');
    const contexts = loadContexts();
    for (const { context, example } of entries) {
      const words = example
        .toLowerCase()
        .replace(/[^a-z0-9' -]/gu, ' ')
        .split(/\s+/u);
      const hit = words.some((w) => [w, ...stemsOf(w)].some((k) => contexts.get(k)?.some((p) => p.label === context)));
      expect(hit, `${context}: ${example}`).toBe(true);
    }
  });

  test('finds a verb by its stem where the tagger slips', () => {
    const lemma = lemmatizer((w) => ['attack', 'deny', 'shell', 'ban'].includes(w), new Map([['met', 'meet']]));
    expect(lemma('attacked', 'attacke', true)).toBe('attack');
    expect(lemma('denied', 'denied', true)).toBe('deny');
    expect(lemma('shelling', 'shelling', true)).toBe('shell');
    expect(lemma('banned', 'bann', true)).toBe('ban');
    expect(lemma('met', 'met', true)).toBe('meet');
  });

  test('reads number words', () => {
    const { numbers, multipliers } = loadQuantities();
    expect(numbers.get('twelve')).toBe(12);
    expect(multipliers.get('million')).toBe(1e6);
  });
});
