import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DeskRow } from '../../src/web/api.ts';

/** The address is the state: every screen draws what `here` says and changes it through `go`. */
export const here = signal(new URL(location.href));
export const path = computed(() => here.value.pathname);

const arrive = (): void => {
  here.value = new URL(location.href);
};

/** How far each step of this visit was scrolled, by its number in the history. */
const scrolled = new Map<number, number>();
let step = 0;
/** Where the page was left when it was loaded anew. */
const PLACE = 'dragoman.place';

/** Goes back to where a step was scrolled, once its answers are there again and nobody has scrolled meanwhile. */
function scrollBack(y: number): void {
  const isHere = step;
  let left = 120;
  const look = () => {
    if (step !== isHere || left-- === 0) return;
    if (document.querySelector('main [aria-busy=true], main .waiting')) requestAnimationFrame(look);
    else scrollTo(0, y);
  };
  requestAnimationFrame(look);
}

function goneBack(event: PopStateEvent): void {
  step = (event.state as { step?: number } | null)?.step ?? 0;
  const y = scrolled.get(step) ?? 0;
  arrive();
  scrollBack(y);
}

/** Moves to another address; `replace` where the step is not worth a press of the back button. */
export function go(href: string, replace = false): void {
  const fresh = new URL(href, location.href);
  const moves = fresh.pathname !== location.pathname;
  if (replace) history.replaceState({ step }, '', fresh);
  else {
    step = Math.max(step, ...scrolled.keys()) + 1;
    history.pushState({ step }, '', fresh);
  }
  arrive();
  if (moves) scrollTo(0, 0);
}

export const param = (name: string): string | null => here.value.searchParams.get(name);

/** The row in hand of a list's page; -1 where none is. */
export const rowAt = (): number => Number(param('row') ?? -1);

/** This screen's address with some parameters changed; null or '' takes one away. A row in hand belongs to its page. */
export function changed(changes: Readonly<Record<string, string | null>>): string {
  const url = new URL(here.value);
  if ('offset' in changes) url.searchParams.delete('row');
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return url.pathname + url.search;
}

/** An address with parameters, absent ones left out. */
export function address(pathname: string, params: Readonly<Record<string, string | null | undefined>> = {}): string {
  const query = new URLSearchParams(
    Object.entries(params).filter((pair): pair is [string, string] => typeof pair[1] === 'string' && pair[1] !== ''),
  ).toString();
  return query ? `${pathname}?${query}` : pathname;
}

/** Where a record stands in its article. */
export const inText = ({ record, document }: DeskRow): string => address(`/read/${document.id}`, { at: record.id });

/** Takes the next or the last of a page's rows in hand, and into view. */
export function stepRow(rows: number, step: 1 | -1): void {
  const next = Math.min(rows - 1, Math.max(0, rowAt() + step));
  go(changed({ row: String(next) }), true);
  document.getElementById(`row-${next}`)?.scrollIntoView({ block: 'nearest' });
}

/** Plain clicks on the desk's own links change the screen without loading the page again. */
function follow(event: MouseEvent): void {
  const link = (event.target as Element).closest?.('a');
  if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.hasAttribute('download')) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.href);
}

/** What the browser calls this page. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Dragoman`;
  }, [title]);
}

export function watchAddress(): void {
  history.scrollRestoration = 'manual';
  step = (history.state as { step?: number } | null)?.step ?? 0;
  addEventListener('popstate', goneBack);
  addEventListener('scroll', () => scrolled.set(step, scrollY), { passive: true });
  addEventListener('pagehide', () => sessionStorage.setItem(PLACE, JSON.stringify([location.href, scrollY])));
  const [left, y] = JSON.parse(sessionStorage.getItem(PLACE) ?? '["", 0]') as [string, number];
  if (left === location.href) scrollBack(y);
  addEventListener('click', follow);
}
