import { expect, test } from 'vitest';
import { seeded } from '../../bench/articles.ts';
import { pile } from '../../bench/pile.ts';
import type { Conflict, Happening } from '../../src/core/derived.ts';
import type { Judgement } from '../../src/core/record.ts';
import { ENOUGH } from '../../src/ledger/alike.ts';
import { componentsOf } from '../../src/ledger/components.ts';
import type { Page } from '../../src/ledger/entries.ts';
import type { Edge } from '../../src/ledger/happenings.ts';
import { detached, judgement } from '../../src/ledger/judgements.ts';
import { fieldsOf, listIn, marked } from '../../src/ledger/marks.ts';
import { dyad, periodOf } from '../../src/ledger/relations.ts';
import { score, wilson } from '../../src/ledger/scoring.ts';
import { update } from '../../src/ledger/update.ts';
import { memoryIndex } from '../../src/ledger/viewindex.ts';
import { derive, happeningsAbout, prospectsBy, viewsOf } from '../../src/ledger/views.ts';
import { loadBackground } from '../../src/lexicon/background.ts';
import { assessment, attribution, day, event, filled, forecast, page, span } from '../support/entries.ts';

const background = loadBackground();
type Parts = Partial<Omit<Page, 'record' | 'text'>> & {
  readonly pages: readonly Page[];
  readonly judgements?: readonly Judgement[];
};
const views = ({ pages, judgements = [], ...records }: Parts, asOf = '2025-12-31') =>
  derive(filled(pages, records), judgements, background, asOf);
const types = (conflicts: readonly Conflict[]) => conflicts.map((c) => c.type).sort();

const WIRE =
  'Gondor attacked the Rohan cutter Swift at the fords of Isen on Friday, killing 14 riders, the Rohan marshal said in Edoras. ' +
  'King Theoden ordered three days of mourning and summoned the steward of Gondor, who did not come to the hall that evening.';
const first = page('d1', '2025-03-08', 'Edoras Courier', WIRE);
const second = page(
  'd2',
  '2025-03-09',
  'Minas Herald',
  'A Gondor boat attacked the Rohan cutter Swift at the fords of Isen, Herald sources in Edoras said, and nine riders died in the fight.',
);
const third = page(
  'd3',
  '2025-03-09',
  'Anduin Wire',
  'The steward of Gondor denied that Gondor had attacked the Rohan cutter Swift at the fords of Isen on Friday.',
);
const friday = day('2025-03-07');
const attack = { type: 'ASSAULT', actors: ['GON'], recipients: ['ROH'], when: friday };
const said = attribution(first, 'the Rohan marshal', 'marshal', 'Gondor attacked the Rohan cutter Swift');
const deniedBy = attribution(third, 'The steward of Gondor', 'steward', 'Gondor had attacked the Rohan cutter Swift');
const e1 = event(first, { ...attack, trigger: 'attacked', saidIn: said.id, figures: [['14', 14, 'killed']] });
const e2 = event(second, { ...attack, trigger: 'attacked', figures: [['nine', 9, 'killed']] });
const e3 = event(third, { ...attack, trigger: 'attacked', status: 'denied', saidIn: deniedBy.id });
const clash = { pages: [first, second, third], events: [e1, e2, e3], attributions: [said, deniedBy] };

test('three reports of one attack are one happening, and count reports, origins and publishers apart', () => {
  const reprint = page('d4', '2025-03-10', 'Shire Post', WIRE);
  const again = event(reprint, { ...attack, trigger: 'attacked', figures: [['14', 14, 'killed']] });
  const { happenings } = views({ ...clash, pages: [...clash.pages, reprint], events: [...clash.events, again] });
  expect(happenings).toHaveLength(1);
  expect(happenings[0]).toMatchObject({ reports: { length: 4 }, origins: { length: 3 }, publishers: { length: 4 } });
  expect(happenings[0]!.when).toEqual(friday);
});

test('one conflict over the number of dead and one denial, nothing else', () => {
  const { conflicts } = views(clash);
  expect(types(conflicts)).toEqual(['denial', 'number']);
  expect(conflicts.find((c) => c.type === 'number')!.values).toEqual(['14 killed', '9 killed']);
});

