import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserPath, type Desk, openDesk, settled } from './support.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!browserPath)('the desk in a browser', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk();
  }, 120_000);
  afterAll(() => desk?.close());

  const herald = () => desk.store.documents({ words: 'river treaty' })[0]!.id;
  const hostile = () => desk.store.documents({ publisher: 'Isengard' })[0]!.id;

  test('the first screen shows what is new and leads into the text', async () => {
    const page = await desk.open('/');
    expect(await page.textContent('.totals')).toContain('30 articles');
    await page.click('.worth-list h3 a:has-text("through others")');
    await page.waitForURL(/\/read\/d.*at=a/u);
    await settled(page);
    expect(await page.locator('.card.active .chain li').allTextContents()).toEqual([
      'Minas Tirith Herald',
      'Háma',
      'Faramir',
    ]);
    await page.goBack();
    await page.waitForSelector('.totals');
  });

  test('text and cards are tied: a click in the text picks the innermost record, again the one around it', async () => {
    const page = await desk.open(`/read/${herald()}`);
    const inner = page.locator('.text span.m', { hasText: 'reach Edoras by June' }).last();
    const picked = new Set<string>();
    for (let i = 0; i < 3; i++) {
      await inner.click();
      await expect.poll(() => new URL(page.url()).searchParams.get('at')).not.toBe([...picked].at(-1));
      picked.add(new URL(page.url()).searchParams.get('at')!);
    }
    expect([...picked].map((id) => id[0]).sort()).toEqual(['a', 'a', 'f']);
    expect(await page.locator('.text [data-role]').count()).toBeGreaterThan(0);
    const forecast = page.locator('.card.kind-forecast');
    expect(await forecast.textContent()).toMatch(/“almost certainly” 95–99 % ICD 203/u);
    expect(await forecast.textContent()).toContain('Unreviewed machine reading');
  });

  test('furniture is greyed, not hidden; raw text is one key away and keeps every character', async () => {
    const page = await desk.open(`/read/${herald()}`);
    expect(await page.locator('p.furniture').allTextContents()).toContain('Read also: Ten recipes for seed cake');
    await page.keyboard.press('t');
    await page.waitForSelector('.text.raw');
    expect(page.url()).toContain('view=raw');
    expect(await page.textContent('.text.raw')).toBe(desk.store.text(herald()));
  });

  test('the query is the address: facets, back, and a link that shows the same', async () => {
    const page = await desk.open('/ledger/events');
    const all = await page.textContent('.summary h1');
    await page.click('.facet a:has-text("Denied")');
    await page.waitForURL(/status=denied/u);
    await settled(page);
    const narrowed = await page.textContent('.summary h1');
    expect(narrowed).not.toBe(all);
    const other = await desk.open(new URL(page.url()).pathname + new URL(page.url()).search);
    expect(await other.textContent('.summary h1')).toBe(narrowed);
    await page.goBack();
    await expect.poll(() => page.textContent('.summary h1')).toBe(all);
  });

  test('narrowing a list moves no facet from its place', async () => {
    const page = await desk.open('/ledger/statements');
    const places = () =>
      page.locator('.facet h3').evaluateAll((all) => all.map((h) => [h.textContent, Math.round(h.offsetTop)]));
    const before = await places();
    await page.click('.facet a:has-text("Faramir")');
    await page.waitForSelector('.facet a.on:has-text("Faramir")');
    await settled(page);
    expect(await places()).toEqual(before);
  });

  test('going back finds the list where it was left, and the box says what the address says', async () => {
    const page = await desk.open('/ledger/statements');
    const link = page.locator('.row .where a').last();
    await link.scrollIntoViewIfNeeded();
    const left = (await page.evaluate('scrollY')) as number;
    expect(left).toBeGreaterThan(300);
    await link.click();
    await page.waitForURL(/\/read\//u);
    await settled(page);
    expect(await page.evaluate('scrollY')).toBeLessThan(left);
    await page.goBack();
    await expect.poll(() => page.evaluate('scrollY')).toBe(left);
    await page.fill('#search', 'fords');
    await page.press('#search', 'Enter');
    await page.waitForSelector('.filters:has-text("Words: fords")');
    await page.goBack();
    await expect.poll(() => page.inputValue('#search')).toBe('');
  });

  test('what narrows a list is called by its name, and can be taken away', async () => {
    const page = await desk.open('/ledger/statements?source=Q105&about=GND-MRD');
    expect(await page.locator('.filters li').allTextContents()).toEqual([
      'Source: Faramir ×',
      'About: Gondor and Mordor ×',
      'Clear all',
    ]);
    await page.click('.filters a:has-text("Faramir")');
    await page.waitForURL((url) => !url.searchParams.has('source'));
  });

  test('articles are found by words of their text, a page at a time', async () => {
    const page = await desk.open('/');
    await page.click('nav a:has-text("Articles")');
    await page.waitForSelector('.articles li >> nth=29');
    await page.fill('#search', 'river treaty');
    await page.press('#search', 'Enter');
    await page.waitForURL(/words=river/u);
    await expect
      .poll(() => page.locator('.articles li').count())
      .toBe(desk.store.documents({ words: 'river treaty' }).length);
    await page.click('.articles a >> nth=0');
    await page.waitForURL(/\/read\//u);
    const none = await desk.open('/articles?words=zzzz');
    expect(await none.textContent('.empty')).toMatch(/No article in the ledger has all these words/u);
  });

  test('by keyboard alone: search, choose, judge, undo, cite, and never while typing', async () => {
    const page = await desk.open('/', { permissions: ['clipboard-read', 'clipboard-write'] });
    await page.keyboard.press('/');
    await page.waitForURL(/\/ledger\/statements/u);
    await settled(page);
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('search');
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.id')).toBe('');
    await page.keyboard.press('/');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('search');
    await page.keyboard.type('ajax fords');
    expect(desk.store.judgements()).toEqual([]);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('fords');
    await page.keyboard.press('Enter');
    await page.waitForURL(/words=fords/u);
    await settled(page);
    await page.keyboard.press('j');
    await page.waitForSelector('.row.active');
    await page.keyboard.press('a');
    await page.waitForSelector('.row.active .verdict-right');
    expect(desk.store.judgements()).toHaveLength(1);
    await page.keyboard.press('u');
    await page.waitForSelector('.row.active .evidence:not(.judged)');
    expect(desk.store.judgements()[0]!.withdrawn).not.toBeNull();
    await page.keyboard.press('c');
    await page.waitForSelector('.notice.shown:has-text("Copied")');
    const copied = (await page.evaluate('navigator.clipboard.readText()')) as string;
    expect(copied).toContain('“We will not open the fords to Mordor,”');
    expect(copied).toContain('unreviewed machine reading');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/read\//u);
  });

  test('keys pressed faster than the page is drawn act on the record they reached', async () => {
    const page = await desk.open('/ledger/statements?row=3');
    const third = await page.textContent('#row-2 .words');
    await page.evaluate(`for (const key of ['k', 'k', 'k', 'j', 'j', 'm'])
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))`);
    await page.waitForSelector('#row-2.active .marked');
    expect(await page.locator('.marked').count()).toBe(1);
    await page.keyboard.press('u');
    await page.waitForSelector('.notice:has-text("Withdrawn")');
    expect(await page.textContent('.row.active .words')).toBe(third);
    await page.click('.facet a:has-text("Faramir")');
    await page.waitForURL((url) => url.searchParams.has('source') && !url.searchParams.has('row'));
  });

  test('a list that cannot be had says so, and the page around it keeps its shape', async () => {
    const page = await desk.open('/ledger/statements');
    const before = await page.locator('#search').boundingBox();
    await page.route('**/api/list/events*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.click('.tabs a:has-text("Events")');
    await page.waitForSelector('.results .trouble');
    expect(await page.locator('#search').boundingBox()).toEqual(before);
    desk.complaints.splice(0, desk.complaints.length, ...desk.complaints.filter((line) => !line.includes('503')));
  });

  test('single keys can be switched off and stay off', async () => {
    const page = await desk.open(`/read/${herald()}`);
    await page.keyboard.press('?');
    await page.waitForSelector('dialog[open]');
    expect(await page.textContent('dialog')).toMatch(/accept the reading/u);
    await page.click('dialog input[type=checkbox]');
    await page.keyboard.press('Escape');
    await page.reload();
    await settled(page);
    await page.keyboard.press('j');
    expect(await page.locator('.card.active').count()).toBe(0);
  });

  test('the true source can be named, and the machine’s reading stays beside it', async () => {
    const page = await desk.open(`/read/${herald()}`);
    await page.click('.card.kind-event .pick');
    await page.waitForSelector('.card.active');
    await page.keyboard.press('s');
    await page.waitForSelector('.notice:has-text("article’s own word")');
    await page.click('.card.kind-attribution .pick');
    await page.keyboard.press('s');
    await page.fill('dialog input', 'The steward’s clerk');
    await page.click('dialog button.primary');
    await page.waitForSelector('.card.active .judged:has-text("The steward’s clerk")');
    await page.keyboard.press('w');
    await page.waitForSelector('dialog p:has-text("Found by")');
    await page.keyboard.press('Escape');
    await page.keyboard.press('u');
    await page.waitForSelector('.card.active .evidence:not(.judged)');
  });

  test('what is typed in a dialog or a field judges nothing, however fast', async () => {
    const page = await desk.open(`/read/${herald()}`);
    const judged = () => desk.store.judgements().length;
    const before = judged();
    await page.click('.card.kind-attribution .pick');
    await page.waitForSelector('.card.active');
    await page.keyboard.type('sxavier max', { delay: 0 });
    expect(await page.inputValue('dialog input')).toBe('xavier max');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    for (const key of ['w', '?']) {
      await page.keyboard.type(`${key} max a x m u`, { delay: 0 });
      await page.waitForSelector('dialog[open]');
      await page.keyboard.press('Escape');
      await page.waitForSelector('dialog', { state: 'detached' });
    }
    for (const [tag, name, value] of [
      ['div', 'contenteditable', 'true'],
      ['select', 'name', 'choice'],
      ['textarea', 'name', 'words'],
      ['input', 'type', 'checkbox'],
    ]) {
      await page.evaluate(`const field = document.createElement('${tag}'); field.setAttribute('${name}', '${value}');
        document.querySelector('main').append(field); field.focus()`);
      await page.keyboard.type('axm');
    }
    expect(judged()).toBe(before);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('m');
    await expect.poll(judged).toBe(before + 1);
    await page.keyboard.press('u');
    await page.waitForSelector('.notice:has-text("Withdrawn")');
  });

  test('a corrected source shows on the card, in the list, on the voice’s page; undo works after a reload', async () => {
    const page = await desk.open('/ledger/statements?words=fords', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.keyboard.press('j');
    await page.keyboard.press('s');
    await expect.poll(() => page.evaluate('document.activeElement?.name')).toBe('source');
    await page.keyboard.type('Iore');
    await page.waitForSelector('dialog option[value=Ioreth]', { state: 'attached' });
    await page.keyboard.type('th');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.row .chain .voice:has-text("Ioreth")');
    expect(await page.textContent('.row .corrected')).toMatch(/Source: Faramir Ioreth by Ada/u);
    await page.goto(`${desk.url}/voice/local-ioreth`);
    await settled(page);
    expect(await page.textContent('.said')).toContain('We will not open the fords to Mordor');
    await page.goto(`${desk.url}/history`);
    await settled(page);
    expect(await page.textContent('.history li')).toMatch(/Source corrected: Ioreth.*Ada/su);
    await page.keyboard.press('u');
    await page.waitForSelector('.history li.withdrawn');
    expect(desk.store.list('attribution', { words: 'fords', source: 'Faramir' })).toHaveLength(1);
  });

  test('by mouse: the type and parties of an event are corrected and withdrawn from the History page', async () => {
    const event = desk.store.list('event', { words: 'river treaty' })[0]!;
    const page = await desk.open(`/read/${event.document.id}?at=${event.record.id}`);
    await page.click('.card.active button:has-text("Correct")');
    await page.selectOption('dialog select[name=type]', 'THREATEN');
    await page.fill('dialog input[name=recipient]', 'Mordor');
    await page.click('dialog button.primary');
    await page.waitForSelector('.card.active .words:has-text("Threaten")');
    expect(await page.textContent('.card.active .words')).toMatch(/Gondor Threaten.*Mordor/u);
    await page.goto(`${desk.url}/history`);
    await page.click('.history li:not(.withdrawn) button:has-text("Withdraw") >> nth=0');
    await expect.poll(() => page.locator('.history li.withdrawn').count()).toBeGreaterThan(1);
    await page.click('.history li:not(.withdrawn) button:has-text("Withdraw") >> nth=0');
    await expect.poll(() => desk.store.record(event.record.id)!.machine).toBeUndefined();
  });

  test('the publisher is corrected; an article is taken out, listed and brought back', async () => {
    const page = await desk.open(`/read/${herald()}`);
    await page.click('.toolbar button:has-text("Correct the article")');
    await page.fill('dialog input[name=publisher]', 'Osgiliath Post');
    await page.click('dialog button.primary');
    await page.waitForSelector('.kicker a:has-text("Osgiliath Post")');
    expect(await page.textContent('.card .chain')).toContain('Osgiliath Post');
    await page.keyboard.press('u');
    await page.waitForSelector('.kicker a:has-text("Minas Tirith Herald")');
    const id = new URL(page.url()).pathname.split('/').at(-1)!;
    await page.click('.toolbar button:has-text("Take it out")');
    await page.waitForSelector('.warning:has-text("Taken out by Ada")');
    expect(desk.store.documents({ out: true }).map((d) => d.id)).toEqual([id]);
    await page.goto(`${desk.url}/history`);
    await page.click('section[aria-labelledby=out] a');
    await page.click('.warning button:has-text("Bring it back")');
    await page.waitForSelector('.toolbar button:has-text("Take it out")');
    expect(desk.store.documents({ out: true })).toEqual([]);
  });

  test('a footnote is shown in every format, and copied in the one chosen', async () => {
    const page = await desk.open('/ledger/statements?words=fords', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.keyboard.press('j');
    await page.keyboard.press('C');
    await page.selectOption('dialog select', 'ris');
    expect(await page.textContent('dialog .footnote')).toMatch(/^TY {2}- NEWS\n/u);
    await page.selectOption('dialog select', 'newsroom');
    await page.click('dialog button.primary');
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    const copied = () => page.evaluate('navigator.clipboard.readText()') as Promise<string>;
    await expect
      .poll(copied)
      .toMatch(/^Faramir, according to the Citadel Gazette, in Minas Tirith Herald, 2 March 3019: “We/u);
  });

  test('a browser is asked once who judges', async () => {
    const page = await desk.open('/ledger/statements?words=fords', { name: null });
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await page.waitForSelector('dialog h2:has-text("Who judges?")');
    await page.keyboard.type('a x judge');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.row.active .marked');
    await page.keyboard.press('x');
    await page.waitForSelector('.row.active .verdict-wrong');
    expect(await page.textContent('.row.active .evidence')).toContain('a x judge');
    await page.click('.notice button:has-text("Undo")');
    await page.waitForSelector('.row.active .evidence:not(.judged)');
    await page.keyboard.press('u');
    await expect.poll(() => page.locator('.row .marked').count()).toBe(0);
  });

  test('a pasted article is read and can be opened; a failure says why and can be tried again', async () => {
    const page = await desk.open('/add');
    await page.fill('#pasted', 'Shire opens ledger\n\nThe Shire opened a ledger.');
    await page.click('form.paste button');
    await page.click('.items a');
    await page.waitForURL(/\/read\//u);
    await settled(page);
    expect(await page.textContent('h1')).toBe('Shire opens ledger');
    await page.goto(`${desk.url}/add`);
    await page.fill('#places', 'broken.bin');
    await page.click('button:has-text("Read them")');
    await page.waitForSelector('.items .cause:has-text("It is not text")');
    await page.click('button:has-text("again")');
    await page.waitForSelector('.job:has-text("Again: broken.bin")');
  });

  test('a draft is checked, and a click leads to the passage', async () => {
    const page = await desk.open('/draft');
    await page.fill(
      '#draft-text',
      'He said “We will not open the fords to Mordor,” and “the moon is made of seed cake”.',
    );
    await page.click('.draft button.primary');
    await page.waitForSelector('.finding.absent');
    await page.click('.finding.exact a');
    await page.waitForSelector('.text .passage');
    expect((await page.locator('.text .passage').allTextContents()).join('')).toContain('open the fords to Mordor');
  });

  test('a forecast is resolved by a person, and the decision can be taken back', async () => {
    const page = await desk.open('/forecasts?state=due');
    const before = await page.textContent('.tabs [aria-current]');
    await page.click('.row button:has-text("Did not happen") >> nth=0');
    await expect.poll(() => page.textContent('.tabs [aria-current]')).not.toBe(before);
    await page.keyboard.press('u');
    await page.waitForSelector('.notice:has-text("Withdrawn")');
  });

  test('a contradiction worth seeing is shown with both its sides', async () => {
    const page = await desk.open('/');
    await page.click('.worth-list a:has-text("contradict each other")');
    await page.waitForURL(/\/conflicts\?.*at=c/u);
    await settled(page);
    expect(await page.locator('.conflict.active .side').count()).toBeGreaterThan(1);
  });

  test('conflicts stand side by side with the differing words marked, and are judged', async () => {
    const page = await desk.open('/conflicts?type=denial');
    expect(await page.locator('.conflict').first().locator('.side').count()).toBeGreaterThan(1);
    expect((await page.locator('.conflict mark').allTextContents()).length).toBeGreaterThan(0);
    await page.click('.conflict button:has-text("Another time")');
    await page.waitForSelector('.conflict button[aria-pressed=true]:has-text("Another time")');
  });

  test('a dyad is drawn, its numbers lead to happenings, and the figure can be kept', async () => {
    const page = await desk.open('/dyad/GND-MRD');
    await page.waitForSelector('.chart svg');
    await page.click('.table summary');
    await page.click('.table td a >> nth=0');
    await page.waitForURL(/period=.*quad=/u);
    const download = page.waitForEvent('download');
    await page.click('button:has-text("Download as SVG")');
    expect((await download).suggestedFilename()).toBe('Gondor and Mordor.svg');
  });

  test('an article written to attack the page stays text', async () => {
    for (const path of [`/read/${hostile()}?view=raw`, '/ledger/events', '/']) {
      const page = await desk.open(path);
      expect(await page.evaluate('window.pwned'), path).toBeUndefined();
      expect(await page.locator('main script, main img, main iframe, main base, main style').count()).toBe(0);
    }
    const page = await desk.open(`/read/${hostile()}`);
    expect(await page.textContent('.text')).toContain('<script>window.pwned = 1</script>');
    expect(await page.textContent('.warning')).toMatch(/Machine-translated/u);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  });

  const everywhere = [
    '/articles',
    '/ledger/statements',
    '/dyad',
    '/conflicts',
    '/voice/Q105',
    '/draft',
    '/add',
    '/history',
    '/nowhere',
  ];
  test.each([
    ['light', 1280, everywhere],
    ['dark', 1280, ['/conflicts', '/ledger/events?status=denied']],
    ['light', 360, ['/ledger/statements', '/add']],
  ] as const)('axe finds nothing (%s, %i px wide)', { timeout: 180_000 }, async (colorScheme, width, more) => {
    const record = desk.store.list('forecast', { words: 'grain' })[0]!.record.id;
    const page = await desk.open('/', { colorScheme, viewport: { width, height: 800 } });
    for (const path of ['/', `/read/${herald()}?at=${record}`, '/dyad/GND-MRD', '/forecasts', ...more]) {
      await page.goto(desk.url + path);
      await settled(page);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate('axe.run()')) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(violations.map((v) => `${path} ${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      expect(wide, `${path} is too wide`).toBeLessThanOrEqual(width);
    }
  });

  test('nothing on the way was refused by the page’s own policy, and nothing broke', () => {
    expect(desk.complaints).toEqual([]);
  });
});
