import type { Analysis } from '../core/analysis.ts';
import { touching } from '../core/placed.ts';
import type { Article } from '../core/reading.ts';
import type { Span } from '../core/span.ts';
import type { CueLexicon } from '../lexicon/cues.ts';
import type { Candidate } from './candidate.ts';
import { announces, follows, isAfter, isBefore, type Piece, type Scene, scenesOf, type Voice } from './pieces.ts';
import { isNegated, sourceSpan, speakerOf } from './speakers.ts';
import { addresseeOf, mediumOf } from './venues.ts';

/** The cue of a piece: a colon before the marks binds more than a verb after them; else the verb after them goes first. */
function cueOf(article: Article, piece: Piece, scene: Scene, before: Scene | undefined): Voice | undefined {
  const { text } = article;
  const free = (from: number, to: number) => !scene.pieces.some((p) => p !== piece && p.from >= from && p.to <= to);
  const after = scene.voices.find((v) => isAfter(text, piece, v) && free(piece.to, v.span.from));
  const leading = scene.voices.findLast((v) => isBefore(text, piece, v) && free(v.span.to, piece.from));
  if (leading && /:\s*$/u.test(text.slice(piece.from - 3, piece.from))) return leading;
  return after ?? leading ?? before?.voices.findLast((v) => announces(article, piece, v));
}

/** Which cue carries each piece: its own, that of another part of the quotation, or that of the piece it follows without a break. */
function assign(article: Article, scenes: readonly Scene[]): Map<Voice, Piece[]> {
  const own = new Map<Piece, Voice>();
  const whole = new Map<Piece['quotation'], Voice>();
  scenes.forEach((scene, index) => {
    for (const piece of scene.pieces) {
      const voice = cueOf(article, piece, scene, scenes[index - 1]);
      if (voice) own.set(piece, voice);
      if (voice) whole.set(piece.quotation, voice);
    }
  });
  const carried = new Map<Voice, Piece[]>();
  let last: { voice: Voice; piece: Piece } | null = null;
  for (const piece of scenes.flatMap((s) => s.pieces)) {
    const near: Voice | undefined = last && follows(article.text, piece, last) ? last.voice : undefined;
    const voice: Voice | undefined = own.get(piece) ?? whole.get(piece.quotation) ?? near;
    last = voice ? { voice, piece } : null;
    if (voice) carried.set(voice, [...(carried.get(voice) ?? []), piece]);
  }
  return carried;
}

/** Where the tree does not tell: the words between marks and verb, or from the verb to the next punctuation. */
function neighbouring(voice: Voice, pieces: readonly Piece[]): Span | null {
  const { words } = voice.sentence;
  const { first, last } = voice.match;
  const stops = (i: number) => !words[i] || words[i].upos === 'PUNCT' || touching(pieces, words[i]!).length > 0;
  const nominal = (from: number, to: number) =>
    words.slice(from, to).some((w) => ['PROPN', 'NOUN', 'PRON'].includes(w.upos)) &&
    !words.slice(from, to).some((w) => w.upos === 'VERB' || w.upos === 'ADP');
  let from = first;
  while (from > 0 && !stops(from - 1)) from--;
  if (from < first && nominal(from, first)) return { from: words[from]!.from, to: words[first - 1]!.to };
  let to = last + 1;
  while (!stops(to)) to++;
  return to > last + 1 && nominal(last + 1, to) ? { from: words[last + 1]!.from, to: words[to - 1]!.to } : null;
}

function carriedCandidate(voice: Voice, pieces: readonly Piece[], all: readonly Piece[], cues: CueLexicon): Candidate {
  const { sentence, match } = voice;
  const speaker = speakerOf(sentence, match.first);
  const named =
    speaker === 'unknown' || speaker.head === null ? null : sourceSpan(sentence, speaker.head, [match.first]);
  const carries = pieces.map(({ from, to }) => ({ from, to }));
  const source = named && touching(all, named).length === 0 ? named : neighbouring(voice, all);
  return {
    source,
    cue: voice.span,
    content: carries,
    carries,
    act: match.entry.act,
    polarity: isNegated(sentence, match.first, cues) ? '-' : '+',
    distance: match.entry.distance,
    addressee: addresseeOf(sentence, match, []),
    medium: mediumOf(sentence, match.first, [], cues),
    quotes: true,
    rule: 'direct-speech',
    confidence: source ? 0.9 : 0.6,
  };
}

/** Direct and split quotations with the verb beside them, also over paragraphs; one candidate a verb. */
export function directCandidates(
  article: Article,
  analysis: Analysis,
  pieces: readonly Piece[],
  cues: CueLexicon,
): readonly Candidate[] {
  if (pieces.length === 0) return [];
  return [...assign(article, scenesOf(article, analysis, pieces, cues))].map(([voice, carried]) =>
    carriedCandidate(voice, carried, pieces, cues),
  );
}
