/**
 * `npm run screenshots`: every section of the article, and its top, at three widths and in both themes, as WebP in
 * docs/screenshots. Pictures of earlier sections that are no more are removed.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './support/browser.ts';
import { startSite } from './support/site.ts';
import { layOutAll } from './support/visit.ts';

const folder = 'docs/screenshots';
/** Widths of the window in CSS pixels, with the scale of its pictures: letters stay readable, and all together a few megabytes. */
const scales = { 360: 0.8, 768: 0.6, 1280: 0.5 } as const;
const themes = ['light', 'dark'] as const;
const quality = 30;
/** CSS pixels of a picture, at most. */
const tallest = 4000;

/** In the page: scrolls to a widget or picture that has not come. @returns whether there is one. */
function comeToNext(): boolean {
  const pictures = [...document.querySelectorAll('.picture svg[data-later]')].filter((place) =>
    place.checkVisibility(),
  );
  const place = document.querySelector('astro-island[ssr] .picture') ?? pictures[0];
  place?.scrollIntoView({ block: 'center', behavior: 'instant' });
  return place !== undefined;
}

/** The whole article, laid out and with all its pictures. */
async function openArticle(browser: Browser, origin: string, width: number, colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({
    // A picture of more than the window would lay the page out anew.
    viewport: { width, height: tallest },
    colorScheme,
    reducedMotion: 'reduce',
    // For the rule below.
    bypassCSP: true,
  });
  const page = await context.newPage();
  await page.goto(origin, { waitUntil: 'networkidle' });
  // Letters that come late are used from the next page on.
  await page.reload();
  // A section that is laid out only when it is looked at would move those below it.
  await page.addStyleTag({ content: '.section { content-visibility: visible !important; }' });
  await layOutAll(page);
  // Pictures and widgets come when they are near.
  while (await page.evaluate(comeToNext)) await page.waitForTimeout(100);
  await page.evaluate(() => document.fonts.ready);
  return page;
}

interface Part {
  readonly name: string;
  /** CSS pixels from the top of the page. */
  readonly top: number;
  readonly height: number;
}

const partsOf = (page: Page): Promise<Part[]> =>
  page.evaluate(() => {
    const sections = [...document.querySelectorAll('.sections > .section')].map((section, n) => {
      const { top, height } = section.getBoundingClientRect();
      const name = `${String(n + 1).padStart(2, '0')}-${section.querySelector('h2')!.id}`;
      return { name, top: top + scrollY, height };
    });
    return [{ name: '00-top', top: 0, height: 900 }, ...sections];
  });

/** A part in pieces that can be taken at once. */
function piecesOf({ name, top, height }: Part): Part[] {
  const count = Math.ceil(height / tallest);
  if (count === 1) return [{ name, top, height }];
  return Array.from({ length: count }, (_, n) => ({
    name: `${name}-${n + 1}`,
    top: top + (n * height) / count,
    height: height / count,
  }));
}

async function shoot(page: Page, { top, height }: Part, scale: number): Promise<Buffer> {
  await page.evaluate((y) => {
    scrollTo({ top: y, behavior: 'instant' });
  }, top);
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    clip: { x: 0, y: top, width: page.viewportSize()!.width, height, scale },
  });
  await session.detach();
  return Buffer.from(data, 'base64');
}

const site = await startSite('.cache/screenshots');
const browser = await launchBrowser();
const written = new Set<string>();
mkdirSync(folder, { recursive: true });
try {
  for (const [width, scale] of Object.entries(scales)) {
    const taken = themes.map(async (theme) => {
      const page = await openArticle(browser, site.origin, Number(width), theme);
      for (const part of (await partsOf(page)).flatMap(piecesOf)) {
        const file = `${part.name}-${width}-${theme}.webp`;
        writeFileSync(`${folder}/${file}`, await shoot(page, part, scale));
        written.add(file);
      }
      await page.context().close();
    });
    await Promise.all(taken);
  }
} finally {
  await browser.close();
  await site.stop();
}
for (const file of readdirSync(folder)) if (file.endsWith('.webp') && !written.has(file)) rmSync(`${folder}/${file}`);
const bytes = [...written].reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0);
console.log(`${written.size} pictures, ${(bytes / 1e6).toFixed(1)} MB`);
