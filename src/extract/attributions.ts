import type { Interval } from '../core/date.ts';
import { recordId } from '../core/entry.ts';
import { touching } from '../core/placed.ts';
import type { ReadingWith, Stage } from '../core/reading.ts';
import type { Attribution, Entity, Issue, Mention, Ref, Refusal, RuleChange, TimeExpression } from '../core/record.ts';
import { applyRules, type Rule, type RuleOptions, type Rules } from '../core/rule.ts';
import { contains, overlaps, type Span, slice } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Sentences } from './bars.ts';
import type { Candidate } from './candidate.ts';
import { ancestry, chainOf, containers } from './chains.ts';
import { colonCandidates, signatureCandidates } from './colons.ts';
import { phraseCandidates } from './cuephrases.ts';
import { verbCandidates } from './cues.ts';
import { datelineLength } from './datelines.ts';
import { directCandidates } from './directspeech.ts';
import { fromFrame } from './frames.ts';
import { joinRules, mergeCandidates } from './merging.ts';
import { neighbourhoods } from './neighbours.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { type Relay, relayed, relaysOf } from './relays.ts';
import { resumptions } from './resumptions.ts';
import { type Resolved, resolver } from './sources.ts';
import { TIDYING } from './tidying.ts';
import { sentenceAt, sharesClause } from './trees.ts';
import { type Turn, turnCandidates, turnsOf } from './turns.ts';
import { UNSAID } from './unsaid.ts';

const VERSION = '1';

type Needed = 'analysis' | 'quotations' | 'times' | 'mentions' | 'entities';
type Layered = ReadingWith<Needed>;

const isRelay = ({ cue }: Candidate, relays: readonly Relay[]): boolean =>
  cue !== null && relays.some((r) => overlaps(r.cue, cue));

/** Cues by which nobody says anything of his own. */
export const BARS: readonly Rule<Candidate, Sentences & { readonly relays: readonly Relay[] }>[] = [
  ...UNSAID,
  {
    id: 'relay-cue',
    because: '"TASS reported, citing a diplomat": citing says whose words TASS reports, and nothing else',
    gold: 'translated.gold#Recall that the bridge was blown up',
    does: (c, _, { relays }) => (isRelay(c, relays) ? null : c),
  },
];

/** Every candidate of an article, rules and model put together, in text order of their cues. */
function candidatesOf(
  { article, analysis, quotations }: ReadingWith<'analysis' | 'quotations'>,
  cues: CueLexicon,
  rules: Rules<Candidate>,
): readonly Candidate[] {
  const { text } = article;
  const { sentences } = analysis;
  const turns = turnsOf(article, analysis, cues);
  const pieces = piecesOf(article, quotations);
  const relays = relaysOf(sentences, cues);
  const open = (found: readonly Candidate[]) => new Set(applyRules(BARS, found, { sentences, cues, relays }, rules));
  const direct = open(directCandidates(article, analysis, pieces, cues));
  const others = open([
    ...sentences.flatMap((s) => [...verbCandidates(s, cues), ...phraseCandidates(s, cues)]),
    ...resumptions(article, analysis, cues, rules),
    ...(turns.length > 0 ? [] : colonCandidates(article, analysis, pieces, cues)),
    ...signatureCandidates(article, analysis, pieces),
  ]);
  const frames = open(analysis.frames.map((f) => fromFrame(text, sentences, f, cues, rules)).filter((f) => f !== null));
  const merged = neighbourhoods([...frames, ...direct, ...others]).flatMap((near) => {
    const of = (all: ReadonlySet<Candidate>) => near.filter((c) => all.has(c));
    const joined = mergeCandidates(of(frames), joinRules(of(direct), of(others), rules), rules);
    return applyRules(TIDYING, joined, { text, pieces }, rules);
  });
  const all = relayed(merged, relays);
  return [...all, ...turnCandidates(article.text, sentences, turns, all)].sort((a, b) => place(a) - place(b));
}

const place = (c: Candidate): number => (c.cue ?? c.content[0])!.from;

