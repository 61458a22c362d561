import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DyadAnswer, HappeningsAnswer, PairAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { DyadChart, download } from '../chart.tsx';
import { Happenings, LINES, Periods, Readings } from '../happenings.tsx';
import { Answered, Choice, Empty } from '../parts.tsx';
import { address, changed, go, param, useTitle } from '../url.ts';
import { count } from '../words.ts';

/** The pairs of powers in the ledger. */
export function Dyads() {
  useTitle('Dyads');
  const answer = useAnswer<PairAnswer>('/api/dyads');
  const [pair, setPair] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    const codes = pair.toUpperCase().match(/[A-Z]{3}/gu) ?? [];
    if (codes.length === 2) go(`/dyad/${codes.join('-')}`);
  };
  return (
    <div class="narrow">
      <h1>Dyads</h1>
      <p class="hint">
        How two powers move: acts counted by happening, what voices claim of the relation, and who reports it.
      </p>
      <form class="search" onSubmit={submit}>
        <label for="search">Two powers by their codes</label>
        <input
          id="search"
          value={pair}
          placeholder="RUS-CHN"
          onInput={(e) => setPair(e.currentTarget.value)}
          autocomplete="off"
        />
        <button type="submit">Open</button>
      </form>
      <Answered answer={answer}>
        {({ pairs, names }) =>
          pairs.length === 0 ? (
            <Empty title="No event in the ledger names two powers yet.">
              <p>
                <a href="/add">Add articles</a> about two states and what one did to the other.
              </p>
            </Empty>
          ) : (
            <PairTable pairs={pairs} names={names} />
          )
        }
      </Answered>
    </div>
  );
}

const PairTable = ({ pairs, names }: PairAnswer) => (
  <table>
    <thead>
      <tr>
        <th scope="col">Powers</th>
        <th scope="col" class="n">
          Happenings
        </th>
        <th scope="col" class="n">
          Of conflict
        </th>
      </tr>
    </thead>
    <tbody>
      {pairs.map(({ a, b, happenings, conflict }) => (
        <tr key={a + b}>
          <th scope="row">
            <a href={`/dyad/${a}-${b}`}>
              {names[a] ?? a} and {names[b] ?? b}
            </a>
          </th>
          <td class="n">{count(happenings)}</td>
          <td class="n">{count(conflict)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const BY = ['week', 'month', 'year'] as const;

/** One pair over time. */
export function Dyad({ pair }: { pair: string }) {
  useTitle(pair);
  const by = param('by') ?? 'month';
  const direction = param('direction') ?? 'both';
  const path = `/api/dyads/${encodeURIComponent(pair)}`;
  const answer = useAnswer<DyadAnswer>(address(path, { by, direction }));
  const part = { period: param('period'), quad: param('quad'), offset: param('offset'), limit: String(LINES) };
  const lines = useAnswer<HappeningsAnswer>(address(`${path}/happenings`, { by, direction, ...part }));
  return (
    <Answered answer={answer}>
      {(data) => (
        <Relation data={data} by={by} direction={direction}>
          <Answered answer={lines}>{(found) => <Happenings data={found} />}</Answered>
        </Relation>
      )}
    </Answered>
  );
}

interface RelationProps {
  readonly data: DyadAnswer;
  readonly by: string;
  readonly direction: string;
  /** The happenings behind the figures. */
  readonly children: ComponentChildren;
}

function Relation({ data, by, direction, children }: RelationProps) {
  const title = namesOf(data).join(' and ');
  return (
    <div class="dyad">
      <Summary data={data} title={title} by={by} direction={direction} />
      {data.periods.length === 0 ? (
        <Empty title={`No happening between ${title} is in the ledger.`}>
          <p>
            See <a href="/dyad">which pairs there are</a>, or <a href="/add">add articles</a>.
          </p>
        </Empty>
      ) : (
        <>
          {data.sparse ? (
            <p class="warning">{data.sparse} The counts stand below.</p>
          ) : (
            <DyadChart data={data} title={title} />
          )}
          <Periods data={data} />
          {children}
        </>
      )}
      <Readings data={data} />
    </div>
  );
}

/** The two powers by name. */
const namesOf = ({ names, powers }: DyadAnswer): readonly string[] => powers.map((power) => names[power] ?? power);

function Summary({ data, title, by, direction }: Omit<RelationProps, 'children'> & { readonly title: string }) {
  return (
    <header class="summary">
      <h1>{title}</h1>
      <nav class="choices" aria-label="Length of a period">
        {BY.map((length) => (
          <Choice key={length} to={changed({ by: length, period: null, offset: null })} isOn={length === by}>
            by {length}
          </Choice>
        ))}
      </nav>
      <nav class="choices" aria-label="Direction">
        <Choice to={changed({ direction: null, offset: null })} isOn={direction === 'both'}>
          both ways
        </Choice>
        <Choice to={changed({ direction: 'forward', offset: null })} isOn={direction === 'forward'}>
          only {namesOf(data).join(' → ')}
        </Choice>
      </nav>
      <p class="exports">
        <a href={address('/ledger/events', { about: data.powers.join('-') })}>The events</a>
        <button type="button" class="plain" onClick={() => download(`${title}.csv`, tableCsv(data), 'text/csv')}>
          Table as CSV
        </button>
      </p>
    </header>
  );
}

function tableCsv({ periods }: DyadAnswer): string {
  const head =
    'period,verbal cooperation,material cooperation,verbal conflict,material conflict,planned,denied,reports,origins';
  const lines = periods.map((p) => [p.period, ...p.quads, p.planned, p.denied, p.reports, p.origins].join(','));
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
