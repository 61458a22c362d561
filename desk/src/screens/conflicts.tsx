import { useEffect, useRef } from 'preact/hooks';
import type { ConflictLine, ConflictsAnswer, DeskRow, EntityNames } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { judgeId } from '../judge.ts';
import { Answered, Chain, Choice, Empty, Evidence, Pager, StatusChip, TranslatedMark } from '../parts.tsx';
import { address, changed, inText, param, useTitle } from '../url.ts';
import { count, interval, plural, wordsOf } from '../words.ts';

const TYPE_WORD: Readonly<Record<string, string>> = {
  fact: 'Fact',
  denial: 'Asserted and denied',
  number: 'Different numbers',
  date: 'Different days',
  who: 'Who did it to whom',
  place: 'Different places',
  headline: 'Headline against its body',
  reversal: 'The same voice, then and now',
  reading: 'Opposed readings',
};

const VERDICTS = [
  ['real', 'A real conflict'],
  ['other-time', 'Another time'],
  ['other-sense', 'Another sense'],
  ['translation', 'Translation'],
  ['not-a-conflict', 'Not a conflict'],
] as const;

const PAGE = 20;

/** Sources that contradict each other, both sides side by side. */
export function Conflicts() {
  useTitle('Conflicts');
  const [type, judged] = [param('type'), param('judged')];
  const path = address('/api/conflicts', { type, judged, offset: param('offset'), limit: String(PAGE) });
  const answer = useAnswer<ConflictsAnswer>(path);
  return (
    <Answered answer={answer}>
      {(data) => (
        <div class="conflicts">
          <h1>Conflicts</h1>
          <Kinds counts={data.counts} type={type} judged={judged} />
          {data.lines.length === 0 && <NoConflicts isNarrowed={Boolean(type || judged)} />}
          {data.lines.map((line) => (
            <ConflictCard
              key={line.conflict.id}
              line={line}
              entities={data.entities}
              names={data.names}
              again={answer.again}
            />
          ))}
          <Pager total={data.total} offset={data.offset} size={PAGE} />
        </div>
      )}
    </Answered>
  );
}

type Narrowed = Readonly<Record<'type' | 'judged', string | null>>;

const Kinds = ({ counts, type, judged }: Pick<ConflictsAnswer, 'counts'> & Narrowed) => (
  <nav class="choices" aria-label="Kinds of conflict">
    <Choice to={changed({ type: null, offset: null, at: null })} isOn={type === null}>
      All {count(Object.values(counts).reduce((a, b) => a + b, 0))}
    </Choice>
    {Object.entries(counts).map(([name, n]) => (
      <Choice key={name} to={changed({ type: name, offset: null, at: null })} isOn={type === name}>
        {TYPE_WORD[name] ?? name} {count(n)}
      </Choice>
    ))}
    <Choice to={changed({ judged: judged === 'no' ? null : 'no', offset: null })} isOn={judged === 'no'}>
      Only unjudged
    </Choice>
  </nav>
);

const NoConflicts = ({ isNarrowed }: { isNarrowed: boolean }) =>
  isNarrowed ? (
    <Empty title="No conflict of this kind.">
      <p>
        <a href="/conflicts">See all conflicts.</a>
      </p>
    </Empty>
  ) : (
    <Empty title="No two sources in the ledger contradict each other.">
      <p>
        Conflicts show when several articles tell of one happening. <a href="/add">Add articles</a> by other publishers
        on the same days.
      </p>
    </Empty>
  );

interface CardProps {
  readonly line: ConflictLine;
  readonly entities: EntityNames;
  readonly names: ConflictsAnswer['names'];
  readonly again: () => void;
}

/** What a side says; a direction between two powers (`XVE>XKA`) by their names. */
const valueWord = ({ type, values }: ConflictLine['conflict'], side: number, names: ConflictsAnswer['names']) =>
  type === 'reading'
    ? (values[side] ?? '').replace(/[^>,\s]+/gu, (power) => names[power] ?? power).replaceAll('>', ' → ')
    : values[side];

