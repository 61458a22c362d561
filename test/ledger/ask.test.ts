import { expect, test } from 'vitest';
import { answer, commandOf, parse } from '../../src/defaults/ask.ts';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';

const store = ledgerOf(dossier(4));

test('a question becomes the filters there are, and a command', () => {
  const asked = parse(store, 'Did Faramir deny that Gondor paid silver to Rohan in March 3019?');
  expect(asked).toMatchObject({
    source: 'Faramir',
    denied: true,
    first: false,
    since: '3019-03-01',
    until: '3019-03-31',
  });
  expect(asked.about).toHaveLength(2);
  expect(commandOf(asked)).toMatch(
    /^dragoman said "Faramir" --about \w{3}-\w{3} --since 3019-03-01 --until 3019-03-31 --denied/u,
  );
  expect(parse(store, 'What is due on 12 May 3019?').day!.test('by a May 12 deadline')).toBe(true);
  expect(parse(store, 'Who disagrees about the grain?').command).toBe('conflicts');
});

test('the answer is records: the denial that was asked for, and nothing where nobody speaks of it', () => {
  const [first] = answer(store, parse(store, 'Did Faramir deny that Gondor paid 300 ounces of silver?'), 3);
  const { record } = first!;
  expect('status' in record ? record.status : 'polarity' in record && record.polarity).toMatch(/^(?:denied|-)$/u);
  expect(answer(store, parse(store, 'Who owns the zeppelins?'), 3)).toEqual([]);
});
