import { signal } from '@preact/signals';
import type { DeskRow, Judged } from '../../src/web/api.ts';
import { ask, send, type Trouble } from './api.ts';
import { verdictWord } from './words.ts';

/** Judgements made since the page was loaded, by record; they overlay what lists were loaded with. */
const fresh = signal<Readonly<Record<string, readonly Judged[]>>>({});

/** What was made here, so that `u` can take it back, newest last. */
const made: string[] = [];

export interface Notice {
  readonly text: string;
  readonly bad: boolean;
}

/** One line at the foot of the page that says what just happened. */
export const notice = signal<Notice | null>(null);
let timer = 0;

export function say(text: string, bad = false): void {
  notice.value = { text, bad };
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    notice.value = null;
  }, 6000);
}

export const sayTrouble = (trouble: Trouble): void => say(`${trouble.message} ${trouble.remedy}`, true);

/** The row with what was judged since it was loaded. */
export const upToDate = (row: DeskRow): DeskRow => {
  const judgements = fresh.value[row.record.id];
  return judgements ? { ...row, judgements } : row;
};

export const judge = (row: DeskRow, verdict: string, note: string | null = null): Promise<void> =>
  judgeId(row.record.id, verdict, note);

/** Judges anything that has an id: a record, or a conflict between records. */
export async function judgeId(record: string, verdict: string, note: string | null = null): Promise<void> {
  try {
    const body = { record, verdict, note };
    const answer = await send<{ made: string; judgements: readonly Judged[] }>('/api/judgements', body);
    made.push(answer.made);
    fresh.value = { ...fresh.value, [record]: answer.judgements };
    say(`${sentence(verdictWord(verdict))}. Press u to undo.`);
  } catch (trouble) {
    sayTrouble(trouble as Trouble);
  }
}

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

export async function undo(): Promise<void> {
  const last = made.pop();
  if (!last) return say('Nothing to undo on this page.');
  try {
    const answer = await send<{ record: string; judgements: readonly Judged[] }>(`/api/judgements/${last}/withdraw`);
    fresh.value = { ...fresh.value, [answer.record]: answer.judgements };
    say('Withdrawn.');
  } catch (trouble) {
    sayTrouble(trouble as Trouble);
  }
}

/** Copies a footnote whose quotation the server has just checked against the stored text. */
export async function cite(row: DeskRow): Promise<void> {
  let footnote: string;
  try {
    footnote = (await ask<{ text: string }>(`/api/records/${row.record.id}/cite`)).text;
  } catch (trouble) {
    return sayTrouble(trouble as Trouble);
  }
  try {
    await navigator.clipboard.writeText(footnote);
    say(`Copied, checked against the stored text: ${footnote}`);
  } catch {
    say(`The browser does not let the desk copy. Here it is: ${footnote}`, true);
  }
}
