import { archiveItems } from './archives.ts';
import { type Format, textItem } from './format.ts';

/** Groups that hold no text of the document. */
const SILENT = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'info',
  'pict',
  'object',
  'header',
  'footer',
  'headerl',
  'headerr',
  'footerl',
  'footerr',
  'themedata',
  'datastore',
  'generator',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'xmlnstbl',
  'fldinst',
  'filetbl',
  'revtbl',
  'latentstyles',
]);
const BREAKS: Readonly<Record<string, string>> = {
  par: '\n\n',
  sect: '\n\n',
  page: '\n\n',
  line: '\n',
  row: '\n',
  cell: '\t',
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};
const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/giu;

interface Group {
  readonly silent: boolean;
  /** How many characters stand for one `\u`, for readers that do not know it. */
  readonly skip: number;
}

/** The text of an RTF document; a paragraph's end is a blank line. */
export function rtfText(rtf: string): string {
  const page = /\\ansicpg(\d+)/u.exec(rtf)?.[1] ?? '1252';
  const decoder = decoderOf(`windows-${page}`);
  const out: string[] = [];
  const stack: Group[] = [];
  let group: Group = { silent: false, skip: 1 };
  let toSkip = 0;
  const write = (text: string): void => {
    const own = text.slice(Math.min(toSkip, text.length));
    toSkip -= text.length - own.length;
    if (!group.silent) out.push(own);
  };
  for (const [, word, number, hex, symbol, brace, text] of rtf.matchAll(TOKEN)) {
    if (brace === '{') stack.push(group);
    else if (brace === '}') [group, toSkip] = [stack.pop() ?? group, 0];
    else if (text) write(text);
    else if (hex) write(decoder.decode(Uint8Array.of(Number.parseInt(hex, 16))));
    else if (symbol === '*') group = { ...group, silent: true };
    else if (symbol && !/[\r\n]/u.test(symbol))
      write(symbol === '~' ? '\u00a0' : symbol === '-' ? '\u00ad' : symbol === '_' ? '\u2011' : symbol);
    else if (word === 'uc') group = { ...group, skip: Number(number) };
    else if (word === 'u') {
      if (!group.silent) out.push(String.fromCharCode(Number(number) & 0xffff));
      toSkip = group.skip;
    } else if (word && SILENT.has(word)) group = { ...group, silent: true };
    else if (word && BREAKS[word] && !group.silent) out.push(BREAKS[word]);
  }
  return out
    .join('')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

function decoderOf(name: string): TextDecoder {
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder('windows-1252');
  }
}

/** RTF documents: one article, or the many of a press archive's export. */
export const rtf: Format = {
  name: 'RTF',
  is: ({ start }) => /^\s*\{\\rtf\d?/u.test(start),
  items: async function* (file) {
    const bytes = await file.bytes();
    const text = rtfText(bytes.toString('latin1'));
    yield* archiveItems(text, file.path) ?? [textItem(null, text, {}, { bytes })];
  },
};
