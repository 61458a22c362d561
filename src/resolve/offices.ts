import type { Interval } from '../core/date.ts';
import type { Issue } from '../core/record.ts';
import type { Role } from '../extract/mentions-draft.ts';
import type { Actors } from '../lexicon/actors.ts';
import { issue } from './scene.ts';

/** Whom a role means, with the reason where it means nobody in particular. */
export interface Holder {
  readonly person: string | null;
  readonly issue: Issue | null;
}

const found = (person: string): Holder => ({ person, issue: null });
const none = (code: string, message: string): Holder => ({ person: null, issue: issue(code, message) });

/**
 * The holder of an office at the article's date. Of a former holder, or without a date, only a person the document
 * names by name (`present`) will do.
 */
export function holderOf(actors: Actors, role: Role, published: Interval | null, present: ReadonlySet<string>): Holder {
  const { offices, of, tense } = role;
  if (of === null || offices.length === 0) return none('role-open', `The text does not say whose "${role.words}".`);
  if (tense === 'other') return none('role-open', `Somebody else than the holder of the office: "${role.words}".`);
  const ever = [...new Set(offices.flatMap((o) => actors.holders.ever(o, of)))];
  const now = published ? [...new Set(offices.flatMap((o) => actors.holders.at(o, of, published)))] : [];
  if (tense === 'today' && published) {
    if (now.length === 1) return found(now[0]!);
    return now.length === 0
      ? none('role-unknown', `The lexicon knows no holder at the article's date: "${role.words}" of ${of}.`)
      : none('role-ambiguous', `More than one person held the office in the article's days: "${role.words}" of ${of}.`);
  }
  const named = ever.filter((id) => present.has(id) && !(tense === 'past' && now.includes(id)));
  if (named.length === 1) return found(named[0]!);
  return tense === 'past'
    ? none('role-former', `A former holder whom the text does not name: "${role.words}" of ${of}.`)
    : none('role-undated', `Without a date of publication the holder is open: "${role.words}" of ${of}.`);
}
