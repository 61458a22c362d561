import type { Conflict, ConflictType } from '../core/derived.ts';
import { localId } from '../core/entry.ts';
import type { Claim, Point } from './claims.ts';
import { differ } from './figures.ts';
import { shares } from './same.ts';

/** A claim with the origin and story nearness that others make of its document. */
export interface Side {
  readonly claim: Claim;
  readonly weights: ReadonlyMap<string, number>;
}

export const sideOf = (claim: Claim): Side => ({ claim, weights: new Map(claim.words) });

/** Weight of what two sentences must share beside the words that oppose each other. */
const TOPIC: Readonly<Record<Point['kind'], number>> = { number: 13, most: 7, sense: 12, denial: 6 };
const FEWEST_SHARED = 2;
/** Sums this close to each other are likely one sum in two accounts, so that less need be shared. */
const CLOSE = 1.15;

interface Meeting {
  readonly a: Side;
  readonly b: Side;
  readonly p: Point;
  readonly q: Point;
}

const isMoney = ({ kind, about }: Point): boolean => kind === 'number' && /^\p{Lu}*\p{Sc}/u.test(about[0] ?? '');

/** True where two sentences share enough to be about one thing, the words of their points left out. */
function isOneTopic(m: Meeting): boolean {
  if (isOneCount(m)) return true;
  const { a, b, p, q } = m;
  const own = new Set([...p.about, ...q.about]);
  const shared = [...a.weights].filter(([stem]) => b.weights.has(stem) && !own.has(stem));
  if (isMoney(p)) {
    const [small, large] = [p.figure!.low, q.figure!.low].sort((x, y) => x - y) as [number, number];
    return shared.length > 0 && large <= small * CLOSE;
  }
  const sum = shared.reduce((n, [stem, weight]) => n + Math.min(weight, b.weights.get(stem)!), 0);
  return shared.length >= FEWEST_SHARED && sum >= TOPIC[p.kind];
}

const speakerOf = (point: Point, { document }: Claim): string => point.voice ?? document;

/** True where the two are one voice's words, or one document's own. */
const isOneVoice = ({ a, b, p, q }: Meeting): boolean => speakerOf(p, a.claim) === speakerOf(q, b.claim);

/** Of a count that grows from day to day the later and larger figure contradicts nothing. */
function hasGrown({ a, b, p, q }: Meeting): boolean {
  const [x, y] = [a.claim.published, b.claim.published];
  if (!x || !y || x === y || isMoney(p)) return false;
  const [first, last] = x < y ? [p, q] : [q, p];
  return last.figure!.low > first.figure!.high;
}

/** Sentences so close in one article count the same dead and wounded, each by a voice of its own. */
const MOST_APART = 4;
const isHarm = ({ kind, about }: Point): boolean => kind === 'number' && (about[0] ?? '').includes('/');
const isOneCount = ({ a, b, p, q }: Meeting): boolean =>
  isHarm(p) &&
  p.voice !== null &&
  q.voice !== null &&
  a.claim.document === b.claim.document &&
  Math.abs(a.claim.order - b.claim.order) <= MOST_APART;

const near = ({ p, q }: Meeting): readonly string[] =>
  p.near.filter((stem) => q.near.includes(stem) && !p.about.includes(stem) && !q.about.includes(stem));

const TESTS: Readonly<Record<Point['kind'], (m: Meeting) => boolean>> = {
  number: (m) =>
    shares(m.p.about, m.q.about) &&
    differ(m.p.figure!, m.q.figure!) &&
    !hasGrown(m) &&
    (isMoney(m.p) || isOneCount(m) || near(m).length > 0),
  most: ({ p, q }) => p.before.length > 0 && q.before.length > 0 && !shares(p.before, q.before),
  denial: () => false,
  sense: (m) => m.p.side !== m.q.side && near(m).length > 1,
};

const SAYS: Readonly<Record<Point['kind'], (p: string, q: string) => string>> = {
  number: (p, q) => `One side gives “${p}”, the other “${q}”.`,
  most: (p, q) => `Both cannot be: “${p}” and “${q}” are said of different ones.`,
  sense: (p, q) => `One side says “${p}”, the other “${q}”.`,
  denial: (p, q) => `One side denies “${p}”, the other says “${q}”.`,
};

function conflict(type: ConflictType, { a, b, p, q }: Meeting): Conflict {
  const [first, last] = [a, b].map(({ claim }) => claim.id) as [string, string];
  return {
    kind: 'conflict',
    id: localId('c', [type, p.quote, q.quote, first, last]),
    type,
    sides: [p.records, q.records],
    values: [p, q].map(valueIn),
    says: SAYS[p.kind](p.quote, q.quote),
    happening: null,
    origins: [1, 1],
    verdict: null,
  };
}

