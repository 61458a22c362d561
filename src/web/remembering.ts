import type { Views } from './views.ts';

/** Keeps the answers to the last `most` different questions until the ledger changes. Questions are told apart by their JSON. */
export function remembering<Question extends readonly unknown[], Answer>(
  views: Pick<Views, 'stamp'>,
  most: number,
  answer: (...question: Question) => Answer,
): (...question: Question) => Answer {
  const known = new Map<string, Answer>();
  let stamp = '';
  return (...question) => {
    if (stamp !== views.stamp()) known.clear();
    stamp = views.stamp();
    const key = JSON.stringify(question);
    const found = known.get(key) ?? answer(...question);
    known.delete(key);
    known.set(key, found);
    for (const oldest of known.keys()) if (known.size > most) known.delete(oldest);
    return found;
  };
}
