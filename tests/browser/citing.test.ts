import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { linkedNodes } from '../support/json-ld.ts';
import { visiting } from '../support/visiting.ts';

const origin = inject('origin');
const visit = visiting();
let release: string;

beforeAll(async () => {
  const { meta } = (await (await fetch(`${origin}/api/v1/releases`)).json()) as { meta: { release: string } };
  ({ release } = meta);
});

const { open } = visit;
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Cite this figure' });
const phone = { viewport: { width: 360, height: 780 } };
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

describe('the dialog that cites a figure', () => {
  it('opens by the keyboard, shows what the server says, is copied, and gives the focus back', async () => {
    const page = await open('/figures/rates', { permissions: ['clipboard-read', 'clipboard-write'] });
    // Before that, the link is one without script.
    await page.getByRole('button', { name: 'Reset', disabled: false }).waitFor();
    const opener = page.getByRole('link', { name: 'Cite', exact: true });
    await opener.focus();
    await page.keyboard.press('Enter');
    await dialog(page).waitFor();
    const text = dialog(page).locator('code');
    await expect.poll(() => text.innerText()).toContain(`/figures/rates@${release}?v=1`);
    expect(await violationsOf(page)).toEqual([]);
    await dialog(page).getByLabel('BibTeX').first().check();
    await dialog(page).getByRole('button', { name: 'Copy BibTeX' }).press('Enter');
    await dialog(page).getByText('BibTeX copied.').waitFor();
    const served = await (await fetch(`${origin}/figures/rates@${release}/cite.bib?v=1`)).text();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(served.trim());
    await page.keyboard.press('Escape');
    expect(await dialog(page).isVisible()).toBe(false);
    expect(await opener.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(visit.faults).toEqual([]);
  });

  it('cites the state that is seen, also one that was trained here, within 360 pixels', async () => {
    const page = await open('/figures/two-points?v=1&gain=0.71&seed=77&steps=400', phone);
    await page.locator('.live[data-phase=done]').waitFor();
    await page.getByRole('link', { name: 'Cite', exact: true }).click();
    await expect.poll(() => dialog(page).locator('code').innerText()).toContain('seed 77');
    expect(await dialog(page).innerText()).toContain('of no release');
    expect(await widthOf(page)).toBe(360);
    await page.mouse.click(180, 20);
    await expect.poll(() => dialog(page).isVisible()).toBe(false);
  });

  it('is a page without script', async () => {
    const page = await open('/figures/rates', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Cite', exact: true }).click();
    expect(new URL(page.url()).pathname).toBe(`/figures/rates@${release}`);
    expect(await page.locator('.citation').first().innerText()).toContain(release);
    expect(await page.locator('.picture svg[role]:visible').count()).toBe(1);
  });
});

describe.each(['light', 'dark'] as const)('the pages that are cited, in %s', (colorScheme) => {
  it('lead to one another, are open to everybody, and say what they are', async () => {
    const page = await open(`/figures/rates@${release}?v=1`, { ...phone, colorScheme });
    expect(await violationsOf(page)).toEqual([]);
    expect(await widthOf(page)).toBe(360);
    await page
      .getByRole('link', { name: `release ${release}` })
      .first()
      .click();
    await page.waitForURL(`**/data/${release}`);
    // Its long tables take the checker ten seconds; their colours are those of the page before.
    if (colorScheme === 'light') expect(await violationsOf(page)).toEqual([]);
    expect(await widthOf(page)).toBe(360);
    const blocks = await page.locator('script[type="application/ld+json"]').allTextContents();
    const nodes = await linkedNodes(JSON.parse(blocks[0]!) as object, page.url());
    expect(nodes.get(`${origin}/data/${release}`)?.['@type']).toEqual(['https://schema.org/Dataset']);
    expect(await page.locator('main').innerText()).not.toContain('host.invalid');
    await page.locator('main').getByRole('link', { name: 'the figures', exact: true }).click();
    await page.waitForURL('**/figures/');
    expect(visit.faults).toEqual([]);
  });
});

describe('the data', () => {
  it('are found from the foot of the article, release by release, file by file', async () => {
    const page = await open('/');
    await page.locator('footer.end').getByRole('link', { name: 'the data' }).click();
    await page.locator('.releases a').first().click();
    await page.waitForURL(`**/data/${release}`);
    const files = await page.locator('main table').first().locator('tbody a').all();
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const response = await fetch(origin + (await file.getAttribute('href'))!, { method: 'HEAD' });
      expect(response.status).toBe(200);
    }
  });

  it('has an article that says who wrote it, and that the paper is of others', async () => {
    const page = await open('/');
    const block = await page.locator('script[type="application/ld+json"]').textContent();
    const nodes = await linkedNodes(JSON.parse(block!) as object, page.url());
    expect(nodes.get(`${origin}/`)?.['@type']).toEqual(['https://schema.org/ScholarlyArticle']);
    expect(await page.locator('meta[name=citation_title]').getAttribute('content')).toContain('explainer');
    expect((await fetch(`${origin}/CITATION.cff`)).status).toBe(200);
  });
});
