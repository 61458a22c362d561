import type { EntityType } from '../core/record.ts';
import { contains, overlaps, type Span } from '../core/span.ts';
import { spanOf } from '../extract/mentions-lines.ts';
import { dependents } from '../extract/trees.ts';
import { heldIn } from '../lexicon/holders.ts';
import { type Anaphor, isPointing } from './anaphors.ts';
import type { Member } from './cast.ts';
import { isBound, subjectAbove } from './clausesubject.ts';
import type { Discourse, Seen } from './discourse.ts';
import { isBelow } from './titles.ts';

const TYPES: Readonly<Record<Anaphor['kind'], readonly EntityType[]>> = {
  he: ['person'],
  person: ['person'],
  it: ['state', 'organisation', 'media', 'group', 'unknown'],
  they: ['state', 'organisation', 'media', 'group', 'unknown'],
  body: ['organisation', 'media', 'group', 'unknown'],
  organ: ['state', 'organisation'],
  document: ['organisation', 'media', 'state', 'person', 'group'],
  land: ['state'],
};

const KINDS: readonly Anaphor['kind'][] = ['he', 'it', 'they', 'person', 'body', 'organ', 'document', 'land'];
const SORTS: readonly EntityType[] = ['state', 'organisation', 'media', 'group'];

/** Names of the numbers in a row, in their order. */
export const ANTECEDENT_FEATURES: readonly string[] = [
  ...['lines', 'paragraphs', 'recency', 'rivals', 'subject', 'aside', 'source', 'last', 'spoken'],
  ...['speaks', 'isSubject', 'isOwner', 'voice', 'quoted', 'sayer', 'gender', 'times', 'share', 'rank', 'all'],
  ...['title', 'name', 'sector', 'power', 'noun', 'above', 'nameless', 'opens', 'before', 'lexicon', 'pointing'],
  ...['modifiers', 'complement', 'people', 'sameOrgan', 'age', 'sole'],
  ...KINDS,
  ...SORTS,
];

/** An entity that an anaphor may mean, with the numbers it is judged by. */
export interface Choice {
  readonly entity: string;
  /** Where the text has spoken of it so far. */
  readonly seen: readonly Seen[];
  readonly row: Float32Array;
}

/** Lines over which a pronoun looks back. */
const REACH = 6;

/** Everything that an anaphor may mean. */
export function choicesFor(d: Discourse, a: Anaphor, times: ReadonlyMap<string, number>): readonly Choice[] {
  const span = spanOf(d.scene.lines[a.line]!, a.from, a.to);
  const quotation = d.quotationAround(span);
  const far = a.kind === 'he' || a.kind === 'it' || a.kind === 'they' ? REACH : Number.POSITIVE_INFINITY;
  const fitting = [...d.seen]
    .filter(([entity]) => TYPES[a.kind].includes(d.typeOf(entity)) && suits(d, a, entity))
    .map(([entity, all]) => ({
      entity,
      ...lastOf(
        all.filter((s) => !overlaps(s.span, span)),
        quotation,
      ),
    }))
    .filter(
      (c): c is Placed =>
        c.last !== null &&
        d.linesBetween(c.last.line, a.line) <= far &&
        !isBoundTo(d, a, c.last) &&
        !isHidden(d, a, c.last),
    )
    .sort((x, y) => y.last.span.from - x.last.span.from);
  return fitting.map(({ entity, all, last }, recency) => ({
    entity,
    seen: all,
    row: Float32Array.from(rowOf(d, a, span, { entity, all, last, recency, fitting, times })),
  }));
}

/** Gender, office, and for an organ of a state that the body is the same one. */
function suits(d: Discourse, a: Anaphor, entity: string): boolean {
  const member = d.scene.cast.members.get(entity);
  if (member && a.kind === 'person' && isBelowIt(d, a, member)) return false;
  if (a.gender && member?.gender && a.gender !== member.gender) return false;
  if (a.kind !== 'organ' || d.typeOf(entity) === 'state') return true;
  return organOf(d, entity) === a.organ!.body;
}

