import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DeskRow, FieldsAnswer } from '../../src/web/api.ts';
import { useAnswer } from './api.ts';
import { CorrectDialog } from './correcting.tsx';
import { Dialog } from './dialog.tsx';
import { cite, copy, type Footnotes, footnoteFormat, footnoteIn, judge, say, setFootnoteFormat } from './judge.ts';
import { type Command, useKeys } from './keys.ts';
import { Answered } from './parts.tsx';
import { wordsOf } from './words.ts';

interface Judging {
  /** The record in hand as the address says now, which may be ahead of what is drawn; null where none is. */
  readonly row: () => DeskRow | null;
  readonly move: (step: 1 | -1) => void;
  readonly more?: readonly Command[];
}

/** The keys that judge and cite, the same on every screen that has a record in hand, and their two dialogs. */
export function useJudgingKeys({ row, move, more = [] }: Judging) {
  const [open, setOpen] = useState<{ what: 'why' | 'source' | 'correct' | 'cite'; row: DeskRow } | null>(null);
  const needs = (act: (row: DeskRow) => void) => () => {
    const inHand = row();
    return inHand ? act(inHand) : say('Choose a record first: j for the next.');
  };
  useKeys([
    { key: 'j', does: 'next record', run: () => move(1) },
    { key: 'k', does: 'previous record', run: () => move(-1) },
    { key: 'a', does: 'accept the reading', run: needs((r) => judge(r, 'right')) },
    { key: 'x', does: 'reject the reading', run: needs((r) => judge(r, 'wrong')) },
    {
      key: 's',
      does: 'name the true source',
      run: needs((r) =>
        hasSource(r)
          ? setOpen({ what: 'source', row: r })
          : say('This stands on the article’s own word. e corrects it.'),
      ),
    },
    { key: 'e', does: 'correct the reading', run: needs((r) => setOpen({ what: 'correct', row: r })) },
    { key: 'm', does: 'mark to come back to', run: needs((r) => judge(r, 'marked')) },
    { key: 'c', does: 'copy a checked footnote', run: needs((r) => void cite(r)) },
    { key: 'C', does: 'footnote in other formats', run: needs((r) => setOpen({ what: 'cite', row: r })) },
    { key: 'w', does: 'why it was read so', run: needs((r) => setOpen({ what: 'why', row: r })) },
    ...more,
  ]);
  const close = () => setOpen(null);
  const element: ComponentChildren =
    open &&
    (open.what === 'why' ? (
      <Dialog title="Why it was read so" onClose={close}>
        <Why row={open.row} />
      </Dialog>
    ) : open.what === 'cite' ? (
      <Dialog title="Footnote" onClose={close}>
        <Footnote row={open.row} />
      </Dialog>
    ) : (
      <CorrectDialog id={correctedId(open.row, open.what)} known={knownOf(open)} onClose={close} />
    ));
  return {
    why: (r: DeskRow) => setOpen({ what: 'why', row: r }),
    cite: (r: DeskRow) => setOpen({ what: 'cite', row: r }),
    correct: (r: DeskRow) => setOpen({ what: 'correct', row: r }),
    element,
  };
}

/** The source of a record, as its chain says: the field that is typed into first. */
const knownOf = ({ what, row }: { readonly what: string; readonly row: DeskRow }): FieldsAnswer | undefined =>
  what !== 'source'
    ? undefined
    : {
        kind: row.record.kind,
        words: wordsOf(row.record),
        fields: [{ field: 'source', value: row.chain.at(-1)?.label ?? '', values: null, as: 'names' }],
        saidIn: null,
      };

const hasSource = ({ record }: DeskRow): boolean => record.kind !== 'event' || record.saidIn !== null;

/** The source of an event is that of the statement it stands in. */
const correctedId = ({ record }: DeskRow, what: 'source' | 'correct'): string =>
  what === 'source' && record.kind === 'event' && record.saidIn ? record.saidIn : record.id;

const FORMATS = [
  ['chicago', 'Chicago'],
  ['newsroom', 'Newsroom'],
  ['markdown', 'Markdown'],
  ['html', 'HTML'],
  ['csl', 'CSL-JSON'],
  ['ris', 'RIS'],
  ['bibtex', 'BibTeX'],
] as const;

/** The footnote in the format chosen, which `c` then copies too. */
function Footnote({ row }: { row: DeskRow }) {
  const answer = useAnswer<Footnotes>(`/api/records/${row.record.id}/cite`);
  return (
    <Answered answer={answer}>
      {(notes) => (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void copy(footnoteIn(notes, footnoteFormat.value));
          }}
        >
          <label>
            Format{' '}
            <select value={footnoteFormat.value} onChange={(e) => setFootnoteFormat(e.currentTarget.value)}>
              {FORMATS.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
          <pre class="footnote" dir="auto">
            {footnoteIn(notes, footnoteFormat.value)}
          </pre>
          <button type="submit" class="primary">
            Copy
          </button>
        </form>
      )}
    </Answered>
  );
}

function Why({ row }: { row: DeskRow }) {
  const answer = useAnswer<{ lines: readonly string[] }>(`/api/records/${row.record.id}/why`);
  return <Answered answer={answer}>{({ lines }) => lines.map((line) => <p key={line}>{line}</p>)}</Answered>;
}
