import type { Interval } from '../core/date.ts';
import { asHtml, oneLine } from '../core/visible.ts';
import type { Citation } from './cite.ts';
import { dayText } from './place.ts';

/** The formats a footnote is printed in; `chicago` and `newsroom` are plain text. */
export const FOOTNOTE_FORMATS = ['chicago', 'newsroom', 'markdown', 'html', 'ris', 'bibtex'] as const;
export type FootnoteFormat = (typeof FOOTNOTE_FORMATS)[number];

/** The parts of a footnote. */
export interface Footnote {
  readonly key: string;
  /** The innermost voice first, then those it came through; empty: the article itself. */
  readonly voices: readonly string[];
  /** What the words are, where they are not the voice's own; null where they are. */
  readonly lead: string | null;
  readonly words: string;
  readonly isQuoted: boolean;
  readonly authors: readonly string[];
  readonly title: string;
  readonly publisher: string | null;
  readonly published: Interval | null;
  readonly retrieved: string;
  readonly language: string | null;
  /** Address, or place of the file. */
  readonly where: string;
  readonly notes: readonly string[];
}

/** A footnote in every format. What an article or its sidecar says stays on its line and writes nothing of its own. */
export function footnotes(given: Footnote): Citation {
  const note = onOneLine(given);
  return {
    chicago: chicago(note, (text) => text, `“${note.title}”`, note.where),
    newsroom: newsroom(note),
    markdown: `[^${note.key}]: ${chicago(note, mark, `*${mark(note.title)}*`, webOf(note) ? `<${linked(note.where)}>` : mark(note.where))}`,
    html: `<p id="${note.key}">${chicago(note, asHtml, `<cite>${asHtml(note.title)}</cite>`, anchor(note))}</p>`,
    ris: ris(note),
    bibtex: bibtex(note),
    csl: csl(note),
  };
}

const onOneLine = (note: Footnote): Footnote => ({
  ...note,
  voices: note.voices.map(oneLine),
  words: oneLine(note.words),
  authors: note.authors.map(oneLine),
  title: oneLine(note.title),
  publisher: note.publisher === null ? null : oneLine(note.publisher),
  where: oneLine(note.where),
  notes: note.notes.map(oneLine),
});

