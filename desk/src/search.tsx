import { useEffect, useState } from 'preact/hooks';
import { changed, go, param } from './url.ts';
import { FACET_WORD } from './words.ts';

/** Words and a stretch of days; what stands in the address stands in the box, also after going back. */
export function Search({ placeholder }: { placeholder: string }) {
  const words = param('words') ?? '';
  const [text, setText] = useState(words);
  useEffect(() => setText(words), [words]);
  const submit = (event: Event) => {
    event.preventDefault();
    go(changed({ words: text.trim() || null, offset: null }));
    // On to the results: j and k walk them.
    (document.activeElement as HTMLElement | null)?.blur();
  };
  return (
    <form class="search" onSubmit={submit}>
      <label class="visually-hidden" for="search">
        {placeholder}
      </label>
      <input
        id="search"
        type="search"
        placeholder={placeholder}
        value={text}
        onInput={(e) => setText(e.currentTarget.value)}
        onKeyDown={(e) => e.key === 'Escape' && e.currentTarget.blur()}
        autocomplete="off"
      />
      <DateInput name="since" />
      <DateInput name="until" />
      <button type="submit">Search</button>
    </form>
  );
}

/** While a year is typed the browser tells of days in the year 2 or 20: those are not asked for. */
const isYetTyped = (day: string): boolean => day !== '' && day < '1000';

const DateInput = ({ name }: { name: 'since' | 'until' }) => (
  <label class="date">
    {FACET_WORD[name]}{' '}
    <input
      type="date"
      value={param(name)?.length === 10 ? (param(name) ?? '') : ''}
      onChange={({ currentTarget: { value } }) =>
        isYetTyped(value) || go(changed({ [name]: value || null, offset: null }))
      }
    />
  </label>
);
