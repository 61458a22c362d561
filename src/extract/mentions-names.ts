import type { Article } from '../core/reading.ts';
import { contains } from '../core/span.ts';
import type { Actors, NameUse } from '../lexicon/actors.ts';
import type { Found } from '../lexicon/phrases.ts';
import { isCapital, isWord } from '../lexicon/pieces.ts';
import { isPlace } from './mentions-capitals.ts';
import type { Draft } from './mentions-draft.ts';
import { describedAt, describedBefore, type Line, lower, possessiveBefore, range, spanOf } from './mentions-lines.ts';

type Hit = Found<NameUse>;

const PARTICLES = new Set(['al', 'bin', 'de', 'del', 'der', 'di', 'ibn', 'la', 'le', 'van', 'von']);
const SPEECHES = new Set(['in', 'into', 'from']);
const AREAS: Readonly<Record<string, Draft['kind']>> = { ORG: 'thing', GPE: 'thing', LOC: 'thing', NORP: 'thing' };

const draft = (line: Line, from: number, to: number, parts: Partial<Draft>): Draft => ({
  line: line.sentence,
  from,
  to,
  core: { from, to },
  kind: 'entity',
  candidates: [],
  use: null,
  form: 'name',
  rule: 'lexicon',
  confidence: 0.9,
  issues: [],
  ...parts,
});

/** True for "in Russian", "into English": a language and no power. */
function isLanguage(line: Line, hit: Hit): boolean {
  const next = line.pieces[hit.to];
  if (next?.form === '-' && /^(speaking|language)$/u.test(lower(line.pieces[hit.to + 1]))) return true;
  if (!hit.values.every((v) => v.use === 'adjective')) return false;
  const before = lower(line.pieces[hit.from - 1]);
  const first = /^(and|or|,)$/u.test(before) ? line.hits.find((h) => h.to === hit.from - 1) : undefined;
  if (!SPEECHES.has(before) && !(first && isLanguage(line, first))) return false;
  return !isWord(next) || /^(and|or|to|on|by|as|at|in)$/u.test(lower(next));
}

/** Given name or another capitalised word just before a name, no title and no hit of its own: part of that name. */
function isGivenBefore(actors: Actors, line: Line, hit: Hit): boolean {
  const before = line.pieces[hit.from - 1];
  if (!isCapital(before) || before!.to + 1 !== line.pieces[hit.from]!.from) return false;
  const given = describedBefore(actors, line, hit.from, ['given']);
  return given !== null && !line.hits.some((h) => h.from <= given.from && h.to > given.from && h !== hit);
}

/** "Petro" in "Petro Bobirenko": a single name that is somebody else's given name here. */
function isGivenItself(actors: Actors, line: Line, hit: Hit): boolean {
  const next = line.pieces[hit.to];
  if (!isCapital(next) || !isWord(next) || next.from - line.pieces[hit.to - 1]!.to !== 1) return false;
  return describedAt(actors, line, hit.from, ['given'])?.to === hit.to && !line.hits.some((h) => h.from === hit.to);
}

/** A longer personal name of the model whose further words are neither titles nor names of powers. */
function isWithinPerson(actors: Actors, line: Line, hit: Hit): boolean {
  const span = spanOf(line, hit.from, hit.to);
  const cover = line.names.find((n) => n.type === 'PER' && contains(n, span));
  const at = cover ? range(line, cover) : null;
  if (!at) return false;
  for (let i = at.from; i < at.to; i++) {
    const isKnown = (i >= hit.from && i < hit.to) || line.hits.some((h) => h.from <= i && i < h.to);
    if (isKnown || !isCapital(line.pieces[i]) || possessiveBefore(line, i + 1) > 0) continue;
    if (
      !actors.titles.longest(line.pieces, i) &&
      !describedAt(actors, line, i, ['person', 'honorific', 'head', 'leader'])
    )
      return true;
  }
  return false;
}

/** True where a lexicon hit names nothing of its own: a language, a part of a longer name, an unconfirmed common word. */
function isRefused(actors: Actors, article: Article, line: Line, hit: Hit): boolean {
  const isPerson = hit.values.some((v) => actors.people.has(v.entity));
  const isFull = isPerson && hit.values.some((v) => v.use === 'name');
  if (isLanguage(line, hit)) return true;
  if (isFull) return false;
  if (isGivenBefore(actors, line, hit) || isGivenItself(actors, line, hit)) return true;
  if (hit.values.some((v) => v.use !== 'adjective') && isWithinPerson(actors, line, hit)) return true;
  const span = spanOf(line, hit.from, hit.to);
  const cover = line.names.find((n) => contains(n, span));
  const isLonger = cover !== undefined && cover.to - cover.from > span.to - span.from + 2;
  if (isPerson && isLonger && cover.type === 'ORG') return true;
  if (isLonger && /^(GPE|LOC)$/u.test(cover.type) && hit.values.every((v) => isArea(actors, v.entity))) return true;
  return (
    hit.values.every((v) => v.use === 'weak') &&
    !isConfirmed(actors, article, hit, /^(ORG|PER|MISC)$/u.test(cover?.type ?? ''))
  );
}

