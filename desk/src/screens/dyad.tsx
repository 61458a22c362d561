import { useMemo, useState } from 'preact/hooks';
import type { DyadAnswer, PairAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { DyadChart, download } from '../chart.tsx';
import { Happenings, Periods, Readings } from '../happenings.tsx';
import { Answered, Empty } from '../parts.tsx';
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
          )
        }
      </Answered>
    </div>
  );
}

const BY = ['week', 'month', 'year'] as const;

/** One pair over time. */
export function Dyad({ pair }: { pair: string }) {
  useTitle(pair);
  const by = param('by') ?? 'month';
  const direction = param('direction') ?? 'both';
  const answer = useAnswer<DyadAnswer>(`/api/dyads/${encodeURIComponent(pair)}?by=${by}&direction=${direction}`);
  return <Answered answer={answer}>{(data) => <Relation data={data} by={by} direction={direction} />}</Answered>;
}

function Relation({ data, by, direction }: { data: DyadAnswer; by: string; direction: string }) {
  const { dyad, names } = data;
  const [a, b] = dyad.powers;
  const title = `${names[a] ?? a} and ${names[b] ?? b}`;
  const readings = useMemo(
    () =>
      dyad.readings.flatMap((r) =>
        r.published
          ? [
              {
                period: inPeriod(
                  r.published,
                  dyad.periods.map((p) => p.period),
                ),
                name: r.dimension,
                value: 1,
              },
            ]
          : [],
      ),
    [dyad],
  );
  return (
    <div class="dyad">
      <header class="summary">
        <h1>{title}</h1>
        <nav class="choices" aria-label="Length of a period">
          {BY.map((length) => (
            <a key={length} href={changed({ by: length, period: null })} aria-current={length === by || undefined}>
              by {length}
            </a>
          ))}
        </nav>
        <nav class="choices" aria-label="Direction">
          <a href={changed({ direction: null })} aria-current={direction === 'both' || undefined}>
            both ways
          </a>
          <a href={changed({ direction: 'forward' })} aria-current={direction === 'forward' || undefined}>
            only {names[a] ?? a} → {names[b] ?? b}
          </a>
        </nav>
        <p class="exports">
          <a href={address('/ledger/events', { about: dyad.powers.join('-') })}>The events</a>
          <button type="button" class="plain" onClick={() => download(`${title}.csv`, tableCsv(data), 'text/csv')}>
            Table as CSV
          </button>
        </p>
      </header>
      {dyad.periods.length === 0 ? (
        <Empty title={`No happening between ${title} is in the ledger.`}>
          <p>
            See <a href="/dyad">which pairs there are</a>, or <a href="/add">add articles</a>.
          </p>
        </Empty>
      ) : (
        <>
          {dyad.sparse ? (
            <p class="warning">{dyad.sparse} The counts stand below.</p>
          ) : (
            <DyadChart dyad={dyad} readings={readings} title={title} />
          )}
          <Periods data={data} />
          <Happenings data={data} />
        </>
      )}
      <Readings data={data} />
    </div>
  );
}

/** The period of the chart a day falls in: the last that begins on or before it. */
function inPeriod(day: string, periods: readonly string[]): string {
  const month = day.slice(0, 7);
  return (
    periods.find((p) => p === month || p === day.slice(0, 4)) ?? periods.findLast((p) => p <= day) ?? periods[0] ?? ''
  );
}

function tableCsv({ dyad }: DyadAnswer): string {
  const head =
    'period,verbal cooperation,material cooperation,verbal conflict,material conflict,planned,denied,reports,origins';
  const lines = dyad.periods.map((p) => [p.period, ...p.quads, p.planned, p.denied, p.reports, p.origins].join(','));
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
