import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { FigureData } from '../../lib/figures/files/data.ts';
import { violationsOf } from '../support/accessibility.ts';
import { launchBrowser } from '../support/browser.ts';

const origin = inject('origin');
/** A state that no release has, which is computed. */
const query = 'v=1&gain=0.9';
let browser: Browser;
let server: Server;
/** Address of the pages of somebody else. */
let elsewhere: string;
/** What stands at them, by path. */
const pages: Record<string, string> = {};

beforeAll(async () => {
  browser = await launchBrowser();
  server = createServer(({ url = '' }, response) => {
    const page = pages[url];
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://localhost:${(server.address() as AddressInfo).port}`;
  const script = (name: string) => `<script type="module" src="${origin}/embed/v1/${name}.js"></script>`;
  const frame = (id: string, path: string) =>
    `<iframe id="${id}" src="${origin}${path}" width="100%" height="90"></iframe>`;
  pages['/frames'] =
    `<!doctype html>${script('auto-height')}${frame('one', '/embed/two-points')}${frame('other', '/embed/rates')}`;
  pages['/late'] = `<!doctype html>${frame('other', '/embed/rates')}`;
  pages['/element'] = `<!doctype html>${script('representations-figure')}
    <representations-figure figure="rates" state="v=1&per=lr" theme="dark"><a href="/">rates</a></representations-figure>
    <representations-figure figure="no-such"><a href="/">none</a></representations-figure>`;
});
afterAll(async () => {
  await browser.close();
  server.close();
});

async function withPage(options: Parameters<Browser['newPage']>[0], visit: (page: Page) => Promise<void>) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  try {
    await visit(page);
    expect(faults).toEqual([]);
  } finally {
    await context.close();
  }
}

/** The frame of a figure, once it is at the address that names a release. */
async function frameOf(page: Page, id: string): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().includes(`/embed/${id}@`));
  await expect.poll(find).toBeDefined();
  return find()!;
}
const heightOf = (page: Page, id: string) => page.locator(`#${id}`).evaluate((frame) => frame.clientHeight);

