import { expect, test } from 'vitest';
import type {
  ConflictsAnswer,
  DyadAnswer,
  HappeningsAnswer,
  HomeAnswer,
  PairAnswer,
  ProspectsAnswer,
  VoiceAnswer,
} from '../../src/web/api.ts';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';
import { ask, desk, json, post } from './support.ts';

const now = () => new Date('3019-03-10T12:00:00Z');
const big = () => desk({ store: ledgerOf(dossier(30)), now });

test('pairs of powers count happenings, by the names the ledger has for them', async () => {
  const { app } = big();
  const { pairs, names }: PairAnswer = await json(ask(app, '/api/dyads'));
  expect(pairs[0]).toMatchObject({ a: 'GND', b: 'RHN' });
  expect(names).toMatchObject({ GND: 'Gondor', RHN: 'Rohan', MRD: 'Mordor' });
  const two = pairs.find((p) => p.a === 'GND' && p.b === 'MRD')!;
  expect(two.conflict).toBe(two.happenings);
});

test('a dyad’s counts are the happenings it lists, and one raid in two papers is one happening', async () => {
  const { app } = big();
  const { periods, names }: DyadAnswer = await json(ask(app, '/api/dyads/GND-MRD?by=month'));
  const all: HappeningsAnswer = await json(ask(app, '/api/dyads/GND-MRD/happenings'));
  const sum = (n: readonly number[]) => n.reduce((a, b) => a + b, 0);
  expect(sum(periods.map((p) => sum(p.quads) + p.planned))).toBe(all.total);
  expect(all.lines).toHaveLength(all.total);
  const raid = all.lines.filter((l) => l.happening.type === 'ASSAULT');
  expect(raid).toHaveLength(1);
  expect(raid[0]!.happening.reports.length).toBeGreaterThan(1);
  expect(raid[0]!.happening.publishers).toHaveLength(2);
  expect(names.GND).toBe('Gondor');
  expect(all.names.MRD).toBe('Mordor');
  expect((await json(ask(app, '/api/dyads/GND-MRD/happenings?direction=forward'))).total).toBe(0);
  for (const wrong of ['GND', 'GND-GND', 'A-B-C']) expect((await ask(app, `/api/dyads/${wrong}`)).status).toBe(400);
  expect((await ask(app, '/api/dyads/GND-MRD?by=century')).status).toBe(400);
  expect((await ask(app, '/api/dyads/GND-MRD/happenings?quad=5')).status).toBe(400);
});

test('each figure of a dyad’s table leads to as many happenings, whatever page they stand on', async () => {
  const { app } = big();
  for (const by of ['year', 'month', 'week']) {
    const { periods }: DyadAnswer = await json(ask(app, `/api/dyads/GND-RHN?by=${by}`));
    for (const { period, quads } of periods)
      for (const [i, n] of quads.entries()) {
        const path = `/api/dyads/GND-RHN/happenings?by=${by}&period=${period}&quad=${i + 1}&limit=1`;
        const found: HappeningsAnswer = await json(ask(app, path));
        expect([period, i, found.total, found.lines.length]).toEqual([period, i, n, Math.min(1, n)]);
      }
  }
});

test('what voices claim of a relation stands with its chain', async () => {
  const { app } = big();
  const { readings, claims, claimed }: DyadAnswer = await json(ask(app, '/api/dyads/GND-RHN'));
  expect(claims).toEqual([{ period: expect.stringMatching(/^3019-\d\d$/u), dimension: 'dependence', count: 1 }]);
  expect(claimed).toBe(1);
  expect(readings.map((r) => r.chain.at(-1)?.label)).toEqual(['Ioreth']);
});

