import { once } from 'node:events';
import { styleText } from 'node:util';

/** Colour and weight, on a terminal only. */
export const style = (format: Parameters<typeof styleText>[0], text: string): string =>
  styleText(format, text, { stream: process.stdout });

/** Prints one line of data on standard output. */
export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Says one line to the person at the terminal, on standard error. */
export const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** Prints lines of data as fast as the reader at the other end takes them. */
export async function printAll(lines: Iterable<string>): Promise<void> {
  for (const line of lines) if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
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
