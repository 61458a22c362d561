import { type ChildProcess, fork } from 'node:child_process';
import type { LedgerError } from '../core/errors.ts';
import { COMPILED } from './compiled.ts';
import { type FromWorker, fromPlain, type PlainError } from './messages.ts';
import type { Queue } from './queue.ts';

export interface PoolOptions {
  /** Path of the module each worker process runs. */
  readonly module: string;
  /** What every worker is told when it starts. */
  readonly setup: unknown;
  readonly workers: number;
  /** Longest time one task may take, in milliseconds. */
  readonly timeout: number;
  /** Aborted, no further worker is missed: one that has not started, or that a signal ended, is no fault. */
  readonly stopping?: AbortSignal | undefined;
  /** Aborted, every worker is ended at once; of what it was at, nothing is heard. */
  readonly quit?: AbortSignal | undefined;
}

export type Outcome<R> = { readonly result: R } | { readonly error: PlainError };

/** Tasks a worker holds at once: one under way, one waiting, so that it never idles while the parent writes. */
const DEPTH = 2;

/**
 * Has forked processes work off a queue; `onOutcome` hears of every task exactly once, in the order they end. A worker
 * that dies (out of memory, a crash in native code) or takes too long costs the task it was at, and is replaced.
 * @throws LedgerError what keeps a worker from starting (no model, a lexicon that is not valid), and what `onOutcome` throws
 */
export async function runPool<T, R>(
  queue: Queue<T>,
  options: PoolOptions,
  onOutcome: (task: T, outcome: Outcome<R>) => void,
): Promise<void> {
  const crew = new Set<Worker<T>>();
  let isOver = false;
  const killAll = () => {
    for (const worker of crew) worker.kill();
  };
  options.quit?.addEventListener('abort', killAll, { once: true });
  const life = async (): Promise<void> => {
    for (let left: readonly T[] | null = []; left && !isOver && !options.quit?.aborted; ) {
      const worker: Worker<T> = startWorker(queue, left, options, onOutcome);
      crew.add(worker);
      left = await worker.ended;
      crew.delete(worker);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.workers }, life));
  } finally {
    isOver = true;
    options.quit?.removeEventListener('abort', killAll);
    killAll();
  }
}

interface Worker<T> {
  /** Null when all work is done; else the worker died, and these tasks it had not begun. */
  readonly ended: Promise<readonly T[] | null>;
  readonly kill: () => void;
}

function startWorker<T, R>(
  queue: Queue<T>,
  inherited: readonly T[],
  options: PoolOptions,
  onOutcome: (task: T, outcome: Outcome<R>) => void,
): Worker<T> {
  const { child, complaint } = forkWorker(options);
  const held: T[] = [];
  const waiting = [...inherited];
  const clock = stopwatch(options.timeout, () => child.kill('SIGKILL'));
  const state = { isReady: false, isDone: false, isGone: false };

  const hand = (task: T): void => {
    if (held.push(task) === 1) clock.start();
    child.send({ task }, () => {});
  };
  const feed = async (): Promise<void> => {
    const task = waiting.shift() ?? (await queue.take());
    if (task !== undefined) return state.isGone ? queue.back(task) : hand(task);
    if (!state.isDone && !state.isGone) child.send({ done: true }, () => {});
    state.isDone = true;
  };
  const settle = (outcome: Outcome<R>): void => {
    clock.stop();
    const task = held.shift() as T;
    if (held.length > 0) clock.start();
    onOutcome(task, outcome);
    void feed();
  };
  const start = (): void => {
    state.isReady = true;
    for (let i = 0; i < DEPTH; i++) void feed();
  };
  /** The tasks not begun, once the one under way is accounted for. */
  const bury = (code: number | null, signal: string | null): readonly T[] | null => {
    clock.stop();
    state.isGone = true;
    if (options.quit?.aborted || (options.stopping?.aborted && !state.isReady)) return null;
    if (!state.isReady) throw noStart(complaint() || (signal ?? `status ${code}`));
    if (state.isDone && held.length === 0) return null;
    const lost = held.shift();
    if (lost !== undefined)
      onOutcome(lost, { error: causeOfDeath(clock, options.timeout, signal ?? `status ${code}`, complaint()) });
    return [...held, ...waiting];
  };

  const ended = new Promise<readonly T[] | null>((resolve, reject) => {
    const attempt =
      <A extends unknown[]>(act: (...given: A) => void) =>
      (...given: A): void => {
        try {
          act(...given);
        } catch (error) {
          reject(error);
        }
      };
    child.on(
      'message',
      attempt((message: FromWorker) => {
        if ('fatal' in message) throw fromPlain(message.fatal);
        if ('ready' in message) start();
        else settle(message as Outcome<R>);
      }),
    );
    child.on('error', reject);
    child.on(
      'close',
      attempt((code: number | null, signal: string | null) => resolve(bury(code, signal))),
    );
  });
  return { ended, kill: () => child.kill('SIGKILL') };
}

/** Most memory a reader's own objects may take, in megabytes: ample for an article, little enough for a laptop. */
const HEAP = 2048;

/** Starts the process; `complaint` is the telling line of what it wrote to standard error. */
function forkWorker({ module, setup }: PoolOptions): {
  readonly child: ChildProcess;
  readonly complaint: () => string;
} {
  const child = fork(module, [], {
    serialization: 'advanced',
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [...process.execArgv, `--max-old-space-size=${HEAP}`],
  });
  let tail = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-8000);
  });
  child.send({ setup }, () => {});
  return { child, complaint: () => /^.*?((?:FATAL ERROR|\w*Error): .{1,160})/mu.exec(tail)?.[1] ?? '' };
}

function stopwatch(milliseconds: number, onRing: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let rung = false;
  const ring = () => {
    rung = true;
    onRing();
  };
  return {
    start: () => {
      timer = setTimeout(ring, milliseconds);
    },
    stop: () => clearTimeout(timer),
    hasRung: () => rung,
  };
}

function causeOfDeath(
  clock: { readonly hasRung: () => boolean },
  timeout: number,
  how: string,
  complaint: string,
): PlainError {
  const where = 'reader';
  if (clock.hasRung())
    return {
      code: 'timeout',
      message: `Reading it took longer than ${Math.round(timeout / 1000)} seconds`,
      where,
      remedy: 'Split it, or allow more with --timeout SECONDS.',
    };
  const message = `The reader process died on it (${[how, complaint].filter(Boolean).join(': ')})`;
  return {
    code: 'internal',
    message,
    where,
    remedy: 'The other articles were read. Try it alone; if it fails again, report it.',
  };
}

const noStart = (why: string): LedgerError =>
  fromPlain({
    code: 'internal',
    message: `The reader process did not start: ${why}`,
    where: 'reader',
    remedy: 'Run: dragoman doctor',
  });
