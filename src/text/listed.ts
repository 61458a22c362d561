import type { FurnitureLexicon } from '../lexicon/furniture.ts';

/** True for a line long enough to be running text that ends as a sentence does. */
export const isProse = (line: string): boolean => line.length >= 80 && /[.!?]["”’»)]*$/u.test(line.slice(-4));

/** Lines under a heading such as "Read also", up to the next prose: other articles' headlines. */
export function listedLines(lines: readonly string[], lexicon: FurnitureLexicon): ReadonlySet<number> {
  const listed = new Set<number>();
  let open = false;
  lines.forEach((line, i) => {
    if (line.length < 80 && lexicon.classesOf(line).includes('list')) open = true;
    else if (isProse(line)) open = false;
    if (open) listed.add(i);
  });
  return listed;
}
