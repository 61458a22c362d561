import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../src/web/api.ts';

/** What went wrong, in the server's words, with what to do about it. */
export class Trouble extends Error {
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

async function answer<T>(request: Promise<Response>): Promise<T> {
  const response = await request.catch(() => {
    throw new Trouble('The desk does not answer.', 'Is `dragoman serve` still running? Start it and reload this page.');
  });
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => null)) as Problem | null;
  throw new Trouble(body?.error.message ?? `The desk answered ${response.status}.`, body?.error.remedy ?? '');
}

export const ask = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  answer<T>(fetch(path, signal ? { signal } : {}));

export const send = <T>(path: string, body: unknown = {}): Promise<T> =>
  answer<T>(
    fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  );

/** Counts corrections made here: what is on screen is asked for again after each. */
const turnOfLedger = signal(0);
export const askAllAgain = (): void => {
  turnOfLedger.value++;
};

export interface Answer<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  /** True while an answer to the present question is awaited; `data` then still holds the last one. */
  readonly waiting: boolean;
  readonly again: () => void;
}

/** Asks the API and keeps the last answer on screen until the next one is there. */
export function useAnswer<T>(path: string | null): Answer<T> {
  const [state, setState] = useState<{ path: string | null; data: T | null; trouble: Trouble | null }>({
    path: null,
    data: null,
    trouble: null,
  });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    ask<T>(path, stop.signal).then(
      (data) => setState({ path, data, trouble: null }),
      (trouble: Trouble) => {
        if (!stop.signal.aborted) setState((last) => ({ path, data: last.data, trouble }));
      },
    );
    return () => stop.abort();
  }, [path, turn, turnOfLedger.value]);
  return {
    data: state.data,
    trouble: state.path === path ? state.trouble : null,
    waiting: state.path !== path,
    again: () => setTurn((n) => n + 1),
  };
}

/** Asks again and again while something runs. */
export function useAgain(isRunning: boolean, milliseconds: number, ask: () => void): void {
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(ask, milliseconds);
    return () => clearInterval(timer);
  });
}
