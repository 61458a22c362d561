import { getDocumentProxy } from 'unpdf';
import { archiveItems } from './archives.ts';
import { broken, type Format, fields, textItem } from './format.ts';

interface Piece {
  readonly str: string;
  readonly hasEOL: boolean;
  readonly height: number;
  readonly transform: readonly number[];
}

/** A printed line, with its distance from the one above in heights of its letters. */
interface Row {
  readonly text: string;
  readonly gap: number;
  readonly height: number;
}

function rowsOf(pieces: readonly Piece[]): readonly Row[] {
  const rows: { text: string; y: number; height: number }[] = [];
  let isNew = true;
  for (const { str, hasEOL, height, transform } of pieces) {
    const y = transform[5] ?? 0;
    const last = rows.at(-1);
    if (str.trim() && (isNew || !last || Math.abs(last.y - y) > (last.height || 10) / 2))
      rows.push({ text: str, y, height });
    else if (last) last.text += str;
    isNew = hasEOL;
  }
  return rows.map(({ text, y, height }, i) => ({
    text: text.replace(/\s+/gu, ' ').trim(),
    height: height || 10,
    gap: i === 0 ? 0 : Math.abs(rows[i - 1]!.y - y) / (height || 10),
  }));
}

const bare = (line: string): string => line.replace(/\d+/gu, '#');
/** Lines at a page's top and bottom that may be its running heads. */
const EDGE = 2;

/** Lines that stand at the edge of most pages, numbers aside: running heads and page numbers. */
function runningHeads(pages: readonly (readonly Row[])[]): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const rows of pages)
    for (const line of new Set([...rows.slice(0, EDGE), ...rows.slice(-EDGE)].map(({ text }) => bare(text))))
      seen.set(line, (seen.get(line) ?? 0) + 1);
  const enough = Math.max(2, pages.length * 0.6);
  return new Set(pages.length < 2 ? [] : [...seen].filter(([, n]) => n >= enough).map(([line]) => line));
}

const END = /[.!?:…]["”’)]*$/u;

/**
 * The text of a PDF's pages: a paragraph a line with a blank one between, running heads and hyphens at line ends out. A form feed
 * begins each page after the first, so that a span's page can be counted.
 */
export function pagesText(pages: readonly (readonly Piece[])[]): string {
  const rows = pages.map(rowsOf);
  const heads = runningHeads(rows);
  const typical = common(rows.flat().flatMap(({ gap }) => (gap > 0 ? [gap] : [])));
  let text = '';
  rows.forEach((page, n) => {
    const own = page.filter(({ text: line }, i) => !((i < EDGE || i >= page.length - EDGE) && heads.has(bare(line))));
    own.forEach(({ text: line, gap, height }, i) => {
      const resized = i > 0 && Math.abs(height / own[i - 1]!.height - 1) > 0.15;
      const opensPage = n > 0 && i === 0;
      const apart = opensPage ? END.test(text) : i > 0 && (gap > typical * 1.35 || resized);
      const broken = /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(line) && !apart;
      if (broken) text = text.slice(0, -1);
      text += (opensPage ? '\f' : '') + (text === '' || broken ? '' : apart ? '\n\n' : opensPage ? '' : ' ') + line;
    });
  });
  return text.trim();
}

/** The lower quartile: lines of one paragraph stand closest. */
const common = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 2] ?? 1;

/** PDF documents with a text layer: one article, or the many of a press archive's export. */
export const pdf: Format = {
  name: 'PDF',
  is: ({ head }) => Buffer.from(head.subarray(0, 1024)).includes('%PDF-'),
  items: async function* (file) {
    const bytes = await file.bytes();
    const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch((error: Error) => error);
    if (document instanceof Error) {
      const locked = /password/iu.test(document.message);
      return yield broken(
        file.path,
        locked ? 'A PDF locked with a password' : 'A damaged PDF file',
        'Save it anew, unlocked.',
      );
    }
    const pages: Piece[][] = [];
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      const { items } = await page.getTextContent();
      pages.push(items.filter((item) => 'str' in item) as Piece[]);
    }
    const { info } = (await document.getMetadata().catch(() => ({ info: {} }))) as { info: Record<string, unknown> };
    await document.cleanup();
    const text = pagesText(pages);
    const title = typeof info.Title === 'string' && /\s/u.test(info.Title.trim()) ? info.Title.trim() : null;
    if (!text)
      yield broken(file.path, 'A PDF without a text layer: a scan', 'Recognise its text first (OCR), and read that.');
    else yield* archiveItems(text, file.path) ?? [textItem(null, text, fields({ title }), { bytes })];
  },
};
