import type { HistoryAnswer, HistoryLine } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { judgedBy, setName, withdraw } from '../judge.ts';
import { Answered, Empty, Pager } from '../parts.tsx';
import { address, param, useTitle } from '../url.ts';
import { day, FIELD_WORD, fieldValue, interval, plural, sentenceCase, verdictWord } from '../words.ts';

const PAGE = 50;

/** Every judgement: who, when, of what; each can be taken back. */
export function History() {
  useTitle('History');
  const answer = useAnswer<HistoryAnswer>(address('/api/judgements', { offset: param('offset'), limit: String(PAGE) }));
  return (
    <div class="narrow">
      <h1>History</h1>
      <label class="by">
        You judge as{' '}
        <input value={judgedBy.value} placeholder="your name" onChange={(e) => setName(e.currentTarget.value.trim())} />
      </label>
      <Answered answer={answer}>{(data) => <Lines data={data} />}</Answered>
    </div>
  );
}

const Lines = ({ data }: { data: HistoryAnswer }) => (
  <>
    {data.out.length > 0 && <Out data={data} />}
    <h2>{plural(data.total, 'judgement')}</h2>
    {data.total === 0 && (
      <Empty title="Nobody has judged anything yet.">
        <p>
          Open an article or the <a href="/ledger/statements">Ledger</a>: <kbd>a</kbd> accepts a reading, <kbd>x</kbd>{' '}
          rejects it, <kbd>e</kbd> corrects it.
        </p>
      </Empty>
    )}
    <ol class="history" start={data.offset + 1}>
      {data.lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ol>
    <Pager total={data.total} offset={data.offset} size={PAGE} />
  </>
);

const Out = ({ data }: { data: HistoryAnswer }) => (
  <section aria-labelledby="out">
    <h2 id="out">{plural(data.out.length, 'article')} taken out</h2>
    <ul class="history">
      {data.out.map((d) => (
        <li key={d.id}>
          <a href={`/read/${d.id}`}>{d.title ?? d.location}</a>{' '}
          <span class="hint">
            {d.publisher ?? 'publisher unknown'}, {interval(d.published)}
          </span>
        </li>
      ))}
    </ul>
  </section>
);

const KIND: Readonly<Record<string, string>> = { attribution: 'statement', document: 'article', entity: 'voice' };

/** Where what was judged can be seen; null where it has no place of its own. */
function placeOf({ kind, record, document }: HistoryLine): string | null {
  if (kind === 'conflict') return address('/conflicts', { at: record });
  if (kind === 'entity') return `/voice/${encodeURIComponent(record)}`;
  if (kind === 'document') return `/read/${record}`;
  return document && address(`/read/${document}`, { at: record });
}

function Line({ line }: { line: HistoryLine }) {
  const { verdict, note, by, at, withdrawn, words, kind } = line;
  const place = placeOf(line);
  const value = note && FIELD_WORD[verdict] ? fieldValue(verdict, note) : note;
  return (
    <li class={withdrawn ? 'withdrawn' : ''}>
      <p>
        <strong>{sentenceCase(verdictWord(verdict))}</strong>
        {value && `: ${value}`} <span class="hint">{KIND[kind] ?? kind}</span>
      </p>
      <p class="words" dir="auto">
        {place ? <a href={place}>{words}</a> : words}
      </p>
      <p class="hint">
        {by}, <time datetime={at}>{day(at)}</time>
        {withdrawn && ` · withdrawn ${day(withdrawn)}`}
        {line.detached && ' · its words stand there no more'}{' '}
        {!withdrawn && (
          <button type="button" class="plain" onClick={() => void withdraw(line.id)}>
            Withdraw
          </button>
        )}
      </p>
    </li>
  );
}
