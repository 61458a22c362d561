import type { Sentence } from '../core/analysis.ts';
import type { ReadingWith } from '../core/reading.ts';
import type { Entity, Mention, Participant } from '../core/record.ts';
import { contains, overlaps, type Span } from '../core/span.ts';
import type { Actors } from '../lexicon/actors.ts';
import { pieces } from '../lexicon/pieces.ts';
import { affiliation } from './sectors.ts';

/** Look-ups over the mentions of one reading. */
export interface EntityLookup {
  /** The smallest mention that covers the span (a head word, say); null where none does. */
  readonly at: (span: Span) => Mention | null;
  /** Mentions inside a span, in text order. */
  readonly within: (span: Span) => readonly Mention[];
  /**
   * Whom a phrase means: the mention over its head word, else the one person named in apposition inside it
   * ("a political expert, head of the X Center, N. N."); null where neither settles it.
   */
  readonly of: (phrase: Span, head?: Span | null) => Mention | null;
  readonly entity: (id: string | null) => Entity | null;
  /**
   * A participant of an event with country and sector, from its entity or from the description itself:
   * "Russian troops" → RUS MIL, "protesters in Gondor" → the country of Gondor, CVL.
   */
  readonly participant: (phrase: Span, head?: Span | null) => Participant;
}

/** Builds the look-ups; `sentences` lets the head of a phrase be found where the caller gives none. */
export function entityLookup(reading: ReadingWith<'analysis' | 'mentions' | 'entities'>, actors: Actors): EntityLookup {
  const { mentions, entities, article, analysis } = reading;
  const byId = new Map(entities.map((e) => [e.id, e]));
  const entity = (id: string | null) => (id === null ? null : (byId.get(id) ?? null));
  const at = (span: Span) => smallest(mentions.filter((m) => contains(m.span, span)));
  const within = (span: Span) => mentions.filter((m) => contains(span, m.span));
  const of = (phrase: Span, head?: Span | null): Mention | null => {
    const top = at(head ?? headOf(analysis.sentences, phrase) ?? phrase);
    if (top) return top;
    const people = within(phrase).filter((m) => m.form === 'name' && entity(m.entity)?.type === 'person');
    return people.length === 1 && isApposed(article.text, phrase, people[0]!) ? people[0]! : null;
  };
  const participant = (phrase: Span, head?: Span | null): Participant => {
    const word = head ?? headOf(analysis.sentences, phrase) ?? phrase;
    const mention = of(phrase, word);
    const id = mention?.entity ?? null;
    const codes = entity(id)?.codes;
    const acting = id === null ? null : affiliation(actors, id, article.record.published);
    const described = describe(
      actors,
      article.text,
      phrase,
      word,
      within(phrase).map((m) => entity(m.entity)?.codes.iso3 ?? null),
    );
    return {
      span: phrase,
      entity: id,
      country: acting ? acting.country : codes ? codes.iso3 : described.country,
      sector: acting ? acting.sector : codes ? (codes.sector ?? null) : described.sector,
    };
  };
  return { at, within, of, entity, participant };
}

const smallest = (list: readonly Mention[]): Mention | null =>
  list.reduce<Mention | null>(
    (best, m) => (best && best.span.to - best.span.from <= m.span.to - m.span.from ? best : m),
    null,
  );

/** The word of a phrase whose head lies outside it; null where the trees do not tell. */
export function headOf(sentences: readonly Sentence[], phrase: Span): Span | null {
  const sentence = sentences.find((s) => overlaps(s, phrase));
  if (!sentence) return null;
  const inside = (i: number) => i >= 0 && contains(phrase, sentence.words[i]!);
  const tops = sentence.words.filter((w, i) => inside(i) && !inside(w.head) && w.upos !== 'PUNCT');
  return tops.length === 1 ? tops[0]! : null;
}

/** True where the person ends the phrase, or stands between commas: a description and its name. */
function isApposed(text: string, phrase: Span, person: Mention): boolean {
  const before = text.slice(phrase.from, person.span.from).trimEnd();
  return (
    person.span.to === phrase.to || before.endsWith(',') || /^\s*[,)]/u.test(text.slice(person.span.to, phrase.to))
  );
}

/** Country and sector of a phrase whose head is a common noun for a kind of actor. */
function describe(actors: Actors, text: string, phrase: Span, head: Span, countries: readonly (string | null)[]) {
  const list = pieces(text, phrase);
  const known = [...new Set(countries.filter((c) => c !== null))];
  const country = known.length === 1 ? known[0]! : null;
  for (let i = 0; i < list.length; i++) {
    const hit = actors.descriptions.longest(list, i);
    const value = hit?.values.find((v) => v.kind === 'agent' || v.kind === 'person');
    if (hit && value && overlaps({ from: list[i]!.from, to: list[hit.to - 1]!.to }, head))
      return { country, sector: value.kind === 'agent' || value.kind === 'person' ? value.sector : null };
  }
  return { country, sector: null };
}
