import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { DeskRow, ListedKind, ReaderAnswer } from '../../../src/web/api.ts';
import { useAnswer } from '../api.ts';
import { Card } from '../card.tsx';
import { useJudgingKeys } from '../judging.tsx';
import { activeMarks, baseMarks, furnitureMarks } from '../marks.ts';
import { Answered, Empty, TranslatedMark } from '../parts.tsx';
import { type Block, layBlocks, type Mark, segments } from '../spans.ts';
import { changed, go, param, useTitle } from '../url.ts';
import { basisWord, count, interval, KIND_LIST, LIST_WORD, machineTranslated } from '../words.ts';

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
  const kinds = shownKinds();
  const shown = param('show');
  const rows = useMemo(() => data.rows.filter((r) => kinds.has(r.record.kind)), [data, shown]);
  const inHand = () => rows.findIndex((r) => r.record.id === param('at'));
  const at = inHand();
  const raw = param('view') === 'raw';
  const pick = (index: number) => {
    const row = rows[index];
    if (row) go(changed({ at: row.record.id }), true);
  };
  const move = (step: 1 | -1) => {
    const from = inHand();
    pick(from < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, from + step)));
  };
  const letGo = () => go(changed({ at: null }), true);
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
        <Toolbar data={data} kinds={kinds} raw={raw} />
        {raw ? (
          <div class="text raw">
            <p>{pieces.drawRaw()}</p>
          </div>
        ) : (
          <div class="text">
            {pieces.blocks.map((block) => (
              <p key={block.from} class={block.type}>
                {pieces.draw(block)}
              </p>
            ))}
          </div>
        )}
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
            onStep={(step) => (step === null ? letGo() : move(step))}
          />
        ))}
      </aside>
      {dialogs.element}
    </div>
  );
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

/** Which kinds are marked, and raw or clean text; all of it in the address. */
function Toolbar({ data, kinds, raw }: { data: ReaderAnswer; kinds: ReadonlySet<string>; raw: boolean }) {
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

/** A passage the address names by code points, as a checked draft does; null where it names none. */
function passage(): Mark | null {
  const [from, to] = [Number(param('from')), Number(param('to'))];
  return to > from ? { from, to, look: 'passage on', card: null } : null;
}

/** The text cut into blocks, and the way to draw a stretch of it with the marks that lie on it. */
function useText(data: ReaderAnswer, rows: readonly DeskRow[], lit: number | null) {
  const { body, furniture, title } = data.document;
  const chars = useMemo(() => Array.from(data.text), [data.text]);
  const all = useMemo(() => layBlocks(chars, body, furniture), [chars, body, furniture]);
  const base = useMemo(() => baseMarks(rows), [rows]);
  const row = lit === null ? null : rows[lit];
  const sought = passage();
  const marks = [...base, ...(row && lit !== null ? activeMarks(row, lit) : []), ...(sought ? [sought] : [])];
  const wordsAt = (block: Block) => chars.slice(block.from, block.to).join('').trim();
  const headline = all.find((block) => block.type === 'other' && wordsAt(block) === title) ?? null;
  return {
    headline,
    blocks: all.filter((block) => block !== headline && !(block.type === 'other' && wordsAt(block) === title)),
    draw: (block: Block) => drawn(chars, marks, block.from, block.to),
    drawRaw: () => drawn(chars, [...furnitureMarks(furniture), ...marks], 0, chars.length),
  };
}

/** Cards of the marks under the pointer, innermost first. */
function cardsUnder(target: EventTarget | null): readonly number[] {
  const piece = (target as Element | null)?.closest<HTMLElement>('[data-cards]');
  return piece?.dataset.cards?.split(' ').map(Number) ?? [];
}

function drawn(chars: readonly string[], marks: readonly Mark[], from: number, to: number): ComponentChildren {
  return segments(marks, from, to).map((s) => {
    const text = chars.slice(s.from, s.to).join('');
    if (s.marks.length === 0) return text;
    const cards = [...new Set(s.marks.flatMap((m) => m.card ?? []))].reverse();
    const depth = s.marks.filter((m) => m.look === 'attribution').length;
    const label = s.marks.find((m) => m.role && m.from === s.from)?.role;
    // A mark that others cut into pieces is one box all the same.
    const boxed = s.marks.filter((m) => m.role);
    const begins = boxed.some((m) => m.from === s.from) ? ' begins' : '';
    const ends = boxed.some((m) => m.to === s.to) ? ' ends' : '';
    return (
      <span
        key={s.from}
        class={`m ${s.marks.map((m) => m.look).join(' ')}${depth > 1 ? ' deep' : ''}${begins}${ends}`}
        data-cards={cards.length > 0 ? cards.join(' ') : undefined}
        data-role={label ?? undefined}
      >
        {text}
      </span>
    );
  });
}
