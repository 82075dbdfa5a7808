import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { visiting } from '../support/visiting.ts';

const origin = inject('origin');
const visit = visiting();

const open = (options?: BrowserContextOptions) => visit.open('/fit', options);
const fitted = (page: Page) => page.locator('[data-fit="fitted"]');
const runField = (page: Page) => page.getByRole('textbox', { name: /^Your run/ });
const fitButton = (page: Page) => page.getByRole('button', { name: 'Fit the theory' });

interface Reference {
  readonly settings: Readonly<Record<string, { readonly runs: readonly Record<string, number[]>[] }>>;
}

/** A run of the reference, recorded by the authors' program, as its owner would give it. */
function referenceRun(): string {
  const text = readFileSync(new URL('../reference/two_points.json', import.meta.url), 'utf8');
  const run = (JSON.parse(text) as Reference).settings.shallow!.runs[0]!;
  const lines = run.epoch_index!.map((step, n) => [step, run.h2![n], run.y2![n], run.w![n]].join(','));
  return ['step,h,y,w', ...lines].join('\n');
}

describe('the page that fits a reader’s own run', () => {
  it('fits our example without sending anything, and draws it', async () => {
    const page = await open();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${request.url()}`));
    await page.getByRole('button', { name: 'Try it with a run of ours' }).click();
    await fitted(page).waitFor();
    expect(await page.locator('.description').innerText()).toContain('The theory with η');
    await expect.poll(() => page.locator('.picture svg path').count()).toBeGreaterThan(8);
    expect(sent.filter((line) => line.startsWith('POST'))).toEqual([]);
    expect(visit.faults).toEqual([]);
  });

  it('gives the numbers that the API gives, by the keyboard alone', async () => {
    const page = await open();
    const run = referenceRun();
    await runField(page).focus();
    await page.keyboard.insertText(run);
    await page.getByLabel('Squared distance of the inputs').fill('1');
    await page.getByLabel('Squared distance of the targets').fill('0.5');
    await page.keyboard.press('Enter');
    await fitted(page).waitFor();
    const headers = { 'Content-Type': 'text/csv' };
    const response = await fetch(`${origin}/api/v1/fit?dx2=1&dy2=0.5`, { method: 'POST', body: run, headers });
    const { data } = (await response.json()) as { data: { words: string } };
    const words = (text: string) => text.replaceAll(/[_\s]/g, '');
    expect(words(await page.locator('.description').innerText())).toBe(words(data.words));
  });

  it('reads a file, and takes the distances that its JSON has', async () => {
    const page = await open();
    const lines = referenceRun().split('\n').slice(1);
    const column = (n: number) => lines.map((line) => Number(line.split(',')[n]));
    const json = JSON.stringify({ step: column(0), h: column(1), y: column(2), w: column(3), dx2: 1, dy2: 0.5 });
    const file = { name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(json) };
    await page.getByLabel('File').setInputFiles(file);
    await fitted(page).waitFor();
    expect(await page.locator('.engine').last().innerText()).toContain('‖dx‖² = 1');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    expect((await download).suggestedFilename()).toBe('fit.csv');
  });

  it('names the line that it cannot read, and what is missing', async () => {
    const page = await open();
    await runField(page).fill('step,h,y,w\n0,1,0,0\n1,2,x,0\n2,2,0,0\n3,2,0,0\n4,2,0,0');
    await fitButton(page).click();
    const verdict = page.locator('#fit-verdict');
    await expect.poll(() => verdict.innerText()).toContain('y is x in line 3');
    await runField(page).fill(referenceRun());
    await fitButton(page).click();
    await expect.poll(() => verdict.innerText()).toContain('squared distance of the inputs is not given');
  });

  it.each(['light', 'dark'] as const)('has no accessibility violations, before and after, %s', async (colorScheme) => {
    const page = await open({ colorScheme });
    await page.getByRole('button', { name: 'Try it with a run of ours' }).click();
    await fitted(page).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('never scrolls sideways on a phone, and says without script what to do', async () => {
    const phone = { viewport: { width: 360, height: 780 } };
    const page = await open(phone);
    await page.getByRole('button', { name: 'Try it with a run of ours' }).click();
    await fitted(page).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    const plain = await open({ ...phone, javaScriptEnabled: false });
    expect(await plain.locator('main').innerText()).toContain('Without script the fit is made by the server');
    expect(await plain.locator('main').innerText()).toContain('curl');
  });
});

describe('the code on a figure’s page', () => {
  it('names this very host, and its addresses answer', async () => {
    const page = await visit.newPage();
    await page.goto(`${origin}/figures/two-points`);
    const code = page.locator('.snippets pre').first();
    await expect.poll(() => code.innerText()).toContain(origin);
    const all = await page.locator('.snippets pre').allInnerTexts();
    expect(all).toHaveLength(4);
    for (const text of all) {
      const address = /https?:[^'")]+/.exec(text)![0];
      expect((await fetch(address)).status, address).toBe(200);
    }
  });
});
