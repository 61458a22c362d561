import type { Sentence } from '../core/analysis.ts';
import type { Interval } from '../core/date.ts';
import type { Quantity, Ref, TimeExpression } from '../core/record.ts';
import { contains, type Span } from '../core/span.ts';
import type { Phrase, QuantityWords } from '../lexicon/eventscores.ts';
import { lightVerb } from './eventcarriers.ts';
import { bySlot } from './eventslots.ts';
import {
  baseRel,
  caseOf,
  formAt,
  headOf,
  kids,
  lemmaAt,
  relAt,
  subtree,
  type Tree,
  uposAt,
  wordsSpan,
} from './eventtree.ts';
import type { Scene } from './participantphrases.ts';

/** The words that tell the event: trigger, verbs that carry it, heads it shares a clause with. */
function clauseOf(scene: Scene, index: number): readonly number[] {
  const { tree } = scene;
  const found = [index];
  for (let n = index, steps = 0; steps < 6; steps++) {
    const rel = relAt(tree, n);
    const head = headOf(tree, n);
    const shared =
      ['xcomp', 'obj', 'nsubj:pass'].includes(rel) ||
      (rel === 'nsubj' && uposAt(tree, index) === 'NOUN') ||
      (rel === 'conj' && kids(tree, n, 'nsubj', 'nsubj:pass').length === 0 && n !== index) ||
      lightVerb(tree, n) === head;
    if (head < 0 || !shared) break;
    found.push(head);
    n = head;
  }
  return found;
}

const headInside = (tree: Tree, span: Span): number =>
  tree.words.findIndex((w) => contains(span, w) && (w.head < 0 || !contains(span, tree.words[w.head]!)));

/** The time expression nearest to the trigger in its own clause, "since" up to the day it is told; null where the clause has none. */
export function whenOf(
  scene: Scene,
  index: number,
  times: readonly TimeExpression[],
  others: ReadonlySet<number>,
  told: Interval | null,
): Interval | null {
  const { tree } = scene;
  const clause = clauseOf(scene, index);
  let best: { time: TimeExpression; cost: number } | null = null;
  for (const time of times) {
    if (time.from === null || time.to === null || time.type !== 'date') continue;
    const head = headInside(tree, time.span);
    let cost = 0;
    let at = head;
    while (
      at >= 0 &&
      !clause.includes(at) &&
      !(others.has(at) && at !== head) &&
      relAt(tree, at) !== 'acl:relcl' &&
      !isLikeness(tree, at) &&
      !(at !== head && isNamedByDate(tree, head, at)) &&
      cost < 12
    ) {
      at = headOf(tree, at);
      cost++;
    }
    if (at < 0 || !clause.includes(at)) continue;
    cost += clause.indexOf(at) * 3 + Math.abs(head - index) / 100;
    if (!best || cost < best.cost) best = { time, cost };
  }
  if (!best) return null;
  const { from, to, basis, span } = best.time;
  const open = caseOf(tree, headInside(tree, span)) === 'since' && told !== null && told.to > to!;
  return { from: from!, to: open ? told.to : to!, basis: basis ?? 'text' };
}

/** "A 2019 treaty": the date before a noun is that noun's, not the day of what is done to it. */
const isNamedByDate = (tree: Tree, date: number, noun: number): boolean =>
  date < noun &&
  headOf(tree, date) === noun &&
  ['NOUN', 'PROPN'].includes(uposAt(tree, noun)) &&
  ['compound', 'nummod', 'amod', 'nmod:unmarked'].includes(relAt(tree, date));

/** "As it did in 2017": another time. */
const isLikeness = (tree: Tree, at: number): boolean =>
  baseRel(tree, at) === 'advcl' &&
  kids(tree, at, 'mark').some((m) => formAt(tree, m) === 'as') &&
  lemmaAt(tree, at) === 'do';

const PLACE_CASES = new Set(['in', 'at', 'near', 'outside', 'inside', 'off', 'around', 'on', 'across']);

/** The place named in the trigger's clause, null where there is none. */
export function placeOf(scene: Scene, index: number): Ref | null {
  const { tree, mentions } = scene;
  for (const node of clauseOf(scene, index)) {
    for (const c of [
      ...kids(tree, node, 'obl', 'nmod'),
      ...bySlot(tree, node, 'obj').flatMap((o) => kids(tree, o, 'nmod')),
    ]) {
      if (!PLACE_CASES.has(caseOf(tree, c))) continue;
      const at = ['GPE', 'LOC'].includes(tree.names[c] ?? '')
        ? c
        : kids(tree, c, 'nmod', 'compound', 'nmod:poss').find((k) => ['GPE', 'LOC'].includes(tree.names[k] ?? ''));
      if (at === undefined) continue;
      const word = tree.words[at]!;
      const mention = mentions.find((m) => m.span.from <= word.from && word.to <= m.span.to);
      return { span: mention?.span ?? nameSpan(tree, at), entity: mention?.entity ?? null };
    }
  }
  return null;
}

