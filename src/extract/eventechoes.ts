import type { Event } from '../core/record.ts';
import type { Draft } from './eventdrafts.ts';

/** An event with the draft it was made from. */
export interface Told {
  readonly event: Event;
  readonly draft: Draft;
  /** No verb carries it: a bare noun has no tense of its own. */
  readonly isBare: boolean;
}

/**
 * A visit or meeting told by a bare noun ("Rohan awaits the visit", the heading "Borlas's visit to Rohan") has no tense of
 * its own. Where the article foretells the same one and nowhere says that it took place, the noun is the future one, too.
 */
export function foretoldElsewhere(all: readonly Told[], scoreOf: (type: string) => Score): readonly Event[] {
  return all.map((told) => {
    const ahead = isTenseless(told) ? all.find((other) => foretells(other, told)) : undefined;
    if (!ahead || all.some((other) => tookPlace(other, told))) return told.event;
    const { type } = ahead.event;
    const rule = told.event.reader.rule.replace(/asserted$/u, 'future, as the article foretells it elsewhere');
    const { event } = told;
    return { ...event, type, ...scoreOf(type), status: 'future', reader: { ...event.reader, rule } };
  });
}

type Score = Pick<Event, 'quad' | 'goldstein' | 'cameo' | 'mode'>;

const isMeeting = ({ draft }: Told): boolean => draft.trigger.type === 'CONSULT';

const isTenseless = (told: Told): boolean =>
  isMeeting(told) &&
  told.isBare &&
  told.draft.verdict.words.length === 0 &&
  told.event.status === 'asserted' &&
  told.event.when === null;

const foretells = (other: Told, told: Told): boolean =>
  isMeeting(other) && other.event.status === 'future' && isSame(other, told);

const tookPlace = (other: Told, told: Told): boolean =>
  isMeeting(other) &&
  other.event.status === 'asserted' &&
  (other.draft.trigger.pos === 'verb' || other.event.when !== null) &&
  isSame(other, told);

/** The same kind of meeting (visits apart from talks) between the same powers, as far as the noun names them. */
function isSame(other: Told, told: Told): boolean {
  const isVisit = (t: Told): boolean => t.draft.trigger.mode === 'visit';
  const named = powersOf(told.event);
  const theirs = powersOf(other.event);
  const enough = named.length > (isVisit(told) ? 0 : 1);
  return isVisit(other) === isVisit(told) && enough && named.every((p) => theirs.includes(p));
}

const powersOf = ({ actors, recipients }: Event): readonly string[] =>
  [...actors, ...recipients].flatMap((p) => p.country ?? p.entity ?? []);