function ConflictCard({ line: { conflict, sides }, entities, names, again }: CardProps) {
  const isAsked = param('at') === conflict.id;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isAsked) card.current?.scrollIntoView({ block: 'nearest' });
  }, [isAsked]);
  return (
    <article class={isAsked ? 'conflict active' : 'conflict'} ref={card}>
      <h2>{TYPE_WORD[conflict.type] ?? conflict.type}</h2>
      <div class="sides">
        {sides.map((side, i) => (
          <div key={side[0]?.record.id}>
            <h3>
              {valueWord(conflict, i, names)}{' '}
              <span class="hint">
                {plural(conflict.origins[i] ?? side.length, conflict.type === 'reading' ? 'voice' : 'independent text')}
              </span>
            </h3>
            {side.map((row) => (
              <Side
                key={row.record.id}
                row={row}
                entities={entities}
                unlike={wordsOfSides(sides, i)}
                value={conflict.values[i] ?? ''}
              />
            ))}
          </div>
        ))}
      </div>
      <Verdicts conflict={conflict} again={again} />
    </article>
  );
}

function Verdicts({ conflict, again }: Pick<ConflictLine, 'conflict'> & Pick<CardProps, 'again'>) {
  const decide = async (verdict: string) => {
    await judgeId(conflict.id, verdict);
    again();
  };
  return (
    <p class="acts">
      <span class="visually-hidden">Your verdict:</span>
      {VERDICTS.map(([verdict, label]) => (
        <button
          key={verdict}
          type="button"
          aria-pressed={conflict.verdict === verdict}
          onClick={() => void decide(verdict)}
        >
          {label}
        </button>
      ))}
      <span class="hint">{conflict.verdict ? 'judged' : 'Found by machine, judged by nobody yet'}</span>
    </p>
  );
}

const sentenceOf = (row: DeskRow): string => row.sentence?.map((p) => p.words).join('') ?? wordsOf(row.record);

const WORD = /[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu;

/** Every word the other sides use, for marking those that only this side has. */
const wordsOfSides = (sides: ConflictLine['sides'], except: number): ReadonlySet<string> =>
  new Set(
    sides
      .filter((_, i) => i !== except)
      .flat()
      .flatMap((row) => wordsIn(sentenceOf(row))),
  );

interface SideProps {
  readonly row: DeskRow;
  readonly entities: EntityNames;
  /** The words of the other sides. */
  readonly unlike: ReadonlySet<string>;
  /** What the side says, in a word or figure. */
  readonly value: string;
}

function Side({ row, entities, unlike, value }: SideProps) {
  return (
    <div class={`side kind-${row.record.kind}`}>
      <Chain row={row} entities={entities} />
      <blockquote>{differing(sentenceOf(row), unlike, value)}</blockquote>
      <p class="facts">
        {row.record.kind === 'event' && <StatusChip status={row.record.status} />}{' '}
        <a href={inText(row)}>{row.document.title ?? row.document.location}</a>, {interval(row.document.published)}
        <TranslatedMark document={row.document} />
      </p>
      <Evidence row={row} />
    </div>
  );
}

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(WORD) ?? [];

/**
 * The sentence with the words the other sides do not use marked; where they are told quite differently, only the figure
 * or word that is in dispute.
 */
function differing(sentence: string, others: ReadonlySet<string>, value: string) {
  const all = wordsIn(sentence);
  const isAlone = (word: string) => !others.has(word);
  const said = new Set(wordsIn(value));
  const isToldAlike = all.filter(isAlone).length <= all.length / 3;
  const isMarked = isToldAlike ? isAlone : (word: string) => said.has(word) && isAlone(word);
  const parts: (string | preact.JSX.Element)[] = [];
  let at = 0;
  for (const match of sentence.matchAll(WORD)) {
    if (!isMarked(match[0].toLowerCase())) continue;
    parts.push(sentence.slice(at, match.index), <mark key={match.index}>{match[0]}</mark>);
    at = match.index + match[0].length;
  }
  return [...parts, sentence.slice(at)];
}
