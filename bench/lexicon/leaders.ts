/**
 * Writes lexicon/en/leaders.yaml: present heads of state and government of the states for which people.yaml has none,
 * from The World Factbook (public domain) and world-leaders-current (CC BY-SA 4.0).
 * `node bench/lexicon/leaders.ts`; the file is never edited by hand.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { plain } from '../../src/lexicon/pieces.ts';
import { DATA } from '../reader/corpora.ts';

interface Row {
  readonly country: string | null;
  readonly long: string | null;
  readonly chief_of_state: readonly Held[];
  readonly head_of_government: readonly Held[];
}
interface Held {
  readonly raw: string;
  readonly since: string;
}
interface State {
  readonly iso3: string;
  readonly name: string;
  readonly names?: readonly string[];
}
interface Leader {
  readonly name: string;
  readonly state: string;
  readonly surname: string;
  readonly qid: string | null;
  readonly office: string;
  readonly from: string | null;
}

const OFFICES: readonly (readonly [RegExp, string])[] = [
  [/^(?:Interim |Transition(?:al)? |Acting )?President /u, 'president'],
  [/^(?:GNU Interim |CNSP |Transition |Interim |Acting |Caretaker )?(?:Prime Minister|Premier) /u, 'prime-minister'],
  [/^(?:King|Queen|Emperor|Sultan|Amir|Grand Duke|Prince) /u, 'monarch'],
  [/^(?:Federal )?Chancellor /u, 'chancellor'],
];
const RANKS = /^(?:(?:Col|Gen|Capt|Dr|Sr|Sir|Ratu|General|Crown Prince|Sultan|Transition)\.? )+/u;
const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** "5 July 2024" as 2024-07-05; null for anything less plain. */
function isoDate(since: string): string | null {
  const [, day, month, year] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/u.exec(since) ?? [];
  const at = MONTHS.findIndex((m) => month && m.startsWith(month));
  return at < 0 ? null : `${year}-${String(at + 1).padStart(2, '0')}-${day!.padStart(2, '0')}`;
}

/** Month of the Factbook's snapshot. */
const SNAPSHOT = '2026-05';
const ROMAN = /^[IVX]+$/u;
const capitalise = (word: string): string =>
  ROMAN.test(word) ? word : word.replace(/\p{L}+/gu, (part) => part[0]! + part.slice(1).toLowerCase());

/** Name and surname of "President William RUTO"; the Factbook writes surnames in capitals. */
function named(raw: string): { office: string; name: string; surname: string } | null {
  const office = OFFICES.find(([title]) => title.test(raw));
  if (!office || /[;",]/u.test(raw)) return null;
  const words = raw.replace(office[0], '').replace(RANKS, '').split(' ');
  const shouted = words.filter((w) => /^[\p{Lu}'-]{2,}$/u.test(w) && !ROMAN.test(w));
  if (shouted.length === 0 || words.length < 2 || words.length > 5) return null;
  return { office: office[1], name: words.map(capitalise).join(' '), surname: shouted.map(capitalise).join(' ') };
}

const entries = <T>(file: string): readonly T[] =>
  (load(readFileSync(join(LEXICON_DIR, file), 'utf8')) as { entries: readonly T[] }).entries;
const states = entries<State>('states.yaml');
const people = entries<{ name: string; state: string; offices?: readonly { office: string; to: string | null }[] }>(
  'people.yaml',
);
const written = new Set(
  people.flatMap((p) =>
    (p.offices ?? []).filter((o) => o.to === null || String(o.to) >= SNAPSHOT).map((o) => `${p.state} ${o.office}`),
  ),
);
const writtenNames = new Set(people.map((p) => plain(p.name).toLowerCase()));

const current: Record<string, readonly { name_en: string; wikidata_id?: string }[]> = JSON.parse(
  readFileSync(join(DATA, 'actors/world-leaders-current/by-position.json'), 'utf8'),
);
const qids = new Map(
  Object.values(current)
    .flat()
    .map((r) => [plain(r.name_en), r.wikidata_id ?? null]),
);

const shortOf = ({ name, surname }: { name: string; surname: string }): string => `${name.split(' ')[0]} ${surname}`;

function leaders(): readonly Leader[] {
  const rows: readonly Row[] = JSON.parse(readFileSync(join(DATA, 'actors/leaders_factbook.json'), 'utf8'));
  const found = new Map<string, Leader>();
  for (const row of rows) {
    const state = states.find((s) => [s.name, ...(s.names ?? [])].some((n) => n === row.country || n === row.long));
    if (!state) continue;
    for (const held of [...row.chief_of_state, ...row.head_of_government]) {
      const leader = named(held.raw.normalize('NFC'));
      if (!leader || written.has(`${state.iso3} ${leader.office}`)) continue;
      if ([leader.name, shortOf(leader)].some((name) => writtenNames.has(plain(name).toLowerCase()))) continue;
      if (/Charles III|Willem-Alexander|Macron/u.test(leader.name) && !/GBR|NLD|FRA/u.test(state.iso3)) continue;
      const key = `${state.iso3} ${leader.office}`;
      if (!found.has(key))
        found.set(key, {
          ...leader,
          state: state.iso3,
          qid: qids.get(plain(leader.name)) ?? null,
          from: isoDate(held.since),
        });
    }
  }
  return [...found.values()].sort((a, b) => `${a.state}${a.office}`.localeCompare(`${b.state}${b.office}`, 'en'));
}

const quoted = (text: string): string => (/[:'#]/u.test(text) ? JSON.stringify(text) : text);
const lines = leaders().map(({ name, state, surname, qid, office, from }) => {
  const last = name.endsWith(surname) ? '' : `, surname: ${quoted(surname)}`;
  const short = shortOf({ name, surname });
  const names = short === name || name.startsWith(surname) ? '' : `, names: [${quoted(short)}]`;
  const id = qid ? `, qid: ${qid}` : '';
  const term = `{office: ${office}, from: ${from ?? 'null'}, to: null}`;
  return `  - {name: ${quoted(name)}${id}${names}, state: ${state}${last}, offices: [${term}], example: ${JSON.stringify(`${name} has not answered.`)}}`;
});
const head = `# Written by bench/lexicon/leaders.ts; edit people.yaml instead.
provenance: >-
  The World Factbook, snapshot of 2026-05-17 (public domain); Wikidata ids from world-leaders-current, snapshot of
  2026-08-22 (open-data-archive, CC BY-SA 4.0), changed: names without diacritics, one entry for each office.
  The start is that of the present term, so that earlier terms are not in it.
entries:
`;
writeFileSync(join(LEXICON_DIR, 'leaders.yaml'), `${head}${lines.join('\n')}\n`);
