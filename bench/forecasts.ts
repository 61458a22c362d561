import { forecastReader, passages, score } from '../test/forecasts/score.ts';
import { analyzerForTests } from '../test/support/analyze.ts';

const analyzer = await analyzerForTests();
const read = forecastReader(analyzer);
const results = [];
for (const passage of passages()) results.push({ passage, found: await read(passage.text) });
const { errors, ...figures } = score(results);
if (process.argv.includes('--errors')) for (const error of errors) console.log(error);
const share = (n: number) => +n.toFixed(3);
console.log(
  JSON.stringify({
    set: 'gold/forecasts',
    passages: results.length,
    ...figures,
    precision: share(figures.right / figures.found),
    recall: share(figures.right / figures.gold),
    f1: share(figures.f1),
    class: share(figures.class / figures.right),
    horizon: share(figures.horizon / figures.right),
  }),
);
await analyzer.close();
