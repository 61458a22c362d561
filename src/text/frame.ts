/** A page taken apart at its html, head and body tags, which stand in none of the parts. */
export interface Framed {
  /** The html tag as written; empty where there is none. */
  readonly root: string;
  readonly head: string;
  readonly body: string;
}

/** Elements whose content is no markup, to their own closing tag. */
const RAW = ['script', 'style', 'title', 'textarea', 'iframe', 'noembed', 'noframes', 'xmp'];
const CLOSING = new Map(RAW.map((name) => [name, new RegExp(`</${name}(?=[\\s/>])`, 'giu')]));
const NAME = /[a-z][^\s/>]*/iuy;

/**
 * Takes a page apart as a browser would: what looks like a tag inside a script, a style, a comment or an attribute is
 * none. The head ends where the body begins, or else where the head is closed. One pass, whatever is left open.
 */
export function frameOf(html: string): Framed {
  const tags = [...frameTags(html)];
  const split = (tags.find((t) => t.name === 'body') ?? tags.find((t) => t.name === '/head'))?.from ?? 0;
  const root = tags.find((t) => t.name === 'html');
  const without = (from: number, to: number): string => {
    let [kept, at] = ['', from];
    for (const tag of tags.filter((t) => from <= t.from && t.from < to)) {
      kept += html.slice(at, tag.from);
      at = tag.to;
    }
    return kept + html.slice(at, to);
  };
  return {
    root: root ? html.slice(root.from, root.to) : '',
    head: without(0, split),
    body: without(split, html.length),
  };
}

interface Tag {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const FRAME = new Set(['html', 'head', 'body', '/html', '/head', '/body', '!doctype']);

function* frameTags(html: string): Generator<Tag> {
  for (let from = html.indexOf('<'); from >= 0; ) {
    const { name, to } = markAt(html, from);
    if (to < 0) return; // left open: nothing after it is a tag
    if (FRAME.has(name)) yield { name, from, to };
    from = html.indexOf('<', contentEnd(html, name, to));
  }
}

/** What stands at a `<`: its name, empty for a comment or a bare sign, and its end; -1 where it never ends. */
function markAt(html: string, from: number): { readonly name: string; readonly to: number } {
  const next = html[from + 1];
  if (html.startsWith('<!--', from)) return { name: '', to: after(html.indexOf('-->', from + 2), 3) };
  if (next === '!' || next === '?')
    return {
      name: /^<!doctype/iu.test(html.slice(from, from + 9)) ? '!doctype' : '',
      to: after(html.indexOf('>', from), 1),
    };
  const slash = next === '/' ? '/' : '';
  NAME.lastIndex = from + 1 + slash.length;
  const name = NAME.exec(html)?.[0];
  if (name === undefined) return { name: '', to: from + 1 };
  return { name: slash + name.toLowerCase(), to: tagEnd(html, NAME.lastIndex) };
}

const after = (found: number, length: number): number => (found < 0 ? -1 : found + length);

/** The end of a tag whose attributes begin at `at`; a quotation mark counts after an equals sign alone. */
function tagEnd(html: string, at: number): number {
  for (let i = at; i < html.length; i++) {
    if (html[i] === '>') return i + 1;
    if (html[i] !== '=') continue;
    while (/\s/u.test(html[i + 1] ?? '')) i++;
    const mark = html[i + 1];
    if (mark !== '"' && mark !== "'") continue;
    const close = html.indexOf(mark, i + 2);
    if (close < 0) return -1;
    i = close;
  }
  return -1;
}

/** Where markup goes on after a tag: at once, or at the closing tag of what holds none. */
function contentEnd(html: string, name: string, to: number): number {
  const closing = CLOSING.get(name);
  if (!closing) return to;
  closing.lastIndex = to;
  return closing.exec(html)?.index ?? html.length;
}
