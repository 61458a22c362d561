import { bucket } from './lines.ts';

/** An element, as far as it is named. */
interface Named {
  getAttribute(name: string): string | null;
}

/** Elements whose mark on a line is kept; the last four are told by class or id. */
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

/** Class and id names in use for what is not an article's body: readers' comments, other articles, all such. */
const ASIDE_NAMES = [
  [containerIndex.get('hint:comments')!, /comment|disqus|discussion|replies|respond/iu],
  [containerIndex.get('hint:related')!, /related|recommend|popular|trending|latest|more-|read-?also|you-?may/iu],
  [
    containerIndex.get('hint:aside')!,
    /comment|related|recommend|sidebar|share|social|newsletter|subscribe|promo|banner|cookie|breadcrumb|author|byline|meta|tags?\b|popup|modal|widget|menu|footer|caption|toc|popular|trending|more-|read-?also|advert|sponsor|signup|cta/iu,
  ],
] as const;
/** And for what is. */
const HINT_BODY = containerIndex.get('hint:body')!;
const BODY_NAME =
  /article-?_?(?:body|content|text)|entry-?_?content|post-?_?(?:body|content|text)|story-?_?(?:body|content|text)|rich-?text|prose|single-content|content-body|articlebody/iu;

const NOTHING: readonly number[] = [];

/** Class and id of an element, as far as they can matter. */
export const labelOf = (element: Named): string =>
  `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`.slice(0, 300);

/** Which of `CONTAINERS` an element is, by its upper-case name and its label. */
export function marksOf(name: string, label: string): readonly number[] {
  const own = containerIndex.get(name);
  if (own === undefined && label.length < 3) return NOTHING;
  const marks = own === undefined ? [] : [own];
  if (name === 'BODY' || name === 'HTML') return marks;
  if (BODY_NAME.test(label)) marks.push(HINT_BODY);
  else for (const [mark, name] of ASIDE_NAMES) if (name.test(label)) marks.push(mark);
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
