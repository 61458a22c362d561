/**
 * Takes the pictures in docs/images of a running desk:
 * `node scripts/screenshots.ts http://localhost:4173 /read/ID?at=ID /dyad/RUS-CHN`
 */
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [base, reader = '/', dyad = '/dyad'] = process.argv.slice(2);
if (!base) throw new Error('Name the address of a running desk.');
const images = join(import.meta.dirname, '..', 'docs', 'images');
const SHOTS = [
  ['desk-light.png', reader, 'light', 1360],
  ['desk-dark.png', reader, 'dark', 1360],
  ['desk-narrow.png', reader, 'light', 360],
  ['dyad.png', dyad, 'light', 1360],
  ['ledger.png', '/ledger/events', 'light', 1360],
] as const;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const [name, path, colorScheme, width] of SHOTS) {
  const page = await browser.newPage({ viewport: { width, height: 860 }, colorScheme, reducedMotion: 'reduce' });
  await page.goto(base + path);
  await page.waitForSelector('main h1, main h2');
  while ((await page.locator('[aria-busy=true], .waiting').count()) > 0) await page.waitForTimeout(100);
  await page.screenshot({ path: join(images, name) });
  await page.close();
  console.log(name);
}
await browser.close();
