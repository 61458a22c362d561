import { describedAt, type Line, lower, mayBeNoun, possessiveBefore } from '../extract/mentions-lines.ts';
import { heldIn } from '../lexicon/holders.ts';
import type { Member } from './cast.ts';
import { issue, onLine, type Scene, type Sighting, sight } from './scene.ts';
import { isBelow } from './titles.ts';

/**
 * Finds "the expert", "the political scientist": the one person of the document who is called so, by the same word or by
 * one of its neighbours in the lexicon; open where several fit or none.
 */
export function settleNominals(scene: Scene): readonly Sighting[] {
  const everybody = [...scene.cast.members.values()].map((member) => ({ member, titles: titlesOf(scene, member) }));
  const first = firstLines(scene);
  const nameless = namelessIn(scene);
  return scene.lines.flatMap((line) => {
    const called = everybody.filter(({ member }) => (first.get(member.id) ?? 0) <= line.sentence);
    const found: Sighting[] = [];
    for (let i = 0; i < line.pieces.length; i++) {
      if (!/^(the|this|that)$/u.test(lower(line.pieces[i]))) continue;
      const start = skipNeutral(scene, line, i + 1);
      const hit = describedAt(scene.actors, line, start, ['person']);
      if (!hit || !mayBeNoun(line, hit.to - 1) || isTaken(scene, line, start, hit.to) || isOfSomething(line, hit.to))
        continue;
      const s = nominal(line.sentence, start, hit.to);
      settle(scene, called, line, s, hit.values);
      reconsider(scene, nameless, line, s);
      found.push(s);
    }
    return found;
  });
}

/** The line in which the document first names each person: before it, nobody is "the expert". */
function firstLines(scene: Scene): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { entity, draft } of scene.sightings)
    if (entity && !(draft.line >= (first.get(entity) ?? Infinity))) first.set(entity, draft.line);
  return first;
}

/** "An official of the bank": somebody introduced by a word that no name goes with. */
interface Nameless {
  readonly line: number;
  readonly word: string;
}

/** Those whom an article or "another" introduces, by the last word of the description. */
function namelessIn(scene: Scene): readonly Nameless[] {
  return scene.lines.flatMap((line) =>
    line.pieces.flatMap((piece, i): readonly Nameless[] => {
      if (!/^(?:an?|another|one)$/iu.test(piece.form)) return [];
      for (let at = i + 1; at < Math.min(i + 6, line.pieces.length); at++) {
        const hit = describedAt(scene.actors, line, at, ['person']);
        if (hit && mayBeNoun(line, hit.to - 1))
          return isNamed(scene, line, hit.to) ? [] : [{ line: line.sentence, word: lower(line.pieces[hit.to - 1]) }];
        if (!/^(?:ADJ|PROPN|NOUN|ADV)$/u.test(line.tags[at] ?? '')) return [];
      }
      return [];
    }),
  );
}

/** How far behind a description the name may stand that goes with it. */
const NAME_REACH = 12;

const isNamed = (scene: Scene, line: Line, at: number): boolean =>
  onLine(scene, line.sentence).some((s) => s.draft.kind === 'person' && s.from >= at && s.from < at + NAME_REACH);

/**
 * "The minister … A bank official … The official said": who was introduced last by the very word stands between it and the
 * person it may mean, and between it and one whom only a neighbouring word describes.
 */
function reconsider(scene: Scene, nameless: readonly Nameless[], line: Line, s: Sighting): void {
  if (s.entity === null) return;
  const word = lower(line.pieces[s.to - 1]);
  const rivals = nameless.filter((n) => n.word === word && n.line < line.sentence);
  if (rivals.length === 0) return;
  const named = scene.sightings.filter((o) => o.entity === s.entity && o.draft.line <= line.sentence);
  const last = Math.max(-1, ...named.map((o) => o.draft.line));
  if (!s.isKin && rivals.every((n) => n.line <= last)) return;
  s.entity = null;
  s.isKin = false;
  s.issues.push(issue('nominal-open', 'Somebody without a name was called so, too.'));
}

const skipNeutral = (scene: Scene, line: Line, at: number): number =>
  describedAt(scene.actors, line, at, ['neutral'])?.to ?? at;

const isTaken = (scene: Scene, line: Line, from: number, to: number): boolean =>
  onLine(scene, line.sentence).some((s) => s.from < to && from < s.to);

/** "the author of the plan" is not "the author". */
const isOfSomething = (line: Line, at: number): boolean => /^(of|for|at)$/u.test(lower(line.pieces[at]));

