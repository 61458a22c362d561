import { describe, expect, test } from 'vitest';
import { mentions } from '../../src/extract/mentions.ts';
import { makeArticle } from '../../src/text/article.ts';
import { actors, read, wordless } from './plain.ts';

describe('roles mean the holder at the date of the article', () => {
  const text = 'The US president called the German chancellor. The head of the Kremlin was silent.';

  test.each([
    ['2023-10-18', 'Joe Biden', 'Olaf Scholz', 'Vladimir Putin'],
    ['2014-03-05', 'Barack Obama', 'Angela Merkel', 'Vladimir Putin'],
    ['2010-03-05', 'Barack Obama', 'Angela Merkel', 'Dmitry Medvedev'],
    ['2003-03-05', 'George W. Bush', 'Gerhard Schroeder', 'Vladimir Putin'],
  ])('%s', async (date, president, chancellor, kremlin) => {
    const { who } = await read(text, date);
    expect([who('US president'), who('German chancellor'), who('head of the Kremlin')]).toEqual([
      president,
      chancellor,
      kremlin,
    ]);
  });

  test('on the day of a handover, and without a date, nobody', async () => {
    const handover = await read('The US president spoke.', '2021-01-20');
    expect(handover.who('US president')).toBeNull();
    expect(handover.issuesOf('US president')).toEqual(['role-ambiguous']);
    const undated = await read('The US president spoke.', null);
    expect(undated.issuesOf('US president')).toEqual(['role-undated']);
  });

  test('without a date, the one holder whom the text names', async () => {
    const { who } = await read('Barack Obama arrived. The US president spoke.', null);
    expect(who('US president')).toBe('Barack Obama');
  });

  test('a former, a deputy, a head of a delegation is not today’s holder', async () => {
    const { who } = await read(
      'The former US president met the deputy Russian foreign minister and the head of the Russian delegation.',
    );
    expect(who('former US president')).toBeNull();
    expect(who('deputy Russian foreign minister') ?? null).toBeNull();
    expect(who('head') ?? null).toBeNull();
  });

  test('loaded words say the role and nothing else', async () => {
    const { who, reading } = await read('The Russian dictator spoke.');
    expect(who('Russian dictator')).toBe('Vladimir Putin');
    expect(JSON.stringify(reading.entities)).not.toMatch(/dictator/u);
  });

  test('"leader" means nobody where a state has two', async () => {
    expect((await read('The Iranian leader spoke.')).who('Iranian leader')).toBeNull();
  });
});

describe('capitals', () => {
  test.each([
    ['He arrived in Beijing.', 'Beijing'],
    ['He left for Beijing.', 'Beijing'],
    ['A visit to Beijing is planned.', 'Beijing'],
    ['Beijing, China, was quiet.', 'Beijing'],
    ['BEIJING (Wire) - All was quiet.', 'Beijing'],
    ['The Beijing metro was quiet.', 'Beijing'],
    ['Beijing rejected the plan.', 'China'],
    ['The talks with Beijing failed.', 'China'],
    ['An answer to Beijing is due.', 'China'],
    ['They accused Beijing of lying.', 'China'],
  ])('%s', async (text, name) => {
    const { who } = await read(text);
    expect(who('Beijing') ?? who('BEIJING')).toBe(name);
  });

  test('a place keeps the code of its state', async () => {
    expect((await read('He arrived in Beijing.')).entity('Beijing')?.codes.iso3).toBe('CHN');
  });
});

describe('names that look alike', () => {
  test('a state and a state of the US, by what else the document names', async () => {
    expect((await read('Georgia voted. Tbilisi was calm.')).who('Georgia')).toBe('Georgia');
    expect((await read('Georgia voted. Atlanta was calm.')).who('Georgia')).toBe('Georgia (US state)');
    const open = await read('Georgia voted.');
    expect(open.who('Georgia')).toBeNull();
    expect(open.issuesOf('Georgia')).toEqual(['ambiguous-name']);
  });

  test('two Koreas', async () => {
    expect((await read('Seoul answered. Korea wants peace.')).who('Korea')).toBe('South Korea');
    expect((await read('Seoul warned Pyongyang. Korea wants peace.')).who('Korea')).toBeNull();
  });

  test('a namesake introduced by full name', async () => {
    const { who } = await read('Jill Biden spoke. Biden smiled.');
    expect(who('Jill Biden')).toBe('Jill Biden');
    expect(who('Biden')).toBe('Jill Biden');
    const two = await read('Joe Biden met Jill Biden. Biden smiled.');
    expect(two.who('Biden')).toBeNull();
  });

  test('a spokesman and a city are not the leader in their name', async () => {
    const { who } = await read("Putin's spokesman flew to Xi'an. Xi Jinping waited.");
    expect(who("Putin's spokesman")).toBe('Dmitry Peskov');
    expect(who("Xi'an")).toBe("Xi'an");
    expect(who('Xi Jinping')).toBe('Xi Jinping');
  });

  test('a given name of somebody unknown is no president', async () => {
    const { who } = await read('Petro Halych and Jim Jordan spoke.');
    expect(who('Petro Halych')).toBe('Petro Halych');
    expect(who('Jim Jordan')).toBe('Jim Jordan');
    expect(who('Jordan')).toBeUndefined();
  });

  test('"SI" is a leader only where the document names him', async () => {
    expect((await read('SI is a system of units.')).who('SI')).toBeUndefined();
    expect((await read('Xi Jinping spoke. SI wants gas.')).who('SI')).toBe('Xi Jinping');
    expect((await read('Chinese President SI wants gas.')).who('Chinese President SI')).toBe('Xi Jinping');
  });

  test('a language is no power', async () => {
    expect((await read('He wrote in Russian and Polish.')).who('Russian')).toBeUndefined();
    expect((await read('He believes in Russian gas.')).who('Russian')).toBe('Russia');
  });
});

