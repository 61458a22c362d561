import type { HomeAnswer, JobsAnswer } from '../../../src/web/api.ts';
import { useAgain, useAnswer } from '../api.ts';
import { Essence } from '../card.tsx';
import { Answered, ArticleLine, Chain, Empty, Evidence } from '../parts.tsx';
import { address, inText, useTitle } from '../url.ts';
import { count, KIND_LIST, LIST_WORD, plural } from '../words.ts';
import { isRunning, JobLine } from './add.tsx';

/** What is new, what runs, what falls due, and three things worth seeing. */
export function Home() {
  useTitle('Desk');
  const answer = useAnswer<HomeAnswer>('/api/home');
  const jobs = useAnswer<JobsAnswer>('/api/jobs');
  const running = (jobs.data?.jobs ?? []).filter(isRunning);
  const busy = running.length > 0;
  useAgain(busy, 1500, () => {
    jobs.again();
    answer.again();
  });
  return (
    <Answered answer={answer}>
      {(data) =>
        data.totals.documents === 0 && !busy ? (
          <FirstSteps data={data} />
        ) : (
          <div class="home">
            <Totals data={data} />
            <section class="worth" aria-labelledby="worth">
              <h2 id="worth">Worth seeing</h2>
              <WorthSeeing data={data} />
            </section>
            <section class="new" aria-labelledby="new">
              <h2 id="new">New</h2>
              {running.map((job) => (
                <JobLine key={job.id} job={job} onChange={jobs.again} />
              ))}
              <ol>
                {data.newest.map((document) => (
                  <ArticleLine key={document.id} document={document} />
                ))}
              </ol>
              {data.totals.documents > data.newest.length && (
                <p>
                  <a href="/articles">All {count(data.totals.documents)} articles</a>
                </p>
              )}
            </section>
            <section class="due" aria-labelledby="due">
              <h2 id="due">Falls due</h2>
              <FallsDue data={data} />
            </section>
          </div>
        )
      }
    </Answered>
  );
}

const FirstSteps = ({ data }: { data: HomeAnswer }) => (
  <Empty title={`${data.ledger} is empty: no article has been read into it yet.`}>
    <p>
      <a href="/add">Add articles</a> by dropping files, pasting a text, or naming a folder or an address. On the
      command line: <code>dragoman read FOLDER</code>.
    </p>
  </Empty>
);

function Totals({ data: { ledger, totals } }: { data: HomeAnswer }) {
  const of = (kind: string) => totals.records[kind] ?? 0;
  return (
    <header class="totals">
      <h1>{ledger}</h1>
      <p>
        <a href="/articles">{plural(totals.documents, 'article')}</a>
        {(['attribution', 'event', 'forecast', 'assessment'] as const).map((kind) => (
          <span key={kind}>
            {' · '}
            <a href={`/ledger/${KIND_LIST[kind]}`}>
              {count(of(kind))} {LIST_WORD[KIND_LIST[kind]].toLowerCase()}
            </a>
          </span>
        ))}
        {' · '}
        {plural(totals.judgements, 'judgement')}
        {totals.failures > 0 && (
          <>
            {' · '}
            <a href="/add">{count(totals.failures)} could not be read</a>
          </>
        )}
      </p>
    </header>
  );
}

const WorthSeeing = ({ data }: { data: HomeAnswer }) =>
  data.worth.length === 0 ? (
    <p class="hint">Nothing stands out yet: no nested attribution, no denial, no forecast with odds.</p>
  ) : (
    <ol class="worth-list">
      {data.worth.map(({ why, row, conflict }) => (
        <li key={row.record.id} class={`kind-${row.record.kind}`}>
          <h3>
            <a href={conflict ? address('/conflicts', { type: conflict.type, at: conflict.id }) : inText(row)}>{why}</a>
          </h3>
          <Chain row={row} entities={data.entities} />
          <Essence row={row} entities={data.entities} />
          <Evidence row={row} />
        </li>
      ))}
    </ol>
  );

const FallsDue = ({ data }: { data: HomeAnswer }) =>
  data.due.length === 0 ? (
    <p class="hint">
      No open forecast names a deadline. <a href="/forecasts">All forecasts</a>
    </p>
  ) : (
    <>
      <ol class="due-list">
        {data.due.map((row) => (
          <li key={row.record.id} class="kind-forecast">
            <Chain row={row} entities={data.entities} />
            <Essence row={row} entities={data.entities} />
            <a class="hint" href={inText(row)}>
              in the text
            </a>
          </li>
        ))}
      </ol>
      <p>
        <a href="/forecasts">All that is due</a>
      </p>
    </>
  );