test('another day is another attack: no happening joins them and nothing is in conflict', () => {
  const later = page(
    'd5',
    '2025-04-20',
    'Edoras Courier',
    'Gondor attacked the Rohan town of Upbourn on Saturday, killing two.',
  );
  const e5 = event(later, { ...attack, trigger: 'attacked', when: day('2025-04-19'), figures: [['two', 2, 'killed']] });
  const { happenings, conflicts } = views({ pages: [first, later], events: [e1, e5] });
  expect(happenings).toHaveLength(2);
  expect(conflicts).toEqual([]);
});

test('the order of reading changes nothing', () => {
  const turned = views({
    pages: clash.pages.toReversed(),
    events: clash.events.toReversed(),
    attributions: clash.attributions.toReversed(),
  });
  expect(turned).toEqual(views(clash));
});

test('an announced visit is tied to the arrival that a later article reports', () => {
  const plan = page(
    'd6',
    '2025-03-03',
    'Wire',
    'The steward of Gondor will visit Rohan on March 20, the White Tower announced.',
  );
  const act = page(
    'd7',
    '2025-03-20',
    'Wire',
    'The steward of Gondor arrived in Rohan on Thursday for a visit to King Theoden.',
  );
  const announced = event(plan, {
    type: 'CONSULT',
    trigger: 'visit',
    actors: ['GON'],
    recipients: ['ROH'],
    status: 'future',
    when: day('2025-03-20'),
  });
  const arrived = event(act, {
    type: 'CONSULT',
    trigger: 'arrived',
    actors: ['GON'],
    recipients: ['ROH'],
    when: day('2025-03-20'),
  });
  const { happenings } = views({ pages: [plan, act], events: [announced, arrived] });
  const [p, o] = [happenings.find((h) => h.planned)!, happenings.find((h) => !h.planned)!];
  expect([p.outcome, p.link, o.plan, o.link]).toEqual([o.id, 'plan', p.id, 'outcome']);
});

test('a headline stronger than its body is shown; one that the body bears out is not', () => {
  const TITLE = 'Rohan yields the fords to Gondor';
  const loud = page(
    'd8',
    '2025-03-22',
    'Minas Herald',
    `${TITLE}\n\nRohan may yield the fords next year, a marshal said.`,
    TITLE,
  );
  const head = event(loud, { type: 'CONCEDE', trigger: 'yields', actors: ['ROH'], recipients: ['GON'] });
  const body = event(loud, { type: 'CONCEDE', trigger: 'yield the fords next', actors: ['ROH'], status: 'possible' });
  expect(types(views({ pages: [loud], events: [head, body] }).conflicts)).toEqual(['headline']);
  const borne = { ...body, status: 'asserted' as const };
  expect(types(views({ pages: [loud], events: [head, borne] }).conflicts)).toEqual([]);
});

test('a source that turns round is shown with both its words', () => {
  const then = page(
    'd9',
    '2025-03-12',
    'Wire',
    'Minister Hama said that Rohan did not recognise the Isen Line as a border.',
  );
  const now = page(
    'd10',
    '2025-05-18',
    'Wire',
    'Minister Hama said on Sunday that Rohan recognised the Isen Line as its border.',
  );
  const a = attribution(then, 'Minister Hama', 'hama', 'Rohan did not recognise the Isen Line');
  const b = attribution(now, 'Minister Hama', 'hama', 'Rohan recognised the Isen Line');
  const no = event(then, { type: 'SUPPORT', trigger: 'recognise', actors: ['ROH'], status: 'denied', saidIn: a.id });
  const yes = event(now, { type: 'SUPPORT', trigger: 'recognised', actors: ['ROH'], saidIn: b.id });
  const { conflicts } = views({ pages: [then, now], events: [no, yes], attributions: [a, b] });
  expect(conflicts).toMatchObject([{ type: 'reversal', sides: [[no.id], [yes.id]], values: ['denied', 'asserted'] }]);
});

test('opposed assessments of a relation are readings, with both voices', () => {
  const opinion = page(
    'd11',
    '2025-04-28',
    'Post',
    'Rohan depends on Gondor, Dant wrote. Gondor depends on Rohan, said Orlik.',
  );
  const { conflicts } = views({
    pages: [opinion],
    assessments: [
      assessment(opinion, 'dant', 'Rohan depends on Gondor', 'ROH>GON'),
      assessment(opinion, 'orlik', 'Gondor depends on Rohan', 'GON>ROH'),
    ],
  });
  expect(types(conflicts)).toEqual(['reading']);
});

