import { describe, expect, test } from 'vitest';
import { applyRules, type Rule, type Ruled } from '../../src/core/rule.ts';
import { because, RULES } from '../../src/extract/rules.ts';
import { analyzerForTests } from '../support/analyze.ts';
import { nameOf } from '../support/gold.ts';
import { failures, isExact } from './compare.ts';
import { statementPassages, statementReader } from './read.ts';

const passages = statementPassages();
const passageOf = (gold: string) => passages.filter((p) => nameOf(p).startsWith(gold));

describe('rules', () => {
  test('each has an id of its own, a reason, and one passage', () => {
    expect(new Set(RULES.map((r) => r.id)).size).toBe(RULES.length);
    expect(RULES.filter((r) => r.because.length < 20).map((r) => r.id)).toEqual([]);
    expect(RULES.filter((r) => r.gold === '' || passageOf(r.gold).length !== 1).map((r) => r.id)).toEqual([]);
    expect(because(RULES[0]!.id)).toBe(RULES[0]!.because);
    expect(because('no-such-rule')).toBeNull();
  });

  test('the passage of each is read wholly right with it, and not so, or not to the character, without it', {
    timeout: 120_000,
  }, async () => {
    const read = statementReader(await analyzerForTests());
    const idle: string[] = [];
    for (const { id, gold } of RULES) {
      const [passage] = passageOf(gold);
      const [found, without] = [await read(passage!), await read(passage!, { without: new Set([id]) })];
      const wrong = failures(passage!, found);
      if (wrong.length > 0) idle.push(`${id}: its passage is misread with it: ${wrong.join('; ')}`);
      const isWorse =
        failures(passage!, without).length > 0 || (isExact(passage!, found) && !isExact(passage!, without));
      if (!isWorse) idle.push(`${id}: its passage is read as well without it`);
    }
    expect(idle).toEqual([]);
  });

  test('what a rule changes is kept as it was, what it drops is told, what it leaves alone shows nothing', () => {
    interface Item extends Ruled<Item> {
      readonly words: string;
      readonly loud?: boolean;
    }
    const rule = (id: string, does: Rule<Item, null>['does']): Rule<Item, null> => ({
      id,
      because: '',
      gold: '',
      does,
    });
    const rules = [
      rule('shout', (item) => (item.words === 'hm' ? item : { ...item, words: item.words.toUpperCase(), loud: true })),
      rule('same', (item) => ({ ...item })),
      rule('alone', (item, all) => (all.length > 2 && item.words === 'hm' ? null : item)),
    ];
    const items: readonly Item[] = [{ words: 'no' }, { words: 'hm' }, { words: 'yes' }];
    const refused: string[] = [];
    const refuse = (item: Item, id: string) => refused.push(`${item.words} ${id}`);
    const fired: string[] = [];
    expect(applyRules(rules, items, null, { refuse, onFired: (id) => fired.push(id) })).toEqual([
      { words: 'NO', loud: true, changes: [{ id: 'shout', was: { words: 'no', loud: undefined } }] },
      { words: 'YES', loud: true, changes: [{ id: 'shout', was: { words: 'yes', loud: undefined } }] },
    ]);
    expect(refused).toEqual(['hm alone']);
    expect(fired).toEqual(['shout', 'shout', 'alone']);
    expect(applyRules(rules, items, null, { refuse, without: new Set(['shout', 'alone']) })).toEqual(items);
  });
});
