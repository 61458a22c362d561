import PostalMime, { type Email } from 'postal-mime';
import type { Failure, Skipped } from '../source.ts';
import { broken, dayIn, type Format, fields, type Item, type Opened } from './format.ts';

const HEADERS = /^(?:[A-Za-z][A-Za-z\d-]{1,60}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3,}\r?\n/u;
const FROM_LINE = /^From \S+.*\d{4}\r?$/u;

const header = (email: Email, name: string): string | null =>
  email.headers.find(({ key }) => key === name)?.value ?? null;

/** One message: its HTML where it has any, else its text; the day as its Date line has it. */
async function messageItem(bytes: Uint8Array, id: string | null, path: string): Promise<Item | Failure> {
  const email = await PostalMime.parse(bytes);
  const place = id === null ? path : `${path}#${id}`;
  const url = header(email, 'snapshot-content-location');
  const retrieved = email.date && !Number.isNaN(Date.parse(email.date)) ? new Date(email.date).toISOString() : null;
  const body = email.html ? { html: email.html } : { text: email.text?.trim() };
  if (!body.html && !body.text) return broken(place, 'A message without text');
  // A page saved as MHTML: the page says for itself what it is, and the message's day is that of saving.
  if (url) return { id, bytes, known: fields({ url, ...body }), retrieved };
  const { from } = email;
  const name = from && 'name' in from ? from.name || from.address || null : null;
  const known = fields({ title: email.subject, publisher: name, published: dayIn(header(email, 'date')), ...body });
  return { id, bytes, known };
}

/** A message (EML), or a page saved as one (MHTML). */
export const mail: Format = {
  name: 'message',
  is: ({ start }) => {
    const top = HEADERS.exec(start)?.[0] ?? '';
    const has = (name: string) => new RegExp(`^${name}:`, 'imu').test(top);
    return has('MIME-Version') || has('Message-ID') || (has('From') && has('Date') && has('Subject') && has('To'));
  },
  items: async function* (file) {
    yield await messageItem(await file.bytes(), null, file.path);
  },
};

/** The messages of an mbox, streamed. */
async function* messages(file: Opened): AsyncGenerator<Buffer | null> {
  let lines: Buffer[] = [];
  let size = 0;
  const whole = () => (size > file.limit ? null : Buffer.concat(lines));
  for await (const line of linesOf(file)) {
    if (FROM_LINE.test(line.toString('latin1').slice(0, 300).trimEnd())) {
      if (size > 0) yield whole();
      [lines, size] = [[], 0];
      continue;
    }
    const own = line[0] === 0x3e && /^>+From /u.test(line.toString('latin1').slice(0, 40)) ? line.subarray(1) : line;
    size += own.length;
    if (size <= file.limit) lines.push(own);
    else lines = [];
  }
  if (size > 0) yield whole();
}

/** Lines with their ends. */
async function* linesOf(file: Opened): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of file.stream()) {
    let all: Buffer = Buffer.concat([rest, chunk]);
    for (let end = all.indexOf(10); end >= 0; end = all.indexOf(10)) {
      yield all.subarray(0, end + 1);
      all = all.subarray(end + 1);
    }
    rest = all;
  }
  if (rest.length > 0) yield rest;
}

/** A mailbox of many messages. */
export const mbox: Format = {
  name: 'mailbox',
  is: ({ start }) =>
    FROM_LINE.test(start.slice(0, 300).split('\n')[0]!) && HEADERS.test(start.slice(start.indexOf('\n') + 1)),
  items: async function* (file): AsyncGenerator<Item | Failure | Skipped> {
    let i = 0;
    for await (const message of messages(file)) {
      const id = `message ${++i}`;
      if (message) yield await messageItem(message, id, file.path);
      else yield broken(`${file.path}#${id}`, 'A message too large for one article', 'Allow more (--max-size MB).');
    }
  },
};
