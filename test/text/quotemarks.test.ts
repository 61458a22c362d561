import { describe, expect, test } from 'vitest';
import type { SpeakerClause } from '../../src/lexicon/cues.ts';
import { elisionEntry, readElisions } from '../../src/lexicon/elisions.ts';
import { LEXICON_DIR, readEntries } from '../../src/lexicon/load.ts';
import { blocks } from '../../src/text/article.ts';
import { markedStretches } from '../../src/text/quotemarks.ts';
import { spent } from '../support/spent.ts';

const elided = readElisions();

/** Every stretch as its words between brackets, an asterisk before the repaired ones. */
const read = (text: string, saying: SpeakerClause = () => false) =>
  markedStretches(text, blocks(text), { saying, elided }).map(
    (q) => `${q.repaired ? '*' : ''}[${text.slice(q.inner.from, q.inner.to).trim()}]`,
  );
const SAYING: SpeakerClause = (ahead) => /^[\s,-]*(?:\w+ )?(?:said|says)\b/u.test(ahead);

describe('marks as they should be', () => {
  test('straight, curly, German, French and doubled single ones', () => {
    expect(read("He said \"we go\" and “we stay”, „wir gehen“, «nous restons», ''so be it''.")).toEqual([
      '[we go]',
      '[we stay]',
      '[wir gehen]',
      '[nous restons]',
      '[so be it]',
    ]);
  });

  test('single marks inside double ones, and a quotation in single marks only', () => {
    expect(read('“He called it ‘a farce’ twice,” Bard said.')).toEqual([
      '[He called it ‘a farce’ twice,]',
      '[a farce]',
    ]);
    expect(read("'We are here,' the king said, 'and we stay.'")).toEqual(['[We are here,]', '[and we stay.]']);
  });

  test('apostrophes are no marks', () => {
    expect(read("The workers' rights, Gondor's army, the '90s and rock 'n' roll don't matter.")).toEqual([]);
  });

  test.each(readEntries([LEXICON_DIR], 'elisions', elisionEntry))("'$form begins no quotation", ({ form, example }) => {
    expect(read(example)).toEqual([]);
    const unknown = { saying: () => false, elided: (ahead: string) => !ahead.startsWith(form) && elided(ahead) };
    expect(markedStretches(example, blocks(example), unknown)).toHaveLength(1);
  });

  test('each paragraph of a long quotation opens again, the last one closes', () => {
    const text = '“The first paragraph.\n\n“The second one,” the envoy said.\n\nNothing more.';
    expect(read(text)).toEqual(['[The first paragraph.\n\n“The second one,]']);
  });
});

describe('damaged marks', () => {
  test('a space inside the marks', () => {
    expect(read('He called it a "tired event " and a" decree ".', SAYING)).toEqual(['*[tired event]', '*[decree]']);
  });

  test('a mark written twice', () => {
    expect(read('""We are ready,"" Bard said.')).toEqual(['*[We are ready,]']);
  });

  test('a closing mark that a translator put before the speaker', () => {
    expect(read('"This is not enough, "Bard said, calling it a" trick ". He left.', SAYING)).toEqual([
      '*[This is not enough,]',
      '*[trick]',
    ]);
  });

  test('a quotation over two paragraphs without a mark at the second', () => {
    expect(read('"He could not sell it.\n\nFor example, it is closed, " - says Bard.', SAYING)).toEqual([
      '*[He could not sell it.\n\nFor example, it is closed,]',
    ]);
  });

  test('a lost opening mark: from the beginning of the paragraph', () => {
    expect(read('He will have to accept it,” Bard said.')).toEqual(['*[He will have to accept it,]']);
  });

  test('a lost closing mark damages its own paragraph only', () => {
    const text = 'He said “we are leaving.\n\nThe “second” paragraph is whole.\n\nSo is “the third”.';
    expect(read(text)).toEqual(['*[we are leaving.]', '[second]', '[the third]']);
  });

  test('double marks inside double marks', () => {
    expect(read('“It has a clause on “not using blocs.” This is clear,” Bard said.')).toEqual([
      '[It has a clause on “not using blocs.” This is clear,]',
      '[not using blocs.]',
    ]);
  });
});

test('the time grows with the length, not faster, whatever the marks', () => {
  const units = ['"a ', '“a\n\n', "'b' ", '" "', 'said "x, \n\n'];
  for (const unit of units) {
    const text = unit.repeat(Math.ceil(150_000 / unit.length));
    const since = spent();
    markedStretches(text, blocks(text), { saying: SAYING, elided });
    expect(since()).toBeLessThan(5_000);
  }
});