/** Direct where all its letters stand between marks, mixed where some do. */
function formOf(text: string, content: readonly Span[], pieces: readonly Piece[]): Attribution['form'] {
  const outside = content.some((span) => {
    let rest = slice(text, span);
    for (const p of touching(pieces, span))
      rest = rest.replace(text.slice(Math.max(p.from, span.from), Math.min(p.to, span.to)), ' ');
    return /\p{L}{2}/u.test(rest);
  });
  if (!outside) return 'direct';
  return content.some((s) => touching(pieces, s).length > 0 || /["“”«»]/u.test(slice(text, s))) ? 'mixed' : 'indirect';
}

/** When it was said: the one dated time expression of the cue's own clause outside dateline, content and source. */
function saidAt(reading: Layered, c: Candidate): Interval | null {
  const { cue } = c;
  const sentence = cue && sentenceAt(reading.analysis.sentences, cue.from);
  if (!sentence) return null;
  const from = sentence.from + datelineLength(slice(reading.article.text, sentence));
  const outside = (t: TimeExpression) =>
    contains({ from, to: sentence.to }, t.span) &&
    sharesClause(sentence, cue, t.span) &&
    ![...c.content, c.source, c.medium].some((s) => s !== null && overlaps(s, t.span));
  const found = reading.times.filter((t) => t.type === 'date' && t.from && t.to && t.basis && outside(t));
  const [only] = found;
  return found.length === 1 && only ? { from: only.from!, to: only.to!, basis: only.basis! } : null;
}

/** Sectors of those whose "we" is not their country: journalists, scholars, business, the opposition. */
const PRIVATE = /^(?:JRN|EDU|BUS|SOC|OPP|ELI)$/u;

/** Who says "I" in a statement: the source of the direct words around it, else the speaker of the turn. */
function tellerOf(source: Span, outer: Attribution | null, { turns, resolve }: Surroundings): string | null {
  if (outer && outer.form !== 'indirect') return outer.source?.entity ?? null;
  const speaker = turns.find((t) => contains(t, source))?.speaker;
  return outer === null && speaker ? resolve(speaker).entity : null;
}

/** "I" in somebody's own words is that somebody; "we" is the body or, of an official, the power he speaks for. */
function ownVoice(text: string, source: Ref, teller: string | null, entities: ReadonlyMap<string, Entity>): Ref {
  const speaker = teller ? entities.get(teller) : undefined;
  if (source.entity !== null || !speaker) return source;
  const words = slice(text, source.span);
  if (/^(?:I|me|my)$/u.test(words)) return { span: source.span, entity: speaker.id };
  if (!/^(?:we|us|our)$/iu.test(words)) return source;
  if (speaker.type !== 'person') return { span: source.span, entity: speaker.id };
  const { iso3, sector } = speaker.codes;
  const power = [...entities.values()].find((e) => e.type === 'state' && e.codes.iso3 === iso3);
  return power && iso3 && !PRIVATE.test(sector ?? 'OPP') ? { span: source.span, entity: power.id } : source;
}

const refTo = (span: Span | null, resolve: (span: Span) => Resolved): Ref | null =>
  span && { span, entity: resolve(span).entity };

function sourceIssues(text: string, source: Ref | null, resolved: Resolved | null): readonly Issue[] {
  if (source === null) return [{ code: 'no-source', message: 'The text names no source for these words.' }];
  if (source.entity !== null) return [];
  return [
    resolved?.issue ?? { code: 'unresolved-source', message: `It is not known who "${slice(text, source.span)}" is.` },
  ];
}

/** Builds the records from the outside in, so that an inner one can name the one it stands in. */
function build(reading: Layered, candidates: readonly Candidate[], cues: CueLexicon): readonly Attribution[] {
  const { article, analysis, mentions } = reading;
  const pieces = piecesOf(article, reading.quotations);
  const entities = new Map(reading.entities.map((e) => [e.id, e]));
  const isPerson = (id: string) => entities.get(id)?.type === 'person';
  const resolve = resolver(article.text, analysis.sentences, mentions, isPerson);
  const within = containers(candidates);
  const turns = turnsOf(article, analysis, cues);
  const done: Attribution[] = [];
  const make = (index: number): Attribution => {
    if (done[index]) return done[index];
    const path = ancestry(index, within);
    const outer = path.slice(0, -1).map(make);
    const made = record(reading, candidates[index]!, { outer, pieces, resolve, entities, mentions, turns });
    done[index] = made;
    return made;
  };
  return candidates.map((_, index) => make(index));
}

interface Surroundings {
  readonly outer: readonly Attribution[];
  readonly pieces: readonly Piece[];
  readonly resolve: (span: Span) => Resolved;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly mentions: readonly Mention[];
  readonly turns: readonly Turn[];
}

function record(reading: Layered, c: Candidate, around: Surroundings): Attribution {
  const { article } = reading;
  const { outer, resolve } = around;
  const own = c.source && resolve(c.source);
  const resolved = own?.entity === null && c.again ? resolve(c.again) : own;
  const container = outer.at(-1) ?? null;
  const entity = resolved?.entity ?? null;
  const teller = c.source && tellerOf(c.source, container, around);
  const source = c.source && ownVoice(article.text, { span: c.source, entity }, teller, around.entities);
  const [addressee, medium] = [refTo(c.addressee, resolve), refTo(c.medium, resolve)];
  const levels = [...outer, { source, medium, addressee }].map((l) => ({
    source: l.source,
    venues: [l.medium?.span ?? null, l.addressee?.span ?? null],
  }));
  const chain = chainOf(article, levels, around.mentions, around.entities);
  return {
    kind: 'attribution',
    id: recordId(article, 'attribution', [c.source, c.cue, ...c.content]),
    document: article.record.id,
    form: c.rule === 'turn' ? 'direct' : formOf(article.text, c.content, around.pieces),
    act: c.act,
    source,
    cue: c.cue,
    content: c.content,
    addressee,
    medium,
    polarity: c.polarity,
    in: container?.id ?? null,
    chain: chain.links,
    said: saidAt(reading, c),
    issues: [...sourceIssues(article.text, source, resolved), ...chain.issues],
    confidence: Math.round(c.confidence * 1000) / 1000,
    reader: { rule: c.rule, version: VERSION, ...(c.changes ? { changes: changesOf(c.changes) } : {}) },
  };
}

/** Fields of a record that rules change before it is one. */
const TOLD = ['source', 'cue', 'content', 'act', 'polarity', 'addressee', 'medium'] as const;

const changesOf = (changes: NonNullable<Candidate['changes']>): readonly RuleChange[] =>
  changes.map(({ id, was }) => ({
    id,
    was: Object.fromEntries(TOLD.flatMap((field) => (was[field] === undefined ? [] : [[field, was[field]]]))),
  }));

const refusalOf = ({ cue, content, rule: found }: Candidate, rule: string): Refusal => ({
  kind: 'attribution',
  on: cue,
  content,
  found,
  rule,
});

/** What was dropped, each cue and rule once, without the cues on which another finding stands. */
function refusalsOf(dropped: readonly Refusal[], kept: readonly Attribution[]): readonly Refusal[] {
  const seen = new Set<string>();
  return dropped.filter(({ on, content, rule }) => {
    const place = on ?? content[0];
    const key = `${rule} ${place?.from}`;
    if (!place || seen.has(key) || kept.some(({ cue }) => cue && overlaps(cue, place))) return false;
    return seen.add(key);
  });
}

/** Finds who said what, to whom, through whom: rules over trees, marks and the lexicon, with the model's frames. */
export const attributions = (cues: CueLexicon, options: RuleOptions = {}): Stage<Needed, 'attributions'> => ({
  name: 'attributions',
  needs: ['analysis', 'quotations', 'times', 'mentions', 'entities'],
  gives: ['attributions'],
  run: (reading) => {
    const dropped: Refusal[] = [];
    const refuse = (candidate: Candidate, rule: string) => dropped.push(refusalOf(candidate, rule));
    const found = build(reading, candidatesOf(reading, cues, { ...options, refuse }), cues);
    return { ...reading, attributions: found, refused: [...(reading.refused ?? []), ...refusalsOf(dropped, found)] };
  },
});
