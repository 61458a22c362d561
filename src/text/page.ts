import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { type DomNode, type Rendered, render } from './render.ts';

/** A parsed page. linkedom's document is typed as the browser's. */
export type Page = ReturnType<typeof parseHTML>['document'];

/** Parses a page, whole or fragment; broken markup is fine. */
export function parsePage(html: string): Page {
  const whole = /<html[\s>]/iu.test(html.slice(0, 20_000)) ? html : `<html><body>${html}</body></html>`;
  return parseHTML(whole).document;
}

/** The page's text as seen, with its lines. */
export const renderPage = (page: Page): Rendered => render((page.body ?? page) as unknown as DomNode);

/** The article's text lines by Readability; empty where it finds none. Changes `page`. */
export function byReadability(page: Page): readonly string[] {
  const found = new Readability(page as never, { serializer: (node) => node }).parse();
  return found?.content ? linesOf(found.content as DomNode) : [];
}

/** The article's text lines by Defuddle. Changes `page`. */
export async function byDefuddle(page: Page, url: string): Promise<readonly string[]> {
  const { Defuddle } = await import('defuddle/node');
  // Neither is article text, and Defuddle complains aloud where they are broken.
  for (const element of page.querySelectorAll('script, style')) element.remove();
  const found = await Defuddle(page as never, url, { useAsync: false });
  return linesOf(parsePage(found.content) as unknown as DomNode);
}

const linesOf = (node: DomNode): readonly string[] => {
  const { text, lines } = render(node);
  return lines.map((line) => text.slice(line.from, line.to));
};
