import { parse } from 'csv-parse';
import { type Failure, knownSchema, type Skipped, wrongField } from '../source.ts';
import { broken, type Format, fields, type Item } from './format.ts';
import { keysNotRead, ownNames, unknownKeys } from './named.ts';

const MARKS = [',', ';', '\t'] as const;

/** The mark between the columns of a table whose first line names them, a text among them; null for any other text. */
function markOf(start: string): string | null {
  const first = start.replace(/^\ufeff/u, '').split(/\r?\n/u, 1)[0]!;
  for (const mark of MARKS) {
    const names = namesOf(first, mark);
    const known = Object.keys(ownNames(Object.fromEntries(names.map((name) => [name, '2031-01-01']))));
    if (names.length > 1 && known.length > 1 && names.every((name) => /^[\w .-]{1,40}$/u.test(name))) return mark;
  }
  return null;
}

const namesOf = (line: string, mark: string): readonly string[] =>
  line.split(mark).map((name) => name.trim().replace(/^"(.*)"$/u, '$1'));

/** Tables (CSV, TSV) whose first line names the columns. */
export const csv: Format = {
  name: 'CSV table',
  is: ({ start }) => start.includes('\n') && markOf(start) !== null,
  items: async function* (file): AsyncGenerator<Item | Failure | Skipped> {
    const delimiter = markOf(file.start)!;
    const rows = parse({
      bom: true,
      columns: true,
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: file.limit,
    });
    const feed = (async () => {
      for await (const chunk of file.stream())
        if (!rows.write(chunk)) await new Promise((go) => rows.once('drain', go));
      rows.end();
    })();
    feed.catch((error) => rows.destroy(error));
    const keys = new Set<string>();
    const seen = new Set<string>();
    let number = 1;
    try {
      for await (const row of rows as AsyncIterable<Record<string, string>>) {
        for (const key of unknownKeys(row)) keys.add(key);
        const item = rowItem(row, ++number, file.path);
        const repeats = 'bytes' in item && seen.has(item.id!);
        if ('bytes' in item) seen.add(item.id!);
        yield repeats
          ? broken(`${file.path}#row ${number}`, 'It repeats the id of an earlier row', 'Give each article its own id.')
          : item;
      }
    } catch (error) {
      yield broken(`${file.path}#row ${number + 1}`, `The table breaks off: ${(error as Error).message}`);
    }
    if (keys.size > 0) yield keysNotRead(file.path, keys);
  },
};

function rowItem(row: Readonly<Record<string, string>>, number: number, path: string): Item | Failure {
  const own = ownNames(row);
  const id = String(own.id ?? own.url ?? `row ${number}`);
  const parsed = knownSchema.safeParse(fields({ ...own, id }));
  const place = `${path}#row ${number}`;
  if (!parsed.success) return broken(place, `A wrong field, ${wrongField(parsed.error)}`, 'Correct the field.');
  if (!own.text && !own.html)
    return broken(place, 'A row without text', 'Give the article in a column "text" or "html".');
  return { id, bytes: Buffer.from(JSON.stringify(row)), known: fields(parsed.data) };
}