const nameSpan = (tree: Tree, i: number): Span =>
  wordsSpan(tree, [i, ...kids(tree, i, 'flat', 'compound').filter((c) => tree.names[c] !== null)]);

/** Numbers told with the event: casualties, sums, people, each with its unit. */
export function quantitiesOf(
  scene: Scene,
  index: number,
  words: QuantityWords,
  times: readonly TimeExpression[],
  others: ReadonlySet<number>,
): readonly Quantity[] {
  const { tree } = scene;
  const roots = clauseOf(scene, index);
  const inside = new Set(
    roots.flatMap((r) =>
      subtree(tree, r, (c) => others.has(c) || baseRel(tree, c) === 'ccomp' || relAt(tree, c) === 'acl:relcl'),
    ),
  );
  const found: Quantity[] = [];
  for (const i of [...inside].sort((a, b) => a - b)) {
    if (uposAt(tree, i) !== 'NUM' || kids(tree, headOf(tree, i), 'x').length > 0) continue;
    if (times.some((t) => contains(t.span, tree.words[i]!)) || uposAt(tree, headOf(tree, i)) === 'NUM') continue;
    const quantity = quantityAt(scene, i, words);
    if (quantity) found.push(quantity);
  }
  return found;
}

function quantityAt(scene: Scene, i: number, words: QuantityWords): Quantity | null {
  const { tree } = scene;
  const parts = [...kids(tree, i, 'compound', 'nummod', 'flat').filter((c) => uposAt(tree, c) === 'NUM'), i].sort(
    (a, b) => a - b,
  );
  const value = numberOf(
    parts.map((p) => formAt(tree, p)),
    words,
  );
  if (value === null || (baseRel(tree, i) !== 'nummod' && !words.harm.has(lemmaAt(tree, headOf(tree, i))))) return null;
  const noun = baseRel(tree, i) === 'nummod' ? headOf(tree, i) : i;
  const unit = unitOf(tree, noun, words);
  const span = wordsSpan(tree, [...parts, ...(noun === i ? [] : [noun])]);
  return unit === null || span.to - span.from > 60 ? null : { span, value, unit };
}

function unitOf(tree: Tree, noun: number, words: QuantityWords): string | null {
  const lemma = lemmaAt(tree, noun);
  const own = words.money.get(lemma) ?? words.measure.get(lemma);
  if (own) return own;
  for (const k of [...kids(tree, noun, 'amod', 'acl', 'xcomp'), noun])
    if (words.harm.has(lemmaAt(tree, k))) return words.harm.get(lemmaAt(tree, k))!;
  const verb = headOf(tree, noun);
  if (['obj', 'nsubj:pass', 'nsubj'].includes(relAt(tree, noun)) && verb >= 0) {
    const harm = words.harm.get(lemmaAt(tree, verb));
    if (harm && (relAt(tree, noun) !== 'nsubj' || lemmaAt(tree, verb) === 'die')) return harm;
    const result = kids(tree, verb, 'xcomp')
      .map((x) => words.harm.get(lemmaAt(tree, x)))
      .find(Boolean);
    if (result) return result;
  }
  return /^[a-z][a-z-]*$/u.test(lemma) && !tree.set('duration').has(lemma) ? lemma : null;
}

/** Value of a written number ("2.5 million", "twelve", "1,200"), null where it is none. */
export function numberOf(forms: readonly string[], words: QuantityWords): number | null {
  let value: number | null = null;
  for (const form of forms) {
    const digits = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$|^\d+(?:\.\d+)?$/u.test(form)
      ? Number(form.replaceAll(',', ''))
      : words.numbers.get(form);
    const times = words.multipliers.get(form);
    if (digits !== undefined) value = (value ?? 0) + digits;
    else if (times !== undefined) value = (value ?? 1) * times;
    else return null;
  }
  return value;
}

/** Contexts of a paragraph: every lexicon phrase found in it, in lexicon order of first sight. */
export function contextsOf(
  sentences: readonly Sentence[],
  phrases: ReadonlyMap<string, readonly Phrase[]>,
): readonly string[] {
  const found = new Set<string>();
  for (const { words } of sentences) {
    const keys = words.map(({ lemma, form }) => [lemma.toLowerCase(), form.toLowerCase()]);
    for (const [i, own] of keys.entries())
      for (const key of own)
        for (const { words: parts, label } of phrases.get(key) ?? [])
          if (parts.every((w, n) => keys[i + n]?.includes(w))) found.add(label);
  }
  return [...found].sort();
}
