/** Invented articles of real size (about 4 kB), each different, the same for the same seed. */

/** A small seeded generator of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const STATES = ['Gondor', 'Rohan', 'Freedonia', 'Sylvania', 'Borduria', 'Ruritania', 'Arnor', 'Grand Fenwick'];
const OFFICES = ['foreign minister', 'prime minister', 'president', 'defence minister', 'ambassador', 'spokeswoman'];
const FIRST = ['Mira', 'Anton', 'Elwin', 'Rosa', 'Tamas', 'Ilse', 'Bard', 'Oren', 'Petra', 'Nils'];
const LAST = ['Holt', 'Verran', 'Castell', 'Druun', 'Marrow', 'Linden', 'Okker', 'Sable', 'Tarn', 'Weiss'];
const PAPERS = ['The Morning Herald', 'Channel 9', 'the Lowland Gazette', 'The Harbour Review'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'];

const SENTENCES = [
  '{P}, the {O} of {A}, said on Monday that {A} would not sign the treaty with {B} this year.',
  '“We have waited long enough for an answer from {B},” {L} told {M}.',
  'According to {P}, an expert at the Institute for River Studies, {B} depends on the harbours of {A} for most of its grain.',
  'Troops of {A} crossed the border of {B} on {D}, and at least {N} soldiers were killed.',
  'The {O} of {B} denied that his country had attacked the convoy.',
  '{B} will probably withdraw its forces from the valley by the end of {Y}, the analyst added.',
  'In {Y} the two states signed an agreement on trade in timber and salt.',
  '“If {A} closes the strait, prices will double within a month,” {P} warned in an interview with {M}.',
  'The {O} also noted that talks between {A} and {B} might resume in {Mo}.',
  'Neither side published the text of the letter, which runs to {N} pages.',
  'It is said in the capital that {L} has little influence on the council.',
  '{A} accused {B} of sheltering smugglers and demanded that the ferry line be closed.',
  'The meeting in the old customs house lasted {N} hours and ended without a statement.',
  'Observers believe that {B} is trying to win time before the election.',
  '{P} promised {N} million crowns in aid to the flooded provinces of {B}.',
  'The road along the lake was reopened after the snow had melted.',
];

/** One article: a headline, a dateline, and paragraphs up to about 4,000 characters. */
export function inventedArticle(number: number): string {
  const random = seeded(number + 1);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const [a, b] = [pick(STATES), pick(STATES.filter((s) => s !== STATES[number % STATES.length]))];
  const year = 2015 + Math.floor(random() * 9);
  const sentence = (): string => {
    const last = pick(LAST);
    const values: Readonly<Record<string, string>> = {
      A: a,
      B: a === b ? 'Zubrowka' : b,
      O: pick(OFFICES),
      P: `${pick(FIRST)} ${last}`,
      L: last,
      M: pick(PAPERS),
      N: String(2 + Math.floor(random() * 400)),
      D: `${1 + Math.floor(random() * 28)} ${pick(MONTHS)} ${year}`,
      Mo: pick(MONTHS),
      Y: String(year),
    };
    return pick(SENTENCES).replace(/\{(\w+)\}/gu, (_, key: string) => values[key]!);
  };
  const paragraphs: string[] = [];
  for (let size = 0; size < 3800; size += paragraphs.at(-1)!.length)
    paragraphs.push(Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' '));
  const head = `${a} and ${b} quarrel again over the river, report no. ${number}`;
  const date = `${1 + Math.floor(random() * 28)} ${pick(MONTHS)} ${year}`;
  return `${head}\n\n${pick(PAPERS)}, ${date}\n\n${paragraphs.join('\n\n')}\n`;
}