test('five reprints of a figure are one voice against one', () => {
  const copies = ['x1', 'x2', 'x3', 'x4', 'x5'].map((id) => page(id, '2025-03-09', `Paper ${id}`, WIRE));
  const events = copies.map((at) => event(at, { ...attack, trigger: 'attacked', figures: [['14', 14, 'killed']] }));
  const { conflicts } = views({ pages: [...copies, second], events: [...events, e2] });
  expect(conflicts.find((c) => c.type === 'number')!.origins).toEqual([1, 1]);
});

test('people join and part reports, and can take it back', () => {
  const at = '2025-06-01T00:00:00.000Z';
  const part = judgement({
    record: e1.id,
    kind: 'event',
    document: 'd1',
    spans: [],
    verdict: 'different',
    by: 'ana',
    at,
    note: e2.id,
  });
  const pages = [first, second];
  const events = [e1, e2];
  expect(views({ pages, events, judgements: [part] }).happenings).toHaveLength(2);
  expect(views({ pages, events, judgements: [{ ...part, withdrawn: at }] }).happenings).toHaveLength(1);
});

test('later evidence is proposed for a forecast, and only a person resolves it', () => {
  const call = page(
    'f1',
    '2025-03-03',
    'Wire',
    'Gondor and Rohan will sign a grain treaty by the end of April, Hama told Wire.',
  );
  const done = page('f2', '2025-04-24', 'Post', 'Gondor and Rohan signed a grain treaty in Edoras on Thursday.');
  const plan = event(call, {
    type: 'AGREE',
    trigger: 'sign',
    actors: ['GON', 'ROH'],
    status: 'future',
    when: day('2025-03-03', '2025-04-30'),
  });
  const act = event(done, { type: 'SUPPORT', trigger: 'signed', actors: ['GON', 'ROH'], when: day('2025-04-24') });
  const foretold = forecast(call, 'hama', 'Gondor and Rohan will sign a grain treaty by the end of April', {
    horizon: day('2025-03-03', '2025-04-30'),
  });
  const parts = { pages: [call, done], events: [plan, act], forecasts: [foretold] };
  const [open] = views(parts).prospects;
  expect(open).toMatchObject({ state: 'due', resolution: null, proposals: [{ would: 'happened' }] });
  const decided = judgement({
    record: foretold.id,
    kind: 'forecast',
    document: 'f1',
    spans: [],
    verdict: 'happened',
    by: 'ana',
    at: '2025-05-01T00:00:00.000Z',
  });
  expect(views({ ...parts, judgements: [decided] }).prospects[0]).toMatchObject({
    state: 'resolved',
    resolution: 'happened',
  });
});

test('a horizon that ends without a report makes a forecast due', () => {
  const call = page('f3', '2025-03-03', 'Wire', 'Gondor will close the fords before June, Hama said.');
  const plan = event(call, {
    type: 'COERCE',
    trigger: 'close',
    actors: ['GON'],
    status: 'future',
    when: day('2025-03-03', '2025-05-31'),
  });
  const foretold = forecast(call, 'hama', 'Gondor will close the fords before June', {
    horizon: day('2025-03-03', '2025-05-31'),
  });
  const parts = { pages: [call], events: [plan], forecasts: [foretold] };
  expect(views(parts, '2025-05-01').prospects[0]!.state).toBe('open');
  expect(views(parts, '2025-07-01').prospects[0]).toMatchObject({
    state: 'due',
    proposals: [{ would: 'did-not-happen', happening: null }],
  });
});

