/**
 * Reads folders of broken articles and looks at what is left: no run may end early, no article fail on a fault of the program,
 * nothing be dropped in silence; another order and another number of readers must give the same ledger, byte for byte.
 * Status 1 on a fault.
 *
 *   node bench/fuzz.ts [--files 1000] [--seed 1] [--minutes 60]     folders of 200 files until all are read or time is over
 */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Progress, readInto } from '../src/defaults/reading.ts';
import { refreshViews } from '../src/defaults/views.ts';
import { jsonl } from '../src/store/exchange.ts';
import { openLedger } from '../src/store/sqlite.ts';
import { inventedArticle, seeded } from './articles.ts';

/** Pieces that broke something once, or might. */
const ODD = [
  '“',
  '”',
  '‘',
  '’',
  '"',
  '«',
  '„',
  '\u0000',
  '\u001b[31m',
  '\u009b2J',
  '\u202e',
  '\ufeff',
  '\u00ad',
  '\ud800',
  '🕊',
  '\r',
  '\n\n\n',
  '\t',
  '<body>',
  '<!--',
  '-->',
  '<script>',
  '</p>',
  '<p hidden>',
  '&#x1b;',
  '<a href="javascript:x">',
  '> ',
  '```',
  '---\ntitle: [\n---\n',
  ' is likely to ',
  ' will ',
  ' said that ',
  '14 March 2031, ',
  'Read also\n',
  'yesterday ',
  '__proto__',
  '$&',
  '%s',
  '{"',
  '):',
  '=1+1',
  'n likely Xi __ shall unlo by Rohed will y torrow announced e',
];

type Random = () => number;
const pick = <T>(from: readonly T[], random: Random): T => from[Math.floor(random() * from.length)]!;

/** A text with a few things wrong in it. */
function broken(text: string, random: Random): string {
  let now = text.slice(0, 200 + Math.floor(random() * 1500));
  for (let i = Math.floor(random() * 12); i >= 0; i--) {
    const [at, length] = [Math.floor(random() * now.length), Math.floor(random() ** 3 * 200)];
    const act = random();
    if (act < 0.4) now = now.slice(0, at) + pick(ODD, random) + now.slice(at);
    else if (act < 0.6) now = now.slice(0, at) + now.slice(at + length);
    else if (act < 0.8) now = now.slice(0, at) + now.slice(at, at + length).repeat(2) + now.slice(at);
    else now = now.slice(at) + now.slice(0, at);
  }
  return now;
}

const page = (text: string): string =>
  `<html><head><title>${text.slice(0, 40)}</title></head><body><article>${text
    .split('\n')
    .map((l) => `<p>${l}`)
    .join('')}</article>`;

const lines = (text: string, random: Random): string =>
  text
    .split('\n\n')
    .map((part, i) =>
      random() < 0.2 ? part : JSON.stringify({ id: pick([i, 1, `${i}`, undefined, null, part], random), text: part }),
    )
    .join('\n');

const KINDS: readonly (readonly [string, (text: string, random: Random) => string])[] = [
  ['.txt', (text) => text],
  ['.txt', (text) => text],
  ['.md', (text) => `---\ntitle: ${text.slice(0, 30)}\n---\n${text}`],
  ['.html', page],
  ['.html', page],
  ['.jsonl', lines],
  ['.', (text) => text],
  ['.png', (text) => text],
];

/** Fills a folder with broken articles, some with a sidecar; the same for the same seed. */
function fill(folder: string, files: number, seed: number): readonly string[] {
  const random = seeded(seed);
  const paths: string[] = [];
  for (let i = 0; i < files; i++) {
    const [ending, make] = pick(KINDS, random);
    const path = join(folder, `${String(i).padStart(4, '0')}${pick(['', ' ', '#', 'é', '\u202e'], random)}${ending}`);
    const bytes = Buffer.from(make(broken(inventedArticle(Math.floor(random() * 5000)), random), random));
    if (random() < 0.1) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    const beside = random() < 0.1 ? `${path}.meta.json` : null;
    writeFileSync(path, bytes);
    if (beside)
      writeFileSync(
        beside,
        broken('{"authors": ["A"], "published": "2031-05-02", "url": "https://a.example/b"}', random),
      );
    for (const one of beside ? [path, beside] : [path]) {
      utimesSync(one, 1_900_000_000, 1_900_000_000);
      paths.push(one);
    }
  }
  return paths;
}

/** What reading some paths gave, and what is wrong with it. */
async function readAll(ledger: string, paths: readonly string[], workers: number) {
  const store = openLedger(ledger);
  const seen: Progress[] = [];
  try {
    const { counts, failures } = await readInto(store, ledger, paths, { workers, onProgress: (now) => seen.push(now) });
    const uncompared = refreshViews(store);
    const done = Object.values(counts).reduce((a, b) => a + b, 0);
    const found = seen.at(-1)?.found ?? 0;
    const faults = [
      ...[...failures, ...uncompared].filter((f) => f.code === 'internal').map((f) => `${f.location}: ${f.cause}`),
      ...(found === done ? [] : [`${found} found, ${done} accounted for`]),
      ...store.check(),
    ];
    return {
      counts,
      faults,
      exported: [...jsonl(store, { withText: true })].sort().join('\n'),
      failed: JSON.stringify(store.failures()),
    };
  } catch (error) {
    return { counts: null, faults: [`the run ended: ${(error as Error).stack}`], exported: '', failed: '' };
  } finally {
    store.close();
  }
}

/** What a folder of broken articles showed. */
export interface Fuzzed {
  readonly files: number;
  readonly counts: Progress['counts'] | null;
  readonly faults: readonly string[];
}

/** Reads one folder of broken articles twice, in two orders and with two numbers of readers. */
export async function fuzz(files: number, seed: number): Promise<Fuzzed> {
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-fuzz-'));
  try {
    const press = join(folder, 'press');
    mkdirSync(press);
    const paths = fill(press, files, seed);
    const first = await readAll(join(folder, 'one.db'), [press], 2);
    const named = paths.filter((path) => !/\.(?:png|meta\.json)$/u.test(path)); // those are skipped in a folder, read where named
    const second = await readAll(join(folder, 'two.db'), named.toReversed(), 1);
    const isSame = first.exported === second.exported && first.failed === second.failed;
    const faults = [...first.faults, ...second.faults, ...(isSame ? [] : ['two orders of reading gave two ledgers'])];
    return { files: paths.length, counts: first.counts, faults };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      files: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string', default: '60' },
    },
  });
  const end = Date.now() + Number(values.minutes) * 60_000;
  let [read, faults, seed] = [0, 0, Number(values.seed)];
  for (; read < Number(values.files) && Date.now() < end; seed++) {
    const result = await fuzz(Math.min(200, Number(values.files) - read), seed);
    read += result.files;
    faults += result.faults.length;
    console.log(
      `seed ${seed}: ${JSON.stringify(result.counts)} ${result.faults.length === 0 ? 'no fault' : result.faults.join('\n  ')}`,
    );
  }
  console.log(`${read} files, ${faults} faults`);
  process.exit(faults > 0 ? 1 : 0);
}
