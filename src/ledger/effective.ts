import type { Interval } from '../core/date.ts';
import {
  type AnyExtracted,
  type Assessment,
  type Attribution,
  type Contract,
  type DocumentRecord,
  type Entity,
  type Event,
  type Forecast,
  type Judgement,
  type Link,
  type Mention,
  type Quoted,
  UNKNOWN_PUBLISHER,
} from '../core/record.ts';
import { offsetMap, type Span } from '../core/span.ts';
import type { EventType } from '../lexicon/events.ts';
import { loadScores, type ScoreTable } from '../lexicon/eventscores.ts';
import { correctedDocument, type Fixes, fixesOf, intervalOf, NONE, namesIn, valueIn } from './corrections.ts';

type C<T> = Contract<T>;

/** One reading of a document as the machine made it, with its fixed text. */
export interface MachineReading {
  readonly document: C<DocumentRecord>;
  readonly text: string;
  readonly records: readonly C<AnyExtracted>[];
}

/** The same with people's corrections: what the ledger says. What nobody corrected is the same object. */
export interface Effective {
  readonly document: C<DocumentRecord>;
  readonly records: readonly C<AnyExtracted>[];
}

let scores: ScoreTable | null = null;

/**
 * What the ledger says of a document: the machine's reading under the corrections in force. A statement's true source is
 * that of everything that stands in it, and the link of chains that pass through it; a true publisher opens every chain.
 * A corrected name that the text does not hold has an empty span and the name as its quote.
 */
export function effective(
  reading: MachineReading,
  judgements: readonly Judgement[],
  entityOf: (id: string) => Entity | null,
): Effective {
  const fixes = fixesOf(judgements);
  const document = correctedDocument(reading.document, fixes.get(reading.document.id));
  const run = new Correcting(reading, document, fixes, entityOf);
  return { document, records: reading.records.map((record) => run.corrected(record)) };
}

class Correcting {
  readonly #machine: MachineReading;
  readonly #document: C<DocumentRecord>;
  readonly #fixes: ReadonlyMap<string, Fixes>;
  readonly #entityOf: (id: string) => Entity | null;
  readonly #attributions: ReadonlyMap<string, C<Attribution>>;

  constructor(
    machine: MachineReading,
    document: C<DocumentRecord>,
    fixes: ReadonlyMap<string, Fixes>,
    entityOf: (id: string) => Entity | null,
  ) {
    this.#machine = machine;
    this.#document = document;
    this.#fixes = fixes;
    this.#entityOf = entityOf;
    const statements = machine.records.filter((r) => r.kind === 'attribution');
    this.#attributions = new Map(statements.map((r) => [r.id, r]));
  }

  corrected(record: C<AnyExtracted>): C<AnyExtracted> {
    const made = this.#made(record);
    return made === record || JSON.stringify(made) === JSON.stringify(record) ? record : made;
  }

