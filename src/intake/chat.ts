import { Agent, fetch } from 'undici';
import { z } from 'zod';
import { LedgerError } from '../core/errors.ts';
import { isPrivateHost } from './address.ts';

/** A language model behind an OpenAI-compatible endpoint. */
export interface Endpoint {
  /** Base address, such as `http://localhost:11434/v1`. */
  readonly url: string;
  readonly model: string;
  /** Longest wait for one answer, in milliseconds (default five minutes). */
  readonly timeout?: number;
}

const MOST = 2_000_000;
const ANSWER = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/**
 * Asks the model one question and gives its words. Texts of the ledger leave this machine only for its own network: other
 * hosts are refused, and no redirect is followed.
 * @throws LedgerError `refused`, `unreadable`, `timeout`
 */
export async function askModel(
  { url, model, timeout = 300_000 }: Endpoint,
  system: string,
  user: string,
): Promise<string> {
  const address = addressOf(url);
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: user },
  ];
  const body = JSON.stringify({ model, messages, temperature: 0, seed: 0, response_format: { type: 'json_object' } });
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(timeout);
  const dispatcher = new Agent({ headersTimeout: timeout, bodyTimeout: timeout });
  try {
    const response = await fetch(address, { method: 'POST', body, headers, redirect: 'error', signal, dispatcher });
    if (!response.ok) throw failed(url, `The endpoint answered ${response.status}`);
    const said = await response.text();
    if (said.length > MOST) throw failed(url, 'The endpoint answered more than 2 MB');
    const parsed = ANSWER.safeParse(JSON.parse(said));
    if (!parsed.success) throw failed(url, 'The endpoint does not answer as OpenAI-compatible ones do');
    return parsed.data.choices[0]!.message.content;
  } catch (error) {
    if (error instanceof LedgerError) throw error;
    if (signal.aborted)
      throw new LedgerError('timeout', `No answer within ${timeout / 1000} s`, url, 'Try a smaller model.');
    throw failed(url, 'The endpoint cannot be asked');
  } finally {
    await dispatcher.destroy();
  }
}

const failed = (url: string, what: string): LedgerError =>
  new LedgerError('unreadable', what, url, 'Check that it runs, and its address: http://localhost:11434/v1');

function addressOf(url: string): URL {
  const base = URL.canParse(url) ? new URL(`${url.replace(/\/+$/u, '')}/chat/completions`) : null;
  if (!base || !/^https?:$/u.test(base.protocol))
    throw new LedgerError('bad-argument', 'This is no web address', url, 'Write it like http://localhost:11434/v1');
  if (isPrivateHost(base.hostname)) return base;
  throw new LedgerError(
    'refused',
    'Articles are sent to this machine and its network only',
    url,
    'Run the model there, or hand in its records with: dragoman propose FILE.jsonl',
  );
}
