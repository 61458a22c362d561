import { useMemo } from 'preact/hooks';
import {
  type DeskRow,
  type EntityNames,
  type Facets,
  LISTS,
  type ListAnswer,
  type ListName,
  type Near,
} from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { Essence } from '../card.tsx';
import { Corrected } from '../correcting.tsx';
import { ActiveFilters, FacetLists, query } from '../facets.tsx';
import { upToDate } from '../judge.ts';
import { useJudgingKeys } from '../judging.tsx';
import { Answered, Chain, Empty, Evidence, Pager, TranslatedMark } from '../parts.tsx';
import { Search } from '../search.tsx';
import { address, changed, go, inText, param, rowAt, stepRow, useTitle } from '../url.ts';
import { count, day, FACET_WORD, LIST_WORD } from '../words.ts';

const PAGE = 50;
const NAMES = Object.keys(LISTS) as readonly ListName[];

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
      <Search placeholder="Words, names, “a phrase”, this OR that" />
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
  const { element } = useJudgingKeys({
    row,
    move: (step) => stepRow(data.rows.length, step),
    more: [
      {
        key: 'Enter',
        does: 'open in the text',
        run: () => {
          const inHand = row();
          if (inHand) go(inText(inHand));
        },
      },
    ],
  });
  // Drawn once for each answer: neither the counts, which come later, nor a new question touch the rows.
  const rows = useMemo(
    () => (
      <ol class="rows" start={data.offset + 1} key={`${data.total} ${data.offset} ${data.rows[0]?.record.id}`}>
        {data.rows.map((r, i) => (
          <RowLine
            key={r.record.id}
            row={r}
            entities={data.entities}
            index={i}
            active={i === at}
            isNew={r.document.id !== data.rows[i - 1]?.document.id}
          />
        ))}
      </ol>
    ),
    [data, at],
  );
  return (
    <>
      <Summary data={data} name={name} filter={filter} />
      {data.total === 0 ? <NoRows name={name} near={data.near} /> : null}
      {rows}
      <Pager total={data.total} offset={data.offset} size={PAGE} />
      {element}
    </>
  );
}

const Summary = ({ data, name, filter }: ResultsProps) => (
  <header class="summary">
    <h1>
      {count(data.total)} {(data.total === 1 ? name.slice(0, -1) : name).toLowerCase()}
    </h1>
    {data.total > 1 && (
      <p class="hint">
        {param('sort') === 'oldest' ? SORTED[name].replace('last', 'earliest') : SORTED[name]}{' '}
        <a href={changed({ sort: param('sort') === 'oldest' ? null : 'oldest', offset: null })}>turn round</a>
      </p>
    )}
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
);

/** What would be found with less asked: `6 with “condemned” alone`. */
const NearBy = ({ near }: { near: readonly Near[] }) =>
  near.length === 0 ? null : (
    <ul class="near">
      {near.map(({ without, word, total }) => (
        <li key={`${without} ${word}`}>
          <a href={changed(word !== null ? { words: word.includes(' ') ? `"${word}"` : word } : { [without!]: null })}>
            {count(total)} {word !== null ? `with “${word}” alone` : `without ${FACET_WORD[without!] ?? without}`}
          </a>
        </li>
      ))}
    </ul>
  );

const NoRows = ({ name, near }: { name: ListName; near: readonly Near[] }) =>
  [...query()].length > 0 ? (
    <Empty title="Nothing in the ledger answers this query.">
      <NearBy near={near} />
      <p>
        Words are found by their stem in whole sentences, names included; “exact phrase” and OR work. Remove a filter
        above, or <a href={`/ledger/${name}`}>see all {name}</a>.
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
  /** True where the row before stands in another article. */
  readonly isNew: boolean;
}

function RowLine({ row: loaded, entities, index, active, isNew }: RowProps) {
  const row = upToDate(loaded);
  const { document } = row;
  return (
    <li id={`row-${index}`} class={`row kind-${row.record.kind}${active ? ' active' : ''}`}>
      <div class="where">
        {isNew && <time>{document.published ? day(document.published.from) : 'undated'}</time>}
        <a href={inText(row)} title={document.title ?? ''}>
          {isNew ? (document.title ?? document.location) : 'same article'}
        </a>
        {isNew && <TranslatedMark document={document} />}
      </div>
      <div class="what">
        <Chain row={row} entities={entities} />
        <Essence row={row} entities={entities} />
        <Corrected changes={row.corrections} />
        <Evidence row={row} />
      </div>
    </li>
  );
}