function nominal(line: number, from: number, to: number): Sighting {
  const core = { from, to };
  const rule = 'nominal';
  return sight({
    line,
    from,
    to,
    core,
    kind: 'person',
    candidates: [],
    use: null,
    form: 'nominal',
    rule,
    confidence: 0.7,
    issues: [],
  });
}

function settle(
  scene: Scene,
  called: readonly { readonly member: Member; readonly titles: readonly string[] }[],
  line: Line,
  s: Sighting,
  values: readonly { readonly words: readonly string[] }[],
): void {
  const forms = line.pieces.slice(s.from, s.to).map((p) => p.form);
  const text = forms.join(' ').toLowerCase();
  const group = new Set(values.flatMap((v) => v.words.map((w) => w.toLowerCase())));
  const exact = called.filter(({ titles }) =>
    titles.some(
      (title) => title === text || (title.endsWith(` ${text}`) && !isBelow(scene, { words: title, tense: 'today' })),
    ),
  );
  const kin = () => called.filter(({ member }) => [...member.titles].some((title) => group.has(title)));
  const fits = (exact.length > 0 ? exact : kin()).map(({ member }) => member);
  if (fits.length === 1) {
    s.entity = fits[0]!.id;
    s.isKin = exact.length === 0;
  } else if (fits.length > 1)
    s.issues.push(
      issue(
        'nominal-open',
        `More than one person may be meant: ${fits
          .slice(0, 5)
          .map((m) => m.name)
          .join(' or ')}.`,
      ),
    );
}

/**
 * True where a person may be meant by a description nobody else in the document bears: one of those who may be, or a
 * private person of whom the text says nothing that goes against it (sector, gender).
 */
export function mayBeCalled(scene: Scene, member: Member, { draft, issues }: Sighting): boolean {
  const line = scene.lines[draft.line]!;
  const hit = describedAt(scene.actors, line, draft.core.from, ['person']);
  const values = (hit?.values ?? []).filter((v) => v.kind === 'person');
  if (issues.length > 0) return values.some((v) => v.words.some((word) => member.titles.has(word.toLowerCase())));
  const fits = (v: (typeof values)[number]) =>
    (v.sector === null || member.sector === null || v.sector === member.sector) &&
    (!v.gender || !member.gender || v.gender === member.gender);
  return member.entry === null && member.offices.size === 0 && values.some(fits);
}

/** What a person is called in the text, and the titles of the offices held at the article's date. */
function titlesOf({ actors, published }: Scene, member: Member): readonly string[] {
  const own = (member.entry?.offices ?? []).filter((t) => published && heldIn(t, published)).map((t) => t.office);
  const given = [...member.offices].map((o) => o.slice(0, o.indexOf(' ')));
  return [...member.titles, ...[...own, ...given].flatMap((office) => actors.titlesOf(office))];
}

/** "his Chinese counterpart", "Putin's Chinese counterpart": who holds the same office there; open where that is nobody. */
export function settleCounterparts(scene: Scene, pronouns: readonly Sighting[]): void {
  for (const s of scene.sightings) {
    if (s.isDropped || s.draft.role?.words !== 'counterpart' || s.draft.role.of === null) continue;
    const owner = possessor(scene, s, pronouns);
    const holders = owner ? counterparts(scene, owner, s.draft.role.of) : [];
    if (holders.length === 1) {
      s.entity = holders[0]!;
      scene.cast.known(holders[0]!);
    } else s.issues.push(issue('counterpart-open', 'The text does not tell for certain whose counterpart is meant.'));
  }
}

function possessor(scene: Scene, s: Sighting, pronouns: readonly Sighting[]): string | null {
  const line = scene.lines[s.draft.line]!;
  const end = s.from - possessiveBefore(line, s.from);
  const all = [...onLine(scene, s.draft.line), ...pronouns.filter((p) => p.draft.line === s.draft.line)];
  return all.find((o) => o.to === end && o.draft.kind === 'person')?.entity ?? null;
}

function counterparts({ actors, published }: Scene, owner: string, of: string): readonly string[] {
  const entry = actors.people.get(owner);
  if (!entry || !published) return [];
  const own = entry.offices.filter((t) =>
    actors.holders.at(t.office, t.of ?? entry.state ?? '', published).includes(owner),
  );
  const isLeader = own.some((t) => actors.leaderOf(t.of ?? entry.state ?? '') === t.office);
  const offices = new Set(own.map((t) => t.office));
  const leader = actors.leaderOf(of);
  if (isLeader && leader) offices.add(leader);
  return [...new Set([...offices].flatMap((office) => actors.holders.at(office, of, published)))];
}
