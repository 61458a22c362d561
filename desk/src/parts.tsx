import type { ComponentChildren } from 'preact';
import type { ArticleHead, DeskRow, EntityNames } from '../../src/web/api.ts';
import type { Answer, Trouble } from './api.ts';
import { changed } from './url.ts';
import {
  count,
  day,
  interval,
  KIND_LIST,
  KIND_WORD,
  machineTranslated,
  plural,
  STATUS_MEANS,
  STATUS_SIGN,
  verdictWord,
} from './words.ts';

const LISTED = Object.keys(KIND_LIST) as readonly (keyof typeof KIND_LIST)[];

/** Status by sign and word; colour only repeats it. */
export const StatusChip = ({ status }: { status: string }) => (
  <span class={`chip status-${status}`} title={STATUS_MEANS[status] ?? status}>
    <span aria-hidden="true">{STATUS_SIGN[status] ?? '•'}</span> {status}
  </span>
);

/** Whose words: publisher first, source last; a link without words in the text says so. */
export function Chain({ row, entities }: { row: Pick<DeskRow, 'chain'>; entities: EntityNames }) {
  return (
    <ol class="chain" aria-label="Chain of attribution, publisher first">
      {row.chain.map((link, i) => (
        <li key={i} class={i === row.chain.length - 1 ? 'voice' : ''}>
          <Voice label={(link.entity && entities[link.entity]?.name) || link.label} entity={link.entity} />
        </li>
      ))}
    </ol>
  );
}

/** The sentence a record is read from: the words that decide are bold, what is said or foretold stands out. */
export const Sentence = ({ row: { sentence } }: { row: DeskRow }) =>
  sentence ? (
    <p class="words sentence" dir="auto">
      {sentence.map(({ words, role }, i) =>
        role === null ? (
          words
        ) : role === 'content' || role === 'source' ? (
          <span key={i} class={role}>
            {words}
          </span>
        ) : (
          <b key={i} class={role}>
            {words}
          </b>
        ),
      )}
    </p>
  ) : null;

/** A name that leads to the voice's page where the ledger knows who it is. */
export function Voice({ label, entity }: { label: string; entity: string | null }) {
  if (/^(?:unresolved|unknown publisher)$/iu.test(label)) return <em class="unresolved">{label}</em>;
  return entity ? <a href={`/voice/${encodeURIComponent(entity)}`}>{label}</a> : <span>{label}</span>;
}

/** Who stands behind a reading: a person's judgement, or nobody yet. A mark is kept apart: it judges nothing. */
export function Evidence({ row }: { row: Pick<DeskRow, 'judgements'> }) {
  const [last, ...earlier] = row.judgements.filter((j) => j.verdict !== 'marked');
  const isMarked = row.judgements.some((j) => j.verdict === 'marked');
  const mark = isMarked && <span class="marked">◆ marked </span>;
  if (!last)
    return (
      <span class="evidence">
        {mark}
        Unreviewed machine reading
      </span>
    );
  return (
    <span class={`evidence judged verdict-${last.verdict.replaceAll(' ', '-')}`}>
      {mark}
      <span aria-hidden="true">{last.verdict === 'wrong' ? '✕' : '✓'}</span> {verdictWord(last.verdict)}
      {last.note ? `: ${last.note}` : ''} <span class="by">by {last.by}</span>, {day(last.at)}
      {earlier.length > 0 && ` (${earlier.length} earlier)`}
    </span>
  );
}

interface ChoiceProps {
  readonly to: string;
  readonly isOn: boolean;
  readonly children: ComponentChildren;
}

/** One of several ways to see a screen. */
export const Choice = ({ to, isOn, children }: ChoiceProps) => (
  <a href={to} aria-current={isOn || undefined}>
    {children}
  </a>
);

export const TranslatedMark = ({ document }: { document: DeskRow['document'] }) =>
  document.machineTranslated && (
    <abbr class="mt" title={machineTranslated(document.machineTranslated.reasons)}>
      MT
    </abbr>
  );

/** An article in a list of articles, with what was found in it. */
export function ArticleLine({ document }: { document: ArticleHead }) {
  const found = LISTED.filter((kind) => document.counts[kind] > 0);
  return (
    <li>
      <p class="kicker">
        {document.publisher ?? 'publisher unknown'} · {interval(document.published)}
        <TranslatedMark document={document} />
      </p>
      <a class="title" href={`/read/${document.id}`}>
        {document.title ?? document.location}
      </a>
      <p class="hint">
        {found.length === 0
          ? 'nothing found'
          : found.map((kind) => plural(document.counts[kind], KIND_WORD[kind].toLowerCase())).join(', ')}
      </p>
    </li>
  );
}

/** An empty place that says why it is empty and what to do next. */
export const Empty = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="empty">
    <p class="empty-title">{title}</p>
    <div>{children}</div>
  </div>
);

export const TroubleBox = ({ trouble, again }: { trouble: Trouble; again?: () => void }) => (
  <div class="trouble" role="alert">
    <p>
      <strong>{trouble.message}</strong> {trouble.remedy}
    </p>
    {again && (
      <button type="button" onClick={again}>
        Try again
      </button>
    )}
  </div>
);

/** Draws an answer: ruled lines until the first one, the last one while the next is awaited, trouble above it. */
export function Answered<T>({ answer, children }: { answer: Answer<T>; children: (data: T) => ComponentChildren }) {
  const { data, trouble, waiting, again } = answer;
  return (
    <div class={waiting && data ? 'answered stale' : 'answered'} aria-busy={waiting}>
      {trouble && <TroubleBox trouble={trouble} again={again} />}
      {data ? children(data) : !trouble && <Waiting />}
    </div>
  );
}

export const Waiting = () => (
  <div class="waiting" role="status">
    <span class="visually-hidden">Loading</span>
    {[92, 78, 86, 64].map((width) => (
      <i key={width} class={`w${width}`} />
    ))}
  </div>
);

interface PagerProps {
  /** How many there are; without a number, only whether more follow. */
  readonly total: number | { readonly hasMore: boolean };
  readonly offset: number;
  readonly size: number;
}

/** Previous and next page, with where one stands. */
export function Pager({ total, offset, size }: PagerProps) {
  const hasMore = typeof total === 'number' ? offset + size < total : total.hasMore;
  if (offset === 0 && !hasMore) return null;
  const to = (start: number) => changed({ offset: start > 0 ? String(start) : null });
  return (
    <nav class="pager" aria-label="Pages">
      {offset > 0 ? <a href={to(Math.max(0, offset - size))}>← Previous</a> : <span class="off">← Previous</span>}
      <span>
        {typeof total === 'number'
          ? `${count(offset + 1)}–${count(Math.min(total, offset + size))} of ${count(total)}`
          : `from ${count(offset + 1)}`}
      </span>
      {hasMore ? <a href={to(offset + size)}>Next →</a> : <span class="off">Next →</span>}
    </nav>
  );
}
