import { useMemo, useState } from 'preact/hooks';
import type { DyadAnswer, HappeningLine, PairAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { DyadChart, download } from '../chart.tsx';
import { Answered, Chain, Empty, Evidence } from '../parts.tsx';
import { address, changed, go, param, useTitle } from '../url.ts';
import { count, interval, plural, QUAD, sentenceCase, wordsOf } from '../words.ts';

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
                    of conflict
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

/** The table behind the chart; every number leads to the happenings it counts. */
function Periods({ data: { dyad } }: { data: DyadAnswer }) {
  return (
    <details class="table" open={dyad.sparse !== null || undefined}>
      <summary>The table behind it</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label="Counts by period">
        <table>
          <thead>
            <tr>
              <th scope="col">Period</th>
              {[1, 2, 3, 4].map((q) => (
                <th key={q} scope="col" class="n">
                  {QUAD[q]}
                </th>
              ))}
              {['planned', 'denied', 'reports', 'origins', 'Goldstein'].map((name) => (
                <th key={name} scope="col" class="n">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dyad.periods.map((p) => (
              <tr key={p.period}>
                <th scope="row">
                  <a href={changed({ period: p.period, quad: null })}>{p.period}</a>
                </th>
                {p.quads.map((n, i) => (
                  <td key={QUAD[i + 1]} class="n">
                    {n > 0 ? <a href={changed({ period: p.period, quad: String(i + 1) })}>{n}</a> : 0}
                  </td>
                ))}
                <td class="n">{p.planned}</td>
                <td class="n">{p.denied}</td>
                <td class="n">{p.reports}</td>
                <td class="n">{p.origins}</td>
                <td class="n">{p.goldstein ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

const SHOWN = 120;

function Happenings({ data }: { data: DyadAnswer }) {
  const [period, quad] = [param('period'), param('quad')];
  const inside = period ? new Set(data.dyad.periods.find((p) => p.period === period)?.happenings) : null;
  const list = data.happenings.filter(
    (line) => (!inside || inside.has(line.happening.id)) && (!quad || String(line.happening.quad) === quad),
  );
  return (
    <section aria-labelledby="happenings">
      <h2 id="happenings">
        {plural(list.length, 'happening')}
        {period && ` in ${period}`}
        {quad && `, ${QUAD[Number(quad)]?.toLowerCase()}`}{' '}
        {(period || quad) && (
          <a class="hint" href={changed({ period: null, quad: null })}>
            all
          </a>
        )}
      </h2>
      <ol class="rows">
        {list.slice(0, SHOWN).map((line) => (
          <Line key={line.happening.id} line={line} data={data} />
        ))}
      </ol>
      {list.length > SHOWN && <p class="hint">The newest {SHOWN} are shown. Choose a period above for the others.</p>}
    </section>
  );
}

function Line({ line: { happening: h, first }, data }: { line: HappeningLine; data: DyadAnswer }) {
  const called = (codes: readonly string[]) => codes.map((code) => data.names[code] ?? code).join(', ');
  const denied = (h.statuses.denied ?? 0) > 0;
  return (
    <li class="row kind-event">
      <div class="where">
        <time>{interval(h.when)}</time>
        {plural(h.reports.length, 'report')}, {plural(h.origins.length, 'origin')}
        <br />
        {h.publishers.join(', ')}
      </div>
      <div class="what">
        <p class="words act">
          {called(h.actors)} <b>{sentenceCase(h.type)}</b> {h.recipients.length > 0 && `→ ${called(h.recipients)}`}{' '}
          {h.planned && <span class="chip">▷ planned</span>}{' '}
          {denied && <span class="chip status-denied">✕ denied by some</span>}
        </p>
        <p class="around">
          {first.around?.before}
          <b>{wordsOf(first.record)}</b>
          {first.around?.after}
        </p>
        <a class="hint" href={address(`/read/${first.document.id}`, { at: first.record.id })}>
          first report: {first.document.title ?? first.document.location}
        </a>
      </div>
    </li>
  );
}

function Readings({ data }: { data: DyadAnswer }) {
  if (data.readings.length === 0)
    return (
      <section>
        <h2>What voices claim of the relation</h2>
        <p class="hint">No voice in the ledger claims who depends on whom, who gains or who holds leverage here.</p>
      </section>
    );
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">What voices claim of the relation</h2>
      <ol class="rows">
        {data.readings.map((row) => (
          <li key={row.record.id} class="row kind-assessment">
            <div class="where">
              <time>{row.document.published ? interval(row.document.published) : 'undated'}</time>
              {row.record.kind === 'assessment' && (
                <>
                  {row.record.dimension} {row.record.direction?.replace('>', ' → ')}
                </>
              )}
            </div>
            <div class="what">
              <Chain row={row} entities={data.entities} />
              <p class="words">
                <a class="quiet" href={address(`/read/${row.document.id}`, { at: row.record.id })}>
                  {wordsOf(row.record)}
                </a>
              </p>
              <Evidence row={row} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
