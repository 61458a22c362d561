import { useState } from 'preact/hooks';
import type { Prospect, Resolution } from '../../../src/core/derived.ts';
import type { EntityNames, ProspectLine, ProspectsAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { Essence } from '../card.tsx';
import { judge, upToDate } from '../judge.ts';
import { useJudgingKeys } from '../judging.tsx';
import { Answered, Chain, Empty, Evidence, Pager } from '../parts.tsx';
import { address, changed, inText, param, rowAt, stepRow, useTitle } from '../url.ts';
import { count, interval, plural } from '../words.ts';

const STATES: readonly (readonly [Prospect['state'], string, string])[] = [
  ['due', 'Due', 'Their day has passed, or later reports speak to them: decide what became of them.'],
  ['open', 'Open', 'Their day is still to come.'],
  ['resolved', 'Resolved', 'Somebody decided what became of them. Only these are ever scored.'],
  ['not-scoreable', 'Not scoreable', 'They name no event or no time that could settle them.'],
];

const RESOLUTION_WORD: Readonly<Record<Resolution, string>> = {
  happened: 'Happened',
  'did-not-happen': 'Did not happen',
  void: 'Void: condition not met',
  undecidable: 'Cannot be decided',
};

const PAGE = 30;

/** Forecasts by what became of them. */
export function Forecasts() {
  useTitle('Forecasts');
  const offset = param('offset') ?? '0';
  const answer = useAnswer<ProspectsAnswer>(
    address('/api/prospects', { state: param('state'), offset, limit: String(PAGE) }),
  );
  return (
    <Answered answer={answer}>
      {(data) => (
        <div class="narrow">
          <h1>Forecasts</h1>
          <nav class="tabs" aria-label="What became of them">
            {STATES.map(([name, label]) => (
              <a
                key={name}
                href={changed({ state: name, offset: null })}
                aria-current={name === data.state ? 'page' : undefined}
              >
                {label} <span class="n">{count(data.counts[name] ?? 0)}</span>
              </a>
            ))}
          </nav>
          <p class="hint">{STATES.find(([name]) => name === data.state)?.[2]}</p>
          <List data={data} state={data.state} again={answer.again} />
          <Pager total={data.total} offset={data.offset} size={PAGE} />
        </div>
      )}
    </Answered>
  );
}

function List({ data, state, again }: { data: ProspectsAnswer; state: string; again: () => void }) {
  const at = rowAt();
  const { element } = useJudgingKeys({
    row: () => data.lines[rowAt()]?.row ?? null,
    move: (step) => stepRow(data.lines.length, step),
  });
  if (data.lines.length === 0)
    return <NoForecasts state={state} total={Object.values(data.counts).reduce((a, b) => a + b, 0)} />;
  return (
    <ol class="rows">
      {data.lines.map((line, i) => (
        <Forecast
          key={line.prospect.forecast}
          line={line}
          entities={data.entities}
          index={i}
          active={i === at}
          again={again}
        />
      ))}
      {element}
    </ol>
  );
}

const NoForecasts = ({ state, total }: { state: string; total: number }) =>
  total === 0 ? (
    <Empty title="The ledger holds no forecast yet.">
      <p>
        <a href="/add">Add articles</a> in which somebody says what will come.
      </p>
    </Empty>
  ) : (
    <Empty title={state === 'due' ? 'Nothing is due.' : 'No forecast stands here.'}>
      <p>
        {state === 'resolved'
          ? 'Resolve one under “Due”: its evidence is proposed there.'
          : 'Look under another heading above: each forecast stands under exactly one.'}
      </p>
    </Empty>
  );

interface LineProps {
  readonly line: ProspectLine;
  readonly entities: EntityNames;
  readonly index: number;
  readonly active: boolean;
  readonly again: () => void;
}

function Forecast({ line, entities, index, active, again }: LineProps) {
  const row = upToDate(line.row);
  const { prospect } = line;
  const earlier = prospect.position.filter((id) => id !== prospect.forecast).length;
  return (
    <li id={`row-${index}`} class={`row kind-forecast${active ? ' active' : ''}`}>
      <div class="where">
        <time>
          {prospect.horizon ? `by ${interval({ from: prospect.horizon.to, to: prospect.horizon.to })}` : 'no deadline'}
        </time>
        <a href={inText(row)}>{row.document.title ?? row.document.location}</a>
      </div>
      <div class="what">
        <Chain row={row} entities={entities} />
        <Essence row={row} entities={entities} />
        {earlier > 0 && (
          <p class="hint">The same voice made this call {plural(earlier, 'other time')}; it counts as one position.</p>
        )}
        <Proposals line={line} />
        <Evidence row={row} />
        <Resolve line={line} again={again} />
      </div>
    </li>
  );
}

const Proposals = ({ line: { prospect, evidence } }: { line: ProspectLine }) => (
  <ul class="proposals">
    {prospect.proposals.map((p, i) => {
      const report = evidence[i];
      return (
        <li key={`${p.would} ${p.because}`}>
          Speaks for <b>{RESOLUTION_WORD[p.would].toLowerCase()}</b>: {p.because}.{' '}
          {report && <a href={inText(report)}>{report.document.title ?? 'the report'}</a>}
        </li>
      );
    })}
  </ul>
);

/** A person decides, naming the evidence; the choice can be taken back with u. */
function Resolve({ line, again }: { line: ProspectLine; again: () => void }) {
  const [busy, setBusy] = useState(false);
  const { prospect, evidence, row } = line;
  if (prospect.state === 'not-scoreable') return null;
  const decide = async (resolution: Resolution) => {
    setBusy(true);
    const proposed = prospect.proposals.findIndex((p) => p.would === resolution);
    await judge(row, resolution, evidence[proposed]?.record.id ?? null);
    setBusy(false);
    again();
  };
  return (
    <p class="acts">
      {(Object.keys(RESOLUTION_WORD) as Resolution[]).map((resolution) => (
        <button
          key={resolution}
          type="button"
          disabled={busy}
          aria-pressed={prospect.resolution === resolution}
          onClick={() => void decide(resolution)}
        >
          {RESOLUTION_WORD[resolution]}
        </button>
      ))}
    </p>
  );
}
