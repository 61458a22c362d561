import { recordId } from '../../src/core/entry.ts';
import type { Article, Reading } from '../../src/core/reading.ts';
import type {
  Assessment,
  Attribution,
  Entity,
  Event,
  Forecast,
  Link,
  Mention,
  Participant,
} from '../../src/core/record.ts';
import type { Span } from '../../src/core/span.ts';
import { blocks, makeArticle } from '../../src/text/article.ts';

/** A small invented dossier as finished readings, for tests of what lists, shows and exports records. */

const state = (id: string, name: string, iso3: string): Entity => ({
  kind: 'entity',
  id,
  name,
  type: 'state',
  codes: { iso3, cameo: iso3 },
  names: [name],
});
const person = (id: string, name: string, iso3: string): Entity => ({ ...state(id, name, iso3), type: 'person' });

const GONDOR = state('Q101', 'Gondor', 'GND');
const ROHAN = state('Q102', 'Rohan', 'RHN');
const MORDOR = state('Q103', 'Mordor', 'MRD');
const HAMA = person('Q104', 'Háma', 'RHN');
const FARAMIR = person('Q105', 'Faramir', 'GND');
const IORETH = person('local-ioreth', 'Ioreth', 'GND');
const ENTITIES = [GONDOR, ROHAN, MORDOR, HAMA, FARAMIR, IORETH];

/** The span of the nth occurrence of `words`. */
function at(article: Article, words: string, nth = 0): Span {
  let from = -1;
  for (let i = 0; i <= nth; i++) from = article.text.indexOf(words, from + 1);
  if (from < 0) throw new Error(`"${words}" is not in the article`);
  return { from, to: from + words.length };
}

const reader = { rule: 'fixture', version: '1' } as const;

/** Makes the records of one article; words stand for their first span in the text. */
export function recorder(article: Article) {
  const span = (words: string, nth = 0) => at(article, words, nth);
  const ref = (words: string | null, entity: Entity | null) =>
    words === null ? null : { span: span(words), entity: entity?.id ?? null };
  const base = <K extends string>(kind: K, spans: readonly (Span | null)[]) => ({
    kind,
    id: recordId(article, kind, spans),
    document: article.record.id,
    issues: [],
    confidence: 0.9,
    reader,
  });
  const party = (words: string, entity: Entity): Participant => ({
    span: span(words),
    entity: entity.id,
    country: entity.codes.iso3,
    sector: entity.type === 'state' ? null : 'GOV',
  });
  const publisher: Link = { label: article.record.publisher ?? 'unknown', entity: null, span: null };
  return {
    span,
    mention: (words: string, entity: Entity | null, nth = 0): Mention => ({
      ...base('mention', [span(words, nth)]),
      kind: 'mention',
      span: span(words, nth),
      entity: entity?.id ?? null,
      form: 'name',
    }),
    said(source: [string, Entity | null] | null, cue: string, content: string, more: Partial<Attribution> = {}) {
      const spans = [span(content)];
      const from = source ? ref(source[0], source[1]) : null;
      const last: Link = source
        ? { label: source[1]?.name ?? source[0], entity: source[1]?.id ?? null, span: span(source[0]) }
        : { label: 'unresolved', entity: null, span: null };
      const attribution: Attribution = {
        ...base('attribution', spans),
        kind: 'attribution',
        form: 'indirect',
        act: 'statement',
        source: from,
        cue: span(cue),
        content: spans,
        addressee: null,
        medium: null,
        polarity: '+',
        in: null,
        chain: [publisher, last],
        said: article.record.published,
        ...more,
      };
      return attribution;
    },
    event(type: string, quad: Event['quad'], trigger: string, who: [string, Entity], whom: [string, Entity] | null) {
      const event: Event = {
        ...base('event', [span(trigger)]),
        kind: 'event',
        type,
        mode: [],
        context: ['diplomatic'],
        quad,
        goldstein: quad <= 2 ? 4 : -4,
        trigger: span(trigger),
        actors: [party(...who)],
        recipients: whom ? [party(...whom)] : [],
        place: null,
        quantities: [],
        when: article.record.published,
        status: 'asserted',
        saidIn: null,
      };
      return event;
    },
    forecast(by: Forecast['by'], content: string, wording: string, kind: Forecast['wording']['class']): Forecast {
      return {
        ...base('forecast', [span(content)]),
        kind: 'forecast',
        by,
        saidIn: null,
        content: [span(content)],
        wording: { span: span(wording), class: kind },
        probability: null,
        horizon: null,
        condition: null,
        grade: 'C',
      };
    },
    assessment(by: Assessment['by'], content: string, about: Entity[], dimension: Assessment['dimension']): Assessment {
      return {
        ...base('assessment', [span(content)]),
        kind: 'assessment',
        by,
        saidIn: null,
        content: [span(content)],
        about: about.map((e) => e.id),
        dimension,
        direction: null,
        condition: null,
      };
    },
  };
}

const day = (date: string, basis: 'metadata' | 'text' = 'metadata') => ({ from: date, to: date, basis }) as const;