/** What a side says: a figure with what it counts, else its words. */
function valueIn({ figure, about, quote }: Point): string {
  const isExact = figure !== null && figure.high <= figure.low * CLOSE && (about[0] ?? '').includes('/');
  return isExact ? `${Math.round((figure.low + figure.high) / 2)} ${about[0]!.split('/')[0]}` : quote;
}

const typeOf = (m: Meeting): ConflictType =>
  m.p.kind === 'number' ? 'number' : m.p.kind === 'denial' ? 'denial' : isOneVoice(m) ? 'reversal' : 'fact';

/** Keys under which a claim meets those it may contradict: in its own document, and around its day. */
export const claimKeys = ({ points, document, published }: Claim): readonly string[] =>
  points.every((p) => p.kind === 'denial')
    ? []
    : [
        `in ${document} ${published ?? ''}`,
        ...(published ? [...new Set(points.flatMap(placesOf))].map((place) => `${place} ${published}`) : []),
      ];

/** Sums of money are met by their size, everything else by what it is about with a word beside it. */
export const placesOf = (point: Point): readonly string[] => {
  const { kind, about, near, figure } = point;
  if (kind === 'denial') return [];
  if (!isMoney(point)) return about.flatMap((of) => near.map((word) => `${kind} ${of} ${word}`));
  const size = Math.floor(Math.log(figure!.low) / Math.log(CLOSE));
  return [size, size + 1].map((n) => `${kind} ${about[0]} ${n}`);
};

/** A conflict with the two claims it stands between, and where in their documents. */
export interface Between {
  readonly conflict: Conflict;
  readonly claims: readonly [string, string];
  readonly documents: string;
  readonly order: number;
}

/** The conflicts between two claims, the earlier first. */
export function between([first, last]: readonly [Claim, Claim]): readonly Between[] {
  if (first.id === last.id || first.isGuess || last.isGuess) return [];
  const [a, b] = [sideOf(first), sideOf(last)];
  const found = first.points.flatMap((p) =>
    last.points.flatMap((q) => {
      if (p.kind !== q.kind || p.kind === 'denial' || !shares(p.about, q.about)) return [];
      const m: Meeting = { a, b, p, q };
      if (isOneVoice(m) && (p.kind === 'number' || first.document === last.document)) return [];
      return TESTS[p.kind](m) && isOneTopic(m) ? [conflict(typeOf(m), m)] : [];
    }),
  );
  return found.slice(0, 1).map((one) => ({
    conflict: one,
    claims: [first.id, last.id],
    documents: `${first.document} ${last.document}`,
    order: first.order * 1e5 + last.order,
  }));
}

/** Of conflicts that say the same of two documents, the first in their texts. */
export function once(found: readonly Between[]): readonly Between[] {
  const sorted = found.toSorted((x, y) => y.order - x.order || (x.conflict.id < y.conflict.id ? 1 : -1));
  return [
    ...new Map(
      sorted.map((one) => [`${one.documents} ${one.conflict.type} ${one.conflict.values.toSorted().join()}`, one]),
    ).values(),
  ];
}

/** What is denied and what is said share at least this much of the words of the denial. */
const HALF = 0.5;

/**
 * What a page's denials stand against, said by another voice: the sentence that shares most of what is denied.
 */
export function deniedIn(page: readonly Side[]): readonly Conflict[] {
  return page.flatMap((a) =>
    a.claim.points
      .filter(({ kind }) => kind === 'denial')
      .slice(0, 1)
      .flatMap((p) => {
        const others = page.filter(
          ({ claim: c }) => c !== a.claim && !c.isDenied && !c.isGuess && c.voice !== speakerOf(p, a.claim),
        );
        const found = sharing(p, others);
        if (!found) return [];
        const { claim } = found;
        const q: Point = { ...p, records: claim.records, voice: claim.voice, quote: claim.opening };
        return [conflict('denial', { a, b: found, p, q })];
      }),
  );
}

function sharing({ near, about }: Point, others: readonly Side[]): Side | null {
  const ranked = others
    .map((side) => {
      const [words, names] = [near, about].map((list) => list.filter((stem) => side.weights.has(stem))) as [
        string[],
        string[],
      ];
      const sum = [...words, ...names].reduce((n, stem) => n + side.weights.get(stem)!, 0);
      return { side, words, shared: words.length + names.length, sum };
    })
    .filter(({ words, shared, sum }) => {
      const isAlike = words.length > 0 && words.length >= near.length * HALF;
      return isAlike && shared >= FEWEST_SHARED && sum >= TOPIC.denial;
    })
    .toSorted((x, y) => y.sum - x.sum);
  return ranked[0]?.side ?? null;
}
