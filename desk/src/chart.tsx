import { useEffect, useRef, useState } from 'preact/hooks';
import type { DyadAnswer } from '../../src/web/api.ts';
import { Waiting } from './parts.tsx';
import { everyPeriod } from './periods.ts';
import { plural } from './words.ts';

/** Class name of figures; the server lets Plot's one style element through by the hash of its text with this name. */
const FIGURE = 'figure';

interface Series {
  readonly period: string;
  readonly name: string;
  /** Below zero for conflict. */
  readonly value: number;
}

/** Colours of the source mix, the most frequent publisher first, the others last. */
const MIX = ['--mix-1', '--mix-2', '--mix-3', '--mix-4', '--mix-5', '--mix-6'] as const;
const OTHERS = 'others';

/** The five publishers with most happenings; the rest are one. */
function publishersOf({ periods }: DyadAnswer): readonly string[] {
  const total = new Map<string, number>();
  for (const { publishers } of periods)
    for (const [name, n] of Object.entries(publishers)) total.set(name, (total.get(name) ?? 0) + n);
  const ranked = [...total].sort(([, a], [, b]) => b - a).map(([name]) => name);
  return ranked.length > 5 ? [...ranked.slice(0, 5), OTHERS] : ranked;
}

/** One bar for each publisher that is named, and one for all the others. */
function sourceMix({ periods }: DyadAnswer, named: readonly string[]): readonly Series[] {
  return periods.flatMap(({ period, publishers }) => {
    const all = Object.values(publishers).reduce((a, b) => a + b, 0);
    const shown = named.flatMap((name) => (publishers[name] ? [{ period, name, value: publishers[name] }] : []));
    const rest = all - shown.reduce((n, s) => n + s.value, 0);
    return rest > 0 ? [...shown, { period, name: OTHERS, value: rest }] : shown;
  });
}

const QUADS = ['Verbal cooperation', 'Material cooperation', 'Verbal conflict', 'Material conflict'] as const;

const acts = ({ periods }: DyadAnswer): readonly Series[] =>
  periods.flatMap(({ period, quads }) =>
    QUADS.flatMap((name, i) => (quads[i] ? [{ period, name, value: i < 2 ? quads[i] : -quads[i] }] : [])),
  );

/** A colour of the page's own palette. */
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Acts, readings and source mix, one above the other on one time axis. */
export function DyadChart({ data, title }: { data: DyadAnswer; title: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    void import('@observablehq/plot').then((plot) => {
      if (gone || !place.current) return;
      const drawn = figures(plot, data, place.current.clientWidth || 700);
      for (const figure of drawn) asPicture(figure);
      place.current.replaceChildren(...drawn);
      setReady(true);
    });
    return () => {
      gone = true;
    };
  }, [data]);
  return (
    <figure class="chart" aria-label={title}>
      {!ready && <Waiting />}
      <div ref={place} style={{ minHeight: `${ACTS + MIXED + claimsHeight(data)}px` }} />
      <Legend publishers={publishersOf(data)} planned={data.periods.reduce((n, p) => n + p.planned, 0)} />
      <button type="button" onClick={() => place.current && downloadSvg(place.current, title)} disabled={!ready}>
        Download as SVG
      </button>
    </figure>
  );
}

const Legend = ({ publishers, planned }: { publishers: readonly string[]; planned: number }) => (
  <figcaption class="legend">
    {QUADS.map((name, i) => (
      <span key={name}>
        <i class={`swatch quad-${i + 1}`} aria-hidden="true" /> {name}
      </span>
    ))}
    <span class="hint">
      Above the line cooperation, below it conflict; each bar counts happenings, not reports
      {planned > 0 && `; ${plural(planned, 'planned one')} only in the table`}.
    </span>
    <span class="break" />
    {publishers.map((name, i) => (
      <span key={name}>
        <i class={`swatch mix-${i + 1}`} aria-hidden="true" /> {name}
      </span>
    ))}
  </figcaption>
);