function herald(): Reading {
  const text = [
    'Gondor signs river treaty with Rohan, denies secret clause',
    'Gondor signed a river treaty with Rohan on Tuesday after months of talks, the Herald has learned. Riders escorted the envoys home 🐎 before nightfall.',
    '"We will not open the fords to Mordor," said Faramir, the steward of Gondor, in an interview with the Citadel Gazette.',
    'The minister Háma told reporters that the steward had promised that grain would almost certainly reach Edoras by June.',
    'Faramir denied that Gondor had paid Rohan 300 ounces of silver.',
    'According to Ioreth, a healer and analyst, Rohan is completely dependent on Gondor for grain. If Mordor attacked the fords, she said, Rohan would call for help.',
    'Read also: Ten recipes for seed cake',
    'Subscribe to our owl-post newsletter',
  ].join('\n\n');
  const all = blocks(text);
  const article = makeArticle({
    text,
    location: 'dossier/herald.txt',
    title: 'Gondor signs river treaty with Rohan, denies secret clause',
    headline: all[0]!,
    publisher: 'Minas Tirith Herald',
    authors: ['Bergil'],
    url: 'https://herald.example/river-treaty',
    published: day('3019-03-02'),
    retrieved: '3019-03-03T08:00:00.000Z',
    paragraphs: all.slice(1, 6),
    furniture: all.slice(6),
  });
  const make = recorder(article);
  const quote = make.said(['Faramir', FARAMIR], 'said', 'We will not open the fords to Mordor,', {
    form: 'direct',
    medium: { span: make.span('the Citadel Gazette'), entity: null },
    chain: [
      { label: 'Minas Tirith Herald', entity: null, span: null },
      { label: 'the Citadel Gazette', entity: null, span: make.span('the Citadel Gazette') },
      { label: 'Faramir', entity: FARAMIR.id, span: make.span('Faramir') },
    ],
  });
  const told = make.said(
    ['Háma', HAMA],
    'told reporters that',
    'the steward had promised that grain would almost certainly reach Edoras by June',
    { addressee: { span: make.span('reporters'), entity: null } },
  );
  const promised = make.said(
    ['the steward', FARAMIR],
    'promised',
    'grain would almost certainly reach Edoras by June',
    {
      in: told.id,
      chain: [
        { label: 'Minas Tirith Herald', entity: null, span: null },
        { label: 'Háma', entity: HAMA.id, span: make.span('Háma') },
        { label: 'Faramir', entity: FARAMIR.id, span: make.span('the steward', 1) },
      ],
    },
  );
  const denial = make.said(['Faramir', FARAMIR], 'denied', 'Gondor had paid Rohan 300 ounces of silver', {
    polarity: '-',
  });
  const ioreth = make.said(['Ioreth', IORETH], 'According to', 'Rohan is completely dependent on Gondor for grain', {
    act: 'belief',
  });
  const treaty = make.event('AGREE', 1, 'signed', ['Gondor', GONDOR], ['Rohan', ROHAN]);
  const paid = make.event('AID', 2, 'paid', ['Gondor', GONDOR], ['Rohan', ROHAN]);
  const attack = make.event('ASSAULT', 4, 'attacked', ['Mordor', MORDOR], ['Rohan', ROHAN]);
  const grain = make.forecast(
    { label: 'Faramir', entity: FARAMIR.id },
    'grain would almost certainly reach Edoras by June',
    'almost certainly',
    'estimative',
  );
  const silver = make.span('300 ounces');
  return {
    article,
    issues: [],
    entities: ENTITIES,
    mentions: [make.mention('Gondor', GONDOR), make.mention('Rohan', ROHAN), make.mention('Mordor', MORDOR)],
    times: [],
    attributions: [quote, told, promised, denial, ioreth],
    events: [
      treaty,
      { ...paid, status: 'denied', saidIn: denial.id, quantities: [{ span: silver, value: 300, unit: 'ounce' }] },
      { ...attack, status: 'hypothetical' },
    ],
    forecasts: [
      {
        ...grain,
        saidIn: promised.id,
        probability: { low: 0.95, high: 0.99, scheme: 'ICD 203' },
        horizon: { from: '3019-06-01', to: '3019-06-30', basis: 'text' },
        grade: 'A',
      },
    ],
    assessments: [
      {
        ...make.assessment(
          { label: 'Ioreth', entity: IORETH.id },
          'completely dependent on Gondor for grain',
          [ROHAN, GONDOR],
          'dependence',
        ),
        saidIn: ioreth.id,
        direction: 'RHN>GND',
      },
    ],
  };
}

