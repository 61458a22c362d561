import type { DeskRow, EntityNames } from '../../src/web/api.ts';
import { Corrected } from './correcting.tsx';
import { cite, judge, upToDate } from './judge.ts';
import { Chain, Evidence, Sentence, StatusChip } from './parts.tsx';
import {
  basisWord,
  directionWord,
  GRADE_MEANS,
  interval,
  KIND_WORD,
  nameOf,
  QUAD,
  range,
  sentenceCase,
  WORDING_MEANS,
  wordsOf,
} from './words.ts';

interface Shown {
  readonly row: DeskRow;
  readonly entities: EntityNames;
}

/** The record's own fields, as few words as will do. */
export function Essence({ row, entities }: Shown) {
  const { record } = row;
  switch (record.kind) {
    case 'attribution':
      return <StatementLine row={row} entities={entities} />;
    case 'event':
      return <EventLine row={row} entities={entities} />;
    case 'forecast':
      return <ForecastLine row={row} entities={entities} />;
    case 'assessment':
      return <AssessmentLine row={row} entities={entities} />;
  }
}

type Of<K> = { readonly record: Extract<DeskRow['record'], { kind: K }> };

/** The record in its sentence, where the list brings it; else its own words. */
const Words = ({ row }: { row: DeskRow }) => {
  if (row.sentence) return <Sentence row={row} />;
  const words = wordsOf(row.record);
  // Most spans of direct speech bring their own marks.
  const isSpoken = row.record.kind === 'attribution' && row.record.form === 'direct' && !/^\s*["“„«‘']/u.test(words);
  return (
    <p class="words" dir="auto">
      {isSpoken ? `“${words}”` : words}
    </p>
  );
};

function StatementLine({ row }: Shown) {
  const { record } = row as unknown as Of<'attribution'>;
  return (
    <>
      <Words row={row} />
      <p class="facts">
        <span>{record.form}</span> {record.act}
        {record.polarity === '-' && (
          <>
            {' '}
            <StatusChip status="denied" />
          </>
        )}
        {record.addressee && <> · to {record.addressee.span.quote}</>}
        {record.said && <> · {interval(record.said)}</>}
      </p>
    </>
  );
}

/** Who does it to whom: in a list below the sentence, its type a small tag coloured by class as on a dyad's page. */
function EventLine({ row, entities }: Shown) {
  const { record } = row as unknown as Of<'event'>;
  const side = (people: typeof record.actors) =>
    people.map((p) => nameOf(entities, p.entity) ?? p.span.quote).join(', ') || '—';
  const act = (
    <>
      <span>{side(record.actors)}</span>{' '}
      <b class={`tag tag-${record.quad}`} title={QUAD[record.quad]}>
        {sentenceCase(record.type)}
      </b>
      {record.recipients.length > 0 && (
        <>
          {' '}
          <span aria-hidden="true">→</span> <span>{side(record.recipients)}</span>
        </>
      )}
    </>
  );
  return (
    <>
      {row.sentence ? <Sentence row={row} /> : <p class="words act">{act}</p>}
      <p class="facts">
        {row.sentence && <span class="act">{act} · </span>}
        <StatusChip status={record.status} />
        {record.mode.length > 0 && ` ${record.mode.join(', ')} ·`} {interval(record.when)}
        {record.place && <> · {nameOf(entities, record.place.entity) ?? record.place.span.quote}</>}
        {record.quantities.map((q) => (
          <span key={q.span.from}> · {q.span.quote}</span>
        ))}
      </p>
    </>
  );
}

function ForecastLine({ row }: Shown) {
  const { record } = row as unknown as Of<'forecast'>;
  return (
    <>
      <Words row={row} />
      <p class="facts">
        <Wording record={record} />
        {' · '}
        {record.horizon ? <>due {interval(record.horizon)}</> : 'no deadline'}
        {' · '}
        <abbr title={GRADE_MEANS[record.grade]}>grade {record.grade}</abbr>
        {record.condition && <> · condition: “{record.condition.quote}”</>}
      </p>
    </>
  );
}

/** The estimative phrase with its range beside it. */
export function Wording({ record }: Of<'forecast'>) {
  const { wording, probability } = record;
  return (
    <span class="wording" title={WORDING_MEANS[wording.class]}>
      “{wording.span.quote}”{' '}
      {probability ? (
        <b>
          {range(probability)} <small>{probability.scheme}</small>
        </b>
      ) : (
        <small>{wording.class}, no number</small>
      )}
    </span>
  );
}

function AssessmentLine({ row, entities }: Shown) {
  const { record } = row as unknown as Of<'assessment'>;
  return (
    <>
      <Words row={row} />
      <p class="facts">
        {record.dimension}
        {record.direction ? `: ${directionWord(record.direction, entities)}` : ''} ·{' '}
        {record.about.map((id) => nameOf(entities, id) ?? id).join(', ')}
        {record.condition && <> · condition: “{record.condition.quote}”</>}
      </p>
    </>
  );
}

interface CardProps extends Shown {
  readonly active: boolean;
  readonly onPick: () => void;
  readonly onHover: (on: boolean) => void;
  readonly onWhy: () => void;
  readonly onCorrect: () => void;
  readonly onCite: () => void;
  /** To the record before or after, for those who have no keys; null lets go. */
  readonly onStep: (step: 1 | -1 | null) => void;
}

/** A record beside the text: whose words, what it says, who has checked it, and the acts that are possible on it. */
export function Card({ row: loaded, entities, active, onPick, onHover, onWhy, onCorrect, onCite, onStep }: CardProps) {
  const row = upToDate(loaded);
  const { record } = row;
  return (
    <article
      class={`card kind-${record.kind}${active ? ' active' : ''}`}
      id={`card-${record.id}`}
      onMouseEnter={() => onHover(true)}
      onMouseLeave={() => onHover(false)}
    >
      <header>
        <button type="button" class="pick" aria-pressed={active} onClick={onPick}>
          <span class="kind">{KIND_WORD[record.kind]}</span>
          <span class="visually-hidden">: {wordsOf(record)}. Show in the text.</span>
        </button>
        <Evidence row={row} />
      </header>
      <Chain row={row} entities={entities} />
      <Essence row={row} entities={entities} />
      <Corrected changes={row.corrections} />
      {active && <More row={row} onWhy={onWhy} onCorrect={onCorrect} onCite={onCite} onStep={onStep} />}
    </article>
  );
}

type ActProps = Pick<CardProps, 'row' | 'onWhy' | 'onCorrect' | 'onCite' | 'onStep'>;

const More = (props: ActProps) => (
  <div class="more">
    <Facts row={props.row} />
    <Acts {...props} />
  </div>
);

function Facts({ row: { record } }: Pick<CardProps, 'row'>) {
  const when = record.kind === 'attribution' ? record.said : record.kind === 'event' ? record.when : null;
  return (
    <dl>
      {record.kind === 'event' && <Fact name="Class" value={`${QUAD[record.quad]}, Goldstein ${record.goldstein}`} />}
      {record.kind === 'event' && record.context.length > 0 && (
        <Fact name="Context" value={record.context.join(', ').replaceAll('_', ' ')} />
      )}
      {record.kind === 'forecast' && <Fact name="Grade" value={GRADE_MEANS[record.grade] ?? record.grade} />}
      {(record.kind === 'attribution' || record.kind === 'event') && <Fact name="Date" value={basisWord(when)} />}
      <Fact name="Found by" value={`${record.reader.rule}, confidence ${record.confidence.toFixed(2)}`} />
      {[...new Set(record.issues.map((issue) => issue.message))].map((message) => (
        <Fact key={message} name="Open" value={message} />
      ))}
    </dl>
  );
}

const Acts = ({ row, onWhy, onCorrect, onCite, onStep }: ActProps) => (
  <div class="acts">
    <Act k="a" onClick={() => judge(row, 'right')}>
      Accept
    </Act>
    <Act k="x" onClick={() => judge(row, 'wrong')}>
      Reject
    </Act>
    <Act k="e" onClick={onCorrect}>
      Correct
    </Act>
    <Act k="m" onClick={() => judge(row, 'marked')}>
      Mark
    </Act>
    <Act k="c" onClick={() => cite(row)}>
      Cite
    </Act>
    <Act k="C" onClick={onCite}>
      Formats
    </Act>
    <Act k="w" onClick={onWhy}>
      Why?
    </Act>
    <span class="steps">
      <button type="button" aria-label="Previous record" onClick={() => onStep(-1)}>
        ↑
      </button>
      <button type="button" aria-label="Next record" onClick={() => onStep(1)}>
        ↓
      </button>
      <button type="button" aria-label="Close" onClick={() => onStep(null)}>
        ×
      </button>
    </span>
  </div>
);

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

function Act({ k, onClick, children }: { k: string; onClick: () => void; children: string }) {
  return (
    <button type="button" onClick={onClick}>
      {children} <kbd>{k}</kbd>
    </button>
  );
}
