import { broken, type Format, textItem, textOf } from './format.ts';

/** A voice as captions mark it: `<v Karla Vint>`, `>> KARLA VINT:`, `Karla Vint:`. */
const VOICE = /^(?:<v(?:\.[^\s>]*)? ([^>]+)>|(?:>>\s*)?([\p{Lu}][\p{L}.'’ -]{1,40}):(?=\s))\s*/u;
const SENTENCE = /[.!?…]["”’]?$/u;

/** A turn: what one voice says until the next. */
interface Turn {
  readonly voice: string | null;
  readonly lines: string[];
}

/**
 * The spoken text of captions: rolling lines once, a paragraph for each turn (`Name: …`), times and marks out.
 */
export function spokenText(cues: readonly string[]): string {
  const turns: Turn[] = [];
  let shown: readonly string[] = [];
  for (const text of cues) {
    const lines = text.split('\n').map(lineOf);
    // Rolling captions show the last lines again above the new one.
    for (const line of lines) if (line.said && !shown.includes(line.said)) add(turns, line);
    shown = lines.map(({ said }) => said);
  }
  return turns
    .map(({ voice, lines }) => (voice ? `${voice}: ` : '') + lines.join(' ').replace(/\s+/gu, ' ').trim())
    .filter((turn) => /\p{L}/u.test(turn))
    .join('\n\n');
}

/** A line of captions: its voice where it is marked, whether another voice begins, and the words. */
interface CaptionLine {
  readonly voice: string | null;
  readonly isTurn: boolean;
  readonly said: string;
}

function lineOf(written: string): CaptionLine {
  const line = written.trim();
  const mark = VOICE.exec(line);
  const said = line.slice(mark?.[0].length ?? 0).replace(/<[^>]{0,200}>|\{\\[^}]{0,50}\}/gu, '');
  const isTurn = /^(?:>>|[-–—]\s)/u.test(line);
  return {
    voice: (mark?.[1] ?? mark?.[2])?.trim() ?? null,
    isTurn,
    said: said.replace(/^(?:>>|[-–—])\s*/u, '').trim(),
  };
}

/** A voiceless turn this long ends with its sentence: captions without voices are cut into paragraphs. */
const LONG = 600;

function add(turns: Turn[], { voice, isTurn, said }: CaptionLine): void {
  const last = turns.at(-1);
  const isOther = voice === null ? isTurn : voice !== last?.voice;
  const isLong =
    voice === null && last?.voice === null && last.lines.join(' ').length > LONG && SENTENCE.test(last.lines.at(-1)!);
  if (!last || isOther || isLong) turns.push({ voice, lines: [said] });
  else last.lines.push(said);
}

/** The texts shown, in order: the lines below each line of times (WebVTT and SubRip alike). */
const cuesOf = (text: string): readonly string[] =>
  text.split(/\n{2,}/u).flatMap((block) => {
    const lines = block.trim().split('\n');
    const times = lines.findIndex((line) => /^(?:\d+:)?\d\d:\d\d[,.]\d{3}\s+-->/u.test(line));
    return times < 0 ? [] : [lines.slice(times + 1).join('\n')];
  });

/** WebVTT and SubRip captions: one article, the words in order. */
export const captions: Format = {
  name: 'captions',
  is: ({ start }) =>
    /^\ufeff?WEBVTT\b/u.test(start) || /^\ufeff?\s*\d+\s*\r?\n\d\d:\d\d:\d\d[,.]\d{3} -->/u.test(start),
  items: async function* (file) {
    const bytes = await file.bytes();
    const text = textOf(bytes)
      .replace(/^\ufeff/u, '')
      .replace(/\r\n?/gu, '\n');
    const spoken = spokenText(cuesOf(text));
    if (spoken) yield textItem(null, spoken, {}, { bytes });
    else yield broken(file.path, 'Captions without a word');
  },
};
