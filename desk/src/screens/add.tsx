import { useState } from 'preact/hooks';
import type { Job, JobItem, JobsAnswer } from '../../../src/web/api.ts';
import { send, type Trouble, useAgain, useAnswer } from '../api.ts';
import { say, sayTrouble } from '../judge.ts';
import { Answered, Empty } from '../parts.tsx';
import { useTitle } from '../url.ts';
import { count, plural } from '../words.ts';

/** True of a job that has not ended. */
export const isRunning = (job: Job): boolean => ['waiting', 'listing', 'reading'].includes(job.state);

/** Adding articles: drop, paste, path or address; reading goes on in the background. */
export function Add() {
  useTitle('Add articles');
  const jobs = useAnswer<JobsAnswer>('/api/jobs');
  const busy = jobs.data?.jobs.some(isRunning) ?? false;
  useAgain(busy, 700, jobs.again);
  const start = async (body: unknown) => {
    try {
      await send<Job>('/api/jobs', body);
      jobs.again();
      return true;
    } catch (trouble) {
      sayTrouble(trouble as Trouble);
      return false;
    }
  };
  return (
    <div class="add">
      <h1>Add articles</h1>
      <div class="ways">
        <Drop start={start} />
        <Place start={start} />
        <Paste start={start} />
      </div>
      <section aria-labelledby="reading">
        <h2 id="reading">Reading</h2>
        <Answered answer={jobs}>
          {({ jobs: all, failures }) => (
            <>
              {all.length === 0 && (
                <Empty title="Nothing is being read.">
                  <p>Articles are read in the background. Each can be opened as soon as it is done.</p>
                </Empty>
              )}
              {all.map((job) => (
                <JobLine key={job.id} job={job} onChange={jobs.again} open />
              ))}
              {failures.length > 0 && !busy && <Failures failures={failures} start={start} />}
            </>
          )}
        </Answered>
      </section>
    </div>
  );
}

interface Way {
  readonly start: (body: unknown) => Promise<boolean>;
}

/** Bytes as base64, in steps small enough for one call. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/** Most bytes sent in one request; larger piles go in several. */
const BATCH = 24_000_000;

function Drop({ start }: Way) {
  const [over, setOver] = useState(false);
  const take = async (files: readonly File[]) => {
    let batch: { name: string; base64: string }[] = [];
    let size = 0;
    for (const file of files) {
      if (size + file.size > BATCH && batch.length > 0) {
        await start({ files: batch });
        [batch, size] = [[], 0];
      }
      batch.push({ name: file.name, base64: await base64(file) });
      size += file.size;
    }
    if (batch.length > 0) await start({ files: batch });
    else say('Nothing was dropped that can be read. Drop files, or name the folder below.', true);
  };
  return (
    <label
      class={`drop${over ? ' over' : ''}`}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        void take([...(e.dataTransfer?.files ?? [])]);
      }}
    >
      <span class="drop-title">Drop files here</span>
      <span class="hint">Text, HTML, PDF, DOCX, mail, archives and more. Or choose them:</span>
      <input type="file" multiple onChange={(e) => void take([...(e.currentTarget.files ?? [])])} />
    </label>
  );
}

function Place({ start }: Way) {
  const [text, setText] = useState('');
  const submit = async (event: Event) => {
    event.preventDefault();
    const paths = text.split('\n').flatMap((line) => line.trim() || []);
    if (paths.length === 0) return say('Write a folder, a file or an address first.', true);
    if (await start({ paths })) setText('');
  };
  return (
    <form onSubmit={submit}>
      <label for="places">Folders, files or addresses, one a line</label>
      <textarea
        id="places"
        rows={3}
        placeholder={'articles/2023\nhttps://example.org/story.html'}
        value={text}
        onInput={(e) => setText(e.currentTarget.value)}
      />
      <p class="hint">
        Paths are those of the machine the desk runs on, in the folders named when it was started (--folder). Addresses
        inside your own network are refused.
      </p>
      <button type="submit" class="primary">
        Read them
      </button>
    </form>
  );
}

