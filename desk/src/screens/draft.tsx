import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { DraftAnswer, DraftFinding } from '../../../src/web/api.ts';
import { send, type Trouble } from '../api.ts';
import { Empty, TranslatedMark, TroubleBox } from '../parts.tsx';
import { address, useTitle } from '../url.ts';
import { interval, plural } from '../words.ts';

/** The draft in hand survives a look into an article and back; it never leaves this machine. */
const draft = signal('');
const findings = signal<readonly DraftFinding[] | null>(null);

const SIGN = { exact: '✓', differs: '≠', absent: '✕' } as const;
const MEANS = {
  exact: 'word for word in the article',
  differs: 'the article has other words',
  absent: 'in no article of this ledger',
} as const;

/** Every quotation of a draft: exact, differing (how) or absent, with a way to the source. */
export function Draft() {
  useTitle('Check a draft');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      findings.value = (await send<DraftAnswer>('/api/verify', { draft: draft.value })).findings;
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
        {findings.value ? (
          <Findings list={findings.value} />
        ) : (
          <Empty title="Nothing checked yet.">
            <p>Paste a draft. Straight and curly marks count the same; … leaves words out; [brackets] replace some.</p>
          </Empty>
        )}
      </section>
    </div>
  );
}

function Findings({ list }: { list: readonly DraftFinding[] }) {
  if (list.length === 0)
    return (
      <Empty title="The draft quotes nothing.">
        <p>Put quotations between marks (“ ”, " ", « ») or as block quotations that begin with &gt;.</p>
      </Empty>
    );
  const of = (verdict: DraftFinding['verdict']) => list.filter((f) => f.verdict === verdict).length;
  return (
    <>
      <h2>
        {plural(list.length, 'quotation')}: {of('exact')} exact, {of('differs')} differ, {of('absent')} absent
      </h2>
      <ol class="findings">
        {list.map((finding) => (
          <Found key={`${finding.line} ${finding.text}`} finding={finding} />
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
        <span aria-hidden="true">{SIGN[verdict]}</span> <strong>{verdict}</strong>{' '}
        <span class="hint">
          {MEANS[verdict]} · line {finding.line}
        </span>
      </p>
      <blockquote>{steps.length === 0 ? finding.text : steps.map(drawStep)}</blockquote>
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
