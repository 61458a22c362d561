import type { Interval } from '../core/date.ts';
import type { PersonEntry, Term } from './people.ts';

/** One person's term in one office. */
export interface Held {
  readonly person: string;
  readonly term: Term;
}

const first = (date: string): string => (date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date);
const last = (date: string): string => (date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date);

/** True where the term may have covered a day of the interval; a date known to the month counts as the whole month. */
export function heldIn(term: Term, when: { readonly from: string; readonly to: string }): boolean {
  if (term.from === null) return false;
  return first(term.from) <= when.to && (term.to === null || last(term.to) >= when.from);
}

/** Who held an office of a power, by date. */
export class Holders {
  readonly #terms = new Map<string, Held[]>();

  add(id: string, entry: PersonEntry): void {
    for (const term of entry.offices) {
      const key = `${term.office} ${term.of ?? entry.state}`;
      const held = this.#terms.get(key) ?? [];
      if (held.length === 0) this.#terms.set(key, held);
      held.push({ person: id, term });
    }
  }

  /** Every known holder of the office, ever. */
  ever(office: string, of: string): readonly string[] {
    return [...new Set((this.#terms.get(`${office} ${of}`) ?? []).map((h) => h.person))];
  }

  /** Holders on a day of the interval; more than one where it spans a change or the dates are only roughly known. */
  at(office: string, of: string, when: Interval): readonly string[] {
    const held = (this.#terms.get(`${office} ${of}`) ?? []).filter((h) => heldIn(h.term, when));
    return [...new Set(held.map((h) => h.person))];
  }
}
