import type { Trigger } from '../lexicon/events.ts';
import { bySlot, holds } from './eventslots.ts';
import { baseRel, hasParticle, isIn, keysAt, kids, lemmaAt, type Tree, uposAt } from './eventtree.ts';
import type { Scene } from './participantphrases.ts';

const POS: Readonly<Record<string, readonly Trigger['pos'][]>> = {
  VERB: ['verb'],
  NOUN: ['noun', 'verb'],
  PROPN: ['noun'],
  ADJ: ['adj', 'verb'],
};

/** The most specific trigger the word is, null where it is none. */
export function triggerAt(scene: Scene, i: number): Trigger | null {
  const { tree, lexicon } = scene;
  const readings = POS[uposAt(tree, i)];
  if (!readings) return null;
  const found = keysAt(tree, i).flatMap((key) => lexicon.triggers.get(key) ?? []);
  if (found.length === 0 || ['flat', 'aux', 'cop', 'case', 'mark', 'fixed'].includes(baseRel(tree, i))) return null;
  return found.find((t) => readings.includes(t.pos) && likelyPos(tree, i, t) && matches(scene, i, t)) ?? null;
}

/** A verb that the tagger took for a noun or adjective must still look like a participle. */
const likelyPos = (tree: Tree, i: number, t: Trigger): boolean =>
  t.pos !== 'verb' ||
  uposAt(tree, i) === 'VERB' ||
  (uposAt(tree, i) === 'ADJ' && kids(tree, i, 'nsubj:pass', 'obl:agent').length > 0);

function matches(scene: Scene, i: number, t: Trigger): boolean {
  const { tree } = scene;
  if (t.particle && !hasParticle(tree, i, t.particle) && bySlot(tree, i, t.particle).length === 0) return false;
  return t.with.every((test) => holds(tree, i, test)) && !t.without.some((test) => holds(tree, i, test));
}

/** True when the sentence talks of sport, or sets the event in a work of fiction. */
export function isVetoed(scene: Scene): boolean {
  const { tree, lexicon } = scene;
  const keys = tree.words.map((_, i) => keysAt(tree, i));
  return lexicon.vetoes.some((veto) => {
    if (veto.on === 'actor') return false;
    const hits = keys.flatMap((k, i) => (k.some((key) => veto.words.has(key)) ? [i] : []));
    if (veto.on === 'sentence') return hits.length > 0;
    if (veto.on === 'pair')
      return new Set(hits.filter((i) => isNominal(tree, i)).map((i) => lemmaAt(tree, i))).size > 1;
    return veto.on === 'setting' && hits.some((i) => isSetting(tree, i));
  });
}

const isNominal = (tree: Tree, i: number): boolean => ['NOUN', 'PROPN'].includes(uposAt(tree, i));

/** "In the film", "the novel tells how": the work is the frame of the sentence, not a thing acted upon. */
function isSetting(tree: Tree, i: number): boolean {
  const rel = baseRel(tree, i);
  const cases = kids(tree, i, 'case').map((c) => tree.words[c]!.form.toLowerCase());
  if (rel === 'obl' && cases.some((c) => /^(in|throughout|during)$/u.test(c))) return true;
  const within = ['obl', 'nmod'].includes(rel) && cases.some((c) => /^(in|of|throughout|during)$/u.test(c));
  const head = tree.words[i]?.head ?? -1;
  if (within && baseRel(tree, head) === 'obl' && isIn(tree, head, 'episode')) return true;
  const narrates = rel === 'nsubj' && isIn(tree, head, 'narrate');
  return narrates;
}
