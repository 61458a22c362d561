import type { ElementLexicon } from '../lexicon/elements.ts';
import { bucket } from './lines.ts';

/** An element, as far as it is named. */
interface Named {
  getAttribute(name: string): string | null;
}

/** Elements whose mark on a line is kept; the last four (hints) are told by class or id. */
export const CONTAINERS = [
  'ARTICLE',
  'MAIN',
  'NAV',
  'ASIDE',
  'HEADER',
  'FOOTER',
  'FIGURE',
  'FORM',
  'TABLE',
  'UL',
  'BLOCKQUOTE',
  'PRE',
  'hint:comments',
  'hint:related',
  'hint:aside',
  'hint:body',
] as const;

const containerIndex = new Map<string, number>(CONTAINERS.map((name, i) => [name, i]));
containerIndex.set('OL', containerIndex.get('UL')!);

const NOTHING: readonly number[] = [];

/** Class and id of an element, as far as they can matter. */
export const labelOf = (element: Named): string =>
  `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 300);

const hint = (of: keyof ElementLexicon): number => containerIndex.get(`hint:${of}`)!;
const BODY = hint('body');
const BESIDE = (['comments', 'related', 'aside'] as const).map((of) => ({ of, mark: hint(of) }));

/** Which of `CONTAINERS` an element is, by its upper-case name and its label. */
export function marksOf(name: string, label: string, names: ElementLexicon): readonly number[] {
  const own = containerIndex.get(name);
  if (own === undefined && label.length < 3) return NOTHING;
  const marks = own === undefined ? [] : [own];
  if (name === 'BODY' || name === 'HTML') return marks;
  if (names.body.test(label)) marks.push(BODY);
  else for (const { of, mark } of BESIDE) if (names[of].test(label)) marks.push(mark);
  return marks;
}

/** Buckets of the words an element is named with, given as `tag|class id`: "p|post-body relatedLinks". */
export function nameBuckets(named: string): readonly number[] {
  const [tag = '', label = ''] = named.split('|', 2);
  const words = label
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .match(/[a-z]{3,}/gu);
  return [`<${tag}`, ...new Set(words)].map(bucket);
}

/** Hash of a path of elements: of the path to the parent, and of the element as it is named but for its numbers. */
export function pathHash(parent: number, named: string): number {
  let hash = Math.imul(parent ^ 0x811c9dc5, 0x01000193);
  for (let i = 0; i < named.length; i++) {
    const code = named.charCodeAt(i);
    if (code < 48 || code > 57) hash = Math.imul(hash ^ code, 0x01000193);
  }
  return hash;
}

/** Buckets of the first words of a heading, as names of what stands under it. */
export const headingBuckets = (heading: string, most: number): readonly number[] =>
  (heading.toLowerCase().match(/\p{L}+/gu) ?? []).slice(0, most).map((word) => bucket(`under ${word}`));