test('scores count only what people resolved, and say when it is too little', () => {
  const likely = { low: 0.55, high: 0.8, scheme: 'ICD 203' };
  const prospect = (forecastId: string, resolution: 'happened' | 'did-not-happen' | null) =>
    ({
      forecast: forecastId,
      by: 'hama',
      entity: 'hama',
      state: 'open',
      grade: 'A',
      probability: likely,
      horizon: null,
      proposals: [],
      resolution,
      position: [forecastId],
    }) as const;
  const result = score('hama', [prospect('a', 'happened'), prospect('b', 'did-not-happen'), prospect('c', null)]);
  expect(result).toMatchObject({ made: 3, scoreable: 3, resolved: 2, baseline: 0.25 });
  expect(result.brier).toBeCloseTo((0.325 ** 2 + 0.675 ** 2) / 2);
  expect(result.note).toMatch(/Too few to judge/u);
  expect(wilson(5, 10).low).toBeCloseTo(0.237, 2);
});

test('a dyad counts happenings by period and says when there is too little', () => {
  const { happenings } = views(clash);
  const result = dyad(['GON', 'ROH'], happenings, [], { countryOf: (e) => e });
  expect(result.periods).toMatchObject([{ period: '2025-03', quads: [0, 0, 0, 1], denied: 1, reports: 3, origins: 3 }]);
  expect(result.sparse).toMatch(/Too few/u);
  expect(periodOf('2024-12-30', 'week')).toBe('2025-W01');
});

test('a dyad draws asserted acts of a day: what is undated, long past, possible or denied stands apart', () => {
  const at = page(
    'd1',
    '2025-03-08',
    'Wire',
    'Gondor attacked Rohan, aided it, met it, accused it, and threatened it once.',
  );
  const parties = { actors: ['GON'], recipients: ['ROH'] };
  const { happenings } = views({
    pages: [at],
    events: [
      event(at, { ...parties, type: 'ASSAULT', trigger: 'attacked', when: day('1962-05-01', '1962-05-31') }),
      event(at, { ...parties, type: 'AID', trigger: 'aided' }),
      event(at, { ...parties, type: 'CONSULT', trigger: 'met', when: friday }),
      event(at, { ...parties, type: 'ACCUSE', trigger: 'accused', when: friday, status: 'possible' }),
      event(at, { ...parties, type: 'THREATEN', trigger: 'threatened', when: friday, status: 'denied' }),
    ],
  });
  const { periods, undated, background } = dyad(['GON', 'ROH'], happenings, [], { countryOf: (e) => e });
  expect(periods).toMatchObject([{ period: '2025-03', quads: [0, 0, 0, 1], open: 1, denied: 1, planned: 0 }]);
  const typeOf = (id: string) => happenings.find((h) => h.id === id)!.type;
  expect([undated.map(typeOf), background.map(typeOf)]).toEqual([['AID'], ['ASSAULT']]);
});

test('a judgement whose words are gone is listed as detached, never moved', () => {
  const spans = [span(first, 'attacked')];
  const j = judgement({
    record: e1.id,
    kind: 'event',
    document: 'd1',
    spans,
    verdict: 'right',
    by: 'ana',
    at: '2025-06-01T00:00:00.000Z',
  });
  expect(detached([j], () => first.text)).toEqual([]);
  expect(detached([j], () => `A ${first.text}`)).toEqual([j]);
});

