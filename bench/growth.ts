/**
 * Does the time of reading grow in step with the text? Shapes that hostile or odd input has are made n, 2n and 4n
 * characters long; the exponent of processor time between n and 4n must stay below 1.3. Status 1 where one does not.
 *
 *   node bench/growth.ts [--only WORD] [--parts intake,times,drafts,reading]     all parts by default; reading takes minutes
 */
import { createHash } from 'node:crypto';
import { parseArgs } from 'node:util';
import { timeReader } from '../src/extract/times.ts';
import { articleTools, toArticle } from '../src/intake/articles.ts';
import { readDraft } from '../src/ledger/draft.ts';
import { LEXICON_DIR } from '../src/lexicon/load.ts';
import { readTimesLexicon } from '../src/lexicon/times.ts';
import { inventedArticle } from './articles.ts';

/** Parts of the program that are measured, each a way to take one text. */
export const PARTS = ['intake', 'times', 'drafts', 'reading'] as const;
export type Part = (typeof PARTS)[number];

const PROSE = Array.from({ length: 60 }, (_, i) => inventedArticle(i)).join('\n\n');
const LINE = PROSE.replace(/\s+/gu, ' ');
const filled = (unit: string) => (n: number) => unit.repeat(Math.ceil(n / unit.length)).slice(0, n);

/** Texts that stay odd at any length. */
const TEXTS: Readonly<Record<string, (n: number) => string>> = {
  prose: filled(PROSE),
  'prose in one line': filled(LINE),
  'one word': filled('a'),
  'spaces alone': (n) => `a${' '.repeat(n)}b`,
  'empty lines': (n) => `a${'\n'.repeat(n)}b`,
  'lines of spaces': filled('   \n'),
  'dates on one line': filled('14 March 2031, '),
  'days of the week': filled('Monday Tuesday '),
  'numbers alone': filled('2031 14 3 '),
  'dates cut by ranges': filled('from 3 to 5 May and '),
  'opening marks': filled('“a '),
  'closing marks': filled('a” '),
  'single marks': filled('‘a '),
  'straight marks': filled('"a '),
  'marks in marks': filled('“‘a’ '),
  'nested marks': (n) => `${'“a '.repeat(n / 6)}${'b” '.repeat(n / 6)}`,
  'quotations in one line': filled('“We will go,” he said. '),
  'quotations by the line': filled('“We will go to Gondor,” he said.\n\n'),
  'pronouns alone': filled('He said that he told him. '),
  'names alone': filled('Gondor Rohan Faramir '),
  'one long list of names': filled('Gondor, Rohan, Faramir, '),
  'a power a line': filled('Gondor attacked Rohan.\n'),
  'that and that': filled('said that '),
  'commas alone': filled(', '),
  'stops alone': filled('. '),
  'brackets that never close': filled('(a [b '),
  'dashes alone': filled('— '),
  'short lines': filled('Read also\n'),
  'lines of one letter': filled('a\n'),
  'colons alone': filled('Faramir: yes\n'),
  'questions alone': filled('Why? '),
  'abbreviations alone': filled('Mr. Dr. U.S. '),
  'block quotations': filled('> a\n> b\n\n'),
  'broken block quotations': filled('>>\n'),
  fences: filled('```\na\n'),
  'broken code': filled('`a\n'),
  'foreign letters': filled('Гондор и Рохан '),
  'signs beyond the first plane': filled('🕊 '),
  'soft hyphens': filled('Gon\u00addor '),
};

const page = (inner: (n: number) => string) => (n: number) =>
  `<html><head><title>Riders</title></head><body><article><h1>Riders</h1><p>${LINE.slice(0, 600)}</p>${inner(n)}</article></body></html>`;

const PAGES: Readonly<Record<string, (n: number) => string>> = {
  'paragraphs of a page': page(filled(`<p>${LINE.slice(0, 180)}</p>`)),
  'links of a page': page(filled('<a href="/a">A headline here</a> ')),
  'nesting of a page': page((n) => '<div>'.repeat(n / 5)),
  'lists of a page': page(filled('<ul><li>one')),
  'tables of a page': page(filled('<tr><td>1<td>2')),
  'tags left open': page(filled('<b>a')),
  'entities of a page': page(filled('&amp;&#10;')),
  'comments of a page': page(filled('<!-- a -->')),
  'body tags of a page': page(filled('<body>a')),
  'scripts of a page': page(filled('<script>a</script>')),
  'a tag that never ends': page((n) => `<p class="${'x '.repeat(n / 2)}`),
  'dates of a page': page(filled('<time>14 March 2031</time> ')),
  'hidden parts of a page': page(filled('<p hidden>a</p>')),
  'breaks of a page': page(filled('a<br>')),
};

