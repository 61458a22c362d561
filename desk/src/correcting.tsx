import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Change, FieldLine, FieldsAnswer, NamesAnswer } from '../../src/web/api.ts';
import { ask, useAnswer } from './api.ts';
import { Dialog } from './dialog.tsx';
import { correct } from './judge.ts';
import { Answered } from './parts.tsx';
import { address } from './url.ts';
import { day, FIELD_WORD, fieldValue } from './words.ts';

interface Props {
  /** A record, article or entity. */
  readonly id: string;
  /** What is known of it before it is asked for: the dialog takes what is typed at once. */
  readonly known?: FieldsAnswer | undefined;
  readonly onClose: () => void;
}

/** Every correctable field of a record, article or entity, with what the ledger says now; what is changed is kept. */
export function CorrectDialog({ id: given, known, onClose }: Props) {
  const [id, setId] = useState(given);
  const answer = useAnswer<FieldsAnswer>(`/api/fields/${encodeURIComponent(id)}`);
  return (
    <Dialog title="Correct" onClose={onClose}>
      <Answered answer={answer.data === null && known ? { ...answer, data: known } : answer}>
        {(data) => (
          <>
            <blockquote>{data.words}</blockquote>
            <Fields key={id} id={id} data={data} onDone={onClose} />
            {data.saidIn && data.kind === 'event' && (
              <p>
                <button type="button" class="plain" onClick={() => setId(data.saidIn!)}>
                  Who said so? Correct the statement it stands in
                </button>
              </p>
            )}
          </>
        )}
      </Answered>
    </Dialog>
  );
}

interface FieldsProps {
  readonly id: string;
  readonly data: FieldsAnswer;
  readonly onDone: () => void;
}

function Fields({ id, data, onDone }: FieldsProps) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const form = useRef<HTMLFormElement>(null);
  const valueIn = ({ field, value }: FieldLine) => typed[field] ?? value;
  const changed = data.fields.flatMap((line): (readonly [string, string])[] => {
    const now = valueIn(line).trim() || 'none';
    return now === line.value ? [] : [[line.field, now]];
  });
  // The words of the first field are chosen, so that typing replaces them.
  useLayoutEffect(() => form.current?.querySelector<HTMLInputElement>('input')?.select(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (changed.length > 0 && (await correct(id, changed))) onDone();
  };
  return (
    <form ref={form} onSubmit={submit} class="correct">
      {data.fields.map((line) => (
        <Field
          key={line.field}
          line={line}
          value={valueIn(line)}
          onValue={(value) => setTyped((before) => ({ ...before, [line.field]: value }))}
        />
      ))}
      <p class="hint">
        Your correction counts everywhere, under your name, until you take it back; the machine’s reading is kept.
      </p>
      <button type="submit" class="primary" disabled={changed.length === 0}>
        Keep
      </button>
    </form>
  );
}

interface FieldProps {
  readonly line: FieldLine;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Field({ line, value, onValue }: FieldProps) {
  const { field, values, as } = line;
  const names = useNames(as === 'names' ? value : '');
  const list = as === 'names' ? `names-${field}` : undefined;
  const box = `correct-${field}`;
  return (
    <div class="line">
      <label for={box}>
        {FIELD_WORD[field] ?? field}
        {value.trim() !== line.value && <em> was {fieldValue(field, line.value)}</em>}
      </label>
      {values ? (
        <select id={box} name={field} value={value} onChange={(e) => onValue(e.currentTarget.value)}>
          {values.map((v) => (
            <option key={v} value={v}>
              {fieldValue(field, v)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={box}
          name={field}
          value={value}
          list={list}
          autocomplete="off"
          dir="auto"
          placeholder={as === 'day' ? '2031-03-14, 2031-03, or none' : 'none'}
          onInput={(e) => onValue(e.currentTarget.value)}
        />
      )}
      {list && (
        <datalist id={list}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </div>
  );
}

/** Known names that complete the last of those typed, each with what stands before it. */
function useNames(typed: string): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    const [, before = '', last = ''] = /^(.*;\s*)?([^;]*)$/su.exec(typed) ?? [];
    if (last.trim() === '') return setNames([]);
    const stop = new AbortController();
    ask<NamesAnswer>(address('/api/names', { like: last.trim() }), stop.signal).then(
      (answer) => setNames(answer.names.map((name) => before + name)),
      () => {},
    );
    return () => stop.abort();
  }, [typed]);
  return names;
}

/** What the machine read where a person corrected it, beside what the ledger says. */
export const Corrected = ({ changes }: { changes: readonly Change[] }) =>
  changes.length === 0 ? null : (
    <ul class="corrected" aria-label="Corrections">
      {changes.map(({ field, was, now, by, at }) => (
        <li key={field}>
          <span aria-hidden="true">✎</span> {FIELD_WORD[field] ?? field}: <del>{fieldValue(field, was)}</del>{' '}
          <ins>{fieldValue(field, now)}</ins>
          {by && at ? ` by ${by}, ${day(at)}` : ' with its statement'}
        </li>
      ))}
    </ul>
  );
