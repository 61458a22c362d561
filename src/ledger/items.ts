import type { Conflict } from '../core/derived.ts';
import type { Fitting } from './awaiting.ts';
import { type Edge, edgesAt, type happening, pairId } from './happenings.ts';
import { ANY } from './marks.ts';
import type { Sketch } from './plans.ts';
import type { Report, Told } from './reports.ts';
import { draftOf } from './viewdraft.ts';
import type { ViewIndex } from './viewindex.ts';

/** A document as the views know it. */
export interface PageItem {
  readonly id: string;
  readonly published: string | null;
  readonly origin: string;
  readonly story: readonly (readonly [string, number])[];
  readonly sketch: readonly number[];
  readonly twins: readonly string[];
  readonly reports: readonly string[];
  readonly forecasts: readonly string[];
  readonly assessments: readonly string[];
  /** Sentences by which it may contradict others, and what its denials stand against in itself. */
  readonly claims: readonly string[];
  readonly denied: readonly Conflict[];
}

/** A happening with what comparing it needs. */
export interface ClusterItem {
  readonly happening: ReturnType<typeof happening>;
  readonly sketch: Sketch;
  /** Where it meets the happenings it may contradict: a key and a day; null where it gives no day. */
  readonly apart: { readonly key: string; readonly day: string } | null;
  /** Points that joined the reports it was chosen from: more where fewer joined too many. */
  readonly level: number;
}

/** A plan, and the act that carries it out best; null where none does. */
export interface Link {
  readonly plan: string;
  readonly outcome: Fitting | null;
  /** True where no act fits by type and parties, and the passages alone speak for it. */
  readonly isByPassage: boolean;
}

/** Two reports whose passages speak of one thing, foretold by the one and told as done by the other. */
export interface Step {
  readonly plan: string;
  readonly act: string;
  readonly points: number;
}

/** Whom two reports a person called the same, or different. */
export interface JudgedPair {
  readonly a: string;
  readonly b: string;
  readonly verdict: string;
}

/** What the views are made of while they are brought up to date: items read once and kept at the end. */
export class Items {
  readonly index: ReturnType<typeof draftOf>;
  readonly judged: Map<string, JudgedPair>;
  readonly #stories = new Map<string, Told['story']>();

  constructor(index: ViewIndex) {
    this.index = draftOf(index);
    this.judged = new Map(this.index.all<JudgedPair>('judged').map((pair) => [pairId(pair.a, pair.b), pair]));
  }

  page = (id: string): PageItem | null => this.index.get<PageItem>('page', id);

  putPage(item: PageItem): void {
    this.index.put('page', item.id, item.sketch.map(String), item);
  }

  report = (id: string): Report | null => this.index.get<Report>('report', id);

  /** A report with what the other documents make of its own. */
  told = (report: Report): Told => {
    const page = this.page(report.document)!;
    const story = this.#stories.get(page.id) ?? new Map(page.story);
    this.#stories.set(page.id, story);
    return { ...report, origin: page.origin, story };
  };

  edgesOf = (id: string): readonly Edge[] => edgesAt(this.index, id);

  clustersOf = (report: string): readonly ClusterItem[] =>
    this.index.range('cluster', `of ${report}`, ANY).map(({ id }) => this.index.get<ClusterItem>('cluster', id)!);

  /** The level of the component a report was last put in; null for one that is new. */
  levelOf = (report: string): number | null => {
    const [found] = this.index.range('cluster', `of ${report}`, ANY);
    return found ? Number(found.x) : null;
  };

  /** Pairs a person called different, among the reports. */
  parted = (reports: ReadonlySet<string>): ReadonlySet<string> => {
    const different = [...this.judged].filter(
      ([, { a, b, verdict }]) => verdict === 'different' && reports.has(a) && reports.has(b),
    );
    return new Set(different.map(([id]) => id));
  };
}

/** What a change touched, to be worked out again. */
export interface Touched {
  readonly reports: Set<string>;
  readonly pages: Set<string>;
  /** Keys and first days of happenings that may contradict each other. */
  readonly apart: Map<string, Set<string>>;
  readonly turned: Set<string>;
  /** Reports that foretell what a report that came or went tells as done. */
  readonly steps: Set<string>;
  readonly readings: Set<string>;
  /** Plans and forecasts with the happenings that came or went; null: all of them. */
  readonly plans: Map<string, Set<string> | null>;
  readonly calls: Map<string, Set<string> | null>;
  /** True where reports, or what joined them, went. */
  isLess: boolean;
}

export const untouched = (): Touched => ({
  reports: new Set(),
  pages: new Set(),
  apart: new Map(),
  turned: new Set(),
  steps: new Set(),
  readings: new Set(),
  plans: new Map(),
  calls: new Map(),
  isLess: false,
});
