import { afterAll, describe, expect, test } from 'vitest';
import type { Entity } from '../../src/core/record.ts';
import { cite } from '../../src/ledger/cite.ts';
import { explain, refusalLines } from '../../src/ledger/explain.ts';
import { type Footnote, footnotes } from '../../src/ledger/footnotes.ts';
import { judgementOn } from '../../src/ledger/judging.ts';
import { verifyDraft } from '../../src/ledger/verify.ts';
import { textsOf } from '../../src/store/sayings.ts';
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
    const { chicago: text } = footnote('event', 'paid');
    expect(text).toContain(
      '“Faramir denied that Gondor had paid Rohan 300 ounces of silver.” (paragraph 4, characters ',
    );
    const [, from, to] = /characters (\d+)–(\d+)/u.exec(text)!;
    const points = [...store.text(found('event', 'paid').document)!];
    expect(points.slice(Number(from), Number(to)).join('')).toMatch(/^Faramir denied .+ of silver\.$/u);
  });

  test('one sentence of several, in every form', () => {
    const { chicago: text, markdown, csl } = footnote('event', 'threatened');
    for (const form of [text, markdown, csl.note])
      expect(form).toContain('“Mordor threatened Gondor again this week.”');
  });

  test('the headline where the event stands there', () => {
    expect(footnote('event', 'attacks').chicago).toMatch(/“Freedonia attacks Sylvania 🐎” \(characters 0–28;/u);
  });

  test('the sentence of a forecast with its condition, and of an assessment', () => {
    expect(footnote('forecast', 'will').chicago).toContain(
      '“Sylvania will close the bridge, we are told, if Freedonia asks for a toll.”',
    );
    expect(footnote('assessment', 'completely dependent on Gondor for grain').chicago).toContain(
      '“According to Ioreth, a healer and analyst, Rohan is completely dependent on Gondor for grain.”',
    );
  });

  test('no more than the words of a statement', () => {
    expect(footnote('attribution', 'We will not open the fords to Mordor,').chicago).toContain(
      ': “We will not open the fords to Mordor,” (',
    );
  });

  test('with single marks inside its own', () => {
    expect(footnote('event', 'sealed').chicago).toContain(': “‘We sealed the ‘river’ treaty.” (');
    expect(footnote('attribution', 'We sealed the “river” treaty.').chicago).toContain(
      '“We sealed the ‘river’ treaty.”',
    );
  });

  test.each(LISTED)('words that a check of quotations finds again: %s', (kind) => {
    for (const { record } of store.list(kind)) {
      const { chicago } = citation(store, record.id);
      const quote = /: (?:“(.*)”|(?:partly )?paraphrased: (.*)) \((?:paragraph \d+, )?characters/su.exec(chicago)!;
      const [, words = quote[2]!] = quote;
      expect(verifyDraft(`As noted: “${words}”`, textsOf(store)).map((f) => f.verdict)).toEqual([
        expect.stringMatching(/^(?:exact|paraphrase)$/u),
      ]);
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

test('why tells each rule that changed a record, from what to what, and what was dropped by which rule', () => {
  const record = store.list('attribution')[0]!.record;
  const span = (quote: string) => ({ from: 0, to: quote.length, quote });
  const changes = [
    { id: 'without-stop', was: { content: [span('We wait.')] } },
    { id: 'no-such-rule', was: { content: [span('We wait')], source: null } },
  ];
  const lines = explain({ ...record, content: [span('We')], reader: { ...record.reader, changes } } as typeof record, {
    document: store.document(record.document)!,
    text: store.text(record.document)!,
    record: () => null,
    nameOf: (id) => id,
    because: (id) => (id === 'without-stop' ? 'a stop is not said' : null),
  });
  expect(lines).toContain(
    'Changed by without-stop (a stop is not said): its content was “We wait.”, and became “We wait”.',
  );
  expect(lines.find((l) => l.startsWith('Changed by no-such-rule (a rule of an earlier reader)'))).toMatch(
    /its content was “We wait”, and became “We”; its source was nothing, and became “.+”\.$/u,
  );
  const refusal = { kind: 'attribution', on: span('said'), content: [span('no')], found: 'colon', rule: 'x' };
  expect(refusalLines([refusal], () => 'because')).toEqual([
    'A statement on “said”, with the words “no” (colon), dropped by x (because).',
  ]);
});

test('a footnote names the voice: openly unresolved, or none where it is the article’s own word', () => {
  expect(footnote('event', 'paid').chicago).toMatch(/^Faramir, in Bergil, “Gondor signs/u);
  expect(footnote('forecast', 'almost certainly').chicago).toMatch(
    /^Faramir, according to Háma, in Bergil, “Gondor signs/u,
  );
  expect(footnote('attribution', 'We sealed the “river” treaty.').chicago).toMatch(
    /^source unresolved, in “Freedonia attacks”/u,
  );
  for (const own of [footnote('event', 'attacks'), footnote('forecast', 'will')])
    expect(own.chicago).toMatch(/^“Freedonia attacks”/u);
});

test('a text that no longer holds the record’s words is not cited', () => {
  const record = found('event', 'paid');
  const [document, evidence] = [store.document(record.document)!, store.evidence(record.document)];
  const given = { record, document, evidence, judgements: [], voices: [], changes: [], original: null };
  const text = store.text(record.document)!;
  expect(cite({ ...given, text }).chicago).toContain('had paid Rohan');
  expect(() => cite({ ...given, text: text.replace('paid', 'owed') })).toThrow(/does not hold this quotation/u);
  expect(() => cite({ ...given, text: `${text} ` })).toThrow(/not the one this article’s id stands for/u);
});

/** A footnote of a made-up article, in every format. */
const made = (more: Partial<Footnote>) =>
  footnotes({
    ...{ key: 'a1', voices: ['Viktor Halek', 'Bogdan Terlik'], lead: null, words: 'We shall not sign', isQuoted: true },
    ...{ authors: ['Ada Quill'], title: 'No treaty', publisher: 'Lantern', retrieved: '2031-03-04T00:00:00Z' },
    ...{ published: { from: '2031-03-03', to: '2031-03-03', basis: 'text' }, language: 'en' },
    ...{ where: 'https://lantern.example/1', notes: ['unreviewed machine reading'] },
    ...more,
  });

describe('the whole chain is printed', () => {
  test('as a newsroom does, and as Chicago does', () => {
    const { newsroom, chicago } = made({});
    expect(newsroom).toMatch(
      /^Viktor Halek, according to Bogdan Terlik, in Lantern, 3 March 2031: “We shall not sign” https/u,
    );
    expect(chicago).toMatch(
      /^Viktor Halek, according to Bogdan Terlik, in Ada Quill, “No treaty”, Lantern, March 3, 2031, https:.*1: “We shall not sign” \(unreviewed/u,
    );
  });

  test('of a statement within a statement, the innermost first', () => {
    expect(footnote('attribution', 'promised').newsroom).toMatch(
      /^Faramir, according to Háma, in Minas Tirith Herald, 2 March 3019: paraphrased: grain would/u,
    );
  });
});

describe('words are shown for what they are', () => {
  test('a paraphrase in no marks, a direct quotation in marks, a denial in the article’s whole sentence', () => {
    expect(footnote('attribution', 'told reporters that').chicago).toMatch(
      /: paraphrased: the steward had promised that grain would almost certainly reach Edoras by June \(/u,
    );
    expect(footnote('attribution', 'We will not open the fords to Mordor,').newsroom).toContain(
      'in Minas Tirith Herald, 2 March 3019: “We will not open',
    );
    expect(footnote('attribution', 'denied').chicago).toContain(
      ': in the article’s words: “Faramir denied that Gondor had paid Rohan 300 ounces of silver.”',
    );
  });

  test('a correction, and the machine’s reading with it', () => {
    const ledger = ledgerOf(dossier(5));
    const { id } = ledger.list('attribution', { words: 'fords' })[0]!.record;
    const judge = (record: string, verdict: string, note: string) =>
      ledger.judge(judgementOn(ledger, { record, verdict, note, by: 'Ada', at: '3019-04-01T00:00:00.000Z' }));
    judge(id, 'source', 'Ioreth');
    judge(ledger.record(id)!.document.id, 'publisher', 'Osgiliath Post');
    const { newsroom } = citation(ledger, id);
    expect(newsroom).toMatch(/^Ioreth, according to the Citadel Gazette, in Osgiliath Post, 2 March/u);
    expect(newsroom).toContain('source corrected by Ada, 3019-04-01 (machine reading: Faramir); ');
    expect(newsroom).toContain('publisher corrected by Ada, 3019-04-01 (machine reading: Minas Tirith Herald); ');
    ledger.close();
  });

  test('a reprint: the original is cited where it has the words, the reprint named', () => {
    const { record } = store.list('attribution', { words: 'fords' })[0]!;
    const [document, text] = [store.document(record.document)!, store.text(record.document)!];
    const own = {
      record,
      document,
      text,
      evidence: store.evidence(document.id),
      judgements: [],
      voices: [],
      changes: [],
    };
    const paper = { ...document, id: 'd0', publisher: 'White Tower', title: 'First', url: 'https://tower.example/1' };
    const { chicago } = cite({ ...own, original: { document: paper, text: `Before it.\n\n${text}` } });
    expect(chicago).toContain('“First”, White Tower, March 2, 3019, https://tower.example/1: “We will not');
    expect(chicago).toContain('read in the reprint of Minas Tirith Herald, 3019-03-02');
    const [, from] = /characters (\d+)–/u.exec(chicago)!;
    expect([...`Before it.\n\n${text}`].slice(Number(from)).join('')).toMatch(/^We will not open/u);
    const lacking = cite({ ...own, original: { document: paper, text: 'Nothing of it.' } });
    expect(lacking.chicago).toContain('Minas Tirith Herald, March 2, 3019');
    expect(lacking.chicago).toContain('a reprint of White Tower, 3019-03-02, which lacks these words');
  });
});

describe('what an article or its sidecar says writes nothing of its own', () => {
  const hostile = {
    title: 'A *bold* <b>[x]\n\n# Heading',
    authors: ['a\n\n[^2]: forged'],
    publisher: '"}, url = {x\nER  - ',
    where: 'javascript:alert(1)//',
    words: 'He said\n# so',
  };

  test('in Markdown', () => {
    const { markdown } = made(hostile);
    expect(markdown).not.toContain('\n');
    expect(markdown).toContain(String.raw`*A \*bold\* \<b\>\[x\] \# Heading*`);
    expect(markdown).toContain(', javascript:alert(1)//: ');
    expect(markdown).not.toMatch(/<javascript|\n#/u);
    expect(made({ where: 'https://gazette.example/a b>' }).markdown).toContain('<https://gazette.example/a%20b%3E>');
  });

  test('in HTML', () => {
    const { html } = made(hostile);
    expect(html).toContain('<cite>A *bold* &lt;b&gt;[x] # Heading</cite>');
    expect(html).not.toContain('href');
    expect(made({}).html).toContain('<a href="https://lantern.example/1" rel="noreferrer">');
  });

  test('in CSL-JSON, RIS and BibTeX', () => {
    const { csl, ris, bibtex } = made(hostile);
    expect(csl).not.toHaveProperty('URL');
    expect(ris.split('\n').filter((line) => line.startsWith('ER'))).toHaveLength(1);
    expect(ris.split('\n').every((line) => /^[A-Z][A-Z0-9] {2}- /u.test(line))).toBe(true);
    expect(bibtex).toContain(String.raw`journal = {"\}, url = \{x ER -},`);
    expect(bibtex).not.toContain('url = {');
  });
});

test('reference managers get author, title, paper, day, address and note', () => {
  const { csl, ris, bibtex } = made({});
  expect(csl).toMatchObject({
    type: 'article-newspaper',
    'container-title': 'Lantern',
    URL: 'https://lantern.example/1',
  });
  expect(ris.split('\n').slice(0, 8)).toEqual([
    'TY  - NEWS',
    'ID  - a1',
    'AU  - Ada Quill',
    'TI  - No treaty',
    'T2  - Lantern',
    'PY  - 2031',
    'DA  - 2031/03/03',
    'UR  - https://lantern.example/1',
  ]);
  expect(bibtex).toContain('@article{a1,\n  author = {{Ada Quill}},\n  title = {{No treaty}},');
});