const FIELDS = [
  ['title', 'Headline', 'text'],
  ['publisher', 'Publisher', 'text'],
  ['published', 'Date', 'date'],
  ['url', 'Address', 'url'],
] as const;

function Paste({ start }: Way) {
  const submit = async (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const filled = [...new FormData(form)].filter(([, value]) => value !== '');
    if (!filled.some(([name]) => name === 'text')) return say('Paste a text first.', true);
    if (await start(Object.fromEntries(filled))) form.reset();
  };
  return (
    <form class="paste" onSubmit={submit}>
      <label for="pasted">Or paste one article</label>
      <textarea id="pasted" name="text" rows={5} />
      <div class="fields">
        {FIELDS.map(([name, label, type]) => (
          <label key={name}>
            {label} <input name={name} type={type as 'text'} autocomplete="off" />
          </label>
        ))}
      </div>
      <p class="hint">What you leave blank is looked for in the text, and never guessed.</p>
      <button type="submit" class="primary">
        Read it
      </button>
    </form>
  );
}

/** What could not be read, in this run of the desk or before. */
function Failures({ failures, start }: Way & Pick<JobsAnswer, 'failures'>) {
  const paths = failures.map((f) => f.location.replace(/#[^#/]*$/u, ''));
  return (
    <section aria-labelledby="failures">
      <h3 id="failures">{plural(failures.length, 'article')} could not be read so far</h3>
      <ul class="items">
        {failures.slice(0, 200).map((f) => (
          <li key={f.location}>
            {f.location}{' '}
            <span class="cause">
              {f.cause}. {f.remedy}
            </span>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => void start({ paths: [...new Set(paths)].slice(0, 1000) })}>
        Try them again
      </button>
    </section>
  );
}

const STATE: Readonly<Record<Job['state'], string>> = {
  waiting: 'waiting its turn',
  listing: 'looking for articles',
  reading: 'reading',
  done: 'done',
  cancelled: 'cancelled',
  failed: 'stopped',
};

/** A reading job with its true progress; failures with cause and retry. */
export function JobLine({ job, onChange, open = false }: { job: Job; onChange: () => void; open?: boolean }) {
  const done = Object.values(job.counts).reduce((a, b) => a + b, 0);
  const act = (what: 'cancel' | 'retry') => async () => {
    await send(`/api/jobs/${job.id}/${what}`).catch(sayTrouble);
    onChange();
  };
  const failures = job.items.filter((i) => i.change === 'failed');
  return (
    <article class={`job state-${job.state}`}>
      <p>
        <strong>{job.label}</strong> <span class="hint">{STATE[job.state]}</span>
        {isRunning(job) && (
          <button type="button" class="plain" onClick={act('cancel')}>
            Cancel
          </button>
        )}
      </p>
      <progress max={Math.max(1, job.found)} value={done} aria-label={`${job.label}: ${done} of ${job.found} read`} />
      <p class="hint">
        {count(done)} of {count(job.found)}
        {job.state === 'listing' && ' found so far'} · {plural(job.counts.added, 'new one', 'new')} ·{' '}
        {count(job.counts.updated)} read anew · {count(job.counts.unchanged)} known · {count(job.counts.failed)} failed
        {job.counts.skipped > 0 && ` · ${count(job.counts.skipped)} skipped`}
      </p>
      {job.trouble && (
        <p class="trouble">
          {job.trouble.message} {job.trouble.remedy}
        </p>
      )}
      {open && <Items items={job.items} />}
      {failures.length > 0 && !isRunning(job) && (
        <button type="button" onClick={act('retry')}>
          Try the {plural(failures.length, 'failure')} again
        </button>
      )}
    </article>
  );
}

const Items = ({ items }: { items: readonly JobItem[] }) => (
  <ul class="items">
    {items.map((item) => (
      <li key={item.location} class={item.change}>
        {item.document ? <a href={`/read/${item.document}`}>{item.location}</a> : <span>{item.location}</span>}{' '}
        {item.change === 'failed' ? (
          <span class="cause">
            {item.cause}. {item.remedy}
          </span>
        ) : (
          <span class="hint">{item.cause ? `${item.change}: ${item.cause}` : item.change}</span>
        )}
      </li>
    ))}
  </ul>
);