const known = (text: string) => ({
  location: 'a.txt',
  bytes: Buffer.from(text),
  sha256: createHash('sha256').update(text).digest('hex'),
  retrieved: '',
  contentType: null,
  finalUrl: null,
  known: {},
});

type Way = (text: string) => unknown;

/** How each part takes a text; the whole reading needs the reader model. */
async function waysOf(parts: readonly Part[]): Promise<Readonly<Partial<Record<Part, Way>>>> {
  const tools = articleTools();
  const times = timeReader(readTimesLexicon([LEXICON_DIR]));
  const reader = parts.includes('reading') ? await (await import('../src/defaults.ts')).openReader() : null;
  return {
    intake: (text) => toArticle(known(text), tools).catch(() => null),
    times: (text) => times(text, [{ from: 0, to: text.length }], null),
    drafts: (text) => readDraft(text),

    ...(reader
      ? { reading: async (text: string) => reader.readArticle(await reader.toArticle(known(`Riders\n\n${text}`))) }
      : {}),
  };
}

const SIZES: Readonly<Record<Part, number>> = {
  intake: 40_000,
  times: 12_000,
  drafts: 60_000,
  reading: 6000,
};

/** Below this processor time, in milliseconds at 4n, nothing is slow enough to tell. */
const FAST = 150;
const STEEPEST = 1.3;

/** What one shape took at n and at 4n, and the exponent between them. */
export interface Grown {
  readonly part: Part;
  readonly shape: string;
  readonly milliseconds: readonly [number, number];
  readonly exponent: number;
}

async function took(way: Way, text: string): Promise<number> {
  const before = process.cpuUsage();
  await way(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

async function measure(part: Part, shape: string, way: Way, make: (n: number) => string): Promise<Grown> {
  const n = SIZES[part];
  let [small, large, exponent] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  // What else the process does (compiling, collecting garbage) only adds: the least of a few runs is the nearest.
  for (let round = 0; round < 3; round++) {
    small = Math.min(small, await took(way, make(n)));
    large = Math.min(large, await took(way, make(4 * n)));
    exponent = Math.log(large / Math.max(small, 1)) / Math.log(4);
    if (large < FAST || exponent < STEEPEST) break;
  }
  return { part, shape, milliseconds: [small, large], exponent: large < FAST ? Math.min(exponent, 1) : exponent };
}

/** Measures the shapes of the given parts. */
export async function growth(
  parts: readonly Part[] = PARTS,
  only = '',
  onGrown: (grown: Grown) => void = () => {},
): Promise<readonly Grown[]> {
  const ways = await waysOf(parts);
  const all: Grown[] = [];
  for (const part of parts)
    for (const [shape, make] of Object.entries(part === 'intake' ? { ...TEXTS, ...PAGES } : TEXTS)) {
      if (!shape.includes(only)) continue;
      const grown = await measure(part, shape, ways[part]!, make);
      all.push(grown);
      onGrown(grown);
    }
  return all;
}

/** The shapes that grow too steeply. */
export const tooSteep = (all: readonly Grown[]): readonly Grown[] => all.filter((g) => g.exponent >= STEEPEST);

if (import.meta.main) {
  const { values } = parseArgs({ options: { only: { type: 'string' }, parts: { type: 'string' } } });
  const parts = values.parts ? PARTS.filter((part) => values.parts!.split(',').includes(part)) : PARTS;
  const all = await growth(parts, values.only, ({ part, shape, milliseconds: [small, large], exponent }) =>
    console.log(
      `${part.padEnd(10)}${shape.padEnd(32)}${small.toFixed(0).padStart(7)}${large.toFixed(0).padStart(8)} ms${exponent.toFixed(2).padStart(7)}`,
    ),
  );
  const steep = tooSteep(all);
  console.log(
    `${all.length} shapes, ${steep.length} too steep: ${steep.map((g) => `${g.part} ${g.shape}`).join(', ') || 'none'}`,
  );
  process.exit(steep.length > 0 ? 1 : 0);
}
