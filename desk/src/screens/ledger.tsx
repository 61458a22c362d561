import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import {
  type DeskRow,
  type EntityNames,
  type Facets,
  LISTS,
  type ListAnswer,
  type ListName,
} from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { Essence } from '../card.tsx';
import { upToDate } from '../judge.ts';
import { useJudgingKeys } from '../judging.tsx';
import { Answered, Around, Chain, Empty, Evidence, Pager, TranslatedMark } from '../parts.tsx';
import { Search } from '../search.tsx';
import { address, changed, go, here, param, path, rowAt, useTitle } from '../url.ts';
import { count, day, FACET_WORD, LIST_WORD, sentenceCase, verdictWord } from '../words.ts';

const PAGE = 50;
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
const NAMES = Object.keys(LISTS) as readonly ListName[];

/** The part of the address that narrows the list, as the API takes it. */
function query(): URLSearchParams {
  const given = FILTERS.flatMap((name) => {
    const value = param(name);
    return value ? [[name, value] as [string, string]] : [];
  });
  return new URLSearchParams(given);
}

/** Statements, events, forecasts or assessments, narrowed by facets; the address is the query. */
export function Ledger({ name }: { name: ListName }) {
  useTitle(LIST_WORD[name]);
  const filter = query();
  const offset = param('offset') ?? '0';
  const list = useAnswer<ListAnswer>(`/api/list/${name}?${filter}&offset=${offset}&limit=${PAGE}`);
  const facets = useAnswer<Facets>(`/api/facets/${name}?${filter}`);
  return (
    <div class="ledger">
      <nav class="tabs" aria-label="Lists">
        {NAMES.map((other) => (
          <a key={other} href={address(`/ledger/${other}`, kept())} aria-current={other === name ? 'page' : undefined}>
            {LIST_WORD[other]}
          </a>
        ))}
      </nav>
      <Search placeholder="Words in the record" />
      <details class="facets" open={matchMedia('(min-width: 900px)').matches}>
        <summary>Narrow the list</summary>
        <Answered answer={facets}>{(values) => <FacetLists values={values} />}</Answered>
      </details>
      <section class="results" aria-label={LIST_WORD[name]}>
        <Answered answer={list}>{(data) => <Results data={data} name={name} filter={filter} />}</Answered>
      </section>
    </div>
  );
}

/** Filters that mean the same on every list. */
const kept = () =>
  Object.fromEntries(['words', 'source', 'via', 'about', 'publisher', 'since', 'until'].map((n) => [n, param(n)]));

const SHOWN = 7;

/** The facets that have values, or had some since the list was opened: none comes or goes as the list is narrowed. */
function FacetLists({ values }: { values: Facets }) {
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

const SORTED: Readonly<Record<ListName, string>> = {
  statements: 'the last said first',
  events: 'the last to happen first',
  forecasts: 'the last published first',
  assessments: 'the last published first',
};

interface ResultsProps {
  readonly data: ListAnswer;
  readonly name: ListName;
  readonly filter: URLSearchParams;
}

function Results({ data, name, filter }: ResultsProps) {
  const at = rowAt();
  const row = () => data.rows[rowAt()] ?? null;
  const move = (step: 1 | -1) => {
    const next = Math.min(data.rows.length - 1, Math.max(0, rowAt() + step));
    go(changed({ row: String(next) }), true);
    document.getElementById(`row-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const { element } = useJudgingKeys({
    row,
    move,
    more: [
      {
        key: 'Enter',
        does: 'open in the text',
        run: () => {
          const inHand = row();
          if (inHand) go(readerHref(inHand));
        },
      },
    ],
  });
  // Drawn once for each answer: neither the counts, which come later, nor a new question touch the rows.
  const rows = useMemo(
    () => (
      <ol class="rows" start={data.offset + 1} key={`${data.total} ${data.offset} ${data.rows[0]?.record.id}`}>
        {data.rows.map((r, i) => (
          <RowLine key={r.record.id} row={r} entities={data.entities} index={i} active={i === at} />
        ))}
      </ol>
    ),
    [data, at],
  );
  return (
    <>
      <header class="summary">
        <h1>
          {count(data.total)} {(data.total === 1 ? name.slice(0, -1) : name).toLowerCase()}
        </h1>
        {data.total > 1 && <p class="hint">{SORTED[name]}</p>}
        <ActiveFilters labels={data.labels} />
        <p class="exports">
          <a href={`/api/export/${name}.csv?${filter}`} download>
            CSV
          </a>
          <a href={`/api/export/${name}.jsonl?${filter}`} download>
            JSONL
          </a>
          <a href={`/api/share/list/${name}.html?${filter}`} download>
            Share
          </a>
        </p>
      </header>
      {data.total === 0 ? <NoRows name={name} /> : null}
      {rows}
      <Pager total={data.total} offset={data.offset} size={PAGE} />
      {element}
    </>
  );
}

const readerHref = (row: DeskRow): string => address(`/read/${row.document.id}`, { at: row.record.id });

/** What narrows the list, by its names; each can be taken away. */
function ActiveFilters({ labels }: Pick<ListAnswer, 'labels'>) {
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

const NoRows = ({ name }: { name: ListName }) =>
  [...query()].length > 0 ? (
    <Empty title="Nothing in the ledger answers this query.">
      <p>
        Remove a filter above, or <a href={`/ledger/${name}`}>see all {name}</a>.
      </p>
    </Empty>
  ) : (
    <Empty title={`The ledger holds no ${name} yet.`}>
      <p>
        <a href="/add">Add articles</a> by dropping files, pasting a text, or naming a folder or an address.
      </p>
    </Empty>
  );

interface RowProps {
  readonly row: DeskRow;
  readonly entities: EntityNames;
  readonly index: number;
  readonly active: boolean;
}

function RowLine({ row: loaded, entities, index, active }: RowProps) {
  const row = upToDate(loaded);
  const { document } = row;
  return (
    <li id={`row-${index}`} class={`row kind-${row.record.kind}${active ? ' active' : ''}`}>
      <div class="where">
        <time>{document.published ? day(document.published.from) : 'undated'}</time>
        <a href={readerHref(row)} title={document.title ?? ''}>
          {document.title ?? document.location}
        </a>
        <TranslatedMark document={document} />
      </div>
      <div class="what">
        <Chain row={row} entities={entities} />
        <Essence row={row} entities={entities} />
        <Around row={row} />
        <Evidence row={row} />
      </div>
    </li>
  );
}
