import { beforeAll, describe, expect, test } from 'vitest';
import { INVENTED, line, passageReader, type Read, type ReadText } from '../../bench/events/read.ts';
import { triggerAt } from '../../src/extract/eventmatch.ts';
import { eventScenes, loadEventWords } from '../../src/extract/eventscenes.ts';
import { verdictOf } from '../../src/extract/factuality.ts';
import { makeParty } from '../../src/extract/participantphrases.ts';
import { loadEvents } from '../../src/lexicon/events.ts';
import { loadContexts, loadModes, loadQuantities } from '../../src/lexicon/eventscores.ts';
import { lemmatizer, stemsOf } from '../../src/lexicon/forms.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { readExamples } from '../support/examples.ts';

const words = loadEventWords();
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

/** The sentences of an example with their trees. */
const scenesOf = ({ reading }: ReadText) => eventScenes(reading as Parameters<typeof eventScenes>[0], words);

// 728 articles of one sentence, seven seconds on a quiet machine: the limit is there for what hangs.
describe('every entry has an example that fires it', { timeout: 180_000 }, () => {
  test('events', async () => {
    await firing('events', (entry, got) => {
      const scenes = scenesOf(got);
      const places = scenes.flatMap((scene) => scene.tree.words.map((_, i) => ({ scene, i })));
      if (entry.veto) return got.events.length === 0;
      if (entry.agent) return places.some(({ scene, i }) => makeParty(scene, i).sector === entry.agent);
      const pos = entry.verb ? 'verb' : entry.noun ? 'noun' : 'adj';
      return places.some(({ scene, i }) => {
        const trigger = triggerAt(scene, i);
        const name = trigger && [trigger.lemma, trigger.particle].filter(Boolean).join(' ');
        return trigger?.pos === pos && name === entry[pos] && trigger.cameo === entry.cameo;
      });
    });
  });
  test('goldstein', async () => {
    await firing('goldstein', (entry, got) =>
      scenesOf(got).some((scene) => scene.tree.words.some((_, i) => triggerAt(scene, i)?.type === entry.type)),
    );
  });
  test('modality', async () => {
    await firing('modality', (entry, got) =>
      scenesOf(got).some(({ tree }) =>
        tree.words.some((_, i) => verdictOf(tree, i, words.modality).status === entry.makes),
      ),
    );
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
