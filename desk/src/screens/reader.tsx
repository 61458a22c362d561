import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DeskRow, ListedKind, ReaderAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { Card } from '../card.tsx';
import { CorrectDialog, Corrected } from '../correcting.tsx';
import { judgeId, withdraw } from '../judge.ts';
import { useJudgingKeys } from '../judging.tsx';
import { Answered, Empty, TranslatedMark } from '../parts.tsx';
import type { Block } from '../spans.ts';
import { CleanText, cardsUnder, RawText, useText } from '../text.tsx';
import { changed, go, param, useTitle } from '../url.ts';
import { basisWord, count, day, interval, KIND_LIST, LIST_WORD, machineTranslated } from '../words.ts';

const KINDS: readonly ListedKind[] = ['attribution', 'event', 'forecast', 'assessment'];

/** An article with everything found in it: the text on the left, one card per record on the right. */
export function Reader({ id }: { id: string }) {
  const answer = useAnswer<ReaderAnswer>(`/api/documents/${encodeURIComponent(id)}`);
  return <Answered answer={answer}>{(data) => <Article data={data} key={data.document.id} />}</Answered>;
}

const shownKinds = (): ReadonlySet<string> => {
  const only = param('show');
  return new Set(only === null ? KINDS : only.split(','));
};

function Article({ data }: { data: ReaderAnswer }) {
  useTitle(data.document.title ?? 'Untitled');
  const { document } = data;
  const [hovered, setHovered] = useState<number | null>(null);
  const [correcting, setCorrecting] = useState(false);
  const kinds = shownKinds();
  const shown = param('show');
  const rows = useMemo(() => data.rows.filter((r) => kinds.has(r.record.kind)), [data, shown]);
  const { inHand, pick, move, letGo } = handOver(rows);
  const at = inHand();
  const raw = param('view') === 'raw';
  const dialogs = useJudgingKeys({
    row: () => rows[inHand()] ?? null,
    move,
    more: [
      {
        key: 't',
        does: 'raw text or clean text',
        run: () => go(changed({ view: raw ? null : 'raw' }), true),
      },
      { key: 'Escape', does: 'let go of the record', run: letGo },
    ],
  });
  useEffect(() => reveal(rows[at]?.record.id ?? null), [at, rows]);
  const lit = hovered ?? (at >= 0 ? at : null);
  const pieces = useText(data, rows, lit);
  const click = (event: MouseEvent) => {
    const cards = cardsUnder(event.target);
    if (cards.length === 0 || getSelection()?.isCollapsed === false) return;
    pick(cards[(cards.indexOf(at) + 1) % cards.length]!);
  };
  const over = (event: MouseEvent) => setHovered(cardsUnder(event.target)[0] ?? null);
  return (
    <div class="reader">
      {/* biome-ignore lint/a11y: the same records are reached by keyboard through the cards and j/k */}
      <div class="page" onClick={click} onMouseOver={over} onMouseLeave={() => setHovered(null)}>
        <Heading data={data} headline={raw ? null : pieces.headline} draw={pieces.draw} />
        <Toolbar data={data} kinds={kinds} raw={raw} onCorrect={() => setCorrecting(true)} />
        {raw ? <RawText pieces={pieces} /> : <CleanText pieces={pieces} />}
      </div>
      <aside class="cards" aria-label={`What was found in ${document.title ?? 'this article'}`}>
        {rows.length === 0 && <NothingFound data={data} />}
        {rows.map((row, i) => (
          <Card
            key={row.record.id}
            row={row}
            entities={data.entities}
            active={i === at}
            onPick={() => pick(i)}
            onHover={(on) => setHovered(on ? i : null)}
            onWhy={() => dialogs.why(row)}
            onCorrect={() => dialogs.correct(row)}
            onCite={() => dialogs.cite(row)}
            onStep={(step) => (step === null ? letGo() : move(step))}
          />
        ))}
      </aside>
      {dialogs.element}
      {correcting && <CorrectDialog id={document.id} onClose={() => setCorrecting(false)} />}
    </div>
  );
}

/** Which of the rows is in hand, as the address says (-1: none), and the ways to another. */
function handOver(rows: readonly DeskRow[]) {
  const inHand = () => rows.findIndex((r) => r.record.id === param('at'));
  const pick = (index: number) => {
    const row = rows[index];
    if (row) go(changed({ at: row.record.id }), true);
  };
  const move = (step: 1 | -1) => {
    const from = inHand();
    pick(from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + step)));
  };
  return { inHand, pick, move, letGo: () => go(changed({ at: null }), true) };
}