test('brought up to date article by article, in any order and with one read anew, the views are those from scratch', () => {
  const titled = page(
    'd8',
    '2025-03-22',
    'Minas Herald',
    'Rohan yields the fords\n\nRohan may yield the fords next year.',
    'Rohan yields the fords',
  );
  const reprint = page('d4', '2025-03-07', 'Shire Post', WIRE);
  const plan = page(
    'd6',
    '2025-03-03',
    'Wire',
    'The steward of Gondor will visit Rohan on March 20, the White Tower announced.',
  );
  const act = page(
    'd7',
    '2025-03-20',
    'Wire',
    'The steward of Gondor arrived in Rohan on Thursday for a visit to King Theoden.',
  );
  const announced = event(plan, {
    type: 'CONSULT',
    trigger: 'visit',
    actors: ['GON'],
    recipients: ['ROH'],
    status: 'future',
    when: day('2025-03-20'),
  });
  const pages = filled([first, second, third, reprint, titled, plan, act], {
    attributions: [said, deniedBy],
    events: [
      e1,
      e2,
      e3,
      event(reprint, { ...attack, trigger: 'attacked', figures: [['14', 14, 'killed']] }),
      event(titled, { type: 'CONCEDE', trigger: 'yields', actors: ['ROH'], recipients: ['GON'] }),
      event(titled, { type: 'CONCEDE', trigger: 'yield the fords next', actors: ['ROH'], status: 'possible' }),
      announced,
      event(act, {
        type: 'CONSULT',
        trigger: 'arrived',
        actors: ['GON'],
        recipients: ['ROH'],
        when: day('2025-03-20'),
      }),
    ],
    forecasts: [
      forecast(plan, 'tower', 'The steward of Gondor will visit Rohan on March 20', { horizon: day('2025-03-20') }),
    ],
  });
  const whole = derive(pages, [], background, '2025-12-31');
  expect(types(whole.conflicts)).toEqual(['denial', 'headline', 'number']);
  for (const order of [
    [0, 1, 2, 3, 4, 5, 6],
    [6, 5, 4, 3, 2, 1, 0],
    [3, 6, 1, 4, 0, 2, 5],
  ]) {
    const index = memoryIndex();
    const bring = (added: readonly Page[], gone: readonly string[]) =>
      update(index, { added, gone, judgements: [] }, background);
    for (const i of order) bring([pages[i]!], []);
    expect(viewsOf(index, [], '2025-12-31')).toEqual(whole);
    for (const i of order.slice(0, 3)) bring([], [pages[i]!.record.id]);
    const rest = order.slice(3).map((i) => pages[i]!);
    expect(viewsOf(index, [], '2025-12-31')).toEqual(derive(rest, [], background, '2025-12-31'));
    for (const i of order.slice(0, 3)) bring([pages[i]!], [pages[i]!.record.id]);
    expect(viewsOf(index, [], '2025-12-31')).toEqual(whole);
  }
});

test('a crowded pile brought up to date in pieces, out of order, gives the views of the whole', () => {
  const pages = pile(120);
  const whole = derive(pages, [], background, '2026-12-31');
  expect(whole.happenings.length).toBeLessThan(960 - 20);
  expect(whole.happenings.filter((h) => h.link === 'plan').length).toBeGreaterThan(20);
  expect(whole.prospects.filter((p) => p.proposals.some((e) => e.happening)).length).toBeGreaterThan(15);
  const random = seeded(3);
  const shuffled = pages.map((page) => ({ page, at: random() })).sort((a, b) => a.at - b.at);
  const index = memoryIndex();
  const bring = (added: readonly Page[], gone: readonly string[] = []) =>
    update(index, { added, gone, judgements: [] }, background);
  for (let i = 0; i < pages.length; i += 7) bring(shuffled.slice(i, i + 7).map(({ page }) => page));
  expect(viewsOf(index, [], '2026-12-31')).toEqual(whole);
  const has = (power: string) => (h: Happening) => h.actors.includes(power) || h.recipients.includes(power);
  expect(happeningsAbout(index, [])).toEqual(whole.happenings);
  expect(happeningsAbout(index, ['XAA'])).toEqual(whole.happenings.filter(has('XAA')));
  expect(happeningsAbout(index, ['XAA', 'XBA'])).toEqual(whole.happenings.filter(has('XAA')).filter(has('XBA')));
  const byTwo = whole.prospects.filter((p) => ['XAA', 'XCA'].includes(p.entity ?? p.by));
  expect(byTwo.length).toBeGreaterThan(3);
  expect(prospectsBy(index, [], '2026-12-31', ['XAA', 'XCA', 'nobody'])).toEqual(byTwo);
  const [gone, rest] = [pages.slice(40, 55), [...pages.slice(0, 40), ...pages.slice(55)]];
  bring(
    [],
    gone.map((p) => p.record.id),
  );
  expect(viewsOf(index, [], '2026-12-31')).toEqual(derive(rest, [], background, '2026-12-31'));
});

