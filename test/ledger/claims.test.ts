import { expect, test } from 'vitest';
import type { Page } from '../../src/ledger/entries.ts';
import { figuresIn } from '../../src/ledger/figures.ts';
import { update } from '../../src/ledger/update.ts';
import { memoryIndex } from '../../src/ledger/viewindex.ts';
import { derive, viewsOf } from '../../src/ledger/views.ts';
import { loadBackground } from '../../src/lexicon/background.ts';
import { attribution, event, filled, page } from '../support/entries.ts';

const background = loadBackground();
type Said = readonly [source: string, entity: string, content: string];

/** A page in which each content is said by somebody named in the text; `denied` are those of negative polarity. */
function told(id: string, day: string, text: string, said: readonly Said[], denied: readonly string[] = []): Page {
  const at = page(id, day, `Paper ${id}`, text);
  const attributions = said.map(([source, entity, content]) => {
    const statement = attribution(at, source, entity, content);
    if (!denied.includes(content)) return statement;
    const from = text.indexOf('denied');
    return { ...statement, polarity: '-' as const, cue: { from, to: from + 6, quote: 'denied' } };
  });
  return filled([at], { attributions })[0]!;
}

const conflictsOf = (...pages: readonly Page[]) => derive(pages, [], background, '2031-12-31').conflicts;

test('two counts of one thing stand against each other, with what each side says', () => {
  const a = told(
    'a',
    '2031-03-14',
    'Rohan seized tens of thousands of scrolls from the archive of Minas Morgul, the marshal said.',
    [['the marshal', 'marshal', 'Rohan seized tens of thousands of scrolls from the archive of Minas Morgul']],
  );
  const b = told(
    'b',
    '2031-03-14',
    'The envoy said Rohan had seized hundreds of thousands of scrolls from the archive of Minas Morgul.',
    [['The envoy', 'envoy', 'Rohan had seized hundreds of thousands of scrolls from the archive of Minas Morgul']],
  );
  const [found, ...rest] = conflictsOf(a, b);
  expect(rest).toEqual([]);
  expect(found).toMatchObject({ type: 'number', sides: [{ length: 1 }, { length: 1 }] });
  expect(found!.says).toMatch(/tens of thousands.*hundreds of thousands|hundreds of thousands.*tens of thousands/u);
});

test('a count that grew, another thing counted, and the same count in other words are no conflict', () => {
  const first = (text: string) => told('a', '2031-03-14', text, [['the marshal', 'marshal', text.split(',')[0]!]]);
  const later = (text: string) => told('b', '2031-03-16', text, [['the envoy', 'envoy', text.split(',')[0]!]]);
  expect(
    conflictsOf(
      first('Some 400 signatures stand under the petition against the Isengard dam, the marshal said.'),
      later('Some 900 signatures stand under the petition against the Isengard dam, the envoy said.'),
    ),
  ).toEqual([]);
  expect(
    conflictsOf(
      first('Rohan seized 400 scrolls from the archive of Minas Morgul, the marshal said.'),
      later('Rohan seized 20 wagons from the archive of Minas Morgul, the envoy said.'),
    ),
  ).toEqual([]);
  expect(
    conflictsOf(
      first('Rohan seized about 1,000 scrolls from the archive of Minas Morgul, the marshal said.'),
      later('Rohan seized 950 scrolls from the archive of Minas Morgul, the envoy said.'),
    ),
  ).toEqual([]);
});

test('two voices of one article who count the dead differently contradict each other; one voice does not', () => {
  const text =
    'The marshal said that 14 riders were killed at the ford. The coast guard of Gondor put the number of dead at nine.';
  const two: readonly Said[] = [
    ['The marshal', 'marshal', 'that 14 riders were killed at the ford'],
    ['The coast guard of Gondor', 'guard', 'the number of dead at nine'],
  ];
  expect(conflictsOf(told('a', '2031-03-14', text, two)).map((c) => c.values)).toEqual([['14 killed', '9 killed']]);
  const one = two.map(([source, , content]): Said => [source, 'marshal', content]);
  expect(conflictsOf(told('a', '2031-03-14', text, one))).toEqual([]);
});

test('a denial stands against the sentence that says what is denied, not against one of other things', () => {
  const claim = 'that the steward had ordered an invasion of Rohan';
  const text =
    `The Edoras Courier reported ${claim}. The harvest in Rohan was good this year, farmers said. ` +
    'Gondor denied any order of an invasion of Rohan.';
  const at = told(
    'a',
    '2031-03-14',
    text,
    [
      ['The Edoras Courier', 'courier', claim],
      ['farmers', 'farmers', 'The harvest in Rohan was good this year'],
      ['Gondor', 'gondor', 'any order of an invasion of Rohan'],
    ],
    ['any order of an invasion of Rohan'],
  );
  const found = conflictsOf(at);
  expect(found.map((c) => c.type)).toEqual(['denial']);
  expect(found[0]!.sides[1]).toEqual([at.attributions[0]!.id]);
});