test('a forecast moves from due to resolved by a person’s judgement, and back', async () => {
  const { app } = big();
  const due: ProspectsAnswer = await json(ask(app, '/api/prospects'));
  expect(due.state).toBe('due');
  const record = due.lines[0]!.prospect.forecast;
  const { made } = await json(post(app, '/api/judgements', { record, verdict: 'happened' }));
  const resolved: ProspectsAnswer = await json(ask(app, '/api/prospects?state=resolved'));
  expect(resolved.lines.map((l) => [l.prospect.forecast, l.prospect.resolution])).toEqual([[record, 'happened']]);
  expect(resolved.counts.due).toBe(due.counts.due - 1);
  await post(app, `/api/judgements/${made}/withdraw`, {});
  expect((await json(ask(app, '/api/prospects?state=resolved'))).total).toBe(0);
  expect((await ask(app, '/api/prospects?state=true')).status).toBe(400);
});

test('conflicts bring both sides, and a verdict on one is kept', async () => {
  const { app, store } = big();
  const all: ConflictsAnswer = await json(ask(app, '/api/conflicts'));
  expect(all.counts).toEqual({ denial: 2 });
  const first = all.lines[0]!;
  expect(first.sides.map((side) => side.map((r) => r.document.publisher))).toEqual([
    ['Edoras Courier'],
    ['Edoras Courier'],
  ]);
  const body = { record: first.conflict.id, verdict: 'other-time' };
  expect((await post(app, '/api/judgements', body)).status).toBe(200);
  const judged: ConflictsAnswer = await json(ask(app, '/api/conflicts?judged=yes'));
  expect(judged.lines.map((l) => l.conflict.verdict)).toEqual(['other-time']);
  expect(store.judgements()[0]!.on).toMatchObject({ kind: 'conflict', document: null });
  expect((await post(app, '/api/judgements', { record: first.conflict.id, verdict: 'nonsense' })).status).toBe(400);
  expect((await post(app, '/api/judgements', { record: 'c0000', verdict: 'real' })).status).toBe(404);
});

test('a voice’s page shows what was said and through whom; a private person is not scored', async () => {
  const { app } = big();
  const faramir: VoiceAnswer = await json(ask(app, '/api/voices/Q105'));
  expect(faramir.statements.length).toBe(faramir.totals.attribution);
  expect(faramir.score).toMatchObject({ made: 1, resolved: 0 });
  expect(faramir.carriers.map((c) => c.label)).toContain('Háma');
  const ioreth: VoiceAnswer = await json(ask(app, '/api/voices/local-ioreth'));
  expect(ioreth.withheld).toMatch(/no list of public/u);
  expect(ioreth.score).toBeNull();
  expect((await ask(app, '/api/voices/Q999')).status).toBe(404);
});

test('the first screen answers from an empty ledger and from a full one', async () => {
  const empty: HomeAnswer = await json(ask(desk({ store: ledgerOf([]) }).app, '/api/home'));
  expect([empty.newest, empty.due, empty.worth]).toEqual([[], [], []]);
  const full: HomeAnswer = await json(ask(big().app, '/api/home'));
  expect(full.worth.length).toBe(3);
  expect(full.newest[0]!.counts.event).toBeGreaterThan(0);
  const horizons = full.due.map((r) => (r.record.kind === 'forecast' ? r.record.horizon!.to : ''));
  expect(horizons[0]! >= '3019-03-10').toBe(true);
});

test('a shared page holds the view, says what nobody reviewed, and runs nothing', async () => {
  const { app, store } = big();
  for (const { id } of store.documents({ limit: 100 })) {
    const html = await (await ask(app, `/api/share/article/${id}.html`)).text();
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<(?:script|img|svg|iframe|base|object|link|form)\b|<[^>]+ on\w+=|href="(?!https?:|#)/iu);
    expect(html).toContain('unreviewed machine reading');
  }
  const response = await ask(app, '/api/share/list/events.html?publisher=Isengard');
  expect(response.headers.get('content-disposition')).toMatch(/attachment/u);
  const html = await response.text();
  expect(html).toContain('&lt;b onmouseover=window.pwned=6&gt;');
  expect(html).toContain('Machine-translated');
  expect((await ask(app, '/api/share/article/none.html')).status).toBe(404);
});
