import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Facets, ListAnswer } from '../../src/web/api.ts';
import { changed, here, param, path } from './url.ts';
import { count, FACET_WORD, sentenceCase, verdictWord } from './words.ts';

const FILTERS = [
  'words',
  'source',
  'via',
  'about',
  'type',
  'act',
  'status',
  'denied',
  'publisher',
  'origin',
  'judged',
  'since',
  'until',
  'document',
];

/** The part of the address that narrows the list, as the API takes it. */
export function query(): URLSearchParams {
  const given = [...FILTERS, 'sort'].flatMap((name) => {
    const value = param(name);
    return value ? [[name, value] as [string, string]] : [];
  });
  return new URLSearchParams(given);
}

const SHOWN = 7;

/** The facets that have values, or had some since the list was opened: none comes or goes as the list is narrowed. */
export function FacetLists({ values }: { values: Facets }) {
  const seen = useRef(new Set<string>());
  for (const [field, list] of Object.entries(values)) if (list.length > 0) seen.current.add(field);
  const { href } = here.value;
  return useMemo(
    () => (
      <>
        {Object.entries(values)
          .filter(([field]) => seen.current.has(field))
          .map(([field, list]) => (
            <FacetList key={field} field={field} values={list} />
          ))}
      </>
    ),
    [values, href],
  );
}

/** A month stands for a span of days; every other facet for one value of its own parameter. */
function narrowed(field: string, value: string): string {
  if (field !== 'month') return changed({ [field]: param(field) === value ? null : value, offset: null });
  const on = param('since') === value;
  return changed({ since: on ? null : value, until: on ? null : value, offset: null });
}

const isOn = (field: string, value: string): boolean => param(field === 'month' ? 'since' : field) === value;

function FacetList({ field, values }: { field: string; values: Facets[string] }) {
  const [all, setAll] = useState(false);
  const box = useRef<HTMLElement>(null);
  const tallest = useRef(0);
  // A facet keeps the place it once took: what stands below stays under the pointer while the counts come in.
  useLayoutEffect(() => {
    if (all || !box.current) return;
    tallest.current = Math.max(tallest.current, box.current.offsetHeight);
    box.current.style.minHeight = `${tallest.current}px`;
  });
  return (
    <section class="facet" ref={box}>
      <h3>{field === 'status' && path.value.endsWith('/forecasts') ? 'Grade' : (FACET_WORD[field] ?? field)}</h3>
      <ul>
        {values.slice(0, all ? 60 : SHOWN).map(({ value, label, count: n }) => (
          <li key={value}>
            <a
              href={narrowed(field, value)}
              class={isOn(field, value) ? 'on' : ''}
              aria-current={isOn(field, value) || undefined}
            >
              <span>{facetLabel(field, label)}</span> <span class="n">{count(n)}</span>
            </a>
          </li>
        ))}
      </ul>
      {values.length === 0 && <p class="hint">none</p>}
      {values.length > SHOWN && (
        <button type="button" class="plain" onClick={() => setAll(!all)}>
          {all ? 'Fewer' : `${count(values.length - SHOWN)} more`}
        </button>
      )}
    </section>
  );
}

/** Facets whose values are codes of the record contract. */
const CODES: ReadonlySet<string> = new Set(['type', 'status', 'act', 'judged']);

const facetLabel = (field: string, label: string): string =>
  CODES.has(field) ? sentenceCase(verdictWord(label)) : label;

/** What narrows the list, by its names; each can be taken away. */
export function ActiveFilters({ labels }: Pick<ListAnswer, 'labels'>) {
  const on = FILTERS.filter((name) => param(name));
  if (on.length === 0) return null;
  const called = (name: string) =>
    labels[name] ?? (CODES.has(name) ? sentenceCase(verdictWord(param(name)!)) : param(name));
  return (
    <ul class="filters">
      {on.map((name) => (
        <li key={name}>
          <a href={changed({ [name]: null, offset: null })} aria-label={`Remove ${FACET_WORD[name]} ${called(name)}`}>
            {FACET_WORD[name]}: {called(name)} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a href={here.value.pathname}>Clear all</a>
      </li>
    </ul>
  );
}