describe('a figure in a frame in the page of somebody else', () => {
  it('gets the height that it needs, and goes on getting it', async () => {
    await withPage({ viewport: { width: 900, height: 900 } }, async (page) => {
      await page.goto(`${elsewhere}/frames`);
      const frame = await frameOf(page, 'two-points');
      await frame.locator('.picture svg[role]:visible').waitFor();
      const needed = () => frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
      await expect.poll(async () => (await heightOf(page, 'one')) === (await needed())).toBe(true);
      expect(await needed()).toBeGreaterThan(400);
      const before = await needed();
      // A browser may still send a click past a frame that has just grown: its reader would click again.
      const isOpen = () => frame.locator('details.data').evaluate((table) => (table as HTMLDetailsElement).open);
      await expect
        .poll(async () => {
          await frame.getByText('Table of the numbers').click();
          return isOpen();
        })
        .toBe(true);
      await expect.poll(() => heightOf(page, 'one')).toBeGreaterThan(before + 100);
    });
  });

  it('gets it too where it was there before anybody listened', async () => {
    await withPage({ viewport: { width: 900, height: 900 } }, async (page) => {
      await page.goto(`${elsewhere}/late`);
      const frame = await frameOf(page, 'rates');
      await frame.locator('.picture svg[role]:visible').waitFor();
      await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
      expect(await heightOf(page, 'other')).toBe(90);
      await page.addScriptTag({ type: 'module', url: `${origin}/embed/v1/auto-height.js` });
      await expect.poll(() => heightOf(page, 'other')).toBeGreaterThan(300);
    });
  });

  it('is not resized by what others say', async () => {
    await withPage({ viewport: { width: 900, height: 900 } }, async (page) => {
      await page.goto(`${elsewhere}/frames`);
      await frameOf(page, 'rates');
      await expect.poll(() => heightOf(page, 'other')).toBeGreaterThan(300);
      const [one, other] = [await heightOf(page, 'one'), await heightOf(page, 'other')];
      await page.evaluate(async () => {
        // The page itself, with the right words; and a frame of its own that speaks for the other one.
        const words = JSON.stringify({ context: 'iframe.resize', height: 7 });
        postMessage(words, '*');
        const frame = document.createElement('iframe');
        frame.srcdoc = `<script>parent.postMessage(${JSON.stringify(words)}, '*')</script>`;
        document.body.append(frame);
        await new Promise((resolve) => {
          frame.addEventListener('load', resolve);
        });
      });
      expect([await heightOf(page, 'one'), await heightOf(page, 'other')]).toEqual([one, other]);
    });
  });

  it('loads at most 30 kB of script before anybody touches it', async () => {
    await withPage({}, async (page) => {
      const sizes: Promise<number>[] = [];
      page.on('response', (response) => {
        if (response.request().resourceType() === 'script') sizes.push(response.body().then((body) => body.length));
      });
      await page.goto(`${origin}/embed/two-points?${query}`);
      await page.getByRole('button', { name: 'Change it, train it here' }).waitFor();
      const inline = await page.locator('script:not([src]):not([type="application/json"])').allTextContents();
      const total = (await Promise.all(sizes)).reduce((a, b) => a + b, inline.join('').length);
      expect(total).toBeGreaterThan(500);
      expect(total).toBeLessThanOrEqual(30_000);
    });
  });

  it('comes to life when it is asked to, in its place, and keeps its address', async () => {
    await withPage({ viewport: { width: 700, height: 1000 } }, async (page) => {
      await page.goto(`${origin}/embed/two-points?${query}`);
      const address = page.url();
      const state = await page.locator('.figure-state').innerText();
      await page.getByRole('button', { name: 'Change it, train it here' }).click();
      await page.getByRole('button', { name: 'Another seed' }).click();
      await page.locator('.live[data-phase=done]').waitFor({ timeout: 30_000 });
      expect(await page.locator('.figure-state').innerText()).not.toBe(state);
      await page.getByRole('button', { name: 'Reset' }).click();
      await expect.poll(() => page.locator('.figure-state').innerText()).toBe(state);
      expect(page.url()).toBe(address);
    });
  });

  it('shows all of it without script, on the narrowest screen, in the theme that it is asked for', async () => {
    await withPage({ javaScriptEnabled: false, viewport: { width: 320, height: 800 } }, async (page) => {
      await page.goto(`${origin}/embed/two-points?${query}&theme=dark`);
      const data = (await (await fetch(`${origin}/figures/two-points.json?${query}`)).json()) as FigureData;
      expect(await page.locator('.picture svg[role=img]:visible').count()).toBe(1);
      expect(await page.locator('.figure-state').innerText()).toBe(data.title);
      expect(await page.getByRole('button').count()).toBe(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
    });
  });

  it('has no fault that axe finds, in either theme', async () => {
    await withPage({}, async (page) => {
      for (const theme of ['light', 'dark']) {
        await page.goto(`${origin}/embed/breakdown?theme=${theme}`);
        expect(await violationsOf(page)).toEqual([]);
      }
    });
  });
});

describe('who may frame a page', () => {
  it('is everybody for a figure’s frame, and this site alone for everything else', async () => {
    const policyOf = async (path: string) => (await fetch(origin + path)).headers.get('Content-Security-Policy');
    expect(await policyOf('/embed/rates')).toBe('frame-ancestors *');
    expect(await policyOf('/embed/rates?v=9')).toBe('frame-ancestors *');
    for (const path of ['/', '/figures/rates/', '/figures/', '/built/embed/rates/', '/no-such-page'])
      expect(await policyOf(path), path).toBe("frame-ancestors 'self'");
    for (const path of ['/figures/rates.svg', '/api/v1/figures']) expect(await policyOf(path)).toContain("'none'");
  });
});

describe('the element for those who want no frame', () => {
  it('draws the state for the room and the theme that there are, and says what it is frozen to', async () => {
    await withPage({ viewport: { width: 700, height: 900 } }, async (page) => {
      await page.goto(`${elsewhere}/element`);
      const element = page.locator('representations-figure[figure=rates]');
      await element.locator('svg > title').waitFor({ state: 'attached' });
      const data = (await (await fetch(`${origin}/figures/rates.json?v=1&per=lr`)).json()) as FigureData;
      expect(await element.locator('svg > title').textContent()).toBe(`${data.title}. ${data.description}`);
      expect(await element.getByText('of the latest release').count()).toBe(1);
      expect(await element.getByRole('link', { name: 'Figure’s page' }).getAttribute('href')).toBe(
        `${origin}/figures/rates?v=1&per=lr`,
      );
      const wide = await element.locator('svg').first().getAttribute('width');
      await page.setViewportSize({ width: 400, height: 900 });
      await expect.poll(() => element.locator('svg').first().getAttribute('width')).not.toBe(wide);
    });
  });

  it('keeps what it holds, and says why, where there is no such figure', async () => {
    await withPage({}, async (page) => {
      await page.goto(`${elsewhere}/element`);
      const element = page.locator('representations-figure[figure=no-such]');
      await element.getByText('There is no figure').waitFor();
      expect(await element.getByRole('link', { name: 'none' }).isVisible()).toBe(true);
    });
  });
});

describe('the dialog with the code to embed a state', () => {
  it('has the very state that is seen, frozen, as a frame that works', async () => {
    await withPage({ viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.goto(`${origin}/figures/rates/?per=lr`);
      await page.locator('.live[data-phase=recorded]').waitFor({ timeout: 30_000 });
      await page.getByRole('link', { name: 'Embed', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Embed this figure' });
      const code = await dialog.getByRole('region', { name: 'frame' }).locator('code').innerText();
      expect(code).toMatch(/<iframe src="[^"]+\/embed\/rates@[0-9a-f]{12}\?v=1&amp;per=lr"/);
      pages['/pasted'] = `<!doctype html><title>x</title>${code}`;
      const element = await dialog.getByRole('region', { name: 'element' }).locator('code').innerText();
      expect(element).toMatch(/<representations-figure figure="rates" state="v=1&amp;per=lr" release="[0-9a-f]{12}">/);
      expect(await dialog.getByRole('region', { name: 'Markdown' }).locator('code').innerText()).toMatch(
        /^\[!\[.*\]\(http.*\.png\?.*\)\]\(http.*\/figures\/rates\?v=1&per=lr\)$/,
      );
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await dialog.isVisible()).toBe(false);
      await page.goto(`${elsewhere}/pasted`);
      const frame = await frameOf(page, 'rates');
      await frame.locator('.picture svg[role]:visible').waitFor();
    });
  });
});

describe('a picture of many links', () => {
  it('is one tab stop, in which arrow keys move', async () => {
    await withPage({ viewport: { width: 1280, height: 900 } }, async (page) => {
      await page.goto(`${origin}/figures/breakdown/`);
      const cells = page.locator('.picture svg:visible a[href]');
      await expect.poll(() => cells.first().getAttribute('tabindex')).toBe('0');
      expect(await cells.evaluateAll((links) => links.filter((a) => a.getAttribute('tabindex') === '0').length)).toBe(
        1,
      );
      await cells.first().focus();
      const focused = () => page.evaluate(() => document.activeElement!.getAttribute('aria-label'));
      const first = await focused();
      await page.keyboard.press('ArrowRight');
      const second = await focused();
      expect(second).not.toBe(first);
      await page.keyboard.press('ArrowLeft');
      expect(await focused()).toBe(first);
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement!.closest('.picture'))).toBeNull();
    });
  });
});
