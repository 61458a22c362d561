/** Every period from the first to the last, so that the axis shows the empty ones too. */
export function everyPeriod(periods: readonly string[]): readonly string[] {
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last) return [];
  const all: string[] = [];
  for (let p = first; p < last && all.length < 2000; p = nextPeriod(p)) all.push(p);
  return [...all, last];
}

function nextPeriod(period: string): string {
  const [year = 0, rest = ''] = [Number(period.slice(0, 4)), period.slice(5)];
  if (rest === '') return String(year + 1);
  if (rest.startsWith('W')) {
    const week = Number(rest.slice(1)) + 1;
    return week > weeksIn(year) ? `${year + 1}-W01` : `${year}-W${String(week).padStart(2, '0')}`;
  }
  return rest === '12' ? `${year + 1}-01` : `${year}-${String(Number(rest) + 1).padStart(2, '0')}`;
}

/** 52 or 53: a year whose 28 December falls in week 53 (ISO 8601). */
function weeksIn(year: number): number {
  const date = new Date(Date.UTC(year, 11, 28));
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
  return 1 + Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / 604_800_000);
}