/** A figure is one picture to a screen reader; the table below it holds what it shows. */
function asPicture(figure: Element): void {
  figure.setAttribute('role', 'img');
  for (const part of figure.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label');
}

const hasActs = ({ quads }: DyadAnswer['periods'][number]): boolean => quads.some((n) => n > 0);

type Plot = typeof import('@observablehq/plot');

/** Heights of the figures; their place is kept free until they are drawn. */
const [ACTS, MIXED] = [220, 110];
const claimsHeight = ({ claims }: DyadAnswer): number => (claims.length > 0 ? 100 : 40);

/** What the three figures share: their width and look, and the axis of periods. */
function frame(data: DyadAnswer, width: number) {
  const domain = everyPeriod([...data.periods.filter(hasActs), ...data.claims].map((p) => p.period).sort());
  const x = { type: 'band' as const, domain: [...domain], padding: 0.15, label: null };
  return { width, marginLeft: 76, marginRight: 8, className: FIGURE, style: { fontSize: '11px' }, x };
}

type Frame = ReturnType<typeof frame>;

/** Three figures that share the axis of periods. */
function figures(plot: Plot, data: DyadAnswer, width: number): readonly Element[] {
  const shared = frame(data, width);
  return [actsFigure(plot, data, shared), mixFigure(plot, data, shared), claimsFigure(plot, data, shared)];
}

const actsFigure = (plot: Plot, data: DyadAnswer, shared: Frame): Element =>
  plot.plot({
    ...shared,
    height: ACTS,
    ariaLabel: 'Acts by period',
    x: { ...shared.x, axis: null },
    y: { label: 'happenings', ticks: wholeTicks(data), tickFormat: (n: number) => String(Math.abs(n)), grid: true },
    color: { domain: [...QUADS], range: ['--coop-1', '--coop-2', '--conf-1', '--conf-2'].map(colour) },
    marks: [
      plot.barY(acts(data) as Series[], { x: 'period', y: 'value', fill: 'name', title: describe }),
      plot.ruleY([0]),
    ],
  });

function mixFigure(plot: Plot, data: DyadAnswer, shared: Frame): Element {
  const publishers = publishersOf(data);
  return plot.plot({
    ...shared,
    height: MIXED,
    ariaLabel: 'Publishers behind the acts, by period',
    x: { ...shared.x, axis: null },
    y: { label: 'by publisher', ticks: 3, tickFormat: whole },
    color: { domain: [...publishers], range: MIX.map(colour) },
    marks: [
      plot.barY(sourceMix(data, publishers) as Series[], { x: 'period', y: 'value', fill: 'name', title: describe }),
      plot.ruleY([0]),
    ],
  });
}

function claimsFigure(plot: Plot, data: DyadAnswer, shared: Frame): Element {
  const claims = data.claims.map(({ period, dimension: name, count: value }) => ({ period, name, value }));
  const { domain } = shared.x;
  const step = Math.ceil(domain.length / Math.max(4, Math.floor(shared.width / 70)));
  return plot.plot({
    ...shared,
    height: claimsHeight(data),
    marginBottom: 28,
    ariaLabel: 'What voices claim of the relation, by period',
    x: { ...shared.x, ticks: domain.filter((_, i) => i % step === 0) },
    r: { type: 'identity' },
    y: { label: null, domain: [...new Set(claims.map((c) => c.name))] },
    marks: [
      plot.dot(claims, {
        x: 'period',
        y: 'name',
        r: (c: Series) => 3 + Math.min(3, Math.log2(c.value)),
        fill: colour('--assessment'),
        title: describe,
      }),
    ],
  });
}

/** A few whole numbers above and below nought. */
function wholeTicks({ periods }: DyadAnswer): number[] {
  const up = Math.max(...periods.map((p) => p.quads[0] + p.quads[1]));
  const down = Math.max(...periods.map((p) => p.quads[2] + p.quads[3]));
  const step = Math.max(1, Math.ceil(Math.max(up, down) / 3));
  const ticks: number[] = [];
  for (let n = -Math.floor(down / step) * step; n <= up; n += step) ticks.push(n);
  return ticks;
}

const whole = (n: number): string => (Number.isInteger(n) ? String(n) : '');

const describe = (s: Series): string => `${s.period}, ${s.name}: ${Math.abs(s.value)}`;

const SVG = 'http://www.w3.org/2000/svg';

/** The figures as one file of their own, one above the other. */
function downloadSvg(place: HTMLElement, title: string): void {
  const figures = [...place.querySelectorAll('svg')];
  const sheet = document.createElementNS(SVG, 'svg');
  let height = 0;
  for (const figure of figures) {
    const copy = figure.cloneNode(true) as SVGSVGElement;
    copy.setAttribute('y', String(height));
    height += Number(figure.getAttribute('height'));
    sheet.append(copy);
  }
  sheet.setAttribute('xmlns', SVG);
  sheet.setAttribute('width', figures[0]?.getAttribute('width') ?? '700');
  sheet.setAttribute('height', String(height));
  sheet.setAttribute('color', '#1f1d1a');
  download(`${title}.svg`, new XMLSerializer().serializeToString(sheet), 'image/svg+xml');
}

/** Hands the browser a file made here. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name.replace(/[^\p{L}\p{N} ._-]/gu, '');
  link.click();
  URL.revokeObjectURL(url);
}