describe('spellings', () => {
  test.each(['Zelensky', 'Zelenskyy', 'Zelenskiy', 'Selenskyj'])('%s', async (name) => {
    expect((await read(`Volodymyr ${name} spoke.`)).who(`Volodymyr ${name}`)).toBe('Volodymyr Zelensky');
    expect((await read(`${name} spoke.`)).who(name)).toBe('Volodymyr Zelensky');
  });

  test('machine translation', async () => {
    const { who } = await read('Joe Baiden, Anthony Blinken and Ilon Musk met.');
    expect([who('Joe Baiden'), who('Anthony Blinken'), who('Ilon Musk')]).toEqual([
      'Joe Biden',
      'Antony Blinken',
      'Elon Musk',
    ]);
  });

  test('an unlisted misspelling beside the office, with an issue', async () => {
    const { who, issuesOf } = await read('Hungarian Prime Minister Viktor Orbhan spoke.');
    expect(who('Hungarian Prime Minister Viktor Orbhan')).toBe('Viktor Orban');
    expect(issuesOf('Hungarian Prime Minister Viktor Orbhan')).toEqual(['spelling']);
  });

  test('two spellings of one unknown person inside a document, every one kept', async () => {
    const { who, entity } = await read('Analyst Viktor Bobirenko spoke. Viktor Bobireko smiled.');
    expect(who('Viktor Bobireko')).toBe('Viktor Bobirenko');
    expect(entity('Viktor Bobirenko')?.names).toEqual(['Viktor Bobirenko', 'Viktor Bobireko']);
  });

  test('a man and a woman of one surname stay two', async () => {
    const { who } = await read('Viktor Brandt and Viktoria Brandt spoke.');
    expect(who('Viktoria Brandt')).toBe('Viktoria Brandt');
  });
});

describe('people the text introduces', () => {
  test('titles and appositions', async () => {
    const { who, entity } = await read('Political scientist Petro Halych, director of the Vezha Center, spoke.');
    expect(who('Political scientist Petro Halych')).toBe('Petro Halych');
    expect(entity('Petro Halych')).toMatchObject({
      type: 'person',
      codes: { sector: 'EDU' },
      descriptions: ['Political scientist', 'director of the Vezha Center'],
    });
  });

  test('what stands before the name and a comma', async () => {
    const { who } = await read('They met the Hamas chief, Ivan Stets.');
    expect(who('Hamas chief')).toBe('Ivan Stets');
  });

  test('a surname comes back shouted, or where the model overlooks it', async () => {
    const { who } = await read('Petro Halych spoke. HALYCH: No. Then came Halych.');
    expect([who('HALYCH'), who('Halych')]).toEqual(['Petro Halych', 'Petro Halych']);
  });

  test('an ambassador to a power speaks for his own', async () => {
    const { entity } = await read("Poland's ambassador to Germany Petro Halych spoke.");
    expect(entity('Petro Halych')).toMatchObject({
      codes: { iso3: 'POL' },
      descriptions: ["Poland's ambassador to Germany"],
    });
  });

  test('the same full name has the same id in every document', async () => {
    const [a, b] = await Promise.all([read('Petro Halych spoke.'), read('It was Petro Halych.')]);
    expect(a.entity('Petro Halych')?.id).toBe(b.entity('Petro Halych')?.id);
  });
});

test('who acts for whom changes with the office', async () => {
  const codes = async (date: string) => (await read('Jens Stoltenberg spoke.', date)).entity('Jens Stoltenberg')?.codes;
  expect(await codes('2010-05-05')).toEqual({ iso3: 'NOR', cameo: 'NOR', sector: 'GOV' });
  expect(await codes('2020-05-05')).toEqual({ iso3: null, cameo: 'IGONAT', sector: 'GOV' });
  expect((await read('Angela Merkel spoke.')).entity('Angela Merkel')?.codes).toEqual({
    iso3: 'DEU',
    cameo: 'DEU',
    sector: 'ELI',
  });
});

test('bodies of a state', async () => {
  const { entity, who } = await read(
    "The Chinese Foreign Ministry and Poland's parliament answered. The head of the Russian Foreign Ministry did not.",
  );
  expect(entity('China foreign ministry')?.codes).toEqual({ iso3: 'CHN', cameo: 'CHN', sector: 'GOV' });
  expect(who("Poland's parliament")).toBe('Poland parliament');
  expect(who('head of the Russian Foreign Ministry')).toBe('Sergei Lavrov');
});

test('mentions stand in text order, inside the text, and repeat nothing', async () => {
  const { reading } = await read(
    'The Prime Minister of Hungary met Hungarian Prime Minister Viktor Orban in Budapest, Hungary.',
  );
  const starts = reading.mentions.map((m) => m.span.from);
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(new Set(reading.mentions.map((m) => m.id)).size).toBe(reading.mentions.length);
});

test('a name is one thing in a document, whatever the model takes it for here and there', async () => {
  const text = 'They drew the Tern Line. We honour the Tern Line. The Tern Line holds.';
  const starts = [...text.matchAll(/Tern Line/gu)].map((m) => m.index);
  const names = starts.map((from, i) => ({
    from,
    to: from + 'Tern Line'.length,
    type: (['LOC', 'ORG', 'LOC'] as const)[i]!,
    confidence: 0.5,
  }));
  const article = makeArticle({ text, location: 'test.txt' });
  const { entities } = await mentions(actors).run({ article, issues: [], analysis: { ...wordless(text), names } });
  expect(entities.map(({ name, type }) => [name, type])).toEqual([['Tern Line', 'place']]);
});
