import type { Attribution } from '../../src/core/record.ts';
import type { Span } from '../../src/core/span.ts';
import type { Mark, Passage } from '../support/gold.ts';

/** One line after an arrow: `attribution2 direct belief denied in 1`. */
export interface Expected {
  readonly number: number;
  readonly form: string;
  readonly act: string;
  readonly polarity: '+' | '-';
  readonly within: number | null;
  readonly marks: readonly Mark[];
}

const ACTS = ['statement', 'belief', 'intention', 'decree', 'question'];
const LINE = /^attribution(\d*) (direct|indirect|mixed)(?: (\w+))??(?: (denied))?(?: in (\d+))?$/u;

/** Reads the arrows of a passage; throws where a line or its marks make no sense. */
export function expectedOf(passage: Passage): readonly Expected[] {
  const where = `${passage.file}:${passage.line}`;
  if (passage.expected.length === 1 && passage.expected[0] === 'nothing') return [];
  return passage.expected.map((line) => {
    const m = LINE.exec(line);
    if (!m) throw new Error(`${where}: cannot read "→ ${line}"`);
    const number = Number(m[1] || 1);
    const marks = passage.marks.filter((mark) => mark.number === number);
    if (!marks.some((mark) => mark.label === 'content')) throw new Error(`${where}: no {content} for "→ ${line}"`);
    const act = m[3] ?? 'statement';
    if (!ACTS.includes(act)) throw new Error(`${where}: "${act}" is no act (${ACTS.join(', ')})`);
    return {
      number,
      form: m[2]!,
      act,
      polarity: m[4] ? '-' : '+',
      within: m[5] ? Number(m[5]) : null,
      marks,
    };
  });
}

const letters = (text: string, spans: readonly Span[]): Set<number> => {
  const found = new Set<number>();
  for (const { from, to } of spans) for (let i = from; i < to; i++) if (/[\p{L}\p{N}]/u.test(text[i]!)) found.add(i);
  return found;
};

/** Letters in common over letters of either; 1 where both are empty. */
function share(text: string, a: readonly Span[], b: readonly Span[]): number {
  const [x, y] = [letters(text, a), letters(text, b)];
  const both = [...x].filter((i) => y.has(i)).length;
  return x.size + y.size === 0 ? 1 : both / (x.size + y.size - both);
}

const quote = (text: string, spans: readonly Span[]): string =>
  spans.length === 0 ? 'nobody' : spans.map((s) => `"${text.slice(s.from, s.to)}"`).join(' + ');

/** What is wrong between one expectation and the record that comes nearest, in plain words. */
function differences(text: string, wanted: Expected, got: Attribution): readonly string[] {
  const marked = (label: string) => wanted.marks.filter((m) => m.label === label);
  const one = (span: Span | undefined | null) => (span ? [span] : []);
  const found = {
    source: one(got.source?.span),
    content: got.content,
    addressee: one(got.addressee?.span),
    medium: one(got.medium?.span),
  };
  const wrong = (['source', 'content'] as const)
    .filter((role) => share(text, marked(role), found[role]) < (role === 'content' ? 0.8 : 0.5))
    .map((role) => `${role} should be ${quote(text, marked(role))}, is ${quote(text, found[role])}`);
  for (const role of ['addressee', 'medium'] as const)
    if (marked(role).length > 0 && share(text, marked(role), found[role]) < 0.5)
      wrong.push(`${role} should be ${quote(text, marked(role))}, is ${quote(text, found[role])}`);
  if (got.form !== wanted.form) wrong.push(`it is ${wanted.form}, not ${got.form}`);
  if (got.act !== wanted.act) wrong.push(`it is a ${wanted.act}, not a ${got.act}`);
  if (got.polarity !== wanted.polarity) wrong.push(wanted.polarity === '-' ? 'it is denied' : 'it is not denied');
  return wrong;
}

/** How near a record is to an expectation: its cue counts most, then its content. */
function nearness(text: string, wanted: Expected, got: Attribution): number {
  const cue = wanted.marks.filter((m) => m.label === 'cue');
  const content = wanted.marks.filter((m) => m.label === 'content');
  const sameCue = got.cue !== null && cue.some((c) => c.from < got.cue!.to && got.cue!.from < c.to);
  return (sameCue ? 1 : 0) + share(text, content, got.content);
}

/** True where source, cue and content of everything found stand to the character where the gold has them. */
export function isExact(passage: Passage, got: readonly Attribution[]): boolean {
  const key = (spans: readonly (Span | null | undefined)[]) =>
    spans.flatMap((s) => (s ? [`${s.from}-${s.to}`] : [])).join(' ');
  const gold = expectedOf(passage).map(({ marks }) => {
    const of = (label: string) => marks.filter((m) => m.label === label);
    return key([...of('source'), ...of('cue'), ...of('content')]);
  });
  const found = got.map((a) => key([a.source?.span, a.cue, ...a.content]));
  return gold.sort().join('; ') === found.sort().join('; ');
}

/** Everything that is wrong with what was found in a passage; empty where all is right. */
export function failures(passage: Passage, got: readonly Attribution[]): readonly string[] {
  const { text } = passage;
  const expected = expectedOf(passage);
  const pairs = expected
    .flatMap((wanted) => got.map((found) => ({ wanted, found, near: nearness(text, wanted, found) })))
    .filter((p) => p.near > 0.5)
    .sort((a, b) => b.near - a.near);
  const matched = new Map<Expected, Attribution>();
  const used = new Set<Attribution>();
  for (const { wanted, found } of pairs) {
    if (matched.has(wanted) || used.has(found)) continue;
    matched.set(wanted, found);
    used.add(found);
  }
  const byNumber = new Map([...matched].map(([w, f]) => [w.number, f]));
  const wrong = expected.flatMap((wanted) => {
    const name = expected.length > 1 ? `attribution ${wanted.number}: ` : '';
    const found = matched.get(wanted);
    if (!found)
      return [
        `${name}not found (${quote(
          text,
          wanted.marks.filter((m) => m.label === 'content'),
        )})`,
      ];
    const within = wanted.within === null ? null : (byNumber.get(wanted.within)?.id ?? 'another');
    const nesting = found.in === within ? [] : [`it should stand in ${wanted.within ?? 'nothing'}, and does not`];
    return [...differences(text, wanted, found), ...nesting].map((d) => name + d);
  });
  const extra = got
    .filter((a) => !used.has(a))
    .map((a) => `${quote(text, a.cue ? [a.cue] : [])} should be no cue here (${a.reader.rule})`);
  return [...wrong, ...extra];
}
