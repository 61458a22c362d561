import { nameFile } from './corpora.ts';
import type { Bench } from './open.ts';
import { bioSpans, type Counts, counts, prf } from './scores.ts';

/** What each corpus calls our tags; a tag it does not annotate is left out. */
const WWN: Readonly<Record<string, string>> = {
  PER: 'Person',
  ORG: 'Organization',
  LOC: 'Location',
  GPE: 'Location',
  FAC: 'Facility',
  NORP: 'NORP',
  DATE: 'Date',
  MISC: 'Misc',
  EVENT: 'Misc',
  MONEY: 'Money',
  PRODUCT: 'Product',
};
const UNER: Readonly<Record<string, string>> = { PER: 'PER', ORG: 'ORG', LOC: 'LOC', GPE: 'LOC', FAC: 'LOC' };

const SETS = [
  { name: 'UNER EWT dev', file: 'names/uner/en_ewt-ud-dev.iob2', token: 1, tag: 2, map: UNER },
  { name: 'Worldwide Newswire dev', file: 'names/wwn_dev.bio', token: 0, tag: 1, map: WWN },
] as const;

/** Exact spans with type, on gold words. */
export async function names(bench: Bench): Promise<void> {
  for (const set of SETS) {
    const paragraphs = nameFile(set.file, set.token, set.tag);
    const results = await bench.read(paragraphs);
    const all = counts();
    const types = new Map<string, Counts>();
    const of = (span: string) => {
      const type = span.split('-')[2]!;
      if (!types.has(type)) types.set(type, counts());
      return types.get(type)!;
    };
    paragraphs.forEach((p, k) => {
      const gold = new Set(bioSpans(p.rows.map((r) => (/OTH$|^[BI]-O$/u.test(r.name!) ? 'O' : r.name!))));
      const mapped = results[k]!.map((w) => {
        const type = set.map[w.name.slice(2)];
        return type ? `${w.name[0]}-${type}` : 'O';
      });
      const got = bioSpans(mapped);
      for (const s of gold) of(s).gold++;
      for (const s of got) {
        of(s).predicted++;
        if (gold.has(s)) of(s).hit++;
      }
    });
    for (const c of types.values()) for (const k of ['hit', 'predicted', 'gold'] as const) all[k] += c[k];
    console.log(`names ${set.name}: ${prf(all)}`);
    for (const [type, c] of [...types].sort((a, b) => b[1].gold - a[1].gold))
      console.log(`  ${type.padEnd(13)} ${prf(c)}`);
  }
}
