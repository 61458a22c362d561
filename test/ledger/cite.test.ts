import { afterAll, describe, expect, test } from 'vitest';
import type { Entity } from '../../src/core/record.ts';
import { cite } from '../../src/ledger/cite.ts';
import { verifyDraft } from '../../src/ledger/verify.ts';
import { LISTED, type ListedRecord } from '../../src/store/store.ts';
import { blocks, makeArticle } from '../../src/text/article.ts';
import { citation, explanation } from '../../src/web/records.ts';
import { dossier, recorder } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';

/** An article with a headline, a quotation over two sentences and a condition outside its forecast. */
function letter() {
  const text = [
    'Freedonia attacks Sylvania 🐎',
    'Firefly spoke on Monday. “We sealed the “river” treaty.\nWe shall keep it,” he said.',
    'Sylvania will close the bridge, we are told, if Freedonia asks for a toll.',
  ].join('\n\n');
  const [headline, ...paragraphs] = blocks(text);
  const article = makeArticle({
    text,
    location: 'letter.txt',
    title: 'Freedonia attacks',
    headline: headline!,
    paragraphs,
  });
  const make = recorder(article);
  const state = (id: string, name: string, iso3: string): Entity => ({
    ...{ kind: 'entity', id, name, type: 'state', codes: { iso3, cameo: iso3 }, names: [name] },
  });
  const [freedonia, sylvania] = [state('Q1', 'Freedonia', 'FRE'), state('Q2', 'Sylvania', 'SYL')];
  const who: [string, Entity] = ['Freedonia', freedonia];
  const by = { label: 'author', entity: null };
  return {
    ...{ article, issues: [], entities: [freedonia, sylvania], mentions: [], times: [], assessments: [] },
    attributions: [make.said(null, 'said', 'We sealed the “river” treaty.', { form: 'direct' })],
    events: [
      make.event('ASSAULT', 4, 'attacks', who, ['Sylvania', sylvania]),
      make.event('AGREE', 1, 'sealed', who, null),
    ],
    forecasts: [make.forecast(by, 'Sylvania will close the bridge', 'will', 'categorical')],
  };
}

const store = ledgerOf([...dossier(5), letter()]);
afterAll(() => store.close());

const found = <K extends ListedRecord['kind']>(kind: K, words: string) =>
  store.list(kind).find(({ record }) => JSON.stringify(record).includes(`"quote":"${words}"`))!.record;
const footnote = (kind: ListedRecord['kind'], words: string) => citation(store, found(kind, words).id);

describe('a footnote quotes', () => {
  test('the sentence an event is read from, and says where that stands', () => {
    const { text } = footnote('event', 'paid');
    expect(text).toContain(
      '“Faramir denied that Gondor had paid Rohan 300 ounces of silver.” (paragraph 4, characters ',
    );
    const [, from, to] = /characters (\d+)–(\d+)/u.exec(text)!;
    const points = [...store.text(found('event', 'paid').document)!];
    expect(points.slice(Number(from), Number(to)).join('')).toMatch(/^Faramir denied .+ of silver\.$/u);
  });

  test('one sentence of several, in every form', () => {
    const { text, markdown, csl } = footnote('event', 'threatened');
    for (const form of [text, markdown, csl.note])
      expect(form).toContain('“Mordor threatened Gondor again this week.”');
  });

  test('the headline where the event stands there', () => {
    expect(footnote('event', 'attacks').text).toMatch(/“Freedonia attacks Sylvania 🐎” \(characters 0–28;/u);
  });

  test('the sentence of a forecast with its condition, and of an assessment', () => {
    expect(footnote('forecast', 'will').text).toContain(
      '“Sylvania will close the bridge, we are told, if Freedonia asks for a toll.”',
    );
    expect(footnote('assessment', 'completely dependent on Gondor for grain').text).toContain(
      '“According to Ioreth, a healer and analyst, Rohan is completely dependent on Gondor for grain.”',
    );
  });

  test('no more than the words of a statement', () => {
    expect(footnote('attribution', 'We will not open the fords to Mordor,').text).toContain(
      ': “We will not open the fords to Mordor,” (',
    );
  });

  test('with single marks inside its own', () => {
    expect(footnote('event', 'sealed').text).toContain(': “‘We sealed the ‘river’ treaty.” (');
    expect(footnote('attribution', 'We sealed the “river” treaty.').text).toContain('“We sealed the ‘river’ treaty.”');
  });

  test.each(LISTED)('words that a check of quotations finds again: %s', (kind) => {
    for (const { record } of store.list(kind)) {
      const quote = /: “(.*)” \([^“]*$/su.exec(citation(store, record.id).text)![1]!;
      expect(verifyDraft(`As noted: “${quote}”`, store).map((f) => f.verdict)).toEqual(['exact']);
    }
  });
});

test.each([
  ['event', 'paid', 'An event: “Faramir denied that Gondor had paid Rohan 300 ounces of silver.”, in paragraph 4 of'],
  ['event', 'attacks', 'An event: “Freedonia attacks Sylvania 🐎”, in the headline or outside the body of'],
  ['attribution', 'We will not open the fords to Mordor,', 'A statement: “We will not open the fords to Mordor,”, in'],
  ['forecast', 'will', 'A forecast: “Sylvania will close the bridge, we are told, if Freedonia asks for a toll.”, in'],
] as const)('why opens with the words of the footnote: %s “%s”', (kind, words, opening) => {
  expect(explanation(store, found(kind, words).id)[0]).toContain(opening);
});

test('why names the words that decided', () => {
  expect(explanation(store, found('event', 'paid').id)).toContainEqual(
    expect.stringMatching(/^The word “paid” makes/u),
  );
  expect(explanation(store, found('forecast', 'will').id)).toContainEqual(
    expect.stringMatching(/^Foretold is “Sylvania will close the bridge”; the words “will” make it categorical/u),
  );
});

test('a footnote names the voice: openly unresolved, or none where it is the article’s own word', () => {
  expect(footnote('event', 'paid').text).toMatch(/^Faramir, in Bergil, “Gondor signs/u);
  expect(footnote('forecast', 'almost certainly').text).toMatch(/^Faramir, in Bergil, “Gondor signs/u);
  expect(footnote('attribution', 'We sealed the “river” treaty.').text).toMatch(/^unresolved, in “Freedonia attacks”/u);
  for (const own of [footnote('event', 'attacks'), footnote('forecast', 'will')])
    expect(own.text).toMatch(/^“Freedonia attacks”/u);
});

test('a text that no longer holds the record’s words is not cited', () => {
  const record = found('event', 'paid');
  const [document, evidence] = [store.document(record.document)!, store.evidence(record.document)];
  const given = { record, document, evidence, judgements: [], source: null };
  const text = store.text(record.document)!;
  expect(cite({ ...given, text }).text).toContain('had paid Rohan');
  expect(() => cite({ ...given, text: text.replace('paid', 'owed') })).toThrow(/does not hold this quotation/u);
});

test('an article’s title and address cannot write Markdown of their own', () => {
  const { record } = store.list('attribution')[0]!;
  const stored = store.document(record.document)!;
  const { markdown } = cite({
    ...{ record, text: store.text(stored.id)!, evidence: store.evidence(stored.id), judgements: [], source: null },
    document: { ...stored, title: 'A *bold* <b>[x]', url: 'https://gazette.example/a b>' },
  });
  expect(markdown).toContain(String.raw`*A \*bold\* \<b>\[x\]*`);
  expect(markdown).toContain('<https://gazette.example/a%20b%3E>');
});