/** "The minister" is not the deputy minister, nor "the former president" one who is president. */
function isBelowIt(d: Discourse, a: Anaphor, member: Member): boolean {
  const titles = [...member.titles].filter((t) => t.endsWith(a.words));
  const isDeputy =
    titles.length > 0 && titles.every((t) => t !== a.words && isBelow(d.scene, { words: t, tense: 'today' }));
  return isDeputy || (a.role?.draft.role?.tense === 'past' && titleOf(d, a, member) === 0);
}

/** The organ that an entity is, as `bodies.yaml` calls it. */
const organOf = (d: Discourse, entity: string): string | null =>
  d.scene.sightings.find((s) => s.entity === entity && s.draft.rule === 'body')?.draft.role?.words ?? null;

const isBoundTo = (d: Discourse, a: Anaphor, s: Seen): boolean =>
  s.line === a.line && a.kind === 'he' && isBound(d.sentences[a.line]!, a.head, s);

/** A candidate with its last sighting in the anaphor's own voice (inside the same quotation, or outside all). */
interface Placed {
  readonly entity: string;
  readonly all: readonly Seen[];
  readonly last: Seen;
}

const lastOf = (
  all: readonly Seen[],
  quotation: Seen['quotation'],
): { readonly all: readonly Seen[]; readonly last: Seen | null } => ({
  all,
  last: all.findLast((s) => s.quotation === quotation) ?? all.at(-1) ?? null,
});

/** "The minister … A bank official … The official said": who was introduced last by the very word stands between. */
function isHidden(d: Discourse, a: Anaphor, last: Seen): boolean {
  const wordOf = (line: number, head: number) => d.sentences[line]!.words[head]?.lemma;
  const noun = wordOf(a.line, a.head);
  return a.kind === 'person' && d.nameless.some((n) => n.span.from > last.span.from && wordOf(n.line, n.head) === noun);
}

interface Candidate extends Placed {
  readonly recency: number;
  readonly fitting: readonly Placed[];
  readonly times: ReadonlyMap<string, number>;
}

function rowOf(d: Discourse, a: Anaphor, span: Span, c: Candidate): readonly number[] {
  return [
    ...placeOf(d, a, span, c),
    ...sayingOf(d, a, span, c),
    ...countsOf(c),
    ...wordsOf(d, a, span, c),
    ...sortOf(d, a, c),
  ];
}

const bit = (b: boolean | undefined): number => (b ? 1 : 0);

/** Where the candidate stood last. */
function placeOf(d: Discourse, a: Anaphor, span: Span, { all, last, recency, fitting }: Candidate): readonly number[] {
  const near = fitting.filter((f) => d.linesBetween(f.last.line, a.line) <= 3).length;
  const lines = d.linesBetween(last.line, a.line);
  return [
    Math.min(lines, 30),
    Math.min(paragraphsBetween(d, last.span, span), 12),
    Math.min(recency, 12),
    Math.min(near, 12),
    bit(all.some((s) => s.line === last.line && s.isSubject)),
    bit(all.every((s) => s.line !== last.line || s.isAside)),
    bit(all.some((s) => s.line === last.line && s.isSource)),
  ];
}

const paragraphsBetween = ({ scene }: Discourse, a: Span, b: Span): number => {
  const { paragraphs } = scene.article;
  const of = (s: Span) => paragraphs.findIndex((p) => contains(p, s));
  return Math.abs(of(b) - of(a));
};

