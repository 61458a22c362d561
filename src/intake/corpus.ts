import { createReadStream } from 'node:fs';
import { LedgerError } from '../core/errors.ts';
import { keysNotRead, ownNames, unknownKeys } from './formats/named.ts';
import { failureOf, type Known, knownSchema, type Listed, tooLarge, wrongField } from './source.ts';

/** A stretch of bytes between line ends; `bytes` is null where it is longer than the limit. */
interface Line {
  readonly number: number;
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array | null;
}

/**
 * Lists the articles of a JSONL corpus, streaming: each line `FILE#id` (the line number where it has no id).
 * A line that is no article is a failure (`FILE#line 3`); the rest go on. Keys that are not read are named once.
 */
export async function* corpusLines(path: string, limit: number): AsyncGenerator<Listed> {
  const lineOf = new Map<string, number>();
  const keys = new Set<string>();
  let isEmpty = true;
  try {
    for await (const { number, from, to, bytes } of linesOf(path, limit)) {
      const place = `${path}#line ${number}`;
      try {
        if (bytes && Buffer.from(bytes).toString().trim() === '') continue;
        isEmpty = false;
        if (!bytes) throw tooLarge(place, limit);
        const { known, unknown } = parseLine(bytes, place, number);
        for (const key of unknown) keys.add(key);
        const id = String(known.id ?? number);
        const earlier = lineOf.get(id);
        if (earlier !== undefined)
          throw bad(place, `Line ${number} repeats the id of line ${earlier}`, 'Give each article its own id.');
        lineOf.set(id, number);
        yield { kind: 'line', location: `${path}#${id}`, path, line: number, from, to };
      } catch (error) {
        yield failureOf(place, error);
      }
    }
    if (keys.size > 0) yield keysNotRead(path, keys);
    if (isEmpty) yield failureOf(path, bad(path, 'No line in it', 'Write one JSON object a line.'));
  } catch (error) {
    yield failureOf(
      path,
      bad(path, `Cannot be read: ${(error as NodeJS.ErrnoException).code}`, 'Check its permissions.'),
    );
  }
}

/** What a line of a corpus states, under our names or those in use elsewhere, and the keys that are not read. */
interface ReadLine {
  readonly known: Known;
  readonly unknown: readonly string[];
}

/** Reads one line of a corpus; it must hold `text` or `html`. */
export function parseLine(bytes: Uint8Array, location: string, number: number): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(
      Buffer.from(bytes)
        .toString('utf8')
        .replace(/^\ufeff/u, ''),
    );
  } catch {
    throw bad(location, `Line ${number} is not JSON`, 'Write one JSON object a line.');
  }
  const named = value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : null;
  const parsed = knownSchema.safeParse(named ? ownNames(named) : value);
  if (!parsed.success) throw bad(location, `Line ${number}, ${wrongField(parsed.error)}`, 'Correct the field.');
  if (!parsed.data.text && !parsed.data.html)
    throw bad(location, `Line ${number} has neither "text" nor "html"`, 'Give the article in one of them.');
  return { known: parsed.data, unknown: named ? unknownKeys(named) : [] };
}

const bad = (where: string, what: string, remedy: string): LedgerError =>
  new LedgerError('unreadable', what, where, remedy);

async function* linesOf(path: string, limit: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let [number, from, size] = [1, 0, 0];
  const take = (chunk: Uint8Array) => {
    size += chunk.length;
    if (size <= limit) parts.push(chunk);
    else parts = [];
  };
  const finish = (): Line => {
    const line = { number, from, to: from + size, bytes: size > limit ? null : Buffer.concat(parts) };
    [number, from, size, parts] = [number + 1, from + size + 1, 0, []];
    return line;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (size > 0) yield finish();
}
