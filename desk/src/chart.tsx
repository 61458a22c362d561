import { useEffect, useRef, useState } from 'preact/hooks';
import type { Dyad } from '../../src/core/derived.ts';
import { Waiting } from './parts.tsx';

/** Class name of figures; the server lets Plot's one style element through by the hash of its text with this name. */
const FIGURE = 'figure';

export interface Series {
  readonly period: string;
  readonly name: string;
  /** Below zero for conflict. */
  readonly value: number;
}

/** Every period from the first to the last, so that the axis shows the empty ones too. */
export function everyPeriod(periods: readonly string[]): readonly string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return [];
  const all: string[] = [];
  for (let p = first; p < last && all.length < 2000; p = nextPeriod(p)) all.push(p);
  return [...all, last];
}

function nextPeriod(period: string): string {
  const [year = 0, rest = ''] = [Number(period.slice(0, 4)), period.slice(5)];
  if (rest === '') return String(year + 1);
  if (rest.startsWith('W')) {
    const week = Number(rest.slice(1)) + 1;
    return week > weeksIn(year) ? `${year + 1}-W01` : `${year}-W${String(week).padStart(2, '0')}`;
  }
  return rest === '12' ? `${year + 1}-01` : `${year}-${String(Number(rest) + 1).padStart(2, '0')}`;
}

/** 52 or 53: a year whose 28 December falls in week 53 (ISO 8601). */
function weeksIn(year: number): number {
  const date = new Date(Date.UTC(year, 11, 28));
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
  return 1 + Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 604_800_000);
}

/** The five publishers with most happenings; the rest are one. */
function sourceMix(dyad: Dyad): readonly Series[] {
  const total = new Map<string, number>();
  for (const { publishers } of dyad.periods)
    for (const [name, n] of Object.entries(publishers)) total.set(name, (total.get(name) ?? 0) + n);
  const top = new Set(
    [...total]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 5)
      .map(([name]) => name),
  );
  return dyad.periods.flatMap(({ period, publishers }) =>
    Object.entries(publishers).map(([name, value]) => ({ period, name: top.has(name) ? name : 'others', value })),
  );
}

const QUADS = ['Verbal cooperation', 'Material cooperation', 'Verbal conflict', 'Material conflict'] as const;

const acts = (dyad: Dyad): readonly Series[] =>
  dyad.periods.flatMap(({ period, quads }) =>
    QUADS.map((name, i) => ({ period, name, value: i < 2 ? quads[i]! : -quads[i]! })),
  );

/** A colour of the page's own palette. */
const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Acts, readings and source mix, one above the other on one time axis. */
export function DyadChart({ dyad, readings, title }: { dyad: Dyad; readings: readonly Series[]; title: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    let gone = false;
    void import('@observablehq/plot').then((plot) => {
      if (gone || !place.current) return;
      place.current.replaceChildren(...figures(plot, dyad, readings, place.current.clientWidth || 700));
      setReady(true);
    });
    return () => {
      gone = true;
    };
  }, [dyad, readings]);
  return (
    <figure class="chart" aria-label={title}>
      {!ready && <Waiting />}
      <div ref={place} />
      <Legend />
      <button type="button" onClick={() => place.current && downloadSvg(place.current, title)} disabled={!ready}>
        Download as SVG
      </button>
    </figure>
  );
}

const Legend = () => (
  <figcaption class="legend">
    {QUADS.map((name, i) => (
      <span key={name}>
        <i class={`swatch quad-${i + 1}`} aria-hidden="true" /> {name}
      </span>
    ))}
    <span class="hint">Above the line cooperation, below it conflict; each bar counts happenings, not reports.</span>
  </figcaption>
);

type Plot = typeof import('@observablehq/plot');

/** Three figures that share the axis of periods. */
function figures(plot: Plot, dyad: Dyad, readings: readonly Series[], width: number): readonly Element[] {
  const domain = everyPeriod(dyad.periods.map((p) => p.period));
  const step = Math.ceil(domain.length / Math.max(4, Math.floor(width / 70)));
  const shared = { width, marginLeft: 40, marginRight: 8, className: FIGURE, style: { fontSize: '11px' } };
  const x = { domain: [...domain], padding: 0.15, label: null };
  const ticks = domain.filter((_, i) => i % step === 0);
  const quadColours = ['--coop-1', '--coop-2', '--conf-1', '--conf-2'].map(colour);
  return [
    plot.plot({
      ...shared,
      height: 220,
      ariaLabel: 'Acts by period',
      x: { ...x, axis: null },
      y: { label: 'happenings', tickFormat: (n: number) => String(Math.abs(n)), grid: true },
      color: { domain: [...QUADS], range: quadColours },
      marks: [
        plot.barY(acts(dyad) as Series[], { x: 'period', y: 'value', fill: 'name', title: describe }),
        plot.ruleY([0]),
      ],
    }),
    plot.plot({
      ...shared,
      height: 110,
      ariaLabel: 'Publishers behind the acts, by period',
      x: { ...x, axis: null },
      y: { label: 'publishers' },
      color: { scheme: 'observable10' },
      marks: [
        plot.barY(sourceMix(dyad) as Series[], { x: 'period', y: 'value', fill: 'name', title: describe }),
        plot.ruleY([0]),
      ],
    }),
    plot.plot({
      ...shared,
      height: readings.length > 0 ? 100 : 40,
      marginBottom: 28,
      ariaLabel: 'What voices claim of the relation, by period',
      x: { ...x, ticks },
      y: { label: null, domain: [...new Set(readings.map((r) => r.name))] },
      marks: [
        plot.dot(readings as Series[], { x: 'period', y: 'name', r: 4, fill: colour('--assessment'), title: describe }),
      ],
    }),
  ];
}

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
