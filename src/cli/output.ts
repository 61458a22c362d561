import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { styleText } from 'node:util';
import { visible } from '../core/visible.ts';

/** Stands for the escape of our own colours until a line is printed; nothing an article holds can be it. */
const OWN = `\ue000${randomUUID()}\ue000`;

/** Colour and weight, on a terminal only. */
export const style = (format: Parameters<typeof styleText>[0], text: string): string =>
  styleText(format, text, { stream: process.stdout }).replaceAll('\x1b', OWN);

/** What may go to a terminal: no escape but our own. */
const shown = (text: string): string => visible(text).replaceAll(OWN, '\x1b');

/** Prints data on standard output, without a line end of its own. */
export const write = (text: string): void => {
  process.stdout.write(shown(text));
};

/** Prints one line of data on standard output. */
export const print = (line: string): void => write(`${line}\n`);

/** Says one line to the person at the terminal, on standard error. */
export const say = (line: string): void => {
  process.stderr.write(`${shown(line)}\n`);
};

/** Prints lines of data as fast as the reader at the other end takes them. */
export async function printAll(lines: Iterable<string>): Promise<void> {
  for (const line of lines) if (!process.stdout.write(`${shown(line)}\n`)) await once(process.stdout, 'drain');
}

/** Prints records as JSON, one object a line. */
export function* jsonLines(values: Iterable<unknown>): Iterable<string> {
  for (const value of values) yield JSON.stringify(value);
}

/** A program that stops listening (`| head`) ends this one quietly. */
export function endQuietlyOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
}

const plural = (n: number, word: string): string => `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;

export { plural };