/** Who spoke, and whether the anaphor speaks. */
function sayingOf(d: Discourse, a: Anaphor, span: Span, { entity, all, last }: Candidate): readonly number[] {
  const spoken = [...new Set(d.spoke)].indexOf(entity);
  const quotation = d.quotationAround(span);
  const word = d.sentences[a.line]!.words[a.head]!;
  const around = d.sourcesAround(span);
  return [
    d.spoke[0] === null ? -1 : bit(d.spoke[0] === entity),
    spoken < 0 ? 9 : Math.min(spoken, 8),
    bit(d.isSource(a.line, a.head)),
    bit(word.deprel.startsWith('nsubj')),
    bit(word.deprel === 'nmod:poss'),
    quotation === last.quotation ? (quotation ? 2 : 1) : 0,
    bit(quotation !== null),
    bit(around.some((s) => all.some((seen) => overlaps(seen.span, s)))) * (quotation ? 2 : 1),
  ];
}

/** How often the text speaks of it. */
function countsOf({ entity, all, fitting, times }: Candidate): readonly number[] {
  const sum = fitting.reduce((n, f) => n + f.all.length, 0);
  return [
    Math.min(all.length, 20),
    Math.round((100 * all.length) / sum) / 100,
    fitting.filter((f) => f.all.length > all.length).length,
    Math.min(times.get(entity) ?? 0, 30),
  ];
}

/** What the words of the anaphor say of it. */
function wordsOf(d: Discourse, a: Anaphor, span: Span, { entity, all, last, fitting }: Candidate): readonly number[] {
  const member = d.scene.cast.members.get(entity);
  const sentence = d.sentences[a.line]!;
  const own = fitting.flatMap((f) => f.all).filter((s) => s.line === a.line);
  const above = subjectAbove(sentence, a.head, own);
  return [
    a.gender && member?.gender ? 1 : 0,
    member ? titleOf(d, a, member) : 0,
    nameOf(d, a, entity),
    sectorOf(a, member),
    powerOf(d, a, entity),
    bit(isCalled(d, a, all)),
    bit(above !== null && above.entity === entity) - bit(above !== null && above.entity !== entity),
    Math.min(
      d.nameless.filter((n) => n.span.from > last.span.from && n.span.to <= span.from && n.quotation === last.quotation)
        .length,
      5,
    ),
    bit(a.head <= 1),
    bit(all.some((s) => d.linesBetween(s.line, a.line) === 1 && s.isSubject)),
    bit(d.scene.actors.entities.has(entity)),
    bit(isPointing(d.scene.lines[a.line]!, a)),
    dependents(sentence, a.head, 'amod', 'compound', 'nmod:poss').length,
    bit(dependents(sentence, a.head, 'nmod', 'acl', 'acl:relcl').length > 0),
    bit(last.isPeople),
    bit(a.organ !== null && organOf(d, entity) === a.organ.body),
    Math.min(a.line - all[0]!.line, 60),
    bit(member && isSole(d, a, member, fitting)),
  ];
}

/** Titles: 4 the very words, 3 their end, 2 the office, 1 a neighbour of the word in the lexicon. */
function titleOf({ scene }: Discourse, a: Anaphor, member: Member): number {
  if (a.kind !== 'person') return 0;
  if (a.role?.draft.role?.tense === 'past') return isHeld(scene, a, member) ? 4 : 0;
  const titles = [...member.titles];
  if (titles.includes(a.words)) return 4;
  const isEnd = (t: string) => t.endsWith(` ${a.words}`) && !isBelow(scene, { words: t, tense: 'today' });
  if (titles.some(isEnd)) return 3;
  if (
    offices(scene, member)
      .flatMap((o) => scene.actors.titlesOf(o))
      .includes(a.words) ||
    isHeld(scene, a, member)
  )
    return 2;
  const kin = a.entries.flatMap((e) => ('words' in e ? e.words : [])).map((w) => w.toLowerCase());
  return titles.some((t) => kin.includes(t)) ? 1 : 0;
}

/** True for the only one spoken of so far who is called so. */
function isSole(d: Discourse, a: Anaphor, member: Member, fitting: readonly Placed[]): boolean {
  const own = titleOf(d, a, member);
  const others = fitting.flatMap((f) => d.scene.cast.members.get(f.entity) ?? []).filter((m) => m !== member);
  return own > 0 && others.every((m) => titleOf(d, a, m) === 0);
}

