import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { LedgerError } from '../core/errors.ts';
import type { Skipped, SourceOptions, SourceRef } from '../intake/source.ts';
import { failureOf } from '../intake/source.ts';
import { listSources } from '../intake/sources.ts';
import type { PlainError } from '../pipeline/messages.ts';
import { runPool } from '../pipeline/pool.ts';
import { makeQueue, type Queue } from '../pipeline/queue.ts';
import type { Setup, WorkerResult } from '../pipeline/worker.ts';
import type { Bundle, Change, Failure, Store } from '../store/store.ts';

/** What became of one input. */
export type Ended =
  | { readonly location: string; readonly change: Change; readonly document: string | null }
  | { readonly location: string; readonly change: 'failed'; readonly failure: Failure }
  | { readonly location: string; readonly change: 'skipped'; readonly reason: string };

/** How far reading has come; `found` grows until `isListed`, and is then the sum of `counts` when all is done. */
export interface Progress {
  readonly found: number;
  readonly isListed: boolean;
  readonly counts: Readonly<Record<Ended['change'], number>>;
}

export interface ReadOptions extends SourceOptions {
  /** The analyst's own lexicon folders. */
  readonly lexicon?: readonly string[];
  /** Reader processes (default: one a core). */
  readonly workers?: number;
  /** Longest time for one article, in milliseconds (default five minutes). */
  readonly articleTimeout?: number;
  /** Read even what this reader has read before. */
  readonly again?: boolean;
  /** Aborting it ends reading after the articles under way, which get `GRACE` to end. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onEnded?: (ended: Ended) => void;
  /** Module the reader processes run; only tests name another. */
  readonly module?: string;
}

/** What a run of reading did. */
export interface Summary {
  readonly counts: Progress['counts'];
  readonly failures: readonly Failure[];
  /** How many inputs were skipped, by reason. */
  readonly skipped: Readonly<Record<string, number>>;
  /** True where it was aborted before the end. */
  readonly isInterrupted: boolean;
}

const FIVE_MINUTES = 300_000;
/** How long articles under way may take once reading is to end, in milliseconds; then they are left unread. */
const GRACE = 5000;
const WORKER = join(import.meta.dirname, `worker${extname(import.meta.filename)}`);

/**
 * Reads files, folders, corpora and URLs into a ledger with forked readers; this process alone writes. Each article is
 * committed as it ends, so that stopping or killing the run loses at most those under way, and running it again goes on.
 * @throws LedgerError where the reader cannot start or the ledger cannot be written
 * @example await readInto(ledger, 'dragoman.db', ['articles/'], { onEnded: ({ location }) => log(location) });
 */
export async function readInto(
  store: Store,
  ledger: string,
  paths: readonly string[],
  options: ReadOptions = {},
): Promise<Summary> {
  const run = bookkeeping(store, options);
  const queue = makeQueue<SourceRef>();
  if (options.signal?.aborted) return run.summary();
  const quit = new AbortController();
  let grace: NodeJS.Timeout | undefined;
  const stop = () => {
    queue.stop();
    grace = setTimeout(() => quit.abort(), GRACE);
  };
  options.signal?.addEventListener('abort', stop, { once: true });
  try {
    const listed = list(paths, options, queue, run);
    const { workers = availableParallelism(), articleTimeout: timeout = FIVE_MINUTES, module = WORKER } = options;
    await runPool<SourceRef, WorkerResult>(
      queue,
      { module, setup: setupOf(ledger, options), workers, timeout, stopping: options.signal, quit: quit.signal },
      run.end,
    );
    if (!options.signal?.aborted) await listed;
  } finally {
    clearTimeout(grace);
    options.signal?.removeEventListener('abort', stop);
  }
  return run.summary();
}

function setupOf(ledger: string, options: ReadOptions): Setup {
  const { lexicon = [], again = false, maxBytes, timeout, allowPrivate } = options;
  const sources = {
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(allowPrivate === undefined ? {} : { allowPrivate }),
  };
  return { lexicon, sources, ledger: ledger === ':memory:' ? null : ledger, again };
}

/** Articles that wait with their bytes. */
const HELD = 64;

type Run = ReturnType<typeof bookkeeping>;

async function list(paths: readonly string[], options: ReadOptions, queue: Queue<SourceRef>, run: Run): Promise<void> {
  try {
    for await (const found of listSources(paths, options)) {
      if (options.signal?.aborted) return;
      run.find();
      if (found.kind === 'failure') run.fail(found);
      else if (found.kind === 'skipped') run.skip(found);
      else {
        // Articles out of archives are listed with their bytes: no more of them than the readers need.
        if (found.kind === 'given') await queue.room(HELD);
        queue.add(found);
      }
    }
    run.listed();
  } finally {
    queue.close();
  }
}

/** Writes what comes in, and keeps count. */
function bookkeeping(store: Store, { signal, onProgress, onEnded }: ReadOptions) {
  const counts = { added: 0, updated: 0, unchanged: 0, failed: 0, skipped: 0 };
  const failures: Failure[] = [];
  const skipped: Record<string, number> = {};
  let [found, isListed] = [0, false];
  const tell = () => onProgress?.({ found, isListed, counts: { ...counts } });
  const ended = (end: Ended) => {
    counts[end.change]++;
    onEnded?.(end);
    tell();
  };
  const fail = ({ location, code, cause, remedy }: Failure) => {
    const failure = { location, code, cause, remedy };
    failures.push(failure);
    store.noteFailure(failure);
    ended({ location, change: 'failed', failure });
  };
  return {
    find: () => {
      found++;
      tell();
    },
    listed: () => {
      isListed = true;
      tell();
    },
    fail,
    skip: ({ location, reason }: Skipped) => {
      skipped[reason] = (skipped[reason] ?? 0) + 1;
      ended({ location, change: 'skipped', reason });
    },
    end: ({ location }: SourceRef, outcome: { readonly result: WorkerResult } | { readonly error: PlainError }) => {
      if ('error' in outcome) {
        const { code, message: cause, remedy } = outcome.error;
        return fail({ location, code, cause, remedy });
      }
      if ('known' in outcome.result) return ended({ location, document: outcome.result.known, change: 'unchanged' });
      const { bundle } = outcome.result;
      const change = putOrFail(store, bundle);
      if (typeof change === 'object') return fail(change);
      ended({ location, document: bundle.records[0]?.id ?? null, change });
    },
    summary: (): Summary => {
      const isInterrupted = signal?.aborted === true && (!isListed || sum(counts) < found);
      return { counts, failures, skipped, isInterrupted };
    },
  };
}

/** Only what is wrong with the ledger itself ends a run; a reading that it refuses is that article's failure. */
function putOrFail(store: Store, bundle: Bundle): Change | Failure {
  try {
    return store.put(bundle);
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    return failureOf(bundle.evidence.location, error);
  }
}

const sum = (counts: Progress['counts']): number => Object.values(counts).reduce((a, b) => a + b, 0);
