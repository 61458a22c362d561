import { expect, test } from 'vitest';
import { refreshViews } from '../../src/defaults/views.ts';
import { contractSchema } from '../../src/ledger/contract.ts';
import { judgementOn } from '../../src/ledger/judging.ts';
import { jsonl, KINDS } from '../../src/store/exchange.ts';
import { dossier } from '../support/dossier.ts';
import { ledgerOf } from '../support/ledger.ts';
import { faultsOf, SCHEMA_FILE } from '../support/schema.ts';

test('the committed schema is that of the program (npm run accept writes it)', async () => {
  await expect(`${JSON.stringify(contractSchema(), null, 2)}\n`).toMatchFileSnapshot(`../../${SCHEMA_FILE}`);
});

test('every line of an export is valid, corrected, judged and derived ones too', () => {
  const store = ledgerOf(dossier(12));
  refreshViews(store);
  const [said, other] = store.list('attribution', { limit: 2 }).map(({ record }) => record.id);
  const at = '3019-05-01T00:00:00.000Z';
  store.judge(judgementOn(store, { record: said!, verdict: 'source', note: 'Treebeard', by: 'ana', at }));
  store.judge(judgementOn(store, { record: other!, verdict: 'right', note: null, by: 'ana', at }));
  store.judge(
    judgementOn(store, {
      record: store.documents()[0]!.id,
      verdict: 'publisher',
      note: 'The Shire Post',
      by: 'ana',
      at,
    }),
  );
  const lines = [...jsonl(store, { withText: true })];
  expect(new Set(lines.map((line) => (JSON.parse(line) as { kind: string }).kind))).toEqual(
    new Set(KINDS.filter((kind) => kind !== 'time')),
  );
  expect(lines.filter((line) => line.includes('"corrected":')).length).toBeGreaterThan(1);
  expect(faultsOf(lines)).toEqual([]);
  store.close();
});

test('the schema refuses what is no record', () => {
  const store = ledgerOf(dossier(1));
  const event = JSON.parse([...jsonl(store, { only: ['event'] })][0]!) as Record<string, unknown>;
  const { trigger, ...cut } = event;
  for (const wrong of [cut, { ...event, status: 'certain' }, { ...event, when: 'soon' }, { ...event, more: 1 }])
    expect(faultsOf([JSON.stringify(wrong)])).toHaveLength(1);
  expect(faultsOf([JSON.stringify({ ...cut, trigger })])).toEqual([]);
  store.close();
});
