import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { readActors } from '../../src/lexicon/actors.ts';
import { readCues } from '../../src/lexicon/cues.ts';
import { heldIn } from '../../src/lexicon/holders.ts';
import { LEXICON_DIR } from '../../src/lexicon/load.ts';
import { readBodies, readDescriptions, readOffices } from '../../src/lexicon/offices.ts';
import { readMedia, readOrganisations, readPlaces } from '../../src/lexicon/organisations.ts';
import { type PersonEntry, readPeople } from '../../src/lexicon/people.ts';
import { pieces } from '../../src/lexicon/pieces.ts';
import { readStates } from '../../src/lexicon/states.ts';
import { actors } from './plain.ts';

const dirs = [LEXICON_DIR];
const OFFICES = [
  'president',
  'prime-minister',
  'chancellor',
  'monarch',
  'supreme-leader',
  'foreign-minister',
  'defence-minister',
];
const people = readPeople(dirs);
const offices = new Set(readOffices(dirs).map((o) => o.office));
const named = [...readStates(dirs), ...people, ...readOrganisations(dirs), ...readMedia(dirs), ...readPlaces(dirs)];

const namesIn = (example: string): readonly string[] =>
  actors.names.all(pieces(example)).flatMap((hit) => hit.values.map((v) => actors.entities.get(v.entity)!.name));

describe('every entry has an example that fires it', () => {
  test('powers, people, organisations, media and places', () => {
    const silent = named.filter((e) => !namesIn(e.example ?? '').includes(e.name)).map((e) => e.name);
    expect(silent).toEqual([]);
  });

  test('offices', () => {
    const silent = readOffices(dirs).filter(({ office, example }) => {
      const list = pieces(example ?? '');
      const found = list.flatMap((_, i) => actors.titles.longest(list, i)?.values ?? []);
      return !found.some((t) => t.office === office);
    });
    expect(silent.map((o) => o.office)).toEqual([]);
  });

  test('bodies', () => {
    const found = (example: string) => actors.bodies.all(pieces(example)).flatMap((h) => h.values.map((b) => b.body));
    expect(readBodies(dirs).filter((b) => !found(b.example).includes(b.body))).toEqual([]);
  });

  test('descriptions', () => {
    const silent = readDescriptions(dirs).filter(({ kind, words, example }) => {
      const list = pieces(example);
      const found = list.flatMap((_, i) => actors.descriptions.longest(list, i)?.values ?? []);
      return !found.some((d) => d.kind === kind && d.words[0] === words[0]);
    });
    expect(silent.map((d) => `${d.kind} ${d.words[0]}`)).toEqual([]);
  });
});

describe('terms of office', () => {
  test('offices and powers exist', () => {
    const unknown = people.flatMap((p) =>
      p.offices
        .filter((t) => !offices.has(t.office) || actors.power(t.of ?? p.state ?? '') === null)
        .map((t) => `${p.name}: ${t.office} ${t.of ?? p.state}`),
    );
    expect(unknown).toEqual([]);
    const leaders = readStates(dirs).filter((s) => s.leader && !offices.has(s.leader));
    expect(leaders.map((s) => s.iso3)).toEqual([]);
  });

  test('one person does not hold one office twice at a time', () => {
    const overlapping = people.filter((p) => overlaps(p));
    expect(overlapping.map((p) => p.name)).toEqual([]);
  });

  test('no two people are president, or foreign minister, of one power for a month', () => {
    const months = Array.from(
      { length: 318 },
      (_, i) => `${2000 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    );
    const clashes: string[] = [];
    for (const { iso3 } of readStates(dirs))
      for (const office of OFFICES)
        for (const [i, month] of months.entries()) {
          const on = (day: string) => actors.holders.at(office, iso3, { from: day, to: day, basis: 'metadata' });
          const still = on(`${months[i + 1] ?? month}-20`);
          const both = on(`${month}-10`).filter((id) => still.includes(id));
          if (both.length > 1)
            clashes.push(`${iso3} ${office} ${month}: ${both.map((id) => actors.entities.get(id)!.name)}`);
        }
    expect(clashes).toEqual([]);
  });

  test('a date known to the month counts as the whole month, an unknown start never', () => {
    const day = { from: '2012-11-20', to: '2012-11-20' };
    expect(heldIn({ office: 'president', from: '2012-11', to: null }, day)).toBe(true);
    expect(heldIn({ office: 'president', from: '2010', to: '2012-10' }, day)).toBe(false);
    expect(heldIn({ office: 'president', from: null, to: null }, day)).toBe(false);
  });
});

function overlaps(person: PersonEntry): boolean {
  return person.offices.some((a, i) =>
    person.offices.some(
      (b, j) =>
        j > i &&
        a.office === b.office &&
        a.of === b.of &&
        (a.to === null || a.to > (b.from ?? '')) &&
        (b.to === null || b.to > (a.from ?? '')),
    ),
  );
}

describe('the files', () => {
  test('no name stands twice, and a single name means one person', () => {
    const ids = named.map((e) => `${e.name} ${'iso3' in e ? e.iso3 : ''}`);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const alone = people.flatMap((p) => p.alone);
    expect(alone.filter((name, i) => alone.indexOf(name) !== i)).toEqual([]);
    const qids = named.flatMap((e) => e.qid ?? []);
    expect(qids.filter((id, i) => qids.indexOf(id) !== i)).toEqual([]);
  });

  test('each says where its facts come from', () => {
    for (const file of [
      'states',
      'people',
      'leaders',
      'offices',
      'bodies',
      'organisations',
      'media',
      'places',
      'descriptions',
    ]) {
      const { provenance } = load(readFileSync(join(LEXICON_DIR, `${file}.yaml`), 'utf8')) as { provenance: string };
      expect(provenance.length).toBeGreaterThan(40);
    }
  });

  test('they cover the world', () => {
    expect(readStates(dirs).length).toBeGreaterThan(195);
    expect(readMedia(dirs).length).toBeGreaterThan(150);
    expect(people.length).toBeGreaterThan(800);
  });
});

test("an analyst's folder adds powers and people with the fewest fields", () => {
  const own = readActors([LEXICON_DIR, 'examples/dossier/lexicon']);
  expect(own.power('XVE')?.name).toBe('Veldania');
  expect(own.named('Halek')?.name).toBe('Viktor Halek');
  expect(own.leaderOf('XKA')).toBe('chancellor');
  expect(own.publisherAt('www.reuters.com')?.name).toBe('Reuters');
});

test('a bad entry is named with its file and field', () => {
  expect(() => readActors([LEXICON_DIR, 'test/entities/broken'])).toThrow(/broken\/states\.yaml.*|iso3/u);
});

test('what is no YAML is named with its file, line and column', () => {
  expect(() => readCues([LEXICON_DIR, 'test/entities/broken'])).toThrow(
    /at line 5, column 3 \(.*broken\/cues\.yaml\)/u,
  );
});
