import type { Failure, Known, Skipped } from '../source.ts';
import { broken, dayIn, type Format, fields, type Item, type Opened, textItem, textOf } from './format.ts';

/** How a press archive writes many articles into one text. */
interface Archive {
  readonly name: string;
  /** What stands in every file of its layout. */
  readonly signs: readonly RegExp[];
  /** The texts of the articles, in order. */
  readonly split: (text: string) => readonly string[];
  readonly read: (part: string) => { readonly text: string; readonly known: Record<string, unknown> } | null;
  /** How many articles the file says it holds; null where it does not say. */
  readonly stated: (text: string) => number | null;
}

const SURNAME_FIRST = /^([^,]+), ([^,]+)$/u;
const turned = (name: string): string => name.trim().replace(SURNAME_FIRST, '$2 $1');
const namesIn = (line: string | undefined): readonly string[] | undefined =>
  line
    ?.replace(/^By\s+/iu, '')
    .split(/\s*;\s*|\s+and\s+/u)
    .map(turned)
    .filter(Boolean);
const languageCode = (line: string | undefined): string | undefined =>
  /^en/iu.test(line?.trim() ?? '') ? 'en' : undefined;

/** The lines `Name: value` of a text, by name in lower case; the first of each. */
function labelled(part: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, value] of part.matchAll(/^([A-Z][A-Za-z -]{2,30}):[ \t]*(.*)$/gmu))
    if (!found.has(name!.toLowerCase())) found.set(name!.toLowerCase(), value!.trim());
  return found;
}

const proquest: Archive = {
  name: 'ProQuest file',
  signs: [/^ProQuest document ID:/mu, /^Full text:/mu],
  split: (text) => text.split(/^_{20,}[ \t]*$/mu).filter((part) => /^ProQuest document ID:|^Full text:/mu.test(part)),
  read: (part) => {
    const text =
      /^Full text:[ \t]*([\s\S]*?)(?=^(?:Publication title|Publication year|Subject|Title|Company|Location|People|Classification|Number of pages|ProQuest document ID|Last updated|Copyright):|$(?![\s\S]))/mu
        .exec(part)?.[1]
        ?.trim();
    const title = /^(?:Report|Document) \d+ of \d+\s+(.+)$/mu.exec(part)?.[1];
    const line = labelled(part);
    if (!text) return null;
    return {
      text,
      known: {
        title: title?.trim() ?? line.get('title'),
        id: line.get('proquest document id'),
        authors: namesIn(line.get('author')),
        publisher: line.get('publication title')?.replace(/;.*$/u, '').trim(),
        published: dayIn(line.get('publication date')) ?? dayIn(line.get('publication info')),
        language: languageCode(line.get('language of publication') ?? line.get('language')),
        url: /^https?:\/\/\S+$/mu.exec(part)?.[0],
      },
    };
  },
  stated: (text) => count(/^(?:Report|Document) \d+ of (\d+)/mu.exec(text)?.[1]),
};

const count = (stated: string | undefined): number | null => (stated === undefined ? null : Number(stated));

const NEXIS_TAIL =
  /^(?:LOAD-DATE|LANGUAGE|PUBLICATION-TYPE|SUBJECT|GEOGRAPHIC|DISTRIBUTION|Load-Date|Classification|End of Document)\b|^\s*Copyright \d{4} /mu;
const NEXIS_LABEL =
  /^(?:BYLINE|SECTION|LENGTH|DATELINE|HIGHLIGHT|GRAPHIC|SERIES|Byline|Section|Length|Dateline|Highlight):/u;

