import { assessmentReader, passages, score } from '../test/assessments/score.ts';
import { analyzerForTests } from '../test/support/analyze.ts';

const analyzer = await analyzerForTests();
const read = assessmentReader(analyzer);
const results = [];
for (const passage of passages()) results.push({ passage, found: await read(passage.text) });
const { errors, ...figures } = score(results);
if (process.argv.includes('--errors')) for (const error of errors) console.log(error);
const share = (n: number, of: number) => +(n / of).toFixed(3);
const { gold, found, right, exact } = figures;
console.log(
  JSON.stringify({
    set: 'gold/assessments',
    passages: results.length,
    ...figures,
    precision: share(right, found),
    recall: share(right, gold),
    exactPrecision: share(exact, found),
    exactRecall: share(exact, gold),
  }),
);
await analyzer.close();
