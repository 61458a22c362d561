import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROMPT, PROMPT_HASH } from '../../src/ledger/asking.ts';
import { openLedger } from '../../src/store/sqlite.ts';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';
import { dragoman } from './run.ts';

/** Records asked of a model, from an endpoint that answers as told. */

const PASSAGE = 'Faramir denied that Gondor had paid Rohan 300 ounces of silver.';
const SAID =
  '"We will not open the fords to Mordor," said Faramir, the steward of Gondor, in an interview with the Citadel Gazette.';
const ANSWER = {
  records: [
    {
      kind: 'attribution',
      passage: SAID,
      content: ['We will not open the fords to Mordor,'],
      source: 'Faramir',
      cue: 'said',
      form: 'direct',
    },
    { kind: 'event', passage: PASSAGE, trigger: 'paid', type: 'AID', status: 'asserted', actors: ['Gondor'] },
    { kind: 'event', passage: PASSAGE, trigger: 'bribed', type: 'AID', status: 'denied' },
    { kind: 'event', passage: SAID, trigger: 'the', type: 'AID', status: 'denied' },
    { kind: 'event', passage: PASSAGE, trigger: 'paid', type: 'BRIBE', status: 'denied' },
    { kind: 'attribution', passage: 'Sauron confessed.', content: ['Sauron confessed'] },
    { kind: 'poem', passage: PASSAGE },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'dragoman-propose-'));
const file = join(folder, 'press.db');
const asked: { readonly model: string; readonly messages: readonly { readonly content: string }[] }[] = [];
let server: Server;
let url: string;
let herald: string;
beforeAll(async () => {
  const store = ledgerOf(dossier(1), file);
  herald = store.documents().find((d) => d.location === 'dossier/herald.txt')!.id;
  store.close();
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push(JSON.parse(body));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ choices: [{ message: { content: JSON.stringify(ANSWER) } }] }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The endpoint lives in this process, so the program must not block it. */
async function run(...args: readonly string[]): Promise<{ readonly status: number; readonly out: string }> {
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args, '--ledger', file]);
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
  });
  const [status] = (await once(child, 'close')) as [number];
  return { status, out };
}

test('a model gives words; what stands there once is taken, with engine, model and prompt, and compared', async () => {
  const { status, out } = await run('propose', '--from', url, '--model', 'parrot', '--document', herald, '--json');
  expect(status).toBe(0);
  const told = JSON.parse(out) as Record<string, unknown>;
  expect(told).toMatchObject({
    accepted: 2,
    refused: { 'quote-absent': 2, 'quote-twice': 1, 'not-a-record': 2 },
    agreement: [
      { kind: 'attribution', model: 1, both: 1, same: 1 },
      { kind: 'event', model: 1 },
      { kind: 'forecast', model: 0 },
      { kind: 'assessment', model: 0 },
    ],
  });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ model: 'parrot', messages: [{ content: PROMPT }, {}] });
  expect(asked[0]!.messages[1]!.content).toContain(PASSAGE);
  expect(asked[0]!.messages[1]!.content).not.toContain('seed cake');
  const store = openLedger(file);
  const proposals = store.proposals();
  expect(proposals.map((p) => p.engine)).toEqual(Array(2).fill(`${new URL(url).host} parrot prompt ${PROMPT_HASH}`));
  const records = proposals.map((p) => p.record as { kind: string; reader: object; source?: { entity: string } });
  expect(records.every((r) => JSON.stringify(r.reader).includes(PROMPT_HASH))).toBe(true);
  expect(records.find((r) => r.kind === 'attribution')!.source).toMatchObject({ span: { quote: 'Faramir' } });
  store.close();
});

test('the table says where reader and model agree', async () => {
  const { out } = await run('propose', '--from', url, '--model', 'parrot', '--document', herald);
  expect(out).toMatch(/^kind\s+reader\s+model\s+both\s+same$/mu);
  expect(out).toMatch(/^attribution\s+\d+\s+1\s+1\s+1$/mu);
});

test('articles are sent to the own network only, and a call without sense is one line', () => {
  const far = dragoman(['propose', '--from', 'https://models.example.com/v1', '--model', 'x', '--ledger', file]);
  expect(far.status).toBe(2);
  expect(far.err).toMatch(/this machine and its network only/u);
  expect(dragoman(['propose', '--ledger', file]).err).toMatch(/Name a file and its engine/u);
  const nobody = dragoman(['propose', '--from', 'http://127.0.0.1:9/v1', '--model', 'x', '--ledger', file]);
  expect(nobody.status).toBe(1);
  expect(nobody.err).toMatch(/cannot be asked .*11434/u);
});