const nexis: Archive = {
  name: 'LexisNexis file',
  signs: [/^\s*\d+ of \d+ DOCUMENTS[ \t]*$|^[ \t]*End of Document[ \t]*$/mu, /^(?:LENGTH|Length):/mu],
  split: (text) =>
    /^\s*\d+ of \d+ DOCUMENTS[ \t]*$/mu.test(text)
      ? text.split(/^\s*\d+ of \d+ DOCUMENTS[ \t]*$/mu).slice(1)
      : text.split(/^[ \t]*End of Document[ \t]*$/mu).filter((part) => /^Length:/mu.test(part)),
  read: (part) => {
    const blocks = part.split(/\n\s*\n/u).flatMap((block) => (block.trim() ? [block.trim()] : []));
    const first = blocks.findIndex((block) => NEXIS_LABEL.test(block));
    const label = blocks.findLastIndex((block, i) => NEXIS_LABEL.test(block) && i < first + 8);
    if (first < 0) return null;
    const top = blocks.slice(0, first).flatMap((block) => block.split('\n').map((line) => line.trim()));
    const day = top.findIndex((line) => dayIn(line) !== null);
    const names = top.filter((line, i) => i !== day && line && !/^Copyright|^All Rights|^Body$/iu.test(line));
    const end = blocks.findIndex((block, i) => i > label && NEXIS_TAIL.test(block));
    const text = blocks
      .slice(label + 1, end < 0 ? undefined : end)
      .filter((block) => block !== 'Body')
      .join('\n\n');
    const line = labelled(part);
    // The older layout has publisher, day, title; the newer one title, publisher, day.
    const [title, publisher] = day > 1 ? [names[0], names[1]] : [names[1], names[0]];
    const known = {
      title,
      publisher,
      published: dayIn(top[day]),
      authors: namesIn(line.get('byline')),
      language: languageCode(line.get('language') ?? 'en'),
    };
    return text ? { text, known } : null;
  },
  stated: (text) => count(/^\s*\d+ of (\d+) DOCUMENTS/mu.exec(text)?.[1]),
};

const FACTIVA_FIELD = /^([A-Z]{2}) {2,}(.*(?:\n(?![A-Z]{2} {2,}).*)*)/gmu;

const factiva: Archive = {
  name: 'Factiva file',
  signs: [/^HD {2,}\S/mu, /^(?:LP|TD) {2,}\S/mu],
  split: (text) => text.split(/(?<=^AN {2,}.*$)/mu).filter((part) => /^(?:LP|TD) {2,}/mu.test(part)),
  read: (part) => {
    const field = new Map([...part.matchAll(FACTIVA_FIELD)].map(([, code, value]) => [code!, value!.trim()]));
    const text = [field.get('LP'), field.get('TD')].filter(Boolean).join('\n\n');
    const known = {
      title: field.get('HD')?.replace(/\s+/gu, ' '),
      id: field.get('AN')?.replace(/^Document\s+/u, ''),
      authors: namesIn(field.get('BY')),
      publisher: field.get('SN'),
      published: dayIn(field.get('PD')),
      language: languageCode(field.get('LA')),
    };
    return text ? { text, known } : null;
  },
  stated: () => null,
};

const ARCHIVES = [proquest, nexis, factiva];

const archiveOf = (text: string): Archive | undefined =>
  ARCHIVES.find(({ signs }) => signs.every((sign) => sign.test(text)));

/** The press archive whose layout a text has; null for any other text. */
export function archiveItems(text: string, path: string): readonly (Item | Failure)[] | null {
  const archive = archiveOf(text);
  if (!archive) return null;
  const parts = archive.split(text);
  const found = parts.map((part, i): Item | Failure => {
    const read = archive.read(part);
    if (!read)
      return broken(
        `${path}#article ${i + 1}`,
        `An article of this ${archive.name} has no text that can be told from its fields`,
      );
    const id = String((read.known as Known).id ?? i + 1);
    return textItem(id, read.text, fields({ ...read.known, id }), { bytes: Buffer.from(part) });
  });
  const stated = archive.stated(text);
  if (stated === null || stated === parts.length) return found;
  const cause = `The file says that it holds ${stated} articles, but ${parts.length} are in it`;
  return [...found, broken(path, cause, 'Export it again; what is in it is read.')];
}

/** LexisNexis, ProQuest and Factiva exports in plain text. */
export const archives: Format = {
  name: 'press archive',
  is: ({ start }) => archiveOf(start) !== undefined && !/^\s*[<{[]/u.test(start),
  items: async function* (file: Opened): AsyncGenerator<Item | Failure | Skipped> {
    yield* archiveItems(textOf(await file.bytes()).replace(/\r\n?/gu, '\n'), file.path) ?? [];
  },
};
