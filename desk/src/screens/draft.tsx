import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { DraftAnswer, DraftFinding } from '../../../src/web/api.ts';
import { send, type Trouble } from '../api.ts';
import { Empty, TranslatedMark, TroubleBox } from '../parts.tsx';
import { address, useTitle } from '../url.ts';
import { interval, plural } from '../words.ts';

/** The draft in hand survives a look into an article and back; it never leaves this machine. */
const draft = signal('');
const answer = signal<DraftAnswer | null>(null);

type Verdict = DraftFinding['verdict'];

const SIGN: Readonly<Record<Verdict, string>> = {
  exact: '✓',
  paraphrase: '¶',
  speaker: '✕',
  joined: '✕',
  turned: '✕',
  furniture: '✕',
  differs: '≠',
  absent: '✕',
};

const WORD: Readonly<Record<Verdict, string>> = {
  exact: 'exact',
  paraphrase: 'exact, but the article’s paraphrase',
  speaker: 'exact, but said by another',
  joined: 'joins two utterances',
  turned: 'the sense is turned',
  furniture: 'only outside the article',
  differs: 'differs',
  absent: 'absent',
};

/** What the verdict means here. */
function meaning({ verdict, saidBy, draftNames, turning }: DraftFinding): string {
  switch (verdict) {
    case 'exact':
      return saidBy ? `word for word, said by ${saidBy}` : 'word for word in the article';
    case 'paraphrase':
      return `these are the article’s words${saidBy ? ` for what ${saidBy} said` : ''}, not a quotation`;
    case 'speaker':
      return `said by ${saidBy}; the draft names ${draftNames}`;
    case 'joined':
      return 'the article has them apart: two utterances, or two speakers';
    case 'turned':
      return `words left out or put in: ${turning.join(', ')}`;
    case 'furniture':
      return 'in menus, teasers or comments of the page';
    case 'differs':
      return 'the article has other words';
    case 'absent':
      return 'in no article of this ledger';
  }
}

/** Every quotation of a draft: whether these are the words, and whose they are, with a way to the source. */
export function Draft() {
  useTitle('Check a draft');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      answer.value = await send<DraftAnswer>('/api/verify', { draft: draft.value });
      setTrouble(null);
    } catch (problem) {
      setTrouble(problem as Trouble);
    }
    setBusy(false);
  };
  return (
    <div class="draft">
      <form onSubmit={check}>
        <h1>Check a draft</h1>
        <label for="draft-text">Your text. Every quotation in it is looked up in the ledger.</label>
        <textarea
          id="draft-text"
          rows={18}
          value={draft.value}
          onInput={(e) => (draft.value = e.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={busy || draft.value.trim() === ''}>
          {busy ? 'Checking …' : 'Check the quotations'}
        </button>
      </form>
      <section aria-label="Findings" aria-live="polite">
        {trouble && <TroubleBox trouble={trouble} />}
        {answer.value ? (
          <Findings answer={answer.value} />
        ) : (
          <Empty title="Nothing checked yet.">
            <p>Paste a draft. Straight and curly marks count the same; … leaves words out; [brackets] replace some.</p>
          </Empty>
        )}
      </section>
    </div>
  );
}

const VERDICTS = Object.keys(WORD) as readonly Verdict[];

function Findings({ answer: { findings: list, open } }: { answer: DraftAnswer }) {
  const of = (verdict: Verdict) => list.filter((f) => f.verdict === verdict).length;
  const counts = VERDICTS.filter((v) => of(v) > 0).map((v) => `${of(v)} ${WORD[v]}`);
  return (
    <>
      {list.length === 0 ? (
        <Empty title="The draft quotes nothing.">
          <p>Put quotations between marks (“ ”, " ", « », ‘ ’) or as block quotations that begin with &gt;.</p>
        </Empty>
      ) : (
        <h2>
          {plural(list.length, 'quotation')}: {counts.join(' · ')}
        </h2>
      )}
      {open.length > 0 && (
        <p class="warning">A quotation begins in line {open.join(', ')} that never ends; it was not checked.</p>
      )}
      <ol class="findings">
        {list.map((finding, i) => (
          <Found key={`${i} ${finding.line}`} finding={finding} />
        ))}
      </ol>
    </>
  );
}

/** Words that draft and article share, or that only one of them has. */
function drawStep({ kind, words }: DraftFinding['steps'][number]) {
  if (kind === 'same') return `${words} `;
  return (
    <>
      {kind === 'draft' ? (
        <del title="only in the draft">{words}</del>
      ) : (
        <ins title="only in the article">{words}</ins>
      )}{' '}
    </>
  );
}

function Found({ finding }: { finding: DraftFinding }) {
  const { verdict, document, place, steps } = finding;
  return (
    <li class={`finding ${verdict}`}>
      <p class="verdict">
        <span aria-hidden="true">{SIGN[verdict]}</span> <strong>{WORD[verdict]}</strong>{' '}
        <span class="hint">
          {meaning(finding)} · line {finding.line}
        </span>
      </p>
      <blockquote dir="auto">{steps.length === 0 ? finding.text : steps.map(drawStep)}</blockquote>
      {finding.replaced.length > 0 && <p class="hint">In brackets: {finding.replaced.join(', ')}</p>}
      {document && place && (
        <p class="hint">
          <a href={address(`/read/${document.id}`, { from: String(place.from), to: String(place.to) })}>
            {document.title ?? document.location}
          </a>
          , {document.publisher ?? 'publisher unknown'}, {interval(document.published)}
          <TranslatedMark document={document} />
        </p>
      )}
    </li>
  );
}