test('reports too many to be one happening are told apart by more evidence, whatever came first', () => {
  const chain = Array.from({ length: 300 }, (_, i) => `r${String(i).padStart(3, '0')}`);
  const edges: Edge[] = chain.slice(1).map((b, i) => ({ a: chain[i]!, b, points: ENOUGH + (i % 50 === 49 ? 0 : 2) }));
  const levels = new Map<string, number>();
  const net = (known: readonly Edge[]) => ({
    edgesOf: (id: string) => known.filter((e) => e.a === id || e.b === id),
    levelOf: (id: string) => levels.get(id) ?? null,
    companionsOf: () => [],
    isGrown: true,
  });
  const keep = (touched: readonly string[], known: readonly Edge[]) => {
    for (const { reports, level } of componentsOf(touched, net(known))) for (const id of reports) levels.set(id, level);
  };
  const whole = componentsOf(chain, { ...net(edges), levelOf: () => null, isGrown: false });
  expect(whole.map((c) => [c.reports.length, c.level])).toEqual(Array(6).fill([50, ENOUGH + 1]));
  keep(chain.slice(0, 200), edges.slice(0, 199));
  expect(new Set(levels.values())).toEqual(new Set([ENOUGH]));
  for (let i = 200; i < 300; i++) keep([chain[i]!, chain[i - 1]!], edges.slice(0, i));
  expect(chain.map((id) => levels.get(id))).toEqual(chain.map(() => ENOUGH + 1));
});

test('a net that grows edge by edge falls into the same components as the whole of it', () => {
  const random = seeded(11);
  const below = (n: number) => Math.floor(random() * n);
  const reports = Array.from({ length: 450 }, (_, i) => `r${String(i).padStart(3, '0')}`);
  const edges: Edge[] = reports.slice(1).flatMap((b, i) =>
    Array.from({ length: 1 + below(i < 250 ? 6 : 2) }, () => ({
      a: reports[Math.max(0, i - below(12))]!,
      b,
      points: ENOUGH + (i < 250 ? below(5) : below(2)),
    })),
  );
  const levels = new Map<string, number>();
  const members = new Map<string, readonly string[]>();
  const at = new Map<string, Edge[]>();
  const net = {
    edgesOf: (id: string) => at.get(id) ?? [],
    levelOf: (id: string) => levels.get(id) ?? null,
    companionsOf: (id: string) => members.get(id) ?? [],
    isGrown: true,
  };
  const order = edges.map((edge) => ({ edge, at: random() })).sort((x, y) => x.at - y.at);
  const keep = (touched: readonly string[]) => {
    for (const { reports: together, level } of componentsOf([...touched, ...touched.flatMap(net.companionsOf)], net))
      for (const id of together) {
        levels.set(id, level);
        members.set(id, together);
      }
  };
  keep(reports);
  for (const { edge } of order) {
    for (const id of [edge.a, edge.b]) at.set(id, [...net.edgesOf(id), edge]);
    keep([edge.a, edge.b]);
  }
  const whole = componentsOf(reports, { ...net, levelOf: () => null, companionsOf: () => [], isGrown: false });
  expect(new Set(whole.map((c) => c.level)).size).toBeGreaterThan(2);
  for (const { reports: together, level } of whole)
    for (const id of together) expect([members.get(id), levels.get(id)]).toEqual([together, level]);
});

test('of acts that fit a plan equally well, the earliest carries it out', () => {
  const plan = page('p1', '2025-03-03', 'Wire', 'Gondor will visit Rohan this spring, the White Tower announced.');
  const acts = ['2025-04-20', '2025-03-20', '2025-05-02'].map((date, i) =>
    page(`p${i + 2}`, date, 'Wire', 'Gondor came for a visit to Rohan on that day.'),
  );
  const visit = { type: 'CONSULT', trigger: 'visit', actors: ['GON'], recipients: ['ROH'] };
  const announced = event(plan, { ...visit, status: 'future' });
  const events = acts.map((act) => event(act, { ...visit, when: act.record.published }));
  const { happenings } = views({ pages: [plan, ...acts], events: [announced, ...events] });
  expect(happenings.find((h) => h.planned)!.outcome).toBe(happenings.find((h) => h.reported === '2025-03-20')!.id);
});

test('marks give back their fields, whatever signs stand in them', () => {
  const list = ['Mira Holt', '50 %, or | more', '', 'a+b'];
  const mark = marked(['2025-03-07', null, 'two words, 3|4', 4.002, list, []]);
  expect(mark).not.toMatch(/\s/u);
  const [day, none, text, n, names, empty] = fieldsOf(mark);
  expect([day, none, text, n]).toEqual(['2025-03-07', '', 'two words, 3|4', '4.002']);
  expect([listIn(names!), listIn(empty!)]).toEqual([list, []]);
});
