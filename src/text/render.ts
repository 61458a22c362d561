import type { Span } from '../core/span.ts';
import { unsteered } from '../core/visible.ts';
import type { ElementLexicon } from '../lexicon/elements.ts';
import { CONTAINERS, headingBuckets, labelOf, marksOf, nameBuckets, pathHash } from './names.ts';

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

/** A rendered line, and where in the page it stands. */
export interface Line extends Span {
  /** Innermost block element (upper-case name). */
  readonly block: string;
  /** Which of `CONTAINERS` it stands in. */
  readonly inside: readonly boolean[];
  /** Share of its characters that are link text. */
  readonly links: number;
  /** Share of its characters in bold, and in italics. */
  readonly bold: number;
  readonly slanted: number;
  /** Buckets of the words that name the elements around it, innermost `NAMED` of them, and of the heading above it. */
  readonly names: readonly number[];
  /** Hash of the path from the root to each element around it, outermost first: lines of one kind share them. */
  readonly paths: readonly number[];
  /** Numbers of the block elements around it, innermost first, up to `HOLDERS` of them. */
  readonly holders: readonly number[];
}

export interface Rendered {
  readonly text: string;
  readonly lines: readonly Line[];
  /** Deepest nesting of elements met. */
  readonly depth: number;
}

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const UNSEEN = names(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG CANVAS IFRAME OBJECT EMBED HEAD TITLE META LINK SELECT OPTION TEXTAREA INPUT DATALIST AUDIO VIDEO MAP FRAMESET MATH',
);
const BLOCK = names(
  'ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BUTTON CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LI MAIN MENU NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL',
);
const TIGHT = names('LI TR TD TH DT DD BUTTON');

/** How many elements around a line lend it their names. */
const NAMED = 6;
/** Longest stretch of an element's tag, class and id that is looked at. */
const NAME_LENGTH = 160;
/** How many block elements around a line it tells of. */
const HOLDERS = 10;
/** Words of a heading that the lines below it are named with. */
const HEADING_WORDS = 6;
/** How many paths a line keeps, so that deep nesting costs nothing. */
const PATHS = 5;
const HEADING = /^H[1-6]$/u;
const BOLD = names('B STRONG');
const SLANTED = names('I EM');
const JOINED = /[\p{Ll}\d]/u;
const HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden/iu;

/**
 * Renders a page to plain text as a reader sees it: one line a block or `<br>`, white space collapsed, a blank line
 * between blocks; scripts, styles, comments and hidden elements never enter. A page that hides most of its text until a
 * script shows it is rendered as shown. Walks without recursion: no depth of nesting matters.
 */
export function render(root: DomNode, names: ElementLexicon): Rendered {
  const seen = walk(root, names, false);
  const all = walk(root, names, true);
  return seen.text.length * 2 < all.text.length ? all : seen;
}

function walk(root: DomNode, names: ElementLexicon, hiddenToo: boolean): Rendered {
  const writer = new Writer(names, hiddenToo);
  let node: DomNode | null = root;
  let depth = 0;
  let deepest = 0;
  while (node) {
    if (writer.enter(node) && node.firstChild) {
      node = node.firstChild;
      deepest = Math.max(deepest, ++depth);
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      writer.leave(node);
      node = node.parentNode;
      depth--;
    }
    if (!node || node === root) break;
    writer.leave(node);
    node = node.nextSibling;
  }
  writer.breakLine(false);
  return { text: writer.chunks.join(''), lines: writer.lines, depth: deepest };
}

class Writer {
  readonly chunks: string[] = [];
  readonly lines: Line[] = [];
  private readonly lexicon: ElementLexicon;
  private readonly hiddenToo: boolean;
  private length = 0;
  private line: string[] = [];
  private linked = 0;
  private bold = 0;
  private slanted = 0;
  private anchors = 0;
  private bolds = 0;
  private slants = 0;
  private elements = 0;
  private heading: readonly number[] = [];
  private readonly holders: number[] = [];
  private gap = false;
  private readonly blocks: string[] = [];
  private readonly paths: number[] = [];
  private readonly names: (readonly number[])[] = [];
  private readonly within: number[] = CONTAINERS.map(() => 0);
  /** What `enter` counted for each open element, so that `leave` takes back exactly that. */
  private readonly counted = new Map<DomNode, readonly number[]>();

