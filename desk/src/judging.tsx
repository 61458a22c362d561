import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeskRow } from '../../src/web/api.ts';
import { useAnswer } from './api.ts';
import { cite, judge, say, undo } from './judge.ts';
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
  const [open, setOpen] = useState<{ what: 'why' | 'source'; row: DeskRow } | null>(null);
  const needs = (act: (row: DeskRow) => void) => () => {
    const inHand = row();
    return inHand ? act(inHand) : say('Choose a record first: j for the next.');
  };
  useKeys([
    { key: 'j', does: 'next record', run: () => move(1) },
    { key: 'k', does: 'previous record', run: () => move(-1) },
    { key: 'a', does: 'accept the reading', run: needs((r) => judge(r, 'right')) },
    { key: 'x', does: 'reject the reading', run: needs((r) => judge(r, 'wrong')) },
    { key: 'u', does: 'undo your last judgement', run: () => void undo() },
    { key: 's', does: 'name the true source', run: needs((r) => setOpen({ what: 'source', row: r })) },
    { key: 'm', does: 'mark to come back to', run: needs((r) => judge(r, 'marked')) },
    { key: 'c', does: 'copy a checked footnote', run: needs((r) => void cite(r)) },
    { key: 'w', does: 'why it was read so', run: needs((r) => setOpen({ what: 'why', row: r })) },
    ...more,
  ]);
  const close = () => setOpen(null);
  const element: ComponentChildren = open && (
    <Dialog title={open.what === 'why' ? 'Why it was read so' : 'The true source'} onClose={close}>
      {open.what === 'why' ? <Why row={open.row} /> : <FixSource row={open.row} onDone={close} />}
    </Dialog>
  );
  return { why: (r: DeskRow) => setOpen({ what: 'why', row: r }), element };
}

/**
 * A modal dialog that gives the focus back when it closes. It opens before the next key can come, with the focus in its
 * first field, else on itself: on a button, the space of a word typed too soon would press it.
 */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const dialog = ref.current!;
    dialog.showModal();
    (dialog.querySelector<HTMLElement>('input:not([type=checkbox]), textarea, select') ?? dialog).focus();
    return () => before?.focus?.();
  }, []);
  return (
    <dialog ref={ref} tabIndex={-1} onClose={props.onClose} aria-labelledby="dialog-title">
      <header>
        <h2 id="dialog-title">{props.title}</h2>
        <button type="button" class="plain" onClick={props.onClose}>
          Close
        </button>
      </header>
      {props.children}
    </dialog>
  );
}

function Why({ row }: { row: DeskRow }) {
  const answer = useAnswer<{ lines: readonly string[] }>(`/api/records/${row.record.id}/why`);
  return <Answered answer={answer}>{({ lines }) => lines.map((line) => <p key={line}>{line}</p>)}</Answered>;
}

function FixSource({ row, onDone }: { row: DeskRow; onDone: () => void }) {
  const [name, setName] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (!name.trim()) return;
    void judge(row, 'source', name.trim());
    onDone();
  };
  return (
    <form onSubmit={submit}>
      <blockquote>{wordsOf(row.record)}</blockquote>
      <label>
        Who said it?
        <input value={name} onInput={(e) => setName(e.currentTarget.value)} autocomplete="off" />
      </label>
      <p class="hint">The machine’s reading stays as it is; your correction stands beside it, with your name.</p>
      <button type="submit" class="primary">
        Keep
      </button>
    </form>
  );
}
