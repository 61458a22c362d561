import { expect, test } from 'vitest';
import { attributions } from '../../src/extract/attributions.ts';
import { mentions } from '../../src/extract/mentions.ts';
import { readCues, speakerClause } from '../../src/lexicon/cues.ts';
import { makeArticle } from '../../src/text/article.ts';
import { quotations } from '../../src/text/quotations.ts';
import { actors } from '../entities/plain.ts';
import { analyzerForTests } from '../support/analyze.ts';

const cues = readCues();

/** Statements as "speaker: words", with the entity that speaks. */
async function told(text: string) {
  const article = makeArticle({ text, location: 'test.txt' });
  const analysis = await (await analyzerForTests()).analyze(article.text, article.paragraphs);
  const quoted = await quotations(speakerClause(cues)).run({ article, issues: [], analysis });
  const linked = await mentions(actors).run({ ...quoted, analysis });
  const all = (await attributions(cues).run({ ...linked, quotations: quoted.quotations, times: [] })).attributions;
  const name = (id: string | null | undefined) => linked.entities.find((e) => e.id === id)?.name ?? null;
  return all.map((a) => `${name(a.source?.entity)}: ${a.content.map((s) => text.slice(s.from, s.to)).join(' ')}`);
}

const TRANSCRIPT = `MS. HARFOOT:  Good morning, all.

The army of Mordor crossed the river on Monday night.  We are deeply worried about that.

Gondor will close the northern road within two days.

Q    Is the bridge open?

MR. BRANDYBUCK:  The bridge was closed by the ferrymen yesterday.  Thank you for all the questions today.`;

test('every paragraph of a turn is the speaker’s until the next, sentence by sentence', async () => {
  const found = await told(TRANSCRIPT);
  expect(found).toContain('HARFOOT: The army of Mordor crossed the river on Monday night.');
  expect(found).toContain('HARFOOT: Gondor will close the northern road within two days.');
  expect(found).toContain('BRANDYBUCK: The bridge was closed by the ferrymen yesterday.');
});

test('greetings, thanks and what "Q" asks are no statements of a named speaker', async () => {
  expect((await told(TRANSCRIPT)).join('\n')).not.toMatch(/Good morning|Thank you|bridge open/u);
});

test('one label is a remark of one paragraph', async () => {
  const found = await told('KLOCHOK: The bridge is open for all.\n\nThe ferrymen have closed the northern road today.');
  expect(found.join('\n')).not.toContain('ferrymen');
});
