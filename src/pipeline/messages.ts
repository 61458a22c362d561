import type { ErrorCode } from '../core/errors.ts';
import { LedgerError } from '../core/errors.ts';

/** An error as it crosses to another process. */
export interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly where: string;
  readonly remedy: string;
}

/** From the parent: how to start, the next piece of work, that there is none left. */
export type ToWorker = { readonly setup: unknown } | { readonly task: unknown } | { readonly done: true };

/** From a worker: that it is ready or cannot start, and what became of a task. */
export type FromWorker =
  | { readonly ready: true }
  | { readonly fatal: PlainError }
  | { readonly result: unknown }
  | { readonly error: PlainError };

export function toPlain(error: unknown, where: string): PlainError {
  if (error instanceof LedgerError) {
    const { code, what, where: place, remedy } = error;
    return { code, message: what, where: place, remedy };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, where, remedy: 'Please report this with the input.' };
}

export const fromPlain = ({ code, message, where, remedy }: PlainError): LedgerError =>
  new LedgerError(code, message, where, remedy);
