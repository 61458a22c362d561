import { signal } from '@preact/signals';
import type { DeskRow, Judged } from '../../src/web/api.ts';
import { ask, askAllAgain, send, type Trouble } from './api.ts';
import { verdictWord } from './words.ts';

/** Judgements made since the page was loaded, by record; they overlay what lists were loaded with. */
const fresh = signal<Readonly<Record<string, readonly Judged[]>>>({});

/** What was made in this browser, newest last: `u` takes the last back, also after the page was loaded anew. */
const MADE = 'dragoman.made';
const MOST_KEPT = 200;
const madeHere = (): string[] => JSON.parse(localStorage.getItem(MADE) ?? '[]') as string[];
const keepMade = (made: readonly string[]): void => localStorage.setItem(MADE, JSON.stringify(made.slice(-MOST_KEPT)));

/** Who judges in this browser; empty until somebody was asked. */
const BY = 'dragoman.by';
export const judgedBy = signal(localStorage.getItem(BY) ?? '');
/** What waits for a name, while it is asked for. */
export const asksName = signal<((name: string) => void) | null>(null);

export function setName(name: string): void {
  judgedBy.value = name;
  localStorage.setItem(BY, name);
}

/** The name judgements carry; asked once in a browser. Null where nobody gave one. */
const name = (): Promise<string | null> =>
  judgedBy.value
    ? Promise.resolve(judgedBy.value)
    : new Promise((done) => {
        asksName.value = (given) => {
          asksName.value = null;
          if (given) setName(given);
          done(given || null);
        };
      });

export interface Notice {
  readonly text: string;
  readonly bad: boolean;
  /** What can be done about it, beside reading it. */
  readonly act?: { readonly label: string; readonly run: () => void } | undefined;
}

/** One line at the foot of the page that says what just happened. */
export const notice = signal<Notice | null>(null);
let timer = 0;

export function say(text: string, bad = false, act?: Notice['act']): void {
  notice.value = { text, bad, act };
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

/** One after the other: what is taken back may still be on its way. */
let queue: Promise<unknown> = Promise.resolve();
function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const done = queue.then(act);
  queue = done;
  return done;
}

interface Made {
  readonly made: string;
  readonly judgements: readonly Judged[];
}

async function post(record: string, verdict: string, note: string | null, by: string): Promise<void> {
  const answer = await send<Made>('/api/judgements', { record, verdict, note, by });
  keepMade([...madeHere(), answer.made]);
  fresh.value = { ...fresh.value, [record]: answer.judgements };
}

/** Judges anything that has an id: a record, or a conflict between records. */
export const judgeId = (record: string, verdict: string, note: string | null = null): Promise<void> =>
  inTurn(() => judgeNow(record, verdict, note));

async function judgeNow(record: string, verdict: string, note: string | null): Promise<void> {
  const by = await name();
  if (by === null) return say('Nothing was judged: a judgement carries a name.');
  try {
    await post(record, verdict, note, by);
    if (verdict === 'out') askAllAgain();
    say(`${sentence(verdictWord(verdict))}. Press u to undo.`, false, { label: 'Undo', run: () => void undo() });
  } catch (trouble) {
    sayTrouble(trouble as Trouble);
  }
}

/** Corrects fields of a record, article or entity; true where all were kept. */
export const correct = (record: string, fields: readonly (readonly [string, string])[]): Promise<boolean> =>
  inTurn(() => correctNow(record, fields));

async function correctNow(record: string, fields: readonly (readonly [string, string])[]): Promise<boolean> {
  const by = await name();
  if (by === null) return false;
  try {
    for (const [field, value] of fields) await post(record, field, value, by);
    askAllAgain();
    const what = fields.map(([field]) => field).join(', ');
    say(`Corrected: ${what}. It counts everywhere. Press u to undo.`, false, { label: 'Undo', run: () => void undo() });
    return true;
  } catch (trouble) {
    sayTrouble(trouble as Trouble);
    return false;
  }
}

const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Takes back the last judgement made in this browser. */
export const undo = (): Promise<void> => inTurn(undoNow);

async function undoNow(): Promise<void> {
  const made = madeHere();
  const last = made.pop();
  if (!last) return say('Nothing to undo in this browser. All judgements: History.');
  keepMade(made);
  await withdrawNow(last);
}

export const withdraw = (judgement: string): Promise<void> => inTurn(() => withdrawNow(judgement));

async function withdrawNow(judgement: string): Promise<void> {
  try {
    const answer = await send<{ record: string; judgements: readonly Judged[] }>(
      `/api/judgements/${judgement}/withdraw`,
    );
    keepMade(madeHere().filter((id) => id !== judgement));
    fresh.value = { ...fresh.value, [answer.record]: answer.judgements };
    askAllAgain();
    say('Withdrawn.');
  } catch (trouble) {
    sayTrouble(trouble as Trouble);
  }
}

/** The format footnotes are copied in, as last chosen in this browser. */
const FORMAT = 'dragoman.footnote';
export const footnoteFormat = signal(localStorage.getItem(FORMAT) ?? 'chicago');
export function setFootnoteFormat(format: string): void {
  footnoteFormat.value = format;
  localStorage.setItem(FORMAT, format);
}

export type Footnotes = Readonly<Record<string, unknown>>;
/** The footnote in one format; a reference manager takes CSL-JSON as a list. */
export const footnoteIn = (notes: Footnotes, format: string): string =>
  format === 'csl' ? JSON.stringify([notes.csl], null, 2) : String(notes[format] ?? notes.chicago);

/** Copies a footnote whose quotation the server has just checked against the stored text. */
export async function cite(row: DeskRow): Promise<void> {
  try {
    await copy(footnoteIn(await ask<Footnotes>(`/api/records/${row.record.id}/cite`), footnoteFormat.value));
  } catch (trouble) {
    sayTrouble(trouble as Trouble);
  }
}

export async function copy(footnote: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(footnote);
    say(`Copied, checked against the stored text: ${footnote}`);
  } catch {
    say(`The browser does not let the desk copy. Here it is: ${footnote}`, true);
  }
}
