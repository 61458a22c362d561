import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from '../core/analysis.ts';
import { LedgerError } from '../core/errors.ts';
import type { Entity, Mention } from '../core/record.ts';
import { contains, type Span } from '../core/span.ts';
import { type Tree as Grown, probability } from '../text/forest.ts';
import { isUnder, uposAt } from './eventtree.ts';
import { makeParty, type Party, type Scene } from './participantphrases.ts';
import { type ActScene, type Candidate, PARTY_FEATURES, partyRows, STATELY } from './partyfeatures.ts';
import { keyOf, REFERENT_FEATURES, type Referent, referentRows, referentsIn } from './partyreferents.ts';

/** How far before and after an act its parties are sought, in sentences. */
const [BEFORE, AFTER] = [2, 1];

interface Forest {
  readonly bias: number;
  readonly trees: readonly Grown[];
}

/** Boosted forests (models/parties-en): how likely a phrase, then a power, person or body, is on one side of an act. */
export interface PartyModel {
  readonly features: { readonly phrase: readonly string[]; readonly referent: readonly string[] };
  readonly phrase: { readonly actor: Forest; readonly recipient: Forest };
  /** `threshold`: chance above which one is a party. */
  readonly referent: { readonly actor: Forest & Bar; readonly recipient: Forest & Bar };
}

interface Bar {
  readonly threshold: number;
}

/** Reads the shipped model. @throws LedgerError `model-mismatch` where it was made for other features */
export function loadParties(file = join(import.meta.dirname, '../../models/parties-en/parties.json')): PartyModel {
  const model = JSON.parse(readFileSync(file, 'utf8')) as PartyModel;
  const { phrase, referent } = model.features;
  if (phrase.join() !== PARTY_FEATURES.join() || referent.join() !== REFERENT_FEATURES.join())
    throw new LedgerError(
      'model-mismatch',
      'The model of parties is not the one this program reads',
      file,
      'Restore models/parties-en.',
    );
  return model;
}

/** Share of an article's mentions of states above which one is where its story is set. */
const SETTING = 0.5;

