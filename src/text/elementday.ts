import type { ElementLexicon } from '../lexicon/elements.ts';
import type { IntakeLexicon } from '../lexicon/intake.ts';
import { statedDay } from './days.ts';
import { ownDay } from './heading.ts';
import { labelOf } from './names.ts';
import type { Page } from './page.ts';

const BYLINE_DATES = [
  '[itemprop="datePublished"]',
  'time[pubdate]',
  'header time',
  'article time',
  'main time',
  'time',
  '[class*="publish" i]',
  '[class*="posted" i]',
  '[class*="entry-date" i]',
  '[class*="post-date" i]',
  '[class*="article-date" i]',
  '[class*="byline" i]',
  '[class*="timestamp" i]',
  '[class*="date" i]',
] as const;

/** The day that an element states which by its name holds one, none of a sidebar, a comment or a correction; else null. */
export function elementDay(page: Page, { byline, elements }: IntakeLexicon): string | null {
  for (const selector of BYLINE_DATES)
    for (const element of [...page.querySelectorAll(selector)].slice(0, 4)) {
      if (element.closest('aside, footer, nav') || isBeside(element, elements)) continue;
      const shown = squeeze(element.textContent).slice(0, 200);
      if (byline.updated.test(shown) && !byline.published.test(shown)) continue;
      if (byline.other.test(before(element, shown))) continue;
      const stamp = element.getAttribute('datetime') ?? element.getAttribute('content');
      const day = (stamp && statedDay(stamp, byline)) || ownDay(shown, byline)?.day;
      if (day) return day;
    }
  return null;
}

interface Named {
  readonly parentElement: Named | null;
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

/** True inside readers' comments: a day there is a comment's. */
function isBeside(element: Named, { comments, body }: ElementLexicon): boolean {
  for (let one: Named | null = element; one?.parentElement?.parentElement; one = one.parentElement) {
    const label = labelOf(one);
    if (comments.test(label) && !body.test(label)) return true;
  }
  return false;
}

/** What stands before an element in its parent, where that is short. */
function before(element: Named, shown: string): string {
  const around = squeeze(element.parentElement?.textContent).slice(0, 200);
  const at = around.indexOf(shown);
  return at < 0 ? '' : around.slice(0, at);
}

const squeeze = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();
