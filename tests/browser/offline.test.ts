import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { comeTo } from '../support/visit.ts';
import { visiting } from '../support/visiting.ts';

const origin = inject('origin');
const visit = visiting();

const keptFiles = (page: Page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map(({ url }) => new URL(url).pathname);
  });

const registrations = (page: Page) =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

/** A reader who has read a while: everything is kept. */
async function visited(): Promise<Page> {
  const page = await visit.newPage({ serviceWorkers: 'allow' });
  await page.goto(origin);
  // What a reader does before the first frame, a browser does not pass on.
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 100);
      return registrations(page);
    })
    .toBe(1);
  const { rest } = JSON.parse(/const files = (.*);/.exec(await (await fetch(`${origin}/sw.js`)).text())![1]!) as {
    rest: string[];
  };
  await expect.poll(() => keptFiles(page), { timeout: 50_000 }).toContain(rest.at(-1));
  return page;
}

describe('after the first visit', () => {
  it('the article is there without a network, and a network trains in it', async () => {
    const page = await visited();
    await page.context().setOffline(true);
    await page.goto(`${origin}/?figure=two-points&v=1&gain=0.7#live`);
    const figure = page.locator('#figure-two-points');
    await comeTo(figure);
    await figure.locator('.live[data-phase=done]').waitFor({ timeout: 40_000 });
    expect(await figure.locator('.live').getAttribute('data-engine')).toBe('kernel');
    expect(visit.faults).toEqual([]);
  });

  it('the API is never answered from what was kept', async () => {
    const page = await visited();
    const status = () =>
      page.evaluate(() =>
        // The browser's own cache may keep what the API lets it keep; ours may not.
        fetch('/api/v1/releases', { cache: 'no-store' }).then(
          ({ status: code }) => code,
          () => 'no network',
        ),
      );
    expect(await status()).toBe(200);
    await page.context().setOffline(true);
    expect(await status()).toBe('no network');
    expect((await keptFiles(page)).filter((path) => /^\/(api|data|figures)\//.test(path))).toEqual([]);
  });

  it('pages come from the network while there is one', async () => {
    const page = await visited();
    await page.route(`${origin}/reproduction`, (route) => route.fulfill({ contentType: 'text/html', body: 'new' }));
    await page
      .context()
      .route(`${origin}/reproduction`, (route) => route.fulfill({ contentType: 'text/html', body: 'new' }));
    await page.goto(`${origin}/reproduction`);
    expect(await page.content()).toContain('new');
  });
});

it('nothing is kept before the reader does something', async () => {
  const page = await visit.newPage({ serviceWorkers: 'allow' });
  await page.goto(origin, { waitUntil: 'networkidle' });
  expect(await registrations(page)).toBe(0);
});
