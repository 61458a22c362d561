import type { Page } from './page.ts';

/** What a page says of itself in machine-readable form (JSON-LD and meta elements); nothing is interpreted yet. */
export interface Structured {
  readonly titles: readonly string[];
  readonly authors: readonly string[];
  readonly publisher: string | null;
  readonly url: string | null;
  readonly language: string | null;
  /** Publication stamps as written, best first. */
  readonly published: readonly string[];
  /** True where a meta element made for it (article:published_time) states the first publication. */
  readonly statesFirst: boolean;
  /** Posts of a live blog as the page lists them; null where the page is none. */
  readonly posts: readonly LivePost[] | null;
}

/** A post of a live blog: how its headline or text begins, and its day as written. */
export interface LivePost {
  readonly opening: string;
  readonly published: string;
}

type Json = Readonly<Record<string, unknown>>;

const ARTICLE = /article|posting|report|review|webpage|howto|recipe/iu;
const META_DATES = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'datepublished',
  'published',
  'date.published',
  'publishdate',
  'publish-date',
  'publish_date',
  'published_date',
  'publication_date',
  'published_at',
  'cxenseparse:recs:publishtime',
  'sailthru.date',
  'parsely-pub-date',
  'dc.date.issued',
  'dc.date',
  'dcterms.date',
  'dcterms.created',
  'dc.date.created',
  'pubdate',
  'pub_date',
  'date',
  'citation_publication_date',
  'citation_date',
  'article.published',
  'originalpublicationdate',
  'creationdateandtime',
] as const;

/** Reads JSON-LD and meta elements. */
export function structured(page: Page): Structured {
  const nodes = jsonNodes(page).sort((a, b) => rank(a) - rank(b));
  const meta = metas(page);
  const first = (...keys: readonly string[]) => keys.map((key) => meta.get(key)).find(Boolean) ?? null;
  const dates = META_DATES.map((key) => meta.get(key)).filter((value) => value !== undefined);
  dates.push(
    ...meta.entries().flatMap(([key, value]) => (/publi[a-z]*[-_:.]?(?:date|time)/u.test(key) ? [value] : [])),
  );
  const article = nodes.filter((node) => rank(node) < 2);
  return {
    titles: [first('og:title'), first('twitter:title'), ...article.map((node) => text(node.headline))].filter(isText),
    authors: authorsOf(article, meta),
    publisher: nameOf(article.map((node) => node.publisher)) ?? first('og:site_name', 'application-name'),
    url: page.querySelector('link[rel="canonical"]')?.getAttribute('href') || first('og:url'),
    language: page.documentElement?.getAttribute('lang') || first('og:locale', 'content-language', 'language'),
    published: [...article.map((node) => text(node.datePublished)).filter(isText), ...dates],
    posts: postsOf(article),
    statesFirst: meta.has('article:published_time') || meta.has('og:article:published_time'),
  };
}

const isText = (value: string | null): value is string => value !== null && value !== '';
const text = (value: unknown): string | null => (typeof value === 'string' ? value.trim() : null);

/** The posts that a LiveBlogPosting lists; none where it lists nothing that can be found again. */
function postsOf(nodes: readonly Json[]): readonly LivePost[] | null {
  const live = nodes.filter((node) => /liveblog/iu.test(String(node['@type'] ?? '')));
  if (live.length === 0) return null;
  return live
    .flatMap((node) => [node.liveBlogUpdate].flat() as readonly (Json | undefined)[])
    .flatMap((post) => {
      const published = text(post?.datePublished);
      const openings = [text(post?.headline), text(post?.articleBody)].filter(isText);
      return published ? openings.map((opening) => ({ opening, published })) : [];
    });
}

/** 0 an article, 1 a page, 2 anything else. */
function rank(node: Json): number {
  const type = String(node['@type'] ?? '');
  if (!ARTICLE.test(type)) return 2;
  return /webpage/iu.test(type) ? 1 : 0;
}

function metas(page: Page): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const element of page.querySelectorAll('meta[content]')) {
    const key = element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = element.getAttribute('content')?.trim();
    if (key && content && !found.has(key.toLowerCase())) found.set(key.toLowerCase(), content);
  }
  return found;
}

function jsonNodes(page: Page): Json[] {
  const found: Json[] = [];
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    const queue = [parseLoosely(script.textContent ?? '')];
    for (let i = 0; i < queue.length && i < 5000; i++) {
      const value = queue[i];
      if (Array.isArray(value)) queue.push(...value.slice(0, 500));
      else if (value !== null && typeof value === 'object') {
        found.push(value as Json);
        queue.push((value as Json)['@graph'], (value as Json).mainEntity);
      }
    }
  }
  return found;
}

/** JSON as pages have it: with raw line breaks in strings, in comment marks; the dates alone where it is broken. */
function parseLoosely(source: string): unknown {
  const unquoted = source.includes('&quot;') ? source.replaceAll('&quot;', '"').replaceAll('&amp;', '&') : source;
  const json = unquoted.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/|<!\[CDATA\[)|(?:-->|\/\*\]\]>\*\/|\]\]>)\s*$/gu, '');
  for (const attempt of [json, json.replace(/[\r\n\t]+/gu, ' ')])
    try {
      return JSON.parse(attempt);
    } catch {}
  const date = /"datePublished"\s*:\s*"([^"]{8,40})"/u.exec(json)?.[1];
  return date ? { '@type': 'Article', datePublished: date } : null;
}

function nameOf(values: readonly unknown[]): string | null {
  for (const value of values.flat()) {
    const name = typeof value === 'string' ? value : text((value as Json | null | undefined)?.name);
    if (name && !/^https?:/u.test(name)) return name.trim();
  }
  return null;
}

function authorsOf(article: readonly Json[], meta: ReadonlyMap<string, string>): readonly string[] {
  const named = article
    .flatMap((node) => [node.author, node.creator].flat())
    .map((one) => nameOf([one]))
    .filter(isText);
  const stated = ['author', 'article:author', 'dc.creator', 'parsely-author', 'sailthru.author', 'citation_author'].map(
    (key) => meta.get(key) ?? null,
  );
  const names = named.length > 0 ? named : stated.filter(isText).slice(0, 1);
  return [...new Set(names.filter((name) => !/^https?:|^@/u.test(name)))];
}
