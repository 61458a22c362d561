import { overlaps } from '../core/span.ts';
import { EVENT_TYPES } from '../lexicon/events.ts';
import type { Weighed } from './eventparties.ts';
import { type Candidate, STATELY } from './partyfeatures.ts';

/** A power, person or body of an article, with every phrase that stands for it. */
export interface Referent {
  readonly key: string;
  readonly kind: (typeof KINDS)[number];
  readonly country: string | null;
  /** In text order. */
  readonly candidates: readonly Candidate[];
}

const KINDS = ['state', 'person', 'body', 'place', 'nameless'] as const;
const STATUSES = ['asserted', 'denied', 'possible', 'future', 'hypothetical'];
/** Sentences beyond which a referent is only far. */
const FAR = 12;
/** Chance of a phrase above which its referent counts as a party when the other acts are looked at. */
const LIKELY = 0.4;

/** What each column of a row says; the model file carries the same list. */
export const REFERENT_FEATURES: readonly string[] = [
  'phrase as actor',
  'phrase as recipient',
  'before the best other actor',
  'before the best other recipient',
  'best actor of all',
  'best recipient of all',
  'sentences since',
  'sentences away',
  'mentions',
  'share of mentions',
  'rank by mentions',
  'in the headline',
  'in the first sentence',
  'actor of like acts',
  'recipient of like acts',
  'actor of acts',
  'recipient of acts',
  'acts',
  'actor of the act before',
  'recipient of the act before',
  'is the source',
  'a likely actor of its country',
  'a likely recipient of its country',
  'in the sentence',
  'confidence',
  'in a headline',
  ...KINDS.map((k) => `kind ${k}`),
  ...EVENT_TYPES.map((t) => `type ${t}`),
  ...STATUSES.map((s) => `status ${s}`),
];

/** Groups an article's phrases by whom they stand for; a phrase that stands for nobody known is one of its own. */
export function referentsIn(candidates: readonly (readonly Candidate[])[]): readonly Referent[] {
  const found = new Map<string, Candidate[]>();
  for (const c of candidates.flat()) {
    const key = keyOf(c);
    found.set(key, [...(found.get(key) ?? []), c]);
  }
  return [...found].map(([key, all]) => ({
    key,
    kind: kindOf(all[0]!),
    country: all[0]!.party.country,
    candidates: all,
  }));
}

/** What a referent goes by: the entity; of a state, its places and organs the country; of nobody known the phrase itself. */
export function keyOf({ party, type, sentence, word }: Candidate): string {
  const isOrgan = type === 'organisation' && party.country !== null && STATELY.has(party.sector ?? '');
  if (party.entity !== null && type !== 'state' && type !== 'place' && !isOrgan) return party.entity;
  return party.country ?? party.entity ?? `${sentence}:${word}`;
}

function kindOf({ party, type }: Candidate): Referent['kind'] {
  if (type === 'state' || (type === null && party.country !== null)) return 'state';
  if (type === 'person' || type === 'office') return 'person';
  if (type === 'place') return 'place';
  return party.entity === null ? 'nameless' : 'body';
}

export interface ReferentRow {
  readonly referent: Referent;
  readonly row: Float32Array;
}

/** Chances of a referent's phrases near an act. */
interface Chance {
  actor: number;
  recipient: number;
}
type SideName = keyof Chance;

/** For every act a row for each referent that may be a party: those near it, and those the article names again and again. */
export function referentRows(
  acts: readonly Weighed[],
  referents: readonly Referent[],
): readonly (readonly ReferentRow[])[] {
  const named = referents.filter((r) => r.kind !== 'nameless');
  const owner = new Map(referents.flatMap((r) => r.candidates.map((c) => [c, r] as const)));
  const article: Article = {
    total: Math.max(
      1,
      named.reduce((sum, r) => sum + r.candidates.length, 0),
    ),
    rank: new Map(named.toSorted((a, b) => b.candidates.length - a.candidates.length).map((r, i) => [r, i])),
    chances: chancesOf(acts, owner, named),
    all: tally(),
    byType: new Map(),
    acts: acts.length,
    owner,
    inHeadline: new Set(referents.filter((r) => r.candidates.some((c) => c.isHeadline))),
    places: new Map(referents.map((r) => [r, r.candidates.map((c) => c.sentence)])),
  };
  acts.forEach((weighed, n) => {
    const { type } = weighed.act.act;
    const own = article.byType.get(type) ?? tally();
    article.byType.set(type, own);
    own.acts++;
    for (const [referent, chance] of article.chances[n]!)
      for (const side of ['actor', 'recipient'] as const)
        if (chance[side] > LIKELY)
          for (const t of [own, article.all]) t[side].set(referent, (t[side].get(referent) ?? 0) + 1);
  });
  return acts.map((weighed, n) => rowsOf(weighed, n, article));
}

