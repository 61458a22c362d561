import type { Analysis, Sentence } from '../core/analysis.ts';
import type { Quotation } from '../core/reading.ts';
import type { Entity } from '../core/record.ts';
import { contains } from '../core/span.ts';
import type { Draft } from '../extract/mentions-draft.ts';
import { range, spanOf } from '../extract/mentions-lines.ts';
import { dependents } from '../extract/trees.ts';
import { type Anaphor, anaphorsIn } from './anaphors.ts';
import { ANTECEDENT_FEATURES, type Choice, choicesFor } from './antecedentfeatures.ts';
import { Discourse, type Seen } from './discourse.ts';
import { groupsIn } from './groups.ts';
import { issue, type Scene, type Sighting, sight } from './scene.ts';
import { bodyEntity } from './things.ts';

/** Decides which of the choices an anaphor means; null leaves it open. */
export type Judge = (anaphor: Anaphor, choices: readonly Choice[]) => Choice | null;

/**
 * Goes through an article and gives each pronoun and each description with "the" the entity that it means, where the
 * judge sees one; what is settled is an antecedent of what follows. `others` are sightings beside the scene's own. An
 * organ of a state ("the government") becomes the organ of the state that is meant.
 */
export function settleAnaphors(
  scene: Scene,
  analysis: Analysis,
  quotations: readonly Quotation[],
  things: Map<string, Entity>,
  others: readonly Sighting[],
  judge: Judge,
): readonly Sighting[] {
  const discourse = new Discourse(scene, analysis, quotations, things);
  const times = timesNamed(scene);
  const found: Sighting[] = [];
  scene.lines.forEach((line, index) => {
    const ahead = [
      ...discourse.readLine(
        index,
        others.filter((s) => s.draft.line === index),
      ),
    ];
    const here = [...ahead];
    const groups = groupsIn(discourse, index, ahead);
    for (const { span, entity } of groups) {
      things.set(entity.id, entity);
      const seen = discourse.at(index, span, entity.id, null);
      const place = seen.isSource ? range(line, span) : null;
      if (place) found.push(groupSighting(index, place, entity.id));
      ahead.push(seen);
    }
    ahead.sort((a, b) => a.span.from - b.span.from);
    for (const anaphor of anaphorsIn(scene, analysis.sentences[index]!, line)) {
      const span = spanOf(line, anaphor.from, anaphor.to);
      while (ahead.length > 0 && ahead[0]!.span.from < span.from) discourse.note(ahead.shift()!);
      const owner = ownerOf(discourse, anaphor, here);
      if (!owner && !anaphor.isDefinite) continue;
      const choices = choicesFor(discourse, anaphor, times);
      const self = choices.find(
        ({ row, seen }) => row[ABOVE] === 1 && seen.some((s) => s.line === index && s.isSubject),
      );
      const chosen = owner ?? (/self$/u.test(anaphor.words) ? self : judge(anaphor, choices))?.entity ?? null;
      if (chosen || isDoubt(anaphor, choices)) found.push(...settle(scene, things, anaphor, chosen));
      if (anaphor.kind !== 'he' && !chosen) continue;
      const seen = discourse.at(index, span, chosen, null);
      here.push(seen);
      discourse.note(seen);
    }
    for (const seen of ahead) discourse.note(seen);
    discourse.endLine(index, here);
  });
  return found;
}

/** "A report by the ministry", "the Scotland Yard report": whose words a document holds, where it says so itself. */
function ownerOf(d: Discourse, a: Anaphor, here: readonly Seen[]): string | null {
  if (a.kind !== 'document') return null;
  const sentence = d.sentences[a.line]!;
  const by = (i: number) =>
    dependents(sentence, i, 'case').some((c) => /^(?:by|from|of)$/iu.test(sentence.words[c]!.form));
  const issued = dependents(sentence, a.head, 'acl').flatMap((i) => dependents(sentence, i, 'obl'));
  const owners = [
    ...dependents(sentence, a.head, 'nmod').filter(by),
    ...issued.filter(by),
    ...dependents(sentence, a.head, 'compound', 'nmod:poss'),
    ...sayersIn(sentence, a.head),
  ];
  const isWhole = (s: Seen, i: number) => s.head === i || (contains(s.span, sentence.words[i]!) && !isPerson(d, s));
  const isJoined = (s: Seen, i: number) => sentence.words[i]!.deprel !== 'compound' || !isPerson(d, s);
  const known = owners.flatMap((i) => here.filter((s) => isWhole(s, i) && isJoined(s, i)));
  return known.find((s) => s.entity !== null)?.entity ?? null;
}