/** An article written against the page that shows it. */
function hostile(): Reading {
  const text = [
    '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">',
    'Saruman said "<svg onload=window.pwned=3> {{constructor.constructor(\'window.pwned=4\')()}} javascript:alert(1)" to the council.',
    'Rohan warned Gondor. \u202Eesrever\u202C </pre></textarea><base href="//evil.example/"><style>*{display:none}</style>',
  ].join('\n\n');
  const all = blocks(text);
  const article = makeArticle({
    text,
    location: 'dossier/hostile.html',
    title: '"><script>window.pwned = 5</script>',
    publisher: '<b onmouseover=window.pwned=6>Isengard Voice</b>',
    url: 'javascript:window.pwned=7',
    published: day('3019-03-01'),
    machineTranslated: { reasons: ['garbled names: "Saruman" spelt three ways'] },
    paragraphs: all,
  });
  const make = recorder(article);
  return {
    article,
    issues: [],
    entities: ENTITIES,
    mentions: [make.mention('Rohan', ROHAN)],
    times: [],
    attributions: [make.said(['Saruman', null], 'said', '<svg onload=window.pwned=3>', { form: 'direct' })],
    events: [make.event('THREATEN', 3, 'warned', ['Rohan', ROHAN], ['Gondor', GONDOR])],
    forecasts: [],
    assessments: [],
  };
}

/** Short articles of another outlet, one a week, to fill lists and time axes. */
function courier(index: number): Reading {
  const date = new Date(Date.UTC(3018, 6, 1 + index * 7)).toISOString().slice(0, 10);
  const hard = index % 3 === 0;
  const text = [
    hard ? `Mordor masses orcs near Gondor, issue ${index}` : `Rohan receives Gondor's envoy, issue ${index}`,
    hard
      ? 'Mordor threatened Gondor again this week. Gondor will probably answer within a month, said Ioreth, an analyst.'
      : 'Rohan met Gondor in Edoras this week. Gondor will probably answer within a month, said Ioreth, an analyst.',
  ].join('\n\n');
  const all = blocks(text);
  const article = makeArticle({
    text,
    location: `dossier/courier-${index}.txt`,
    title: text.split('\n')[0]!,
    publisher: 'Edoras Courier',
    headline: all[0]!,
    published: day(date),
    retrieved: `${date}T09:00:00.000Z`,
    paragraphs: all.slice(1),
  });
  const make = recorder(article);
  const said = make.said(['Ioreth', IORETH], 'said', 'Gondor will probably answer within a month', { act: 'belief' });
  const event = hard
    ? make.event('THREATEN', 3, 'threatened', ['Mordor', MORDOR], ['Gondor', GONDOR])
    : make.event('CONSULT', 1, 'met', ['Rohan', ROHAN], ['Gondor', GONDOR]);
  const answer = make.forecast(
    { label: 'Ioreth', entity: IORETH.id },
    'Gondor will probably answer within a month',
    'probably',
    'estimative',
  );
  return {
    article,
    issues: [],
    entities: ENTITIES,
    mentions: [],
    times: [],
    attributions: [said],
    events: [event],
    forecasts: [
      {
        ...answer,
        saidIn: said.id,
        probability: { low: 0.55, high: 0.8, scheme: 'ICD 203' },
        horizon: { from: date, to: date, basis: 'inferred' },
        grade: 'B',
      },
    ],
    assessments: [],
  };
}

/** Two outlets on one raid: they differ in number, and one carries a denial. */
function raid(publisher: string, date: string, dead: number, denies: boolean): Reading {
  const denial = denies ? ' The steward of Gondor denied that Mordor had attacked Osgiliath.' : '';
  const text = [
    `Raid on Osgiliath, ${publisher}`,
    `Mordor attacked Osgiliath at dawn on Monday, killing ${dead} soldiers of the river garrison of Gondor, Captain Beregond said.${denial}`,
  ].join('\n\n');
  const all = blocks(text);
  const article = makeArticle({
    text,
    location: `dossier/raid-${dead}.txt`,
    title: text.split('\n')[0]!,
    publisher,
    headline: all[0]!,
    published: day(date),
    paragraphs: all.slice(1),
  });
  const make = recorder(article);
  const attack: Event = {
    ...make.event('ASSAULT', 4, 'attacked', ['Mordor', MORDOR], ['Gondor', GONDOR]),
    quantities: [{ span: make.span(`${dead} soldiers`), value: dead, unit: 'soldier' }],
    when: { from: '3019-02-14', to: '3019-02-14', basis: 'text' },
  };
  const denied = denies
    ? make.said(['The steward', FARAMIR], 'denied', 'Mordor had attacked Osgiliath', { polarity: '-' })
    : null;
  const again = denied && {
    ...make.event('ASSAULT', 4, 'attacked Osgiliath.', ['Mordor had', MORDOR], ['of Gondor denied', GONDOR]),
    trigger: make.span('attacked', 1),
    id: recordId(article, 'event', [make.span('attacked', 1)]),
    status: 'denied' as const,
    saidIn: denied.id,
    when: attack.when,
  };
  return {
    article,
    issues: [],
    entities: ENTITIES,
    mentions: [],
    times: [],
    attributions: denied ? [denied] : [],
    events: again ? [attack, again] : [attack],
    forecasts: [],
    assessments: [],
  };
}

/** `size` articles: the Herald's, the hostile one, two on a raid, and as many of the Courier's as are missing. */
export function dossier(size = 12): readonly Reading[] {
  return [
    herald(),
    hostile(),
    raid('Minas Tirith Herald', '3019-02-15', 40, false),
    raid('Edoras Courier', '3019-02-16', 60, true),
    ...Array.from({ length: Math.max(0, size - 4) }, (_, i) => courier(i)),
  ];
}
