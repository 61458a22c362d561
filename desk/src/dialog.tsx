import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

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
