import { createHash } from 'node:crypto';
import type { Article, Reading } from '../core/reading.ts';
import type { Source, SourceOptions, SourceRef } from '../intake/source.ts';
import { loadSource } from '../intake/sources.ts';
import { assemble, refusals } from '../ledger/assemble.ts';
import { openLedgerForReading } from '../store/sqlite.ts';
import type { Bundle, LastRead, Store } from '../store/store.ts';
import { type FromWorker, type ToWorker, toPlain } from './messages.ts';

/** Reads articles: what a worker process needs of the wired program. */
export interface Reader {
  /** Of model, lexicon and program together. */
  readonly version: string;
  readonly toArticle: (source: Source) => Promise<Article>;
  readonly readArticle: (article: Article) => Promise<Reading>;
  readonly close: () => Promise<void>;
}

/** What a worker is told when it starts. */
export interface Setup {
  /** The analyst's own lexicon folders. */
  readonly lexicon: readonly string[];
  readonly sources: SourceOptions;
  /** Ledger to look up what was read already; null where it is not kept. */
  readonly ledger: string | null;
  /** Read even what this reader has read before. */
  readonly again: boolean;
}

/** What became of one input: a bundle for the ledger, or the document it was read into before. */
export type WorkerResult = { readonly bundle: Bundle } | { readonly known: string };

/** Loads, reads and assembles one input. */
export async function readOne(
  ref: SourceRef,
  reader: Reader,
  setup: Setup,
  store: Store | null,
): Promise<WorkerResult> {
  const loaded = await loadSource(ref, setup.sources);
  const input = inputDigest(loaded);
  const last = store?.lastRead(loaded.location) ?? null;
  if (!setup.again && last?.input === input && last.reader === reader.version) return { known: last.document };
  const source = { ...loaded, retrieved: retrievedAfter(last, loaded) };
  const article = await reader.toArticle(source);
  const { location, sha256, retrieved, finalUrl, bytes } = source;
  const evidence = { location, sha256, retrieved, finalUrl, bytes };
  const reading = await reader.readArticle(article);
  const [records, refused] = [assemble(reading), refusals(reading)];
  return { bundle: { text: article.text, evidence, input, reader: reader.version, records, refused } };
}

/** A text that differs from the one last read here came after it, whatever time its file bears (a copy brought back). */
const retrievedAfter = (last: LastRead | null, { sha256, retrieved }: Source): string =>
  last && last.sha256 !== sha256 && last.retrieved >= retrieved ? new Date().toISOString() : retrieved;

const inputDigest = (source: Source): string =>
  createHash('sha256').update(source.sha256).update(JSON.stringify(source.known)).digest('hex').slice(0, 32);

/**
 * Turns this process into a reader that answers the parent's tasks one after the other. It ends of itself when told
 * there is no more, or when the parent is gone, so that every answer gets out; Ctrl-C and SIGTERM, which a whole group of
 * processes may be sent, are the parent's to act on.
 */
export function serveReading(open: (lexicon: readonly string[]) => Promise<Reader>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
  /** Resolves once the message is out: a channel closed before would lose it. */
  const send = (message: FromWorker) =>
    new Promise<void>((resolve) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => resolve());
      else resolve();
    });
  let work: Promise<unknown> = Promise.resolve();
  let desk: Desk | null = null;
  process.on('message', (message: ToWorker) => {
    if ('setup' in message) {
      work = openDesk(message.setup as Setup, open).then(
        (opened) => {
          desk = opened;
          return send({ ready: true });
        },
        async (error) => {
          await send({ fatal: toPlain(error, 'reader') });
          process.disconnect?.();
        },
      );
    } else if ('task' in message) {
      const ref = message.task as SourceRef;
      work = work.then(async () => {
        if (desk && process.connected) await send(await desk.read(ref));
      });
    } else work = work.then(() => desk?.close()).then(() => process.connected && process.disconnect?.());
  });
}

interface Desk {
  readonly read: (ref: SourceRef) => Promise<FromWorker>;
  readonly close: () => Promise<void>;
}

async function openDesk(setup: Setup, open: (lexicon: readonly string[]) => Promise<Reader>): Promise<Desk> {
  const reader = await open(setup.lexicon);
  const store = setup.ledger === null ? null : openLedgerForReading(setup.ledger);
  return {
    read: (ref) =>
      readOne(ref, reader, setup, store).then(
        (result) => ({ result }),
        (error) => ({ error: toPlain(error, ref.location) }),
      ),
    close: async () => {
      store?.close();
      await reader.close();
    },
  };
}
