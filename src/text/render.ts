import type { Span } from '../core/span.ts';

/** The little of the DOM that rendering needs; linkedom's nodes have it. */
export interface DomNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: DomNode | null;
  readonly nextSibling: DomNode | null;
  readonly parentNode: DomNode | null;
}

interface DomElement extends DomNode {
  getAttribute(name: string): string | null;
}

/** A rendered line and the innermost block element it stands in (upper-case name). */
export interface Line extends Span {
  readonly block: string;
}

export interface Rendered {
  readonly text: string;
  readonly lines: readonly Line[];
}

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const UNSEEN = words(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG CANVAS IFRAME OBJECT EMBED HEAD TITLE META LINK SELECT OPTION TEXTAREA INPUT DATALIST AUDIO VIDEO MAP FRAMESET MATH',
);
const BLOCK = words(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BUTTON CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL',
);
const TIGHT = words('LI TR TD TH DT DD BUTTON');
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden/iu;

/** True for an element that a browser would not show. */
function unseen(node: DomNode): boolean {
  if (UNSEEN.has(node.nodeName.toUpperCase())) return true;
  const element = node as DomElement;
  return element.getAttribute('hidden') !== null || HIDDEN.test(element.getAttribute('style') ?? '');
}

/**
 * Renders a page to plain text as a reader sees it: one line a block or `<br>`, white space collapsed, a blank line
 * between blocks; scripts, styles, comments and hidden elements never enter. Walks without recursion, so that no depth
 * of nesting matters.
 */
export function render(root: DomNode): Rendered {
  const writer = new Writer();
  let node: DomNode | null = root;
  while (node) {
    const inside: boolean = enter(node, writer);
    if (inside && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      leave(node, writer);
      node = node.parentNode;
    }
    if (!node || node === root) break;
    leave(node, writer);
    node = node.nextSibling;
  }
  writer.breakLine(false);
  return { text: writer.text, lines: writer.lines };
}

/** Writes what a node begins with; false where its children are not to be seen. */
function enter(node: DomNode, writer: Writer): boolean {
  if (node.nodeType === 3) writer.write(node.nodeValue ?? '');
  if (node.nodeType === 9 || node.nodeType === 11) return true;
  if (node.nodeType !== 1) return false;
  const name = node.nodeName.toUpperCase();
  if (name === 'BR') writer.breakLine(false);
  if (unseen(node)) return false;
  if (BLOCK.has(name)) writer.open(name, !TIGHT.has(name));
  return true;
}

function leave(node: DomNode, writer: Writer): void {
  const name = node.nodeName.toUpperCase();
  if (node.nodeType === 1 && BLOCK.has(name)) writer.close(!TIGHT.has(name));
}

class Writer {
  text = '';
  readonly lines: Line[] = [];
  private line: string[] = [];
  private readonly blocks: string[] = [];
  private gap = false;

  write(value: string): void {
    if (this.blocks.at(-1) !== 'PRE') this.line.push(value);
    else
      value.split('\n').forEach((part, i) => {
        if (i > 0) this.breakLine(false);
        this.line.push(part);
      });
  }

  open(name: string, apart: boolean): void {
    this.breakLine(apart);
    this.blocks.push(name);
  }

  close(apart: boolean): void {
    this.breakLine(apart);
    this.blocks.pop();
  }

  /** Ends the line; `apart` asks for a blank line before the next. */
  breakLine(apart: boolean): void {
    const content = this.line.join('').replace(/\s+/gu, ' ').trim();
    this.line = [];
    if (content) {
      if (this.text) this.text += this.gap ? '\n\n' : '\n';
      const from = this.text.length;
      this.text += content;
      this.lines.push({ from, to: this.text.length, block: this.blocks.at(-1) ?? 'BODY' });
      this.gap = apart;
    } else this.gap ||= apart;
  }
}
