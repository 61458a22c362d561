import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '../../src/lexicon/events.ts';
import { loadModes, loadScores } from '../../src/lexicon/eventscores.ts';

const scores = loadScores();

/** The pinned table: changing a number here changes every dyad's curve, so it needs a changelog line. */
const PINNED = {
  AGREE: [1, 2.5, '03'],
  CONSULT: [1, 2.5, '04'],
  SUPPORT: [1, 5, '05'],
  CONCEDE: [1, 4.5, '08'],
  COOPERATE: [2, 9.5, '06'],
  AID: [2, 10, '07'],
  RETREAT: [2, 6.5, '08'],
  REQUEST: [3, 0, '10'],
  ACCUSE: [3, -3, '11'],
  REJECT: [3, -2, '12'],
  THREATEN: [3, -3.5, '13'],
  PROTEST: [4, -5, '14'],
  SANCTION: [4, -6, '16'],
  MOBILIZE: [4, -5.5, '15'],
  COERCE: [4, -7, '17'],
  ASSAULT: [4, -9, '18'],
} as const;

describe('the score table', () => {
  test('has every type with its quad class, score and CAMEO root', () => {
    for (const type of EVENT_TYPES) {
      const { quad, score, cameo } = scores(type);
      expect([quad, score, cameo], type).toEqual([...PINNED[type]]);
    }
  });

  test('gives a mode its own score where the manual prints one', () => {
    expect(scores('CONSULT', 'phone').score).toBe(1.5);
    expect(scores('RETREAT', 'disarm').score).toBe(10);
    expect(scores('ASSAULT', 'unconventional').score).toBe(-10);
    expect(scores('SANCTION', 'expel').score).toBe(-5.5);
  });

  test('settles what the manual leaves inconsistent', () => {
    expect(scores('ACCUSE').score).toBeLessThan(0);
    expect(scores('SANCTION').quad).toBe(4);
    expect(scores('PROTEST', 'vandalize').score).toBe(scores('PROTEST').score);
  });

  test('scores cooperation above and conflict at or below zero', () => {
    for (const [type, modes] of loadModes())
      for (const mode of [null, ...modes]) {
        const { quad, score } = scores(type, mode);
        if (quad <= 2) expect(score, `${type} ${mode}`).toBeGreaterThan(0);
        else expect(score, `${type} ${mode}`).toBeLessThanOrEqual(type === 'REQUEST' ? 0.5 : 0);
      }
  });
});
