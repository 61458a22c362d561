import type { Attribution, Contract } from '../core/record.ts';
import { offsetMap, type Span } from '../core/span.ts';
import type { Sayings, Texts } from '../ledger/verify.ts';
import type { Store } from './store.ts';

/** The ledger as checking a draft asks it. */
export const textsOf = (store: Store): Texts => ({
  textsWith: store.textsWith,
  entitiesNamed: store.entitiesNamed,
  sayingsOf: (id) => sayingsOf(store, id),
});

function sayingsOf(store: Store, id: string): Sayings {
  const { toUnit } = offsetMap(store.text(id) ?? '');
  const inUnits = ({ from, to }: Span): Span => ({ from: toUnit(from), to: toUnit(to) });
  const statements = store.recordsOf(id, ['attribution']) as readonly Contract<Attribution>[];
  return {
    furniture: store.document(id)?.furniture.map(inUnits) ?? [],
    statements: statements.map(({ content, form, source }) => {
      const entity = source?.entity ? store.entity(source.entity) : null;
      return {
        content: content.map(inUnits),
        isDirect: form === 'direct',
        source: source && { label: entity?.name ?? source.span.quote, entity },
      };
    }),
  };
}
