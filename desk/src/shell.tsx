import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { LISTS, type ListName } from '../../src/web/api.ts';
import { Dialog } from './dialog.tsx';
import { asksName, notice, undo } from './judge.ts';
import { commands, keysOn, setKeys, useKeys } from './keys.ts';
import { Add } from './screens/add.tsx';
import { Articles } from './screens/articles.tsx';
import { Conflicts } from './screens/conflicts.tsx';
import { Draft } from './screens/draft.tsx';
import { Dyad, Dyads } from './screens/dyad.tsx';
import { Forecasts } from './screens/forecasts.tsx';
import { History } from './screens/history.tsx';
import { Home } from './screens/home.tsx';
import { Ledger } from './screens/ledger.tsx';
import { Reader } from './screens/reader.tsx';
import { Voice } from './screens/voice.tsx';
import { go, path } from './url.ts';

const NAV = [
  ['/', 'Desk'],
  ['/articles', 'Articles'],
  ['/ledger/statements', 'Ledger'],
  ['/dyad', 'Dyads'],
  ['/forecasts', 'Forecasts'],
  ['/conflicts', 'Conflicts'],
  ['/draft', 'Check a draft'],
  ['/add', 'Add articles'],
  ['/history', 'History'],
] as const;

/** The screen an address stands for. */
function screen(pathname: string): ComponentChildren {
  const [first = '', second = ''] = pathname.slice(1).split('/').map(decodeURIComponent);
  if (first === '') return <Home />;
  if (first === 'articles') return <Articles />;
  if (first === 'add') return <Add />;
  if (first === 'dyad') return second ? <Dyad pair={second} key={second} /> : <Dyads />;
  if (first === 'forecasts') return <Forecasts />;
  if (first === 'conflicts') return <Conflicts />;
  if (first === 'voice' && second) return <Voice id={second} key={second} />;
  if (first === 'draft') return <Draft />;
  if (first === 'history') return <History />;
  if (first === 'read' && second) return <Reader id={second} />;
  if (first === 'ledger')
    return Object.hasOwn(LISTS, second) ? <Ledger name={second as ListName} key={second} /> : <Lost />;
  return <Lost />;
}

const Lost = () => (
  <div class="empty">
    <h1>No such page</h1>
    <p>
      The desk has nothing at this address; it may be mistyped. <a href="/">Go to the desk</a>.
    </p>
  </div>
);

const helpOpen = signal(false);

export function Shell() {
  useKeys([
    { key: 'u', does: 'undo your last judgement', run: () => void undo() },
    { key: '/', does: 'search', run: search },
    { key: '?', does: 'this list', run: () => (helpOpen.value = true) },
  ]);
  const { value: pathname } = path;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the text
      </a>
      <header class="masthead">
        <a class="brand" href="/">
          Dragoman
        </a>
        <nav aria-label="Screens">
          {NAV.map(([href, label]) => (
            <a key={href} href={href} aria-current={isHere(href, pathname) ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <ThemeButton />
        <button type="button" class="plain" onClick={() => (helpOpen.value = true)}>
          Keys <kbd>?</kbd>
        </button>
      </header>
      <main id="main" tabIndex={-1}>
        {screen(pathname)}
      </main>
      <p class={`notice${notice.value ? ' shown' : ''}${notice.value?.bad ? ' bad' : ''}`} role="status">
        {notice.value?.bad ? notice.value.text : <span>{notice.value?.text}</span>}
        {notice.value?.act && (
          <button type="button" onClick={notice.value.act.run}>
            {notice.value.act.label}
          </button>
        )}
      </p>
      {helpOpen.value && <Help />}
      {asksName.value && <Name onName={asksName.value} />}
    </>
  );
}

const isHere = (href: string, pathname: string): boolean =>
  href === '/' ? pathname === '/' : pathname.startsWith(`/${href.split('/')[1]}`);

function search(): void {
  if (!document.getElementById('search')) go('/ledger/statements');
  requestAnimationFrame(() => document.getElementById('search')?.focus());
}

function Help() {
  return (
    <Dialog title="Keys" onClose={() => (helpOpen.value = false)}>
      <dl class="keys">
        {commands().map((c) => (
          <div key={c.key}>
            <dt>
              <kbd>{c.key}</kbd>
            </dt>
            <dd>{c.does}</dd>
          </div>
        ))}
      </dl>
      <label class="switch">
        <input type="checkbox" checked={keysOn.value} onChange={(e) => setKeys(e.currentTarget.checked)} /> Single keys
        work on this computer
      </label>
    </Dialog>
  );
}

/** Asked once in a browser: judgements carry a person's name, not that of a machine's user. */
function Name({ onName }: { onName: (name: string) => void }) {
  const [name, setName] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    if (name.trim()) onName(name.trim());
  };
  return (
    <Dialog title="Who judges?" onClose={() => onName('')}>
      <form onSubmit={submit}>
        <label>
          Your name
          <input value={name} onInput={(e) => setName(e.currentTarget.value)} autocomplete="name" maxLength={100} />
        </label>
        <p class="hint">Judgements made in this browser carry it. It can be changed on the History page.</p>
        <button type="submit" class="primary" disabled={!name.trim()}>
          Go on
        </button>
      </form>
    </Dialog>
  );
}

type Theme = 'auto' | 'light' | 'dark';
const THEMES: readonly Theme[] = ['auto', 'light', 'dark'];
const theme = signal<Theme>((localStorage.getItem('dragoman.theme') as Theme) ?? 'auto');
theme.subscribe((value) => {
  document.documentElement.dataset.theme = value;
  localStorage.setItem('dragoman.theme', value);
});

/** Goes round: as the system has it, light, dark. */
function ThemeButton() {
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length]!;
  return (
    <button type="button" class="plain" onClick={() => (theme.value = next)} title="Light or dark">
      {theme.value === 'auto' ? 'Auto' : theme.value === 'light' ? 'Light' : 'Dark'}
    </button>
  );
}