const isPerson = (d: Discourse, { entity }: Seen): boolean => entity !== null && d.typeOf(entity) === 'person';

/** "The ministry said in a statement": the subject of the verb that the document hangs on. */
function sayersIn(sentence: Sentence, document: number): readonly number[] {
  const { head, deprel } = sentence.words[document]!;
  const isIn = dependents(sentence, document, 'case').some((c) => /^(?:in|via)$/iu.test(sentence.words[c]!.form));
  return head >= 0 && deprel.startsWith('obl') && isIn ? dependents(sentence, head, 'nsubj') : [];
}

function groupSighting(line: number, at: { from: number; to: number }, entity: string): Sighting {
  const place = { line, ...at, core: at };
  const s = sight({
    ...place,
    kind: 'thing',
    candidates: [],
    use: null,
    form: 'nominal',
    rule: 'group',
    confidence: 0.7,
    issues: [],
  });
  s.entity = entity;
  return s;
}

/** How often the document names each entity. */
function timesNamed(scene: Scene): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { entity, isDropped } of scene.sightings)
    if (entity && !isDropped) times.set(entity, (times.get(entity) ?? 0) + 1);
  return times;
}

const ABOVE = ANTECEDENT_FEATURES.indexOf('above');
const TITLE = ANTECEDENT_FEATURES.indexOf('title');

/** True where an anaphor that is left open is a mention all the same: of a person who may be one of those named. */
const isDoubt = ({ kind, role }: Anaphor, choices: readonly Choice[]): boolean =>
  kind === 'he' || role !== null || (kind === 'person' && choices.some(({ row }) => row[TITLE]! > 0));

/** The mention that comes of an anaphor; none where it stands already. */
function settle(scene: Scene, things: Map<string, Entity>, a: Anaphor, chosen: string | null): readonly Sighting[] {
  if (a.role) {
    a.role.entity = chosen;
    if (!chosen)
      a.role.issues.push(issue('role-open', `The text does not tell for certain who this is: "${a.words}".`));
    return [];
  }
  if (chosen && a.gender) learn(scene, chosen, a.gender);
  const s = sight(draftOf(scene, a, chosen));
  s.entity = chosen;
  if (chosen && s.draft.rule === 'body') {
    const body = bodyEntity(scene, s);
    things.set(body.id, body);
    s.entity = body.id;
  }
  return [s];
}

function learn(scene: Scene, entity: string, gender: 'm' | 'f'): void {
  const member = scene.cast.members.get(entity);
  if (member) member.gender ??= gender;
}

function draftOf(scene: Scene, a: Anaphor, chosen: string | null): Draft {
  const { line, from, to } = a;
  const isPronoun = a.kind === 'he' || a.kind === 'it' || a.kind === 'they';
  const draft: Draft = {
    ...{ line, from, to, core: { from, to }, candidates: [], use: null, confidence: 0.7 },
    kind: a.kind === 'he' || a.kind === 'person' ? 'person' : 'thing',
    form: isPronoun ? 'pronoun' : 'nominal',
    rule: isPronoun ? 'pronoun' : 'description',
    issues: chosen
      ? []
      : [
          issue(
            isPronoun ? 'pronoun-open' : 'nominal-open',
            `The text does not tell for certain whom "${a.words}" means.`,
          ),
        ],
  };
  const of = a.organ && chosen ? scene.actors.keyOf(chosen) : null;
  if (!of) return draft;
  const body = a.organ!.body;
  return { ...draft, rule: 'body', role: { offices: [body], of, tense: 'today', words: body } };
}