  constructor(lexicon: ElementLexicon, hiddenToo: boolean) {
    this.lexicon = lexicon;
    this.hiddenToo = hiddenToo;
  }

  /** Takes in a node; false where its children are not to be seen. */
  enter(node: DomNode): boolean {
    if (node.nodeType === 3) this.write(node.nodeValue ?? '');
    if (node.nodeType === 9 || node.nodeType === 11) return true;
    if (node.nodeType !== 1) return false;
    const name = node.nodeName.toUpperCase();
    if (name === 'BR') this.breakLine(false);
    const label = labelOf(node as DomElement);
    if (UNSEEN.has(name)) return false;
    // A block's name may speak of a part of it: "field--label-tooltip-text" can hold a whole article.
    if (!BLOCK.has(name) && this.lexicon.unseen.test(label)) return false;
    if (!this.hiddenToo && isHidden(node as DomElement)) return false;
    if (BLOCK.has(name)) {
      this.breakLine(!TIGHT.has(name));
      this.blocks.push(name);
      this.holders.push(this.elements++);
    }
    if (name === 'A') this.anchors++;
    if (BOLD.has(name)) this.bolds++;
    if (SLANTED.has(name)) this.slants++;
    const named = `${name.toLowerCase()}|${label}`.slice(0, NAME_LENGTH).trim();
    this.paths.push(pathHash(this.paths.at(-1) ?? 0, named));
    this.names.push(nameBuckets(named));
    const marks = marksOf(name, label, this.lexicon);
    for (const mark of marks) this.within[mark]!++;
    this.counted.set(node, marks);
    return true;
  }

  leave(node: DomNode): void {
    const marks = this.counted.get(node);
    if (!marks) return;
    const name = node.nodeName.toUpperCase();
    if (BLOCK.has(name)) {
      this.breakLine(!TIGHT.has(name));
      this.blocks.pop();
      this.holders.pop();
    }
    if (name === 'A') this.anchors--;
    if (BOLD.has(name)) this.bolds--;
    if (SLANTED.has(name)) this.slants--;
    for (const mark of marks) this.within[mark]!--;
    this.counted.delete(node);
    this.paths.pop();
    this.names.pop();
  }

  /** Ends the line; `apart` asks for a blank line before the next. */
  breakLine(apart: boolean): void {
    const content = this.line.join('').replace(/\s+/gu, ' ').trim();
    if (content) {
      const space = this.length === 0 ? '' : this.gap ? '\n\n' : '\n';
      this.chunks.push(space, content);
      const from = this.length + space.length;
      this.length = from + content.length;
      const share = (count: number) => Math.min(1, count / content.length);
      const block = this.blocks.at(-1) ?? 'BODY';
      if (HEADING.test(block)) this.heading = headingBuckets(content.slice(0, NAME_LENGTH), HEADING_WORDS);
      this.lines.push({
        from,
        to: this.length,
        block,
        inside: this.within.map((count) => count > 0),
        links: share(this.linked),
        bold: share(this.bold),
        slanted: share(this.slanted),
        names: [...new Set([...this.names.slice(-NAMED).flat(), ...this.heading])],
        paths: this.paths.slice(-PATHS),
        holders: this.holders.slice(-HOLDERS).reverse(),
      });
      this.gap = apart;
    } else this.gap ||= apart;
    this.line = [];
    this.linked = 0;
    this.bold = 0;
    this.slanted = 0;
  }

  private write(written: string): void {
    const value = unsteered(written);
    const { length } = value.trim();
    if (this.anchors > 0) this.linked += length;
    if (this.bolds > 0) this.bold += length;
    if (this.slants > 0) this.slanted += length;
    // "Oct 18, 2023" and "Pippin Took" in two elements side by side are two things, though no space is written.
    if (JOINED.test(this.line.at(-1)?.slice(-1) ?? '') && /^\p{Lu}/u.test(value)) this.line.push(' ');
    if (this.blocks.at(-1) !== 'PRE') this.line.push(value);
    else
      value.split('\n').forEach((part, i) => {
        if (i > 0) this.breakLine(false);
        this.line.push(part);
      });
  }
}

const isHidden = (element: DomElement): boolean =>
  element.getAttribute('hidden') !== null || HIDDEN.test(element.getAttribute('style') ?? '');
