import type { Issue } from '../../core/record.ts';
import { parsePage } from '../../text/page.ts';
import { type Failure, type Skipped, skipped } from '../source.ts';
import { broken, dayIn, type Format, type Item, textItem, textOf } from './format.ts';

interface Message {
  readonly id: number | string;
  readonly type?: string;
  readonly date?: string;
  readonly from?: string | null;
  readonly forwarded_from?: string | null;
  readonly text?: string | readonly (string | { readonly text?: string })[];
}

const flat = (text: Message['text']): string =>
  (typeof text === 'string'
    ? text
    : (text ?? []).map((part) => (typeof part === 'string' ? part : (part.text ?? ''))).join('')
  ).trim();

const forwarded = (from: string): Issue => ({
  code: 'forwarded',
  message: `Forwarded from ${from}: its words are that channel's, passed on by this one.`,
});

/** A message as an article of its day; a forward is by the channel it comes from, and says so. */
function messageItem(message: Message, channel: string | null, url: string | null): Item {
  const { id, date, from, forwarded_from: origin } = message;
  const author = from && from !== channel ? [from] : null;
  const known = {
    id: String(id),
    publisher: channel ?? from,
    authors: origin ? [origin] : author,
    published: date?.slice(0, 10),
    url,
  };
  const item = textItem(`message ${id}`, flat(message.text), known, { bytes: Buffer.from(JSON.stringify(message)) });
  return origin ? { ...item, issues: [forwarded(origin)] } : item;
}

/** The messages of a chat in Telegram's JSON export. */
export function* chatItems(chat: Readonly<Record<string, unknown>>, path: string): Generator<Item | Failure | Skipped> {
  const channel = typeof chat.name === 'string' ? chat.name : null;
  for (const message of chat.messages as readonly Message[]) {
    const place = `${path}#message ${message?.id}`;
    if (message === null || typeof message !== 'object' || message.id === undefined)
      yield broken(`${path}#message`, 'A message without a number');
    else if (message.type !== 'message') yield skipped(place, 'service message');
    else if (flat(message.text) === '') yield skipped(place, 'message without text');
    else yield messageItem(message, channel, null);
  }
}

/** True for an object of Telegram's JSON export. */
export const isChat = (value: Readonly<Record<string, unknown>>): boolean =>
  Array.isArray(value.messages) && (value.messages.length === 0 || 'date' in Object(value.messages[0]));

interface Node {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
}

/** Text with its line breaks. */
const lined = (html: string): string => html.replace(/<br\s*\/?>/giu, '\n');
const words = (node: Node | null): string => (node?.textContent ?? '').trim();

/** Telegram's HTML export (messages.html): each message an article. */
export const telegramPage: Format = {
  name: 'Telegram export',
  is: ({ start }) => /class="page_body chat_page"/u.test(start) && /class="history"/u.test(start),
  items: async function* (file) {
    const page = parsePage(lined(textOf(await file.bytes())));
    const channel = words(page.querySelector('.page_header .text') as Node | null) || null;
    let from: string | null = null;
    for (const node of page.querySelectorAll('.message') as Iterable<unknown> as Iterable<Node>) {
      const id = (node.getAttribute('id') ?? '').replace(/^message/u, '');
      const place = `${file.path}#message ${id}`;
      if (/\bservice\b/u.test(node.getAttribute('class') ?? '')) {
        yield skipped(place, 'service message');
        continue;
      }
      from = words(node.querySelector('.body > .from_name')) || from;
      const text = words(node.querySelector('.text'));
      const origin = node.querySelector('.forwarded .from_name');
      const stamp = node.querySelector('.date')?.getAttribute('title') ?? '';
      const forwarded_from = origin
        ? words(origin)
            .replace(words(origin.querySelector('.date')), '')
            .trim()
        : null;
      if (text === '') yield skipped(place, 'message without text');
      else yield messageItem({ id, date: dayIn(stamp) ?? '', from, forwarded_from, text }, channel, null);
    }
  },
};
