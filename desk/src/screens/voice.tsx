import { useState } from 'preact/hooks';
import type { Score } from '../../../src/core/derived.ts';
import type { VoiceAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { Essence } from '../card.tsx';
import { CorrectDialog, Corrected } from '../correcting.tsx';
import { Answered, Chain, Empty, Evidence } from '../parts.tsx';
import { address, inText, useTitle } from '../url.ts';
import { count, interval, KIND_LIST, plural } from '../words.ts';

/** What a voice said and foretold, how it fared, and who carries it. */
export function Voice({ id }: { id: string }) {
  const answer = useAnswer<VoiceAnswer>(`/api/voices/${encodeURIComponent(id)}`);
  return <Answered answer={answer}>{(data) => <Page id={id} data={data} />}</Answered>;
}

function Page({ id, data }: { id: string; data: VoiceAnswer }) {
  useTitle(data.entity.name);
  const [correcting, setCorrecting] = useState(false);
  return (
    <div class="voice-page">
      <header>
        <p class="kicker">
          {data.entity.type}
          {data.entity.codes.iso3 && ` · ${data.entity.codes.iso3}`}
          {data.entity.descriptions && ` · ${data.entity.descriptions.slice(0, 3).join(', ')}`}
        </p>
        <h1>{data.entity.name}</h1>
        <p class="hint">
          Also written{' '}
          {data.entity.names
            .filter((n) => n !== data.entity.name)
            .slice(0, 12)
            .join(', ') || 'only so'}
          .
        </p>
        <p>
          <button type="button" class="plain" onClick={() => setCorrecting(true)}>
            Correct name or power
          </button>
          {correcting && <CorrectDialog id={id} onClose={() => setCorrecting(false)} />}
        </p>
        <p>
          {(['attribution', 'forecast', 'assessment'] as const).map((kind, i) => (
            <span key={kind}>
              {i > 0 && ' · '}
              <Total kind={kind} n={data.totals[kind]} source={id} />
            </span>
          ))}
        </p>
      </header>
      <Said data={data} />
      <section aria-labelledby="fared">
        <h2 id="fared">How the forecasts fared</h2>
        {data.withheld ? <p class="hint">{data.withheld}</p> : <Fared score={data.score} />}
      </section>
      <Carried data={data} />
      <Foretold data={data} />
    </div>
  );
}

/** How many there are, with a way to them where there are any. */
function Total({ kind, n, source }: { kind: keyof typeof KIND_LIST; n: number; source: string }) {
  const words = plural(n, KIND_LIST[kind].slice(0, -1));
  return n > 0 ? <a href={address(`/ledger/${KIND_LIST[kind]}`, { source })}>{words}</a> : <span>{words}</span>;
}

const Said = ({ data }: { data: VoiceAnswer }) => (
  <section class="said" aria-labelledby="said">
    <h2 id="said">Said</h2>
    {data.statements.length === 0 && (
      <Empty title="No statement is attributed to this voice.">
        <p>
          It is named in articles only.{' '}
          <a href={address('/ledger/events', { about: data.entity.codes.iso3 })}>Events about it</a>
        </p>
      </Empty>
    )}
    <ol>
      {data.statements.map((row) => (
        <li key={row.record.id} class="kind-attribution">
          <Chain row={row} entities={data.entities} />
          <Essence row={row} entities={data.entities} />
          <Corrected changes={row.corrections} />
          <a class="hint" href={inText(row)}>
            {row.document.title ?? row.document.location}, {interval(row.document.published)}
          </a>{' '}
          <Evidence row={row} />
        </li>
      ))}
    </ol>
  </section>
);

/** Scores exist only over forecasts a person resolved, and are never ranked below thirty. */
function Fared({ score }: { score: Score | null }) {
  if (!score) return <p class="hint">No forecast of this voice is in the ledger.</p>;
  const { hits, brier, baseline } = score;
  return (
    <>
      <p>
        {plural(score.made, 'forecast')} made, {count(score.scoreable)} scoreable, {count(score.resolved)} resolved.
      </p>
      {hits && (
        <p>
          {Math.round(hits.rate * 100)} % came about (95 % interval {Math.round(hits.low * 100)}–
          {Math.round(hits.high * 100)} %).
        </p>
      )}
      {brier !== null && (
        <p>
          Brier score {brier.toFixed(2)}
          {baseline !== null && `; the base rate of the same questions would have had ${baseline.toFixed(2)}`}. 0 is
          best.
        </p>
      )}
      {score.note && <p class="warning">{score.note}</p>}
    </>
  );
}

const Carried = ({ data }: { data: VoiceAnswer }) => (
  <section aria-labelledby="carried">
    <h2 id="carried">Carried by</h2>
    {data.carriers.length === 0 && <p class="hint">Nobody yet.</p>}
    <ul class="facet">
      {data.carriers.map(({ value, label, count: n, as }) => (
        <li key={value}>
          <a href={address('/ledger/statements', { source: data.entity.id, [as]: value })}>
            <span>{label}</span> <span class="n">{count(n)}</span>
          </a>
        </li>
      ))}
    </ul>
  </section>
);

const Foretold = ({ data }: { data: VoiceAnswer }) => (
  <section class="foretold" aria-labelledby="foretold">
    <h2 id="foretold">Foretold</h2>
    {data.forecasts.length === 0 && <p class="hint">No forecast of this voice is in the ledger.</p>}
    <ol>
      {data.forecasts.map(({ row, prospect }) => (
        <li key={row.record.id} class="kind-forecast">
          <Essence row={row} entities={data.entities} />
          <span class="chip">{prospect.resolution ?? prospect.state}</span>{' '}
          <a class="hint" href={inText(row)}>
            {row.document.title ?? row.document.location}
          </a>
        </li>
      ))}
    </ol>
  </section>
);
