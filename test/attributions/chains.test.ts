import { describe, expect, test } from 'vitest';
import type { Sentence } from '../../src/core/analysis.ts';
import type { Entity, Mention, Ref } from '../../src/core/record.ts';
import type { Span } from '../../src/core/span.ts';
import type { Candidate } from '../../src/extract/candidate.ts';
import { ancestry, chainOf, containers } from '../../src/extract/chains.ts';
import { resolver } from '../../src/extract/sources.ts';
import { makeArticle } from '../../src/text/article.ts';

const find = (text: string, words: string): Span => {
  const from = text.indexOf(words);
  if (from < 0) throw new Error(`"${words}" is not in "${text}"`);
  return { from, to: from + words.length };
};

const candidate = (text: string, source: string, cue: string, content: string): Candidate => ({
  source: find(text, source),
  cue: find(text, cue),
  content: [find(text, content)],
  act: 'statement',
  polarity: '+',
  distance: false,
  addressee: null,
  medium: null,
  quotes: true,
  rule: 'test',
  confidence: 1,
});

const mention = (span: Span, entity: string | null, form: Mention['form'] = 'name'): Mention => ({
  kind: 'mention',
  id: `m${span.from}`,
  document: 'd',
  span,
  entity,
  form,
  issues: [],
  confidence: 1,
  reader: { rule: 'test', version: '1' },
});

const entity = (id: string, name: string, type: Entity['type']): Entity => ({
  kind: 'entity',
  id,
  name,
  type,
  codes: { iso3: null, cameo: null },
  names: [name],
});

/** A sentence from `form head deprel [upos]` lines; heads count from 1, 0 is the root. */
function sentence(text: string, lines: string): Sentence {
  let at = 0;
  const words = lines
    .trim()
    .split('\n')
    .map((line) => {
      const [form, head, deprel, upos = 'NOUN'] = line.trim().split(' ') as [string, string, string, string?];
      const from = text.indexOf(form, at);
      at = from + form.length;
      return { from, to: at, form, lemma: form.toLowerCase(), upos, head: Number(head) - 1, deprel };
    });
  return { from: words[0]!.from, to: at, words };
}

describe('nesting', () => {
  const text = 'The Gazette reports that the duke told the court that the king had lied.';
  const all = [
    candidate(text, 'The Gazette', 'reports', 'that the duke told the court that the king had lied'),
    candidate(text, 'the duke', 'told', 'that the king had lied'),
  ];

  test('an attribution stands in the one whose content holds its cue', () => {
    expect(containers(all)).toEqual([null, 0]);
    expect(ancestry(1, [null, 0])).toEqual([0, 1]);
  });

  test('two attributions that hold each other end the chain instead of turning round', () => {
    expect(ancestry(1, [1, 0])).toEqual([0, 1]);
  });
});

describe('the chain', () => {
  const text = 'The premier told Channel 7 that the gate was open.';
  const premier: Ref = { span: find(text, 'The premier'), entity: 'p1' };
  const channel = find(text, 'Channel 7');
  const known = new Map([
    ['p1', entity('p1', 'Otto Brandt', 'person')],
    ['c7', entity('c7', 'Channel 7', 'media')],
  ]);
  const article = makeArticle({ text, location: 'test', publisher: 'Harbour Gazette' });

  test('runs from the publisher through the outlet to the source', () => {
    const { links } = chainOf(article, [{ source: premier, venues: [channel] }], [mention(channel, 'c7')], known);
    expect(links.map((l) => l.label)).toEqual(['Harbour Gazette', 'Channel 7', 'Otto Brandt']);
    expect(links[0]!.span).toBeNull();
    expect(links[2]!.span).toEqual(premier.span);
  });

  test('a link without a source is openly unresolved, and the record says why', () => {
    const { links, issues } = chainOf(
      article,
      [
        { source: null, venues: [] },
        { source: premier, venues: [] },
      ],
      [],
      known,
    );
    expect(links[1]).toEqual({ label: 'unresolved', entity: null, span: null });
    expect(issues.map((i) => i.code)).toContain('unresolved-link');
  });
});

describe('whose words they are', () => {
  const text = "Borduria's envoy said so. Gazette Brandt said so. Ana and Ilse said so.";
  const sentences = [
    sentence(text, "Borduria 3 nmod:poss PROPN\n's 1 case PART\nenvoy 4 nsubj\nsaid 0 root VERB\nso 4 advmod ADV"),
    sentence(
      text.replace(/^.{26}/u, ' '.repeat(26)),
      'Gazette 3 nsubj PROPN\nBrandt 1 flat PROPN\nsaid 0 root VERB\nso 3 advmod ADV',
    ),
    sentence(
      text.replace(/^.{50}/u, ' '.repeat(50)),
      'Ana 4 nsubj PROPN\nand 3 cc CCONJ\nIlse 1 conj PROPN\nsaid 0 root VERB\nso 4 advmod ADV',
    ),
  ];
  const borduria = mention(find(text, 'Borduria'), 'BRD');

  test('a state inside the name of a speaker is not the speaker', () => {
    const got = resolver(text, sentences, [borduria])(find(text, "Borduria's envoy"));
    expect(got.entity).toBeNull();
    expect(got.issue?.code).toBe('unresolved-source');
  });

  test('the mention that heads the source gives its entity', () => {
    const envoy = mention(find(text, "Borduria's envoy"), 'envoy', 'role');
    expect(resolver(text, sentences, [borduria, envoy])(find(text, "Borduria's envoy")).entity).toBe('envoy');
  });

  test('a second name after the one that is known leaves the source open', () => {
    const got = resolver(text, sentences, [mention(find(text, 'Gazette'), 'gazette')])(find(text, 'Gazette Brandt'));
    expect(got).toMatchObject({ entity: null, issue: { code: 'ambiguous-source' } });
  });

  test('several speakers are nobody in particular', () => {
    const got = resolver(text, sentences, [mention(find(text, 'Ana'), 'ana')])(find(text, 'Ana and Ilse'));
    expect(got).toMatchObject({ entity: null, issue: { code: 'several-sources' } });
  });
});
