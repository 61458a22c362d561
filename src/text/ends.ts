import { type Chunk, Mark, Shape } from './chunks.ts';

const BITS = 13;
/** Number of buckets that words around a place are hashed into. */
export const END_BUCKETS = 1 << BITS;
const FAR = 40;

/** A paragraph's chunks with running counts over them: entry i counts what stands before chunk i. */
export interface Course {
  readonly chunks: readonly Chunk[];
  readonly lower: Int32Array;
  readonly stops: Int32Array;
  readonly brackets: Int32Array;
  readonly quotes: Int32Array;
  /** Chunks from each to the next that closes with a sentence's mark or its line, itself included. */
  readonly ahead: Int32Array;
  /** How often each bullet or dash opens a chunk. */
  readonly bullets: ReadonlyMap<string, number>;
  /** Share of sentence's marks before a small letter, −1 where there are no such marks. */
  readonly lowerAfterStop: number;
  readonly loneI: number;
}

/** A place between two chunks where a sentence may end: before chunk `at`, in one that began with chunk `start`. */
export interface Place {
  readonly course: Course;
  readonly at: number;
  readonly start: number;
  /** Where the sentence before this one began. */
  readonly last: number;
}

const closes = (chunk: Chunk): boolean => chunk.mark >= Mark.stop;
const isBullet = (chunk: Chunk): boolean => chunk.lead !== '' && /^[-–—*•·>#]/u.test(chunk.lead);

/** Counts what the places of a paragraph have in common. */
export function courseOf(chunks: readonly Chunk[]): Course {
  const sums = () => new Int32Array(chunks.length + 1);
  const [lower, stops, brackets, quotes, ahead] = [sums(), sums(), sums(), sums(), sums()];
  const bullets = new Map<string, number>();
  let small = 0;
  let loneI = 0;
  chunks.forEach((chunk, i) => {
    lower[i + 1] = lower[i]! + flag(chunk.shape === Shape.lower);
    stops[i + 1] = stops[i]! + flag(closes(chunk));
    brackets[i + 1] = brackets[i]!;
    quotes[i + 1] = quotes[i]!;
    for (const mark of chunk.lead + chunk.tail) {
      if (mark === '(' || mark === '[') brackets[i + 1]!++;
      else if (mark === ')' || mark === ']') brackets[i + 1]!--;
      else if (mark === '"') quotes[i + 1]!++;
    }
    if (isBullet(chunk)) bullets.set(chunk.lead, (bullets.get(chunk.lead) ?? 0) + 1);
    if (chunk.shape === Shape.lower && i > 0 && closes(chunks[i - 1]!)) small++;
    if (chunk.shape === Shape.lower && chunk.word === 'i') loneI++;
  });
  for (let i = chunks.length - 1; i >= 0; i--) {
    const last = closes(chunks[i]!) || (chunks[i + 1]?.after ?? 'blank') !== 'space';
    ahead[i] = last ? 1 : ahead[i + 1]! + 1;
  }
  const lowerAfterStop = stops.at(-1)! > 0 ? small / stops.at(-1)! : -1;
  return { chunks, lower, stops, brackets, quotes, ahead, bullets, lowerAfterStop, loneI };
}

/** Can a sentence end before chunk `i` at all? Never between a bare word and a small letter. */
export function possible({ chunks }: Course, i: number): boolean {
  const [left, right] = [chunks[i - 1]!, chunks[i]!];
  return left.tail !== '' || right.lead !== '' || right.shape !== Shape.lower || left.shape === Shape.none;
}

const flag = (condition: boolean): number => (condition ? 1 : 0);
const cap = (n: number): number => Math.min(n, FAR);
/** Rounded so that a threshold written in decimals is met exactly. */
const sixteenths = (n: number): number => Math.round(n * 16) / 16;
const left = ({ course, at }: Place): Chunk => course.chunks[at - 1]!;
const right = ({ course, at }: Place): Chunk => course.chunks[at]!;
const farLeft = ({ course, at, start }: Place): Chunk | undefined =>
  at - 2 >= start ? course.chunks[at - 2] : undefined;
const farRight = ({ course, at }: Place, by = 1): Chunk | undefined => course.chunks[at + by];
const since = (p: Place, counts: Int32Array): number => counts[p.at]! - counts[p.start]!;
const first = ({ course, start }: Place): Chunk => course.chunks[start]!;

const LEADS = [/^["']/u, /^[([{]/u, /^[-–—]/u, /^[*•·>#=~_+|]/u, /^(?:\.\.|…)/u];
function leadOf({ lead }: Chunk): number {
  if (lead === '') return 0;
  const found = LEADS.findIndex((pattern) => pattern.test(lead));
  return found < 0 ? LEADS.length + 1 : found + 1;
}

const CLOCK = /^(?:[ap]m|\d{1,2}:\d{2}(?::\d{2})?)$/u;
const WHOLE = /^\d{1,3}$/u;
const NO_STEP = 9;

/** From the number that began the sentence to the one after the place, within ±3; 9 where either is none. */
function step(p: Place): number {
  const [from, to] = [first(p).word, right(p).word];
  if (!WHOLE.test(from) || !WHOLE.test(to)) return NO_STEP;
  return Math.max(-3, Math.min(3, Number(to) - Number(from)));
}

/** The features of a place beside the words' score, by name. */
const FEATURES: readonly (readonly [string, (p: Place) => number])[] = [
  ['mark', (p) => left(p).mark],
  ['quoteAfterMark', (p) => flag(left(p).tail !== '' && /["']$/u.test(left(p).tail))],
  ['bracketAfterMark', (p) => flag(left(p).tail !== '' && /[)\]]/u.test(left(p).tail))],
  ['marks', (p) => left(p).tail.length],
  ['leftShape', (p) => left(p).shape],
  ['leftLength', (p) => left(p).word.length],
  ['leftKnown', (p) => left(p).known],
  ['leftClock', (p) => flag(CLOCK.test(left(p).word))],
  ['farLeftShape', (p) => farLeft(p)?.shape ?? -1],
  ['farLeftMark', (p) => farLeft(p)?.mark ?? -1],
  ['lead', (p) => leadOf(right(p))],
  ['bullets', (p) => cap(p.course.bullets.get(right(p).lead) ?? 0)],
  ['rightShape', (p) => right(p).shape],
  ['rightLength', (p) => right(p).word.length],
  ['rightMark', (p) => right(p).mark],
  ['starter', (p) => flag(right(p).starter)],
  ['farRightShape', (p) => farRight(p)?.shape ?? -1],
  ['farRightMark', (p) => farRight(p)?.mark ?? -1],
  ['furtherShape', (p) => farRight(p, 2)?.shape ?? -1],
  ['step', step],
  ['since', (p) => cap(p.at - p.start)],
  ['lowerSince', (p) => cap(since(p, p.course.lower))],
  ['stopsSince', (p) => cap(since(p, p.course.stops))],
  ['brackets', (p) => since(p, p.course.brackets)],
  ['quotes', (p) => since(p, p.course.quotes) & 1],
  ['firstShape', (p) => first(p).shape],
  ['firstLead', (p) => leadOf(first(p))],
  ['ahead', (p) => cap(p.course.ahead[p.at]!)],
  ['lowerAhead', ({ course, at }) => cap(course.lower[at + course.ahead[at]!]! - course.lower[at]!)],
  ['lowerAfterStop', (p) => sixteenths(p.course.lowerAfterStop)],
  ['loneI', (p) => cap(p.course.loneI)],
  ['paragraph', (p) => cap(p.course.chunks.length)],
  ['place', (p) => cap(p.at)],
  ['lastLength', (p) => (p.start > 0 ? cap(p.start - p.last) : -1)],
  ['lastMark', (p) => (p.start > 0 ? p.course.chunks[p.start - 1]!.mark : -1)],
];

/** Names of the features of a place, in order. */
export const END_FEATURES: readonly string[] = ['words', ...FEATURES.map(([name]) => name)];

/** The features of a place; `words` is the log-odds that the words around it give. */
export function endFeatures(place: Place, words: number): Float32Array {
  const row = new Float32Array(FEATURES.length + 1);
  row[0] = sixteenths(words);
  FEATURES.forEach(([, of], i) => {
    row[i + 1] = of(place);
  });
  return row;
}

function bucket(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return ((hash >>> BITS) ^ hash) & (END_BUCKETS - 1);
}

/** The buckets of the words, marks and shapes around a place. */
export function endBuckets(p: Place): readonly number[] {
  const [l, r, before, after] = [left(p), right(p), farLeft(p), farRight(p)];
  const look = (chunk: Chunk | undefined) => (chunk ? `${chunk.lead.slice(0, 1)}${chunk.shape}.${chunk.mark}` : '-');
  const lead = r.lead.slice(0, 2);
  return [
    `a ${l.word}`,
    `b ${r.word}`,
    `c ${before?.word}`,
    `d ${after?.word}`,
    `e ${l.tail} ${lead}`,
    `f ${l.mark} ${r.word}`,
    `g ${l.word} ${l.mark} ${r.shape}`,
    `h ${l.mark} ${r.shape} ${l.shape} ${lead}`,
    `i ${look(l)} ${look(r)} ${look(after)}`,
    `j ${look(before)} ${look(l)} ${look(r)}`,
    `k ${l.word} ${r.word}`,
    `l ${r.word} ${after?.word}`,
    `m ${before?.word} ${l.word} ${l.mark}`,
    `n ${l.shape} ${l.mark} ${r.word} ${r.mark}`,
    `o ${Math.min(4, p.at - p.start)} ${l.mark} ${r.shape}`,
    `p ${l.word.slice(-3)} ${l.mark} ${r.shape}`,
  ].map(bucket);
}