  #made(record: C<AnyExtracted>): C<AnyExtracted> {
    switch (record.kind) {
      case 'attribution':
        return this.#statement(record);
      case 'event':
        return this.#event(record);
      case 'forecast':
        return this.#forecast(record);
      case 'assessment':
        return this.#voiced(record);
      default:
        return record;
    }
  }

  #fixed(id: string): Fixes {
    return this.#fixes.get(id) ?? new Map();
  }

  #statement(record: C<Attribution>): C<Attribution> {
    const fixes = this.#fixed(record.id);
    const source = this.#source(record);
    const relayers = this.#links(fixes.get('relayer'), record.content[0]!);
    return {
      ...record,
      act: (valueIn(fixes, 'act') ?? record.act) as Attribution['act'],
      polarity: (valueIn(fixes, 'polarity') ?? record.polarity) as Attribution['polarity'],
      source: source === undefined ? record.source : source && { span: source.span!, entity: source.entity },
      medium: relayers ? null : record.medium,
      chain: this.#chain(record, relayers, source),
      said: this.#day(fixes, record.said),
    };
  }

  /** The corrected source of a statement; undefined where nobody corrected it, null where there is none. */
  #source(record: C<Attribution> | C<Forecast> | C<Assessment>): C<Link> | null | undefined {
    const links = this.#links(this.#fixed(record.id).get('source'), record.content[0]!);
    return links === null ? undefined : (links[0] ?? null);
  }

  /** Publisher, relayers, source: each in its corrected form, those of the statements around included. */
  #chain(record: C<Attribution>, relayers: readonly C<Link>[] | null, source: C<Link> | null | undefined): C<Link>[] {
    const around = this.#around(record);
    const chain = record.chain.map((link) => around.get(keyOf(link)) ?? this.#publisher(link));
    const last: C<Link> = { label: 'unresolved', entity: null, span: null };
    const voice = source === undefined ? chain.slice(-1) : [source ?? last];
    if (chain.length < 2) return source === undefined ? chain : [...chain, ...voice];
    return [...chain.slice(0, 1), ...(relayers ?? chain.slice(1, -1)), ...voice];
  }

  /** The sources of the statements this one stands in, as the machine named them → as people did. */
  #around(record: C<Attribution>): ReadonlyMap<string, C<Link>> {
    const found = new Map<string, C<Link>>();
    let outer = record.in === null ? undefined : this.#attributions.get(record.in);
    for (let depth = 0; outer && depth < 10; depth++) {
      const source = this.#source(outer);
      const link = outer.chain.at(-1);
      if (source && link) found.set(keyOf(link), source);
      outer = outer.in === null ? undefined : this.#attributions.get(outer.in);
    }
    return found;
  }

  #publisher(link: C<Link>): C<Link> {
    const [was, is] = [this.#machine.document.publisher, this.#document.publisher];
    const isPublisher = link.span === null && link.label === (was ?? UNKNOWN_PUBLISHER);
    return isPublisher && was !== is ? { label: is ?? UNKNOWN_PUBLISHER, entity: null, span: null } : link;
  }

  #event(record: C<Event>): C<Event> {
    const fixes = this.#fixed(record.id);
    const parties = (field: 'actor' | 'recipient', machine: C<Event>['actors']): C<Event>['actors'] => {
      const links = this.#links(fixes.get(field), record.trigger);
      if (!links) return machine.map((p) => ({ ...p, country: this.#country(p.entity, p.country) }));
      return links.map(({ span, entity }) => {
        const codes = entity === null ? null : this.#entityOf(entity)?.codes;
        return { span: span!, entity, country: codes?.iso3 ?? null, sector: codes?.sector ?? null };
      });
    };
    return {
      ...record,
      ...this.#typed(valueIn(fixes, 'type') ?? null, record),
      actors: parties('actor', record.actors),
      recipients: parties('recipient', record.recipients),
      when: this.#day(fixes, record.when),
      status: (valueIn(fixes, 'status') ?? record.status) as Event['status'],
    };
  }

  /** The power of a participant whose entity people gave another. */
  #country(entity: string | null, machine: string | null): string | null {
    const isCorrected = entity !== null && this.#fixes.get(entity)?.has('power');
    return isCorrected ? (this.#entityOf(entity)?.codes.iso3 ?? null) : machine;
  }

  /** Another type has its own class and score; the modes were those of the former. */
  #typed(type: string | null, record: C<Event>): Partial<C<Event>> {
    if (type === null || type === record.type) return {};
    scores ??= loadScores();
    const { quad, score, cameo } = scores(type as EventType);
    return { type, mode: [], quad, goldstein: score, cameo };
  }

  #forecast(record: C<Forecast>): C<Forecast> {
    const fix = this.#fixed(record.id).get('day')?.note;
    const horizon = fix === undefined ? record.horizon : intervalOf(fix ?? '');
    return { ...this.#voiced(record), horizon };
  }

  /** The voice of a forecast or assessment: its own correction, else that of the statement it stands in. */
  #voiced<R extends C<Forecast> | C<Assessment>>(record: R): R {
    const statement = record.saidIn === null ? undefined : this.#attributions.get(record.saidIn);
    const own = this.#source(record);
    const source = own === undefined && statement ? this.#source(statement) : own;
    if (source === undefined) return record;
    return { ...record, by: { label: source?.label ?? 'unresolved', entity: source?.entity ?? null } };
  }

  /** A day people gave, or, where the machine took the day of publication, the corrected one of that. */
  #day(fixes: Fixes, machine: Interval | null): Interval | null {
    const note = fixes.get('day')?.note;
    if (note !== undefined) return intervalOf(note ?? '');
    const [was, is] = [this.#machine.document.published, this.#document.published];
    const isThatDay = machine && was && machine.from === was.from && machine.to === was.to;
    return isThatDay && is !== was ? is : machine;
  }

  /** The names of a correction as links, each at the place nearest to `near` where the text has it; null without one. */
  #links(fix: Judgement | undefined, near: Span): readonly C<Link>[] | null {
    if (!fix) return null;
    return namesIn(fix.note ?? NONE).map((label, i) => {
      const entity = fix.entities?.[i] ?? null;
      const name = (entity !== null && this.#entityOf(entity)?.name) || label;
      return { label: name, entity, span: this.#place(label, entity, near) };
    });
  }

  #place(name: string, entity: string | null, near: Span): Quoted {
    const mentions = this.#machine.records.filter((r): r is C<Mention> => r.kind === 'mention' && r.entity === entity);
    const places = entity !== null && mentions.length > 0 ? mentions.map((m) => m.span) : this.#occurrences(name);
    const gap = (s: Span) => Math.abs(s.from - near.from);
    const [first, ...rest] = places;
    if (!first) return { from: near.from, to: near.from, quote: name };
    return rest.reduce((best, s) => (gap(s) < gap(best) ? s : best), first);
  }

  #occurrences(name: string): readonly Quoted[] {
    const { text } = this.#machine;
    const { toCodePoint } = offsetMap(text);
    const found: Quoted[] = [];
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
      found.push({ from: toCodePoint(at), to: toCodePoint(at + name.length), quote: name });
    return found;
  }
}

const keyOf = ({ label, span }: C<Link>): string => `${span?.from ?? ''} ${label}`;