/** Brings the card and its words into view without moving what is visible already. */
function reveal(id: string | null): void {
  const card = id && window.document.getElementById(`card-${id}`);
  if (card) card.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const words = window.document.querySelector('.page .on');
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  words?.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' });
}

interface HeadingProps {
  readonly data: ReaderAnswer;
  /** Where the text itself carries the headline; null where it does not. */
  readonly headline: Block | null;
  readonly draw: (block: Block) => ComponentChildren;
}

function Heading({ data, headline, draw }: HeadingProps) {
  const { document } = data;
  const translated = document.machineTranslated;
  return (
    <header class="heading">
      <p class="kicker">
        {document.publisher ? (
          <a href={`/ledger/statements?publisher=${encodeURIComponent(document.publisher)}`}>{document.publisher}</a>
        ) : (
          <em class="unresolved">publisher unknown</em>
        )}
        {' · '}
        <time title={basisWord(document.published)}>{interval(document.published)}</time>
        {document.authors.length > 0 && ` · ${document.authors.join(', ')}`}
        <TranslatedMark document={document} />
      </p>
      <h1>{headline ? draw(headline) : (document.title ?? 'Untitled')}</h1>
      {data.out && <TakenOut out={data.out} />}
      <Corrected changes={data.corrections} />
      {translated && <p class="warning">{machineTranslated(translated.reasons)}</p>}
      {document.issues.length > 0 && (
        <details class="issues">
          <summary>{document.issues.length === 1 ? 'One open point' : `${document.issues.length} open points`}</summary>
          <ul>
            {document.issues.map((issue) => (
              <li key={issue.code + issue.message}>{issue.message}</li>
            ))}
          </ul>
        </details>
      )}
    </header>
  );
}

/** An article that counts nowhere, until it is brought back. */
const TakenOut = ({ out }: { out: NonNullable<ReaderAnswer['out']> }) => (
  <p class="warning">
    Taken out by {out.by}, {day(out.at)}: it is kept, and counts in no list, view or search.{' '}
    <button type="button" onClick={() => void withdraw(out.id)}>
      Bring it back
    </button>
  </p>
);

/** Which kinds are marked, and raw or clean text; all of it in the address. */
interface ToolbarProps {
  readonly data: ReaderAnswer;
  readonly kinds: ReadonlySet<string>;
  readonly raw: boolean;
  readonly onCorrect: () => void;
}

function Toolbar({ data, kinds, raw, onCorrect }: ToolbarProps) {
  const found = (kind: string) => data.rows.filter((r) => r.record.kind === kind).length;
  const without = (kind: string) => {
    const next = KINDS.filter((k) => (k === kind ? !kinds.has(k) : kinds.has(k)));
    return changed({ show: next.length === KINDS.length ? null : next.join(',') || 'none' });
  };
  return (
    <div class="toolbar" role="toolbar" aria-label="What is marked">
      {KINDS.map((kind) => (
        <button
          key={kind}
          type="button"
          class={`layer kind-${kind}`}
          aria-pressed={kinds.has(kind)}
          onClick={() => go(without(kind), true)}
        >
          <i class="swatch" aria-hidden="true" /> {LIST_WORD[KIND_LIST[kind]]} {count(found(kind))}
        </button>
      ))}
      <button
        type="button"
        class="raw"
        aria-pressed={raw}
        onClick={() => go(changed({ view: raw ? null : 'raw' }), true)}
      >
        Raw text <kbd>t</kbd>
      </button>
      <button type="button" class="plain" onClick={onCorrect}>
        Correct the article
      </button>
      {!data.out && (
        <button type="button" class="plain" onClick={() => void judgeId(data.document.id, 'out')}>
          Take it out
        </button>
      )}
      <a class="share" href={`/api/share/article/${data.document.id}.html`} download>
        Share
      </a>
    </div>
  );
}

const NothingFound = ({ data }: { data: ReaderAnswer }) => (
  <Empty title={data.rows.length === 0 ? 'Nothing was found in this article.' : 'All kinds are switched off.'}>
    {data.rows.length === 0 ? (
      <p>
        {data.document.language && data.document.language !== 'en'
          ? `It is written in another language (${data.document.language}); Dragoman reads English and stores the rest.`
          : 'The reader saw no statement, event or forecast. Furniture (menus, other headlines) is never read.'}
      </p>
    ) : (
      <p>Switch on statements, events, forecasts or assessments above the text.</p>
    )}
  </Empty>
);
