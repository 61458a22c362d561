import { useState } from 'preact/hooks';
import type { DeskRow, DyadAnswer, EntityNames, HappeningLine, HappeningsAnswer } from '../../src/web/api.ts';
import { Chain, Evidence, Pager, Sentence } from './parts.tsx';
import { address, changed, inText, param } from './url.ts';
import { count, directionWord, interval, plural, QUAD, sentenceCase, wordsOf } from './words.ts';

/** Happenings of one page. */
export const LINES = 30;

/** The table behind the chart; every number leads to the happenings it counts. It is drawn when it is opened. */
export function Periods({ data: { periods, sparse } }: { data: DyadAnswer }) {
  const [isOpen, setOpen] = useState(sparse !== null);
  return (
    <details class="table" open={isOpen} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>The table behind it</summary>
      {isOpen && <PeriodTable periods={periods} />}
    </details>
  );
}

const PeriodTable = ({ periods }: Pick<DyadAnswer, 'periods'>) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
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
        {periods.map((p) => (
          <tr key={p.period}>
            <th scope="row">
              <a href={changed({ period: p.period, quad: null, offset: null })}>{p.period}</a>
            </th>
            {p.quads.map((n, i) => (
              <td key={QUAD[i + 1]} class="n">
                {n > 0 ? <a href={changed({ period: p.period, quad: String(i + 1), offset: null })}>{n}</a> : 0}
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
);

/** The happenings behind the figures, a page at a time; of one period or class where the address says so. */
export function Happenings({ data }: { data: HappeningsAnswer }) {
  const [period, quad] = [param('period'), param('quad')];
  return (
    <section aria-labelledby="happenings">
      <h2 id="happenings">
        {plural(data.total, 'happening')}
        {period && ` in ${period}`}
        {quad && `, ${QUAD[Number(quad)]?.toLowerCase()}`}{' '}
        {(period || quad) && (
          <a class="hint" href={changed({ period: null, quad: null, offset: null })}>
            all
          </a>
        )}
      </h2>
      <ol class="rows" start={data.offset + 1}>
        {data.lines.map((line) => (
          <Line key={line.happening.id} line={line} names={data.names} />
        ))}
      </ol>
      <Pager total={data.total} offset={data.offset} size={LINES} />
    </section>
  );
}

function Line({ line: { happening: h, first }, names }: { line: HappeningLine } & Pick<HappeningsAnswer, 'names'>) {
  const called = (codes: readonly string[]) => codes.map((code) => names[code] ?? code).join(', ');
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
        <Sentence row={first} />
        <a class="hint" href={inText(first)}>
          first report: {first.document.title ?? first.document.location}
        </a>
      </div>
    </li>
  );
}

export function Readings({ data }: { data: DyadAnswer }) {
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
      {data.claimed > data.readings.length && (
        <p class="hint">
          The newest {data.readings.length} of {count(data.claimed)}.{' '}
          <a href={address('/ledger/assessments', { about: data.powers.join('-') })}>All of them</a>
        </p>
      )}
      <ol class="rows">
        {data.readings.map((row) => (
          <Reading key={row.record.id} row={row} entities={data.entities} />
        ))}
      </ol>
    </section>
  );
}

function Reading({ row, entities }: { row: DeskRow; entities: EntityNames }) {
  const { record, document } = row;
  return (
    <li class="row kind-assessment">
      <div class="where">
        <time>{document.published ? interval(document.published) : 'undated'}</time>
        {record.kind === 'assessment' && (
          <>
            {record.dimension}
            {record.direction && <br />}
            {directionWord(record.direction, entities)}
          </>
        )}
      </div>
      <div class="what">
        <Chain row={row} entities={entities} />
        <p class="words">
          <a class="quiet" href={inText(row)}>
            {wordsOf(record)}
          </a>
        </p>
        <Evidence row={row} />
      </div>
    </li>
  );
}
