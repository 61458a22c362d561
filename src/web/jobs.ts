import { LedgerError } from '../core/errors.ts';
import type { Ended, Progress } from '../defaults/reading.ts';
import type { Job, JobItem } from './api.ts';

/** Reads paths and URLs into the ledger; the desk's only way to do so. */
export type ReadArticles = (
  paths: readonly string[],
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
    readonly onEnded: (ended: Ended) => void;
  },
) => Promise<unknown>;

export interface Jobs {
  list(): readonly Job[];
  start(label: string, paths: readonly string[]): Job;
  /** Lets the articles under way end, leaves the rest. */
  cancel(id: string): Job;
  /** Reads again what failed. */
  retry(id: string): Job;
}

interface Running {
  job: Job;
  readonly paths: readonly string[];
  readonly stop: AbortController;
}

/** The newest articles a job shows beside its failures, and the most failures it lists. */
const [RECENT, MOST_FAILURES] = [12, 1000];

function itemOf(ended: Ended): JobItem {
  if (ended.change === 'failed') return { ...ended.failure, change: 'failed', document: null };
  const { location, change } = ended;
  if (change === 'skipped') return { location, change, document: null, cause: ended.reason, remedy: null };
  return { ...ended, cause: null, remedy: null };
}

/** Failures in full, of the others the newest few. */
function kept(items: readonly JobItem[]): readonly JobItem[] {
  const failed = items.filter((i) => i.change === 'failed').slice(0, MOST_FAILURES);
  return [...failed, ...items.filter((i) => i.change !== 'failed').slice(-RECENT)];
}

const explained = (error: unknown): NonNullable<Job['trouble']> =>
  error instanceof LedgerError
    ? { message: `${error.what} (${error.where}).`, remedy: error.remedy }
    : { message: 'Reading stopped on a fault of the program.', remedy: 'See the terminal `serve` runs in.' };

const waiting = (id: string, label: string, started: string): Job => ({
  id,
  label,
  state: 'waiting',
  started,
  found: 0,
  counts: { added: 0, updated: 0, unchanged: 0, failed: 0, skipped: 0 },
  items: [],
  trouble: null,
});

function set(running: Running, changes: Partial<Job>): void {
  running.job = { ...running.job, ...changes };
}

/** Reads what a job asks and keeps its state up to date; what goes wrong is told in the job. */
async function run(running: Running, read: ReadArticles, onFault: (error: Error) => void): Promise<void> {
  const { signal } = running.stop;
  if (signal.aborted) return;
  set(running, { state: 'listing' });
  try {
    await read(running.paths, {
      signal,
      onProgress: ({ found, isListed, counts }) =>
        set(running, { found, counts, state: isListed ? 'reading' : 'listing' }),
      onEnded: (ended) => set(running, { items: kept([...running.job.items, itemOf(ended)]) }),
    });
    set(running, { state: signal.aborted ? 'cancelled' : 'done' });
  } catch (error) {
    set(running, { state: 'failed', trouble: explained(error) });
    if (!(error instanceof LedgerError)) onFault(error as Error);
  }
}

/** Reading in the background, one job after the other: a job keeps every core busy by itself. */
export function makeJobs(read: ReadArticles, now: () => Date, onFault: (error: Error) => void = () => {}): Jobs {
  const all: Running[] = [];
  let last: Promise<void> = Promise.resolve();

  function start(label: string, paths: readonly string[]): Job {
    const job = waiting(`${all.length + 1}`, label, now().toISOString());
    const running: Running = { job, paths, stop: new AbortController() };
    all.push(running);
    last = last.then(() => run(running, read, onFault));
    return job;
  }

  function find(id: string): Running {
    const running = all.find((r) => r.job.id === id);
    if (running) return running;
    throw new LedgerError('not-found', 'There is no such job', id, 'Jobs are forgotten when `serve` ends.');
  }

  return {
    list: () => all.map((r) => r.job).reverse(),
    start,
    cancel(id) {
      const running = find(id);
      running.stop.abort();
      if (running.job.state === 'waiting') set(running, { state: 'cancelled' });
      return running.job;
    },
    retry(id) {
      const { job, paths } = find(id);
      const failed = job.items.filter((i) => i.change === 'failed').map((i) => i.location);
      const again = failed.length > 0 ? failed.map((location) => location.replace(/#[^#/]*$/u, '')) : paths;
      return start(`Again: ${job.label}`, [...new Set(again)]);
    },
  };
}
