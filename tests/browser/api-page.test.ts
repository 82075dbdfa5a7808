import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { visiting } from '../support/visiting.ts';

const origin = inject('origin');
const visit = visiting();

const open = (options?: BrowserContextOptions) => visit.open('/api', options);

describe('the page of the API', () => {
  it('runs its examples against this very server', async () => {
    const page = await open();
    const item = page.locator('.examples li').nth(1);
    await item.getByRole('button', { name: /^Run GET/ }).press('Enter');
    await expect.poll(() => item.locator('pre').innerText()).toContain('HTTP 200');
    expect(await item.locator('pre').innerText()).toContain('"release":');
    expect(visit.faults).toEqual([]);
  });

  it('has examples that are links, and each of them answers, without script', async () => {
    const page = await open({ javaScriptEnabled: false });
    const links = await page
      .locator('.examples a')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    expect(links.length).toBeGreaterThan(15);
    for (const link of links) expect((await fetch(link)).status, link).toBe(200);
  });

  it('lists every operation of the document', async () => {
    const page = await open();
    const document = (await (await fetch(`${origin}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { operationId: string }>>;
    };
    const ids = Object.entries(document.paths)
      .filter(([path]) => !path.startsWith('/figures/'))
      .flatMap(([, item]) => Object.values(item).map(({ operationId }) => operationId));
    const shown = await page.locator('details.operation').evaluateAll((all) => all.map(({ id }) => id));
    expect(shown.sort()).toEqual(ids.sort());
  });

  it('leads to where every operation can be tried against this server', async () => {
    const page = await open();
    const link = page.getByRole('link', { name: 'Try every operation' });
    expect(await link.getAttribute('href')).toBe('/api/reference');
    await page.goto(`${origin}/api/reference#tag/problems/GET/api/v1/health`);
    // It has thousands of parameters to lay out first.
    await page.getByRole('button', { name: /Test Request.*\/api\/v1\/health/ }).click({ timeout: 60_000 });
    const answer = page.waitForResponse(`${origin}/api/v1/health`);
    await page.getByRole('button', { name: /^Send/ }).first().click();
    expect(await (await answer).json()).toMatchObject({ data: { status: 'ok' } });
    expect(visit.faults).toEqual([]);
  }, 120_000);

  it.each(['light', 'dark'] as const)(
    'has no accessibility violations, %s',
    async (colorScheme) => {
      const page = await open({ colorScheme });
      // Unfolded in one of the two: axe looks at a thousand entries one by one.
      if (colorScheme === 'light')
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
      expect(await violationsOf(page)).toEqual([]);
    },
    180_000,
  );

  it('never scrolls sideways on a phone', async () => {
    const page = await open({ viewport: { width: 360, height: 780 } });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
