/** Counts behind precision, recall and F1. */
export interface Counts {
  hit: number;
  predicted: number;
  gold: number;
}

export const counts = (): Counts => ({ hit: 0, predicted: 0, gold: 0 });

const percent = (n: number): string => (100 * n).toFixed(1);

/** "P 88.1 R 85.0 F1 86.5 (n 120)". */
export function prf({ hit, predicted, gold }: Counts): string {
  const p = predicted ? hit / predicted : 0;
  const r = gold ? hit / gold : 0;
  return `P ${percent(p)}  R ${percent(r)}  F1 ${percent(p + r ? (2 * p * r) / (p + r) : 0)}  (n ${gold})`;
}

export const share = (hit: number, all: number): string => percent(hit / Math.max(1, all));

/** Pearson's r. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  const mean = (a: readonly number[]) => a.reduce((s, v) => s + v, 0) / a.length;
  const [mx, my] = [mean(x), mean(y)];
  let xy = 0;
  let xx = 0;
  let yy = 0;
  x.forEach((v, i) => {
    xy += (v - mx) * (y[i]! - my);
    xx += (v - mx) ** 2;
    yy += (y[i]! - my) ** 2;
  });
  return xy / Math.sqrt(xx * yy);
}

/** Spans of a BIO sequence as "from-to-type"; a stray I opens a span. */
export function bioSpans(tags: readonly string[]): string[] {
  const found: string[] = [];
  let from = -1;
  let type = '';
  [...tags, 'O'].forEach((tag, i) => {
    const kind = tag === 'O' ? '' : tag.slice(2);
    if (from >= 0 && (tag.startsWith('B') || kind !== type)) {
      found.push(`${from}-${i}-${type}`);
      from = -1;
    }
    if (from < 0 && kind) {
      from = i;
      type = kind;
    }
  });
  return found;
}