/** The state an article's story is set in: that of most mentions of states; null where none has half of them. */
function settingOf(mentions: readonly Mention[], entities: ReadonlyMap<string, Entity>): string | null {
  const counts = new Map<string, number>();
  let all = 0;
  for (const { entity } of mentions) {
    const known = entity ? entities.get(entity) : undefined;
    if (!known?.codes.iso3 || (known.type !== 'state' && known.type !== 'place')) continue;
    counts.set(known.codes.iso3, (counts.get(known.codes.iso3) ?? 0) + 1);
    all++;
  }
  const top = [...counts].reduce<readonly [string, number]>((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
  return top[1] > all * SETTING ? top[0] : null;
}

/** "Police", "the government": those of the state the story is set in, where the words name no other. */
const settled = (party: Party, setting: string | null): Party =>
  party.entity === null && party.country === null && party.sector !== null && STATELY.has(party.sector)
    ? { ...party, country: setting }
    : party;

/** The noun phrases of a reading by sentence, each with whom it stands for. */
export function candidatesIn(
  scenes: readonly Scene[],
  mentions: readonly Mention[],
  headline: Span | null,
): readonly (readonly Candidate[])[] {
  const counts = new Map<string, number>();
  for (const { entity } of mentions) if (entity) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const setting = settingOf(mentions, scenes[0]?.entities ?? new Map());
  return scenes.map((scene, sentence) => {
    const isHeadline = headline !== null && contains(headline, scene.tree.sentence);
    const found = scene.tree.words.flatMap((_, word): Candidate[] => {
      if (!headsPhrase(uposAt(scene.tree, word), scene.tree.rels[word]!, scene.tree.names[word] ?? null)) return [];
      const party = settled(makeParty(scene, word), setting);
      const entity: Entity | undefined = party.entity === null ? undefined : scene.entities.get(party.entity);
      return [
        {
          sentence,
          word,
          party,
          type: entity?.type ?? null,
          mentions: party.entity ? (counts.get(party.entity) ?? 0) : 0,
          isHeadline,
        },
      ];
    });
    return found.filter((c) => !found.some((o) => o !== c && isInner(scene, c, o)));
  });
}

/** A word inside a name that another word heads. */
const isInner = ({ tree }: Scene, { word, party }: Candidate, head: Candidate): boolean =>
  party.span.from === head.party.span.from && party.span.to === head.party.span.to && isUnder(tree, word, head.word);

/** Whether a word can head a participant: a noun, name or pronoun that is no inner part of another name. */
function headsPhrase(upos: string, rel: string, name: string | null): boolean {
  if (rel === 'flat' || rel === 'goeswith' || rel === 'fixed') return false;
  return ['NOUN', 'PROPN', 'PRON'].includes(upos) || name === 'GPE' || name === 'NORP';
}

/** The phrases near an act, its own sentence's and those around it. */
export const near = (all: readonly (readonly Candidate[])[], { sentence, word }: Act): readonly Candidate[] =>
  all
    .slice(Math.max(0, sentence - BEFORE), sentence + AFTER + 1)
    .flat()
    .filter((c) => c.sentence !== sentence || c.word !== word);

/** The chances that each phrase near an act is its actor and its recipient, by what the clause says. */
export interface Weighed {
  readonly act: ActScene;
  readonly candidates: readonly Candidate[];
  readonly actor: readonly number[];
  readonly recipient: readonly number[];
}

/** Weighs the phrases near an act. */
export function weigh(act: ActScene, candidates: readonly Candidate[], model: Pick<PartyModel, 'phrase'>): Weighed {
  const rows = partyRows(act, candidates);
  const by = (forest: Forest) => rows.map((row) => probability(forest, row));
  return { act, candidates, actor: by(model.phrase.actor), recipient: by(model.phrase.recipient) };
}

export interface Sides {
  readonly actors: readonly Party[];
  readonly recipients: readonly Party[];
}

/**
 * The parties of an article's acts: first each phrase near an act is weighed by what the clause says of it, then each power,
 * person or body of the article by its phrases, by where else it is named and what it does in the other acts. Each stands
 * once, by the phrase that speaks for it most, and on the likelier side alone.
 */
export function partiesOf(
  acts: readonly ActScene[],
  candidates: readonly (readonly Candidate[])[],
  model: PartyModel,
): readonly Sides[] {
  const weighed = acts.map((a) => weigh(a, near(candidates, a.act), model));
  const referents = referentsIn(candidates);
  return referentRows(weighed, referents).map((rows, n) => {
    const chances = rows.map(({ row }) => ({
      actor: probability(model.referent.actor, row),
      recipient: probability(model.referent.recipient, row),
    }));
    const side = (own: 'actor' | 'recipient', other: 'actor' | 'recipient'): readonly Party[] =>
      rows
        .flatMap(({ referent }, i) => {
          const chance = chances[i]!;
          const isIts = own === 'actor' ? chance.actor >= chance[other] : chance[own] > chance[other];
          return isIts && chance[own] >= model.referent[own].threshold
            ? [{ party: spokenBy(weighed[n]!, referent, own), chance: chance[own] }]
            : [];
        })
        .sort((a, b) => a.party.span.from - b.party.span.from)
        .map(({ party }) => party);
    return { actors: side('actor', 'recipient'), recipients: side('recipient', 'actor') };
  });
}

/** The phrase that names a referent in an act: of those near it the likeliest, else the last before it, else the first. */
function spokenBy({ act, candidates, ...chances }: Weighed, referent: Referent, side: 'actor' | 'recipient'): Party {
  const own = candidates.flatMap((c, i) => (keyOf(c) === referent.key ? [{ c, chance: chances[side][i]! }] : []));
  if (own.length > 0) return own.reduce((a, b) => (b.chance > a.chance ? b : a)).c.party;
  const before = referent.candidates.findLast((c) => c.sentence < act.act.sentence);
  return (before ?? referent.candidates[0]!).party;
}