/** A region or camp ("West"), which a longer place name swallows ("West Virginia"). */
const isArea = (actors: Actors, id: string): boolean => /^(place|group)$/u.test(actors.entities.get(id)?.type ?? '');

const isConfirmed = (actors: Actors, article: Article, hit: Hit, isNamed: boolean): boolean =>
  isNamed || hit.values.some((v) => actors.entities.get(v.entity)?.names.includes(article.record.publisher ?? '\0'));

function decided(actors: Actors, line: Line, hit: Hit): Draft {
  const uses = hit.values;
  const isPerson = uses.some((v) => actors.people.has(v.entity));
  const capital = uses.find((v) => v.use === 'capital');
  const candidates = [...new Set(uses.map((v) => v.entity))];
  const use = uses[0]!.use;
  if (isPerson && candidates.length === 1) {
    const bare = uses.some((v) => v.use === 'unsure');
    return draft(line, hit.from, hit.to, { kind: 'person', candidates, use, rule: bare ? 'unsure' : 'lexicon' });
  }
  if (!capital) return draft(line, hit.from, outletEnd(actors, line, hit), { candidates, use });
  if (isPlace(actors, line, hit))
    return draft(line, hit.from, hit.to, { candidates: [capital.entity], use: 'capital', rule: 'capital-place' });
  const powers = uses.map((v) => v.state ?? v.entity);
  return draft(line, hit.from, hit.to, {
    candidates: [...new Set(powers)],
    use: 'metonym',
    rule: 'capital-power',
    confidence: 0.8,
  });
}

/** "the TASS agency": the noun after the name of a medium belongs to it. */
function outletEnd(actors: Actors, line: Line, hit: Hit): number {
  if (hit.values.some((v) => actors.entities.get(v.entity)?.type !== 'media')) return hit.to;
  return describedAt(actors, line, hit.to, ['outlet'])?.to ?? hit.to;
}

/** Names of the lexicon in one line: sure, or with every candidate for the document to decide. */
export function lexiconNames(actors: Actors, article: Article, line: Line): readonly Draft[] {
  return line.hits.filter((hit) => !isRefused(actors, article, line, hit)).map((hit) => decided(actors, line, hit));
}

/** Names the reader model found and the lexicon does not have. */
export function modelNames(actors: Actors, line: Line, taken: readonly Draft[]): readonly Draft[] {
  const found: Draft[] = [];
  for (const name of line.names) {
    if (
      name.type === 'NORP' &&
      line.hits.some((h) => isLanguage(line, h) && spanOf(line, h.from, h.to).from === name.from)
    )
      continue;
    const area = name.type === 'PER' ? 'person' : AREAS[name.type];
    const at = area ? range(line, name) : null;
    if (!area || !at) continue;
    let { from, to } = capitalised(
      line,
      trimmed(line, name.type === 'ORG' ? wholeInstitution(actors, line, withoutPerson(actors, line, at)) : at),
    );
    // "the President of Kazakhstan Daniyar Orlov", taken whole for a body: the rest is the person's name
    const power = afterPower(actors, line, from, to);
    const kind = power > from ? 'person' : area;
    if (kind === 'person') from = afterTitles(actors, line, power, to);
    if (kind === 'person' && isWithinTitle(actors, line, from, to)) continue;
    if (from < to && isNew(found, from, to) && isNews(taken, from, to, kind, name.type))
      found.push(draft(line, from, to, { kind, rule: `model-${name.type}`, confidence: name.confidence }));
  }
  return found;
}

const isNew = (found: readonly Draft[], from: number, to: number): boolean =>
  !found.some((d) => d.from < to && from < d.to);

/** True where the lexicon has nothing there, or only a part of a longer name. */
function isNews(taken: readonly Draft[], from: number, to: number, kind: Draft['kind'], type: string): boolean {
  const within = taken.filter((d) => d.from < to && from < d.to);
  if (within.some((d) => d.to - d.from >= to - from || (d.kind === 'person' && kind === 'person'))) return false;
  return within.length === 0 || type === 'ORG' || type === 'PER';
}

/** "Vezha Center" with its "for Public Analytics", which models like to cut off. */
function wholeInstitution(actors: Actors, line: Line, at: { from: number; to: number }): { from: number; to: number } {
  const isInstitution = describedBefore(actors, line, at.to, ['institution']) !== null;
  if (!isInstitution || !/^(for|of|on)$/u.test(lower(line.pieces[at.to]))) return at;
  let to = at.to + (lower(line.pieces[at.to + 1]) === 'the' ? 2 : 1);
  const start = to;
  while (isCapital(line.pieces[to]) && !describedAt(actors, line, to, ['given'])) {
    to += 1;
    if (lower(line.pieces[to]) === 'and' && isCapital(line.pieces[to + 1])) to += 1;
  }
  return to > start ? { from: at.from, to } : at;
}