/** The address where it is one of the web; any other scheme is shown and leads nowhere. */
const webOf = ({ where }: Footnote): string | null => (/^https?:\/\//iu.test(where) ? where : null);

/** `Viktor Halek, according to Bogdan Terlik`; empty where the article speaks for itself. */
const voicesText = ([source, ...through]: readonly string[]): string =>
  source === undefined ? '' : [source, ...through.map((name) => `according to ${name}`)].join(', ');

const quoted = ({ lead, words, isQuoted }: Footnote): string => {
  const shown = isQuoted ? `“${words}”` : words;
  return lead === null ? shown : `${lead}: ${shown}`;
};

/** Chicago Manual of Style, 17th ed., 14.191 (notes on news articles): author, title, paper, day, address. */
function chicago(note: Footnote, show: (text: string) => string, title: string, where: string): string {
  const said = note.voices.length > 0 ? `${voicesText(note.voices)}, in ` : '';
  const byline = note.authors.length > 0 ? `${note.authors.join(', ')}, ` : '';
  const publisher = note.publisher ? `, ${note.publisher}` : '';
  const day = dayWords(note.published, 'en-US');
  return `${show(said + byline)}${title}${show(`${publisher}, ${day}, `)}${where}${show(`: ${quoted(note)} (${note.notes.join('; ')}).`)}`;
}

/** As a newsroom attributes: who, according to whom, in which paper, on which day. */
function newsroom(note: Footnote): string {
  const voices = voicesText(note.voices);
  const place = `${note.publisher ?? `“${note.title}”`}, ${dayWords(note.published, 'en-GB')}`;
  return `${voices ? `${voices}, in ` : ''}${place}: ${quoted(note)} ${note.where} (${note.notes.join('; ')})`;
}

/** A day as people write it; less exact dates as they are kept. */
function dayWords(published: Interval | null, locale: 'en-US' | 'en-GB'): string {
  if (!published || published.from !== published.to) return dayText(published);
  const date = new Date(`${published.from}T00:00:00Z`);
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** Words of an article as Markdown that shows them and does nothing else (CommonMark 0.31, 2.4). */
const mark = (words: string): string => words.replace(/[\\`*_<>[\]#|~^&!]/gu, '\\$&');
/** An address that stays between its angle brackets. */
const linked = (where: string): string => where.replace(/[\s<>]/gu, encodeURIComponent);

const anchor = (note: Footnote): string => {
  const web = webOf(note);
  return web ? `<a href="${asHtml(web)}" rel="noreferrer">${asHtml(web)}</a>` : asHtml(note.where);
};

/** What reference formats hold as the note: who said it, in which words, and what to know about it. */
const noteText = (note: Footnote): string => {
  const voices = voicesText(note.voices);
  return `${voices ? `${voices}: ` : ''}${quoted(note)} (${note.notes.join('; ')})`;
};

const dateParts = (day: string): readonly number[] => day.slice(0, 10).split('-').map(Number);

function csl(note: Footnote): Citation['csl'] {
  const { published, publisher, authors } = note;
  const parts = published
    ? [dateParts(published.from), ...(published.to === published.from ? [] : [dateParts(published.to)])]
    : null;
  const web = webOf(note);
  return {
    id: note.key,
    type: 'article-newspaper',
    title: note.title,
    ...(authors.length > 0 ? { author: authors.map((literal) => ({ literal })) } : {}),
    ...(publisher ? { 'container-title': publisher } : {}),
    ...(parts ? { issued: { 'date-parts': parts } } : {}),
    accessed: { 'date-parts': [dateParts(note.retrieved)] },
    ...(web ? { URL: web } : {}),
    ...(note.language ? { language: note.language } : {}),
    note: noteText(note),
  };
}

/** RIS (Research Information Systems, 2011): one tag a line. */
function ris(note: Footnote): string {
  const { published, publisher, authors, language } = note;
  const web = webOf(note);
  const lines: readonly (readonly [string, string | null])[] = [
    ['TY', 'NEWS'],
    ['ID', note.key],
    ...authors.map((author) => ['AU', author] as const),
    ['TI', note.title],
    ['T2', publisher],
    ['PY', published?.from.slice(0, 4) ?? null],
    ['DA', published?.from.replaceAll('-', '/') ?? null],
    ['UR', web],
    ['Y2', note.retrieved.slice(0, 10).replaceAll('-', '/')],
    ['LA', language],
    ['N1', noteText(note)],
    ['ER', ''],
  ];
  return lines.flatMap(([tag, value]) => (value === null ? [] : `${tag}  - ${value}`)).join('\n');
}

const BIBTEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const tex = (text: string): string => text.replace(/[\\{}%&#$_~^]/gu, (c) => BIBTEX[c] ?? `\\${c}`);

function bibtex(note: Footnote): string {
  const { published, publisher, authors } = note;
  const web = webOf(note);
  const fields: readonly (readonly [string, string | null])[] = [
    ['author', authors.length > 0 ? authors.map((name) => `{${tex(name)}}`).join(' and ') : null],
    ['title', `{${tex(note.title)}}`],
    ['journal', publisher && tex(publisher)],
    ['date', published?.from ?? null],
    ['year', published?.from.slice(0, 4) ?? null],
    ['url', web && linked(web).replace(/[{}]/gu, encodeURIComponent)],
    ['urldate', note.retrieved.slice(0, 10)],
    ['note', tex(noteText(note))],
  ];
  const lines = fields.flatMap(([name, value]) => (value === null ? [] : `  ${name} = {${value}},`));
  return [`@article{${note.key},`, ...lines, '}'].join('\n');
}
