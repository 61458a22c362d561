import { z } from 'zod';
import { LEXICON_DIR, readEntries } from './load.ts';

/** The 16 event types of PLOVER 2.0. */
export const EVENT_TYPES = [
  'AGREE',
  'CONSULT',
  'SUPPORT',
  'CONCEDE',
  'COOPERATE',
  'AID',
  'RETREAT',
  'REQUEST',
  'ACCUSE',
  'REJECT',
  'THREATEN',
  'PROTEST',
  'SANCTION',
  'MOBILIZE',
  'COERCE',
  'ASSAULT',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** A class of words as the lexicon writes it: lemmas, `@set`, `-word`, `+GPE` (a name of that type), `!aux`, `*` (any). */
export interface WordTest {
  readonly any: boolean;
  readonly words: ReadonlySet<string>;
  readonly not: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  readonly auxiliaries: ReadonlySet<string>;
}

/** A place in the sentence: alternatives (`a|b`), each a path of steps (`obj.with`). */
export type Slot = readonly string[];
export interface SlotTest {
  readonly slots: readonly Slot[];
  readonly test: WordTest;
}

/** A trigger with its frame; see the head of lexicon/en/events.yaml for the meaning of every field. */
export interface Trigger {
  readonly lemma: string;
  readonly particle: string | null;
  readonly pos: 'verb' | 'noun' | 'adj';
  readonly type: EventType;
  readonly mode: string | null;
  readonly cameo: string;
  readonly actor: readonly Slot[];
  readonly recipient: readonly Slot[];
  readonly with: readonly SlotTest[];
  readonly without: readonly SlotTest[];
  readonly mutual: boolean;
  readonly prior: number;
  readonly example: string;
}

/** A noun that can be a party: its PLOVER sector, and whether it makes an event political. */
export interface Agent {
  readonly sector: string;
  readonly political: boolean;
  /** A party that belongs to a country without standing for it (a company, a team). */
  readonly blocks: boolean;
}

export interface Veto {
  readonly veto: string;
  readonly on: 'sentence' | 'pair' | 'actor' | 'setting';
  readonly words: ReadonlySet<string>;
  readonly example: string;
}

export interface EventLexicon {
  /** Triggers by lemma, the most specific first. */
  readonly triggers: ReadonlyMap<string, readonly Trigger[]>;
  readonly agents: ReadonlyMap<string, Agent>;
  readonly vetoes: readonly Veto[];
  /** Words of a named set; empty where there is none. */
  readonly set: (name: string) => ReadonlySet<string>;
  readonly knows: (word: string) => boolean;
}

const words = z.string().min(1);
const example = z.string().min(1);
const slots = z.record(z.string(), words).default({});
const trigger = z.strictObject({
  verb: words.optional(),
  noun: words.optional(),
  adj: words.optional(),
  type: z.enum(EVENT_TYPES),
  mode: words.nullable().default(null),
  cameo: z.string().regex(/^\d{2,4}$/u),
  actor: words.optional(),
  recipient: words.optional(),
  with: slots,
  without: slots,
  mutual: z.boolean().default(false),
  prior: z.number().default(1),
  example,
});
const entry = z.union([
  trigger,
  z.strictObject({ set: words, words }),
  z.strictObject({
    agent: words,
    words,
    political: z.boolean().default(true),
    blocks: z.boolean().default(false),
    example,
  }),
  z.strictObject({
    veto: words,
    words,
    on: z.enum(['sentence', 'pair', 'actor', 'setting']).default('sentence'),
    example,
  }),
]);

const list = (text: string): readonly string[] => text.split(/\s+/u).filter(Boolean);
const plain = (word: string): string => word.replaceAll('_', ' ');

function wordTest(text: string, sets: ReadonlyMap<string, readonly string[]>): WordTest {
  const test = {
    any: false,
    words: new Set<string>(),
    not: new Set<string>(),
    names: new Set<string>(),
    auxiliaries: new Set<string>(),
  };
  const expand = (token: string): readonly string[] => {
    if (!token.startsWith('@')) return [plain(token)];
    const found = sets.get(token.slice(1));
    if (!found) throw new RangeError(`the lexicon has no set ${token}`);
    return found.flatMap(expand);
  };
  for (const token of list(text)) {
    if (token === '*') test.any = true;
    else if (token.startsWith('+')) test.names.add(token.slice(1));
    else if (token.startsWith('!')) test.auxiliaries.add(token.slice(1));
    else if (token.startsWith('-')) for (const w of expand(token.slice(1))) test.not.add(w);
    else for (const w of expand(token)) test.words.add(w);
  }
  return test;
}

const slotList = (text: string): readonly Slot[] => list(text).map((path) => path.split('.'));

function makeTrigger(raw: z.output<typeof trigger>, sets: ReadonlyMap<string, readonly string[]>): Trigger {
  const pos = raw.verb ? 'verb' : raw.noun ? 'noun' : 'adj';
  const [lemma = '', particle = null] = (raw.verb ?? raw.noun ?? raw.adj ?? '').split(' ');
  const tests = (record: Readonly<Record<string, string>>): readonly SlotTest[] =>
    Object.entries(record).map(([key, value]) => ({
      slots: key.split('|').map((path) => path.split('.')),
      test: wordTest(value, sets),
    }));
  const noun = pos === 'noun';
  return {
    ...raw,
    lemma,
    particle,
    pos,
    actor: slotList(raw.actor ?? (noun ? 'poss comp by light' : 'subj')),
    recipient: slotList(raw.recipient ?? (raw.mutual ? '' : noun ? 'on against' : 'obj')),
    with: tests(raw.with),
    without: tests(raw.without),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Priority: `prior`, then a particle, then the number of conditions. */
const rank = (t: Trigger): number => t.prior * 100 + (t.particle ? 50 : 0) + t.with.length * 2 + t.without.length;

/** Reads lexicon/en/events.yaml, and an analyst's additions after it. */
export function loadEvents(dirs: readonly string[] = [LEXICON_DIR]): EventLexicon {
  const entries = readEntries(dirs, 'events', entry);
  const sets = new Map(entries.flatMap((e) => ('set' in e ? [[e.set, list(e.words)] as const] : [])));
  const triggers = new Map<string, Trigger[]>();
  const agents = new Map<string, Agent>();
  const vetoes: Veto[] = [];
  for (const e of entries) {
    if ('type' in e) {
      const made = makeTrigger(e, sets);
      triggers.set(made.lemma, [...(triggers.get(made.lemma) ?? []), made]);
    } else if ('agent' in e) {
      const agent = { sector: e.agent, political: e.political, blocks: e.blocks };
      for (const w of list(e.words)) if (!agents.has(plain(w))) agents.set(plain(w), agent);
    } else if ('veto' in e) vetoes.push({ ...e, words: new Set(list(e.words).map(plain)) });
  }
  for (const found of triggers.values()) found.sort((a, b) => rank(b) - rank(a));
  const classes = new Map([...sets.keys()].map((name) => [name, wordTest(`@${name}`, sets).words]));
  const known = new Set([...triggers.keys(), ...agents.keys(), ...[...classes.values()].flatMap((c) => [...c])]);
  const tested = [...triggers.values()]
    .flat()
    .flatMap((t) => [...t.with, ...t.without].flatMap((w) => [...w.test.words]));
  for (const word of tested) known.add(word);
  return {
    triggers,
    agents,
    vetoes,
    set: (name) => classes.get(name) ?? NONE,
    knows: (word) => known.has(word),
  };
}