/** The start of the name proper in "Mr. Brandt", "Vice President Brandt", which models like to take whole. */
function afterTitles(actors: Actors, line: Line, from: number, to: number): number {
  const described = describedAt(actors, line, from, ['honorific', 'person', 'leader']);
  const end = Math.max(described?.to ?? 0, actors.titles.longest(line.pieces, from)?.to ?? 0);
  return end > from && end < to ? afterTitles(actors, line, end, to) : from;
}

/** "Kazakhstan Daniyar Orlov" after "the President of": the power is no part of the name. */
function afterPower(actors: Actors, line: Line, from: number, to: number): number {
  const of = from - 1;
  const isTitled =
    describedBefore(actors, line, of, ['person', 'leader', 'head']) !== null ||
    [1, 2, 3].some((back) => back <= of && actors.titles.longest(line.pieces, of - back)?.to === of);
  if (lower(line.pieces[of]) !== 'of' || !isTitled) return from;
  const power = line.hits.find((h) => h.from === from && h.to < to);
  return power?.values.some((v) => actors.entities.get(v.entity)?.type === 'state') ? power.to : from;
}

/** "focus Kochetkov": a name begins with a capital or a particle, whatever the model took for its first word. */
function capitalised(line: Line, { from, to }: { from: number; to: number }): { from: number; to: number } {
  const first = line.pieces.findIndex(
    (p, i) => i >= from && i < to && (isCapital(p) || /^\p{N}/u.test(p.form) || PARTICLES.has(lower(p))),
  );
  return { from: first < 0 ? from : first, to };
}

/** "Extraordinary" in "Ambassador Extraordinary and Plenipotentiary": a part of a title is nobody's name. */
const isWithinTitle = (actors: Actors, line: Line, from: number, to: number): boolean =>
  [0, 1, 2, 3].some((back) => back <= from && (describedAt(actors, line, from - back, ['person'])?.to ?? 0) >= to);

/** "Vezha Center Valery Klochok" without the person, where the model ran two names into one. */
function withoutPerson(actors: Actors, line: Line, at: { from: number; to: number }): { from: number; to: number } {
  for (let i = at.from + 2; i + 1 < at.to; i++) {
    const given = isCapital(line.pieces[i]) ? describedAt(actors, line, i, ['given']) : null;
    if (given && given.to < at.to && surnameEnd(line, given.to, () => true) === at.to) return { from: at.from, to: i };
  }
  return at;
}

function trimmed(line: Line, at: { from: number; to: number }): { from: number; to: number } {
  let { from, to } = at;
  while (from < to && (!isWord(line.pieces[from]) || lower(line.pieces[from]) === 'the')) from++;
  while (from < to && !isWord(line.pieces[to - 1]) && line.pieces[to - 1]!.form !== '.') to--;
  const tail = possessiveBefore(line, to);
  if (to - tail > from) to -= tail;
  return { from, to };
}

/** A known given name with capitalised words after it: a person, also where the model missed it. */
export function givenNames(actors: Actors, line: Line, taken: readonly Draft[]): readonly Draft[] {
  const found: Draft[] = [];
  const isFree = (i: number) => !taken.some((d) => d.kind !== 'entity' && d.from <= i && i < d.to);
  for (let i = 0; i + 1 < line.pieces.length; i++) {
    const given = isCapital(line.pieces[i]) && isFree(i) ? describedAt(actors, line, i, ['given']) : null;
    if (!given) continue;
    const to = surnameEnd(line, given.to, isFree);
    if (to === null) continue;
    found.push(draft(line, i, to, { kind: 'person', rule: 'given-name', confidence: 0.7 }));
    i = to - 1;
  }
  return found;
}

function surnameEnd(line: Line, start: number, isFree: (i: number) => boolean): number | null {
  const { pieces: list } = line;
  let to: number | null = null;
  for (let i = start; i < Math.min(list.length, start + 5); i++) {
    const piece = list[i]!;
    if (!isFree(i)) return null;
    if (isWord(piece) && isCapital(piece) && isAdjacent(line, i)) to = i + 1;
    else if (to === null && PARTICLES.has(lower(piece))) continue;
    else if (piece.form === '.' && list[i - 1]!.form.length === 1) continue;
    else if ((piece.form === '-' || piece.form === "'") && isCapital(list[i + 1]) && list[i + 1]!.from === piece.to)
      continue;
    else break;
  }
  return to;
}

const isAdjacent = (line: Line, i: number): boolean => line.pieces[i]!.from - line.pieces[i - 1]!.to <= 1;
