import type { Entity } from '../core/record.ts';
import type { Span } from '../core/span.ts';
import { readTurningWords, type TurningWords } from '../lexicon/turning.ts';
import { align, type Step } from './align.ts';
import { type Cut, fragmentsOf, type Match, matches, wholeOf } from './compare.ts';
import { type DraftQuotation, quoted, readDraft } from './draft.ts';
import { speakerIn } from './draftspeaker.ts';
import { areReprints, type Shingles, shingles } from './origins.ts';
import { type Plain, plain, untypeset } from './plain.ts';

/** What the ledger says of the words of one article; places are UTF-16 units of its text. */
export interface Sayings {
  readonly furniture: readonly Span[];
  /** Each statement with its words, and whom it is of: the ledger's name, and every name that means them. */
  readonly statements: readonly {
    readonly content: readonly Span[];
    readonly isDirect: boolean;
    /** Null where nobody could be named. */
    readonly source: { readonly label: string; readonly entity: Entity | null } | null;
  }[];
}

/** The stored texts, as far as checking a draft needs them. */
export interface Texts {
  /** Texts in which the words occur, one after the other or (`any`) some of them, the likeliest first. */
  textsWith(
    words: readonly string[],
    mode: 'phrase' | 'any',
    limit: number,
  ): readonly { readonly id: string; readonly text: string }[];
  /** What the ledger says of an article's words. */
  sayingsOf(id: string): Sayings;
  /** Entities of that name. */
  entitiesNamed(name: string): readonly Entity[];
}

/** From the best to the worst: what a quotation of a draft is. */
export const DRAFT_VERDICTS = [
  'exact',
  'paraphrase',
  'speaker',
  'joined',
  'turned',
  'furniture',
  'differs',
  'absent',
] as const;
export type DraftVerdict = (typeof DRAFT_VERDICTS)[number];

/**
 * What the ledger says of one quotation of a draft: `exact`; exact, but the article's `paraphrase`; exact, but said by
 * another `speaker`; two utterances or speakers `joined`; the sense `turned` by words left out or put in; only in
 * `furniture`; `differs`; `absent`.
 */
export interface Finding extends DraftQuotation {
  readonly verdict: DraftVerdict;
  /** Null where absent. */
  readonly document: string | null;
  readonly place: Span | null;
  /** Word by word and mark by mark, where it differs; else empty. */
  readonly steps: readonly Step[];
  /** Words left out or put in that turn the sense. */
  readonly turning: readonly string[];
  /** Words in brackets, each with those of the article it stands for: `respects for “recognises”`. */
  readonly replaced: readonly string[];
  /** Who says it in the article; null where the ledger does not know. */
  readonly saidBy: string | null;
  /** Whom the draft names; null where nobody. */
  readonly draftNames: string | null;
}

/** Below this share of shared words a passage is another one, not the quotation altered. */
const LIKE = 0.6;
/** Texts kept folded while a draft is checked. */
const KEPT = 60;

/** Checks every quotation of a draft against the stored texts. */
export const verifyDraft = (draft: string, texts: Texts): readonly Finding[] => [...verifying(draft, texts)];

/** The same one by one, for a program that has other things to do in between. */
export function* verifying(draft: string, texts: Texts): Generator<Finding, void> {
  const { quotations, prose } = readDraft(draft);
  const check = new Checking(prose, texts);
  for (const quotation of quotations) yield check.check(quotation);
}

interface Folded {
  readonly id: string;
  readonly text: string;
  readonly plain: Plain;
  /** The same without what typesetting leaves in words. */
  readonly bare: Plain;
  readonly quoted: readonly Span[];
  readonly sayings: Sayings;
  /** True where the text is the draft itself, read as an article. */
  readonly isDraft: boolean;
}

const NOTHING = { document: null, place: null, steps: [], turning: [], replaced: [], saidBy: null } as const;
let known: TurningWords | null = null;

class Checking {
  readonly #prose: string;
  readonly #texts: Texts;
  readonly #shingles: Shingles;
  readonly #folded = new Map<string, Folded>();
  readonly #words: TurningWords;

  constructor(prose: string, texts: Texts) {
    this.#prose = prose;
    this.#texts = texts;
    this.#shingles = shingles(prose);
    known ??= readTurningWords();
    this.#words = known;
  }

