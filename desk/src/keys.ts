import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const STORE = 'dragoman.keys';

/** Single-key commands can be switched off (WCAG 2.1.4); the choice is kept in this browser. */
export const keysOn = signal(localStorage.getItem(STORE) !== 'off');

export function setKeys(on: boolean): void {
  keysOn.value = on;
  localStorage.setItem(STORE, on ? 'on' : 'off');
}

export interface Command {
  readonly key: string;
  readonly does: string;
  readonly run: () => void;
}

const active: Command[][] = [];

/** Every command that works on this screen now, innermost first. */
export const commands = (): readonly Command[] => active.toReversed().flat();

/** Commands of a screen, live as long as it is shown. */
export function useKeys(list: readonly Command[]): void {
  useEffect(() => {
    const own = [...list];
    active.push(own);
    return () => {
      active.splice(active.indexOf(own), 1);
    };
  });
}

/** Where keys are written or choose by themselves: no command acts on them there. */
const TYPING = 'input, textarea, select, [contenteditable], dialog';

function press(event: KeyboardEvent): void {
  if (!keysOn.value || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return;
  if ((event.target as Element).closest?.(TYPING)) return;
  if (document.querySelector('dialog[open]')) return;
  const command = commands().find((c) => c.key === event.key);
  if (!command) return;
  event.preventDefault();
  command.run();
}

export const watchKeys = (): void => addEventListener('keydown', press);