type Scene = Discourse['scene'];

/** Offices held at the article's date, and those the text gives. */
function offices({ published }: Scene, member: Member): readonly string[] {
  const own = (member.entry?.offices ?? []).filter((t) => published && heldIn(t, published)).map((t) => t.office);
  return [...own, ...[...member.offices].map((o) => o.slice(0, o.indexOf(' ')))];
}

/** True where a bare title names an office that the person holds; of "the former president", held once and holds no more. */
function isHeld(scene: Scene, { role }: Anaphor, member: Member): boolean {
  const { offices: named = [], tense } = role?.draft.role ?? {};
  const holds = named.some((o) => offices(scene, member).includes(o));
  if (tense !== 'past') return holds;
  return !holds && (member.entry?.offices ?? []).some((t) => named.includes(t.office));
}

/** Share of the description's words that stand in one of the entity's names. */
function nameOf(d: Discourse, a: Anaphor, entity: string): number {
  if (a.kind === 'he' || a.kind === 'it' || a.kind === 'they') return 0;
  const names = [...(d.things.get(entity)?.names ?? []), ...(d.scene.actors.entities.get(entity)?.names ?? [])];
  const words = a.words.split(' ');
  const shares = names.map((n) => {
    const own = n.toLowerCase().split(/[\s-]+/u);
    return words.filter((w) => own.includes(w)).length / words.length;
  });
  return Math.max(0, ...shares);
}

function sectorOf(a: Anaphor, member: Member | undefined): number {
  const sectors = a.entries.flatMap((e) => (e.kind === 'person' && e.sector ? [e.sector] : []));
  if (sectors.length === 0 || !member?.sector) return 0;
  return sectors.includes(member.sector) ? 1 : -1;
}

/** 1 where a power named inside the description is the candidate's own, −1 where it is another's. */
function powerOf(d: Discourse, a: Anaphor, entity: string): number {
  const inside = dependents(d.sentences[a.line]!, a.head, 'amod', 'compound', 'nmod', 'nmod:poss');
  const words = inside.map((i) => d.sentences[a.line]!.words[i]!);
  const powers = [...d.seen.values()].flat().filter((s) => s.line === a.line && words.some((w) => contains(s.span, w)));
  const code = (id: string) =>
    d.scene.cast.members.get(id)?.country ?? (d.things.get(id) ?? d.scene.actors.entities.get(id))?.codes.iso3 ?? null;
  const own = code(entity);
  const named = powers.flatMap((s) => (s.entity ? [code(s.entity)] : [])).filter((c) => c !== null);
  if (named.length === 0 || own === null) return 0;
  return named.includes(own) ? 1 : -1;
}

/** "The activist group X … the group": the noun stood beside the name. */
function isCalled(d: Discourse, a: Anaphor, all: readonly Seen[]): boolean {
  const noun = d.sentences[a.line]!.words[a.head]!.lemma.toLowerCase();
  return all.some(({ line, head }) => {
    const sentence = d.sentences[line]!;
    const word = sentence.words[head];
    if (!word) return false;
    const beside = [
      word,
      sentence.words[word.head],
      ...dependents(sentence, head, 'appos', 'compound', 'flat', 'nmod').map((i) => sentence.words[i]),
    ];
    const isJoined = /^(?:appos|compound|flat|nmod:desc|nsubj)$/u.test(word.deprel);
    return beside.some(
      (w, i) => w !== undefined && (i !== 1 || isJoined) && w.upos !== 'VERB' && w.lemma.toLowerCase() === noun,
    );
  });
}

const sortOf = (d: Discourse, a: Anaphor, { entity }: Candidate): readonly number[] => [
  ...KINDS.map((k) => bit(a.kind === k)),
  ...SORTS.map((s) => bit(d.typeOf(entity) === s)),
];