test('the passages of reprints contradict nothing a second time', () => {
  const body = (n: string) =>
    `Rohan seized ${n} scrolls from the archive of Minas Morgul, the marshal said on Friday in the hall of Edoras, where the riders ` +
    'had brought the wagons in the night, and he thanked the scribes who had read them without rest for nine days and nights.';
  const said = (n: string): readonly Said[] => [
    ['the marshal', `m${n}`, `Rohan seized ${n} scrolls from the archive of Minas Morgul`],
  ];
  const pages = [
    told('a', '2031-03-14', body('4,000'), said('4,000')),
    told('b', '2031-03-15', body('4,000'), said('4,000')),
    told('c', '2031-03-14', 'Rohan seized 700 scrolls from the archive of Minas Morgul, an envoy said.', [
      ['an envoy', 'envoy', 'Rohan seized 700 scrolls from the archive of Minas Morgul'],
    ]),
  ];
  expect(conflictsOf(...pages)).toHaveLength(1);
});

test('one act told in different words and types is one happening; two deeds of one sentence are two', () => {
  const a = page(
    'a',
    '2031-03-14',
    'Wire',
    'Theoden secretly visited Minas Tirith over the feast to meet the steward Denethor, riders said.',
  );
  const b = page(
    'b',
    '2031-03-15',
    'Post',
    'The secret visit of Theoden to Minas Tirith over the feast, where he met the steward Denethor, surprised Rohan.',
  );
  const parties = { actors: ['ROH'], recipients: ['GON'] };
  const { happenings } = derive(
    filled([a, b], {
      events: [
        event(a, { type: 'CONSULT', trigger: 'visited', ...parties }),
        event(b, { type: 'AGREE', trigger: 'visit', ...parties }),
        event(b, { type: 'ACCUSE', trigger: 'surprised', ...parties }),
      ],
    }),
    [],
    background,
    '2031-12-31',
  );
  expect(happenings.map((h) => h.reports.length).sort()).toEqual([1, 2]);
});

test('a plan is tied to the act whose passage tells it as done, whatever their types, and let go when that is taken out', () => {
  const [plan, act, other] = [
    [
      'p',
      '2031-03-03',
      'Theoden will open the Isengard dam with the steward Denethor in spring, the Golden Hall announced.',
    ],
    ['q', '2031-03-12', 'Theoden opened the Isengard dam with the steward Denethor before a crowd of riders.'],
    ['r', '2031-03-13', 'The harvest of Lebennin was blessed by the steward Denethor in the rain.'],
  ].map(([id, day, text]) => page(id!, day!, 'Wire', text!)) as [Page, Page, Page];
  const parties = { actors: ['ROH'], recipients: ['GON'] };
  const pages = filled([plan, act, other], {
    events: [
      event(plan, { type: 'COOPERATE', trigger: 'open', status: 'future', ...parties }),
      event(act, { type: 'CONSULT', trigger: 'opened', ...parties }),
      event(other, { type: 'CONSULT', trigger: 'blessed', actors: ['GON'] }),
    ],
  });
  const index = memoryIndex();
  const linked = () =>
    viewsOf(index, [], '2031-12-31')
      .happenings.filter((h) => h.link === 'plan')
      .map((h) => h.outcome);
  for (const one of pages) update(index, { added: [one], gone: [], judgements: [] }, background);
  const [opened] = viewsOf(index, [], '2031-12-31').happenings.filter((h) =>
    h.reports.includes(pages[1]!.events[0]!.id),
  );
  expect(linked()).toEqual([opened!.id]);
  expect(viewsOf(index, [], '2031-12-31')).toEqual(derive(pages, [], background, '2031-12-31'));
  update(index, { added: [], gone: ['q'], judgements: [] }, background);
  expect(linked()).toEqual([]);
  expect(viewsOf(index, [], '2031-12-31')).toEqual(derive([pages[0]!, pages[2]!], [], background, '2031-12-31'));
});

test('every pair of opposites is fired by its examples, and by no example of its own side', () => {
  const words = (text: string) => text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const { opposites, negation } = background.words;
  expect(opposites.length).toBeGreaterThan(5);
  for (const { id, one, other, example } of opposites) {
    const [a, b] = example.map((text) => {
      const turned = words(text).some(negation);
      const side = (test: (word: string) => boolean) => words(text).some(test);
      return side(one) !== turned && side(one) ? 'one' : side(other) || turned ? 'other' : null;
    });
    expect([id, a, b]).toEqual([id, 'one', 'other']);
  }
});

test('figures are read with what they count', () => {
  const read = (text: string) =>
    figuresIn(
      [...text.matchAll(/[\p{L}\d][\p{L}\d,.]*[\p{L}\d]|[\p{L}\d]/gu)].map((m, i, all) => {
        const end = i === 0 ? 0 : all[i - 1]!.index + all[i - 1]![0].length;
        return { word: m[0], stem: m[0].toLowerCase(), before: text.slice(end, m.index) };
      }),
      background.words,
    ).map(({ low, high, units }) => [Math.round(low), Math.round(high), units[0]]);
  expect(read('Rohan paid $1.8 billion to Gondor')).toEqual([[1_755_000_000, 1_845_000_000, '$']]);
  expect(read('tens of thousands of scrolls')).toEqual([[20_000, 99_999, 'scrolls']]);
  expect(read('35 to 40 rebels were killed')).toContainEqual([35, 40, 'killed/fighters']);
  expect(read('duties of 25 percent in 1962')).toEqual([]);
});