/** How often each referent is a likely party of the acts of one type, or of all. */
interface Tally {
  readonly actor: Map<Referent, number>;
  readonly recipient: Map<Referent, number>;
  acts: number;
}
const tally = (): Tally => ({ actor: new Map(), recipient: new Map(), acts: 0 });

/** What is counted over a whole article. */
interface Article {
  readonly total: number;
  readonly rank: ReadonlyMap<Referent, number>;
  readonly chances: readonly ReadonlyMap<Referent, Chance>[];
  readonly all: Tally;
  readonly byType: Map<string, Tally>;
  readonly acts: number;
  readonly owner: ReadonlyMap<Candidate, Referent>;
  readonly inHeadline: ReadonlySet<Referent>;
  /** Sentences of each referent's phrases, in order. */
  readonly places: ReadonlyMap<Referent, readonly number[]>;
}

/** For every act the chances of the referents near it, and of the eight that the article names most. */
function chancesOf(
  acts: readonly Weighed[],
  owner: ReadonlyMap<Candidate, Referent>,
  named: readonly Referent[],
): readonly ReadonlyMap<Referent, Chance>[] {
  const top = named.toSorted((a, b) => b.candidates.length - a.candidates.length).slice(0, 8);
  return acts.map(({ candidates, actor, recipient }) => {
    const found = new Map<Referent, Chance>();
    candidates.forEach((c, i) => {
      const referent = owner.get(c)!;
      const known = found.get(referent) ?? { actor: 0, recipient: 0 };
      found.set(referent, {
        actor: Math.max(known.actor, actor[i]!),
        recipient: Math.max(known.recipient, recipient[i]!),
      });
    });
    for (const r of top) if (!found.has(r)) found.set(r, { actor: 0, recipient: 0 });
    return found;
  });
}

function rowsOf(
  { act: { act, said, isHeadline }, candidates: near }: Weighed,
  n: number,
  article: Article,
): readonly ReferentRow[] {
  const source = said?.source?.span;
  const speaking = new Set(
    source ? near.flatMap((c) => (overlaps(c.party.span, source) ? [article.owner.get(c)!] : [])) : [],
  );
  const mine = [...article.chances[n]!];
  const best = (side: SideName, but?: Referent, country?: string) =>
    Math.max(
      0,
      ...mine.flatMap(([r, c]) => (r !== but && (country === undefined || r.country === country) ? [c[side]] : [])),
    );
  const likely = (k: number, r: Referent, side: SideName) =>
    (article.chances[k]?.get(r)?.[side] ?? 0) > LIKELY ? 1 : 0;
  const like = article.byType.get(act.type)!;
  const share = (of: Tally, acts: number, r: Referent, side: SideName) =>
    ((of[side].get(r) ?? 0) - likely(n, r, side)) / Math.max(1, acts - 1);
  const tops = { actor: best('actor'), recipient: best('recipient') };
  return mine.map(([referent, chance]): ReferentRow => {
    const { since, away, here } = distances(article.places.get(referent)!, act.sentence);
    const { kind, country, candidates } = referent;
    const isSource = said?.source != null && (speaking.has(referent) || isEntity(candidates[0]!, said.source.entity));
    const row = [
      chance.actor,
      chance.recipient,
      chance.actor - best('actor', referent),
      chance.recipient - best('recipient', referent),
      tops.actor,
      tops.recipient,
      since,
      away,
      Math.min(20, candidates.length),
      kind === 'nameless' ? 0 : candidates.length / article.total,
      article.rank.get(referent) ?? 30,
      flag(article.inHeadline.has(referent)),
      flag(candidates[0]!.sentence === 0),
      share(like, like.acts, referent, 'actor'),
      share(like, like.acts, referent, 'recipient'),
      share(article.all, article.acts, referent, 'actor'),
      share(article.all, article.acts, referent, 'recipient'),
      Math.min(30, article.acts),
      likely(n - 1, referent, 'actor'),
      likely(n - 1, referent, 'recipient'),
      flag(isSource),
      country === null ? 0 : best('actor', referent, country),
      country === null ? 0 : best('recipient', referent, country),
      flag(here),
      act.confidence,
      flag(isHeadline),
      ...KINDS.map((k) => flag(k === kind)),
      ...EVENT_TYPES.map((t) => flag(t === act.type)),
      ...STATUSES.map((s) => flag(s === act.status)),
    ];
    return { referent, row: Float32Array.from(row) };
  });
}

/** How many sentences back a referent was last named, how far it is named at all (capped), and whether in the sentence itself. */
function distances(places: readonly number[], at: number): { since: number; away: number; here: boolean } {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! <= at) low = middle + 1;
    else high = middle;
  }
  const since = low > 0 ? Math.min(FAR, at - places[low - 1]!) : FAR;
  const next = low < places.length ? places[low]! - at : FAR;
  return { since, away: Math.min(since, next, FAR), here: since === 0 };
}

const isEntity = ({ party }: Candidate, entity: string | null): boolean =>
  party.entity !== null && party.entity === entity;
const flag = (is: boolean): number => (is ? 1 : 0);