  check(quotation: DraftQuotation): Finding {
    const draftNames = speakerIn(this.#prose, quotation);
    const found = { ...quotation, draftNames };
    let best: Finding | null = null;
    for (const article of this.#holding(quotation.text))
      for (const match of this.#matches(quotation.text, article)) {
        const finding = { ...found, ...this.#judged(match, article, found) };
        if (best === null || rank(finding) < rank(best)) best = finding;
        if (best.verdict === 'exact') return best;
      }
    return best ?? this.#nearest(found);
  }

  /** Articles that have the longest of the quotation's fragments. */
  *#holding(text: string): Iterable<Folded> {
    const fragments = fragmentsOf(text);
    const longest = fragments.toSorted((a, b) => b.text.length - a.text.length)[0];
    if (!longest) return;
    const words = longest.text.split(' ');
    const whole = longest.isCut && words.length > 2 ? words.slice(1, -1) : words;
    const seen = new Set<string>();
    const some = words.toSorted((a, b) => b.length - a.length).slice(0, 6);
    for (const [asked, mode, limit] of [[whole, 'phrase', 50] as const, [some, 'any', 8] as const])
      for (const { id, text: stored } of this.#texts.textsWith(asked, mode, limit)) {
        if (seen.has(id)) continue;
        seen.add(id);
        const article = this.#fold(id, stored);
        if (!article.isDraft) yield article;
      }
  }

  #fold(id: string, text: string): Folded {
    const before = this.#folded.get(id);
    if (before) return before;
    const made: Folded = {
      ...{ id, text, plain: plain(text), bare: untypeset(text), quoted: quoted(text).found },
      sayings: this.#texts.sayingsOf(id),
      isDraft: areReprints(this.#shingles, shingles(text)),
    };
    if (this.#folded.size >= KEPT) this.#folded.delete(this.#folded.keys().next().value!);
    this.#folded.set(id, made);
    return made;
  }

  /** As it stands, brackets and all; then with its cuts; then in the text as it was before typesetting. */
  #matches(text: string, article: Folded): readonly Match[] {
    for (const source of [article.plain, article.bare])
      for (const fragments of [wholeOf(text), fragmentsOf(text)]) {
        const found = [...matches(fragments, source)];
        if (found.length > 0) return found;
      }
    const scattered = this.#scattered(text, article);
    return scattered ? [scattered] : [];
  }

  /** Every fragment somewhere in the text, though not one after the other. */
  #scattered(text: string, article: Folded): Match | null {
    const fragments = fragmentsOf(text);
    if (fragments.length < 2 || fragments.some((f) => f.isCut || f.text.split(' ').length < 2)) return null;
    const pieces = fragments.flatMap((fragment) => [...matches([fragment], article.plain, 1)].flatMap((m) => m.pieces));
    return pieces.length === fragments.length ? { pieces, cuts: [] } : null;
  }

  #judged(match: Match, article: Folded, { draftNames, from }: Pick<Finding, 'draftNames' | 'from'>) {
    const { pieces } = match;
    const place = { from: Math.min(...pieces.map((p) => p.from)), to: Math.max(...pieces.map((p) => p.to)) };
    const statement = statementAt(pieces[0]!, article);
    const saidBy = statement?.source?.label ?? null;
    const turning = this.#turning(match, article, from);
    const replaced = match.cuts.flatMap((cut) => replacedBy(article.text, cut));
    const base = { ...NOTHING, document: article.id, place, saidBy, replaced };
    if (pieces.every((p) => article.sayings.furniture.some((f) => f.from <= p.from && p.to <= f.to)))
      return { ...base, verdict: 'furniture' as const };
    if (pieces.some((p, i) => i > 0 && !isOneUtterance(pieces[i - 1]!, p, article)))
      return { ...base, verdict: 'joined' as const };
    if (turning.length > 0) return { ...base, verdict: 'turned' as const, turning };
    if (draftNames !== null && statement?.source && this.#isAnother(draftNames, statement.source))
      return { ...base, verdict: 'speaker' as const };
    const isParaphrase = statement !== null && !statement.isDirect && !stretchAt(pieces[0]!, article);
    return { ...base, verdict: isParaphrase ? ('paraphrase' as const) : ('exact' as const) };
  }

  /** Words cut or put in that turn the sense, and a negation right before the quotation that the draft has lost. */
  #turning({ pieces, cuts }: Match, { text }: Folded, from: number): readonly string[] {
    const inside = cuts.flatMap((cut) => [...this.#words.all(beside(text, cut)), ...this.#words.all(cut.put)]);
    const start = pieces[0]!.from;
    const word = /[^\s“”"«»]+\s*$/u.exec(text.slice(Math.max(0, start - 40), start))?.[0] ?? '';
    // "Not while …" is a sentence of its own: what follows is whole without it.
    const [lost] = word.startsWith('Not') ? [] : this.#words.negations(word);
    const before = this.#prose.slice(Math.max(0, from - 60), from);
    const isKept = lost === undefined || this.#words.negations(before).length > 0;
    return isKept ? inside : [lost, ...inside];
  }

  /** True where the draft names somebody else than the article does. */
  #isAnother(name: string, source: NonNullable<Sayings['statements'][number]['source']>): boolean {
    const { entity, label } = source;
    const mine = wordsOf([label, ...(entity ? [entity.name, ...entity.names] : [])].join(' '));
    if ([...wordsOf(name)].some((word) => mine.has(word))) return false;
    if (entity === null && !/^\p{Lu}/u.test(label)) return false;
    const meant = this.#texts.entitiesNamed(name);
    const isSame = meant.some((e) => e.id === entity?.id || speaksFor(e, entity));
    return !isSame;
  }

  #nearest(found: DraftQuotation & Pick<Finding, 'draftNames'>): Finding {
    const words = [...new Set(found.text.match(/[\p{L}\p{N}]{4,}/gu) ?? [])]
      .sort((a, b) => b.length - a.length)
      .slice(0, 10);
    let best: Finding = { ...found, ...NOTHING, verdict: 'absent' };
    let likeness = LIKE;
    for (const { id, text } of this.#texts.textsWith(words, 'any', 8)) {
      const article = this.#fold(id, text);
      const near = article.isDraft ? null : align(plain(found.text).text, article.bare.text);
      if (!near || near.likeness < likeness || !near.steps.some((s) => s.kind === 'same')) continue;
      if (near.likeness === likeness && best.verdict === 'differs') continue;
      likeness = near.likeness;
      const { at } = article.bare;
      const place = { from: at[near.span.from]!, to: at[near.span.to - 1]! + 1 };
      const saidBy = statementAt(place, article)?.source?.label ?? null;
      best = { ...found, ...NOTHING, verdict: 'differs', document: id, place, steps: near.steps, saidBy };
    }
    return best;
  }
}

const rank = ({ verdict }: Finding): number => DRAFT_VERDICTS.indexOf(verdict);

const wordsOf = (name: string): ReadonlySet<string> =>
  new Set((name.match(/[\p{L}\p{M}]{3,}/gu) ?? []).filter((w) => /^\p{Lu}/u.test(w)).map((w) => w.toLowerCase()));

/** A state or office may stand for those who speak for it. */
function speaksFor(a: Entity, b: Entity | null): boolean {
  const isOne = b !== null && a.codes.iso3 !== null && a.codes.iso3 === b.codes.iso3;
  return isOne && [a, b].some((e) => e.type === 'state' || e.type === 'organisation' || e.type === 'office');
}

/** The innermost statement in whose words a place stands; null where it stands in none. */
function statementAt(place: Span, { sayings }: Folded): Sayings['statements'][number] | null {
  const length = (s: Sayings['statements'][number]) => s.content.reduce((n, c) => n + c.to - c.from, 0);
  const shared = (c: Span) => Math.min(c.to, place.to) - Math.max(c.from, place.from);
  const around = sayings.statements.filter((s) => s.content.some((c) => shared(c) * 2 > place.to - place.from));
  return around.toSorted((a, b) => length(a) - length(b))[0] ?? null;
}

const stretchAt = (place: Span, { quoted }: Folded): Span | null =>
  quoted.find((s) => s.from <= place.from && place.to <= s.to) ?? null;

/** True of pieces of one quotation, also where "he said" parts it, and of pieces of one paragraph in nobody's marks. */
function isOneUtterance(a: Span, b: Span, article: Folded): boolean {
  const [one, other] = [stretchAt(a, article), stretchAt(b, article)];
  if (one !== null && one === other) return a.to <= b.from;
  if (a.to > b.from || (one === null) !== (other === null)) return false;
  const between = article.text.slice(a.to, b.from);
  if (/\n\s*\n/u.test(between)) return false;
  const [x, y] = [statementAt(a, article)?.source, statementAt(b, article)?.source];
  return !x || !y || x.label === y.label || (x.entity !== null && x.entity.id === y.entity?.id);
}

/** What words in brackets stand for; nothing where they only change a letter or stand beside the text. */
function replacedBy(text: string, { left, put }: Cut): readonly string[] {
  const words = text.slice(left.from, left.to).trim();
  return put.length > 1 && /[\p{L}\p{N}]{2}/u.test(words) ? [`${put} for “${words}”`] : [];
}

/** What a cut leaves out of the sentences it begins and ends in; sentences left out whole turn nothing. */
function beside(text: string, { left }: Cut): string {
  const gap = text.slice(left.from, left.to);
  const [first = '', ...rest] = gap.split(/(?<=[.!?…]["'”’»]?)\s+(?=["'“‘«]?\p{Lu})/u);
  return rest.length === 0 ? first : `${first} ${rest.at(-1)}`;
}
