import type { Analysis, Sentence } from '../core/analysis.ts';
import type { Quotation } from '../core/reading.ts';
import type { Entity, EntityType } from '../core/record.ts';
import type { Span } from '../core/span.ts';
import { range, spanOf } from '../extract/mentions-lines.ts';
import { sameVoice } from './antecedents.ts';
import { subjectAbove } from './coreference.ts';
import { type Scene, type Sighting, sight } from './scene.ts';

const BODIES: readonly EntityType[] = ['state', 'organisation', 'media'];
const CROWDS: readonly EntityType[] = ['group'];
const TYPES: Readonly<Record<string, readonly EntityType[]>> = {
  it: BODIES,
  its: BODIES,
  itself: BODIES,
  they: CROWDS,
  their: CROWDS,
};

interface Power {
  readonly entity: string;
  readonly span: Span;
}

/**
 * "Russia said it had struck …", "the ministry defended its decision": the power or body that is the subject above the
 * pronoun in the same sentence, where no other power stands between. Anything else is no mention at all, since most of
 * these pronouns mean things.
 */
export function settleImpersonals(
  scene: Scene,
  analysis: Analysis,
  quotations: readonly Quotation[],
  things: ReadonlyMap<string, Entity>,
): readonly Sighting[] {
  return analysis.sentences.flatMap((sentence, index) => {
    const powers = powersOf(scene, index, things);
    const found: Sighting[] = [];
    sentence.words.forEach((word, at) => {
      const types = word.upos === 'PRON' ? TYPES[word.form.toLowerCase()] : undefined;
      if (!types || isEmpty(sentence, at)) return;
      const fitting = powers.filter(
        (p) => types.includes(p.type) && p.span.to <= word.from && sameVoice(quotations, p.span, word),
      );
      const chosen = subjectAbove(sentence, at, fitting);
      const place = range(scene.lines[index]!, word);
      if (!chosen || !place || fitting.some((p) => p.entity !== chosen.entity && p.span.from > chosen.span.from))
        return;
      found.push(pronoun(index, place, chosen.entity));
    });
    return found;
  });
}

function powersOf(
  scene: Scene,
  index: number,
  things: ReadonlyMap<string, Entity>,
): readonly (Power & { type: EntityType })[] {
  return scene.byLine[index]!.flatMap((s) => {
    const type = s.entity ? (scene.actors.entities.get(s.entity)?.type ?? things.get(s.entity)?.type) : undefined;
    if (s.isDropped || !s.entity || !type || s.draft.use === 'adjective') return [];
    return [
      {
        entity: s.entity,
        type: s.draft.use === 'people' ? 'group' : type,
        span: spanOf(scene.lines[index]!, s.from, s.to),
      },
    ];
  });
}

function pronoun(line: number, at: { from: number; to: number }, entity: string): Sighting {
  const draft = { line, ...at, core: at, kind: 'thing', candidates: [], use: null, form: 'pronoun' } as const;
  const s = sight({ ...draft, rule: 'pronoun-power', confidence: 0.6, issues: [] });
  s.entity = entity;
  return s;
}

/** "it is necessary to", "it seems that": a subject that stands for nothing. */
function isEmpty(sentence: Sentence, at: number): boolean {
  const word = sentence.words[at]!;
  if (word.deprel === 'expl') return true;
  const predicate = sentence.words[word.head];
  if (!word.deprel.startsWith('nsubj') || !predicate) return false;
  const children = sentence.words.filter((w) => w.head === word.head);
  return (
    children.some((w) => w.deprel === 'csubj') ||
    (predicate.upos === 'ADJ' && children.some((w) => /^(ccomp|xcomp|advcl|acl)/u.test(w.deprel)))
  );
}
