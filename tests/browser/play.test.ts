import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { comeTo } from '../support/visit.ts';
import { visiting } from '../support/visiting.ts';

/* What a reader does with the article besides turning controls: each of it by the keyboard alone, on one page. */

const origin = inject('origin');
const visit = visiting();

const phaseOf = (figure: Locator) => figure.locator('.live').getAttribute('data-phase');

/** The cut network: a point moved, both matrices let learn, and back. */
async function cutNetwork(page: Page): Promise<void> {
  const cut = page.locator('.cut-figure');
  await comeTo(cut.locator('xpath=../..'));
  const numbers = cut.locator('.cut-numbers');
  const first = await numbers.innerText();
  expect(first).toMatch(/h = 0\.\d\d\s+y = 0\.\d\d\s+w = −0\.\d\d/);
  await cut.getByRole('slider', { name: /^Second representation/ }).press('ArrowDown');
  await expect.poll(() => numbers.innerText()).not.toBe(first);
  await cut.getByRole('button', { name: 'Let the two matrices learn' }).press('Enter');
  await expect.poll(() => numbers.innerText(), { timeout: 15_000 }).toMatch(/w = 0\.00\s/);
  await cut.getByRole('button', { name: 'Reset' }).press('Enter');
  await expect.poll(() => numbers.innerText()).toBe(first);
}

/** The phase portrait: the theory started elsewhere. */
async function phaseStart(page: Page): Promise<void> {
  const figure = page.locator('#figure-phase-portrait');
  await comeTo(figure);
  await figure.getByRole('button', { name: 'Train it here' }).press('Enter');
  const handle = figure.getByRole('button', { name: /^Start of the theory/ });
  await handle.waitFor({ timeout: 20_000 });
  const before = await handle.getAttribute('aria-label');
  const dashed = figure.locator('.picture:visible [stroke-dasharray="7 4"] path');
  expect(await dashed.count()).toBe(0);
  await handle.press('ArrowRight');
  await expect.poll(() => handle.getAttribute('aria-label')).not.toBe(before);
  expect(await dashed.count()).toBe(1);
}

/** The panel that is drawn in: a curve pulled up, a network chosen, theory and run seen. */
async function expectation(page: Page): Promise<void> {
  const figure = page.locator('#figure-expectation');
  await comeTo(figure);
  const curve = figure.locator('.drawn-curve path');
  const straight = await curve.getAttribute('d');
  await figure.getByRole('slider', { name: /^Your curve/ }).press('ArrowUp');
  await expect.poll(() => curve.getAttribute('d')).not.toBe(straight);
  await figure.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'GELU, 3 × 100' });
  await figure.getByRole('button', { name: 'Show theory and network' }).press('Enter');
  await expect.poll(() => phaseOf(figure), { timeout: 30_000 }).toBe('done');
  expect(await figure.locator('.beat-score').innerText()).toMatch(
    /^Your curve explains −?\d\.\d\d of the variance of y\. The theory foretold 0\.\d\d of it, .* 10 other seeds/,
  );
}

/** XOR: another gain trains at once, and the run is gone through step by step. */
async function xorRun(page: Page): Promise<void> {
  const figure = page.locator('#figure-xor-run');
  await comeTo(figure);
  const words = () => figure.locator('.description').innerText();
  const before = await words();
  expect(before).toMatch(/^At step 1,500 points with the same target are/);
  await figure.getByRole('slider', { name: /^Gain/ }).press('End');
  await expect.poll(() => phaseOf(figure), { timeout: 30_000 }).toBe('done');
  await expect
    .poll(words)
    .toMatch(/^At step 1,500 .* and 0\.9\d with the start\.$|^At step 1,500 .* and 1\.00 with the start\.$/);
  await figure.getByRole('slider', { name: /^Step/ }).press('Home');
  await expect.poll(words).toMatch(/^At step 0 points/);
}

describe('what a reader plays with', () => {
  it(
    'answers to the keyboard, on a phone too, and has no accessibility violations then',
    { timeout: 120_000 },
    async () => {
      const page = await visit.newPage({ viewport: { width: 360, height: 800 } });
      await page.goto(origin);
      await cutNetwork(page);
      await phaseStart(page);
      await expectation(page);
      await xorRun(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      for (const within of ['.cut-figure', '#figure-phase-portrait', '#figure-expectation', '#figure-xor-run']) {
        expect(await violationsOf(page, { within })).toEqual([]);
      }
      expect(visit.faults).toEqual([]);
    },
  );

  it('begins with what an address names, and leaves the page’s own picture where that is nothing', async () => {
    const page = await visit.newPage();
    await page.goto(`${origin}/?figure=xor-run&gain=1.5&seed=5#figure-xor-run`);
    const xor = page.locator('#figure-xor-run');
    await comeTo(xor);
    await expect.poll(() => phaseOf(xor), { timeout: 30_000 }).toBe('done');
    expect(await xor.locator('.picture:visible svg').first().textContent()).toContain('seed 5, gain 1.5');
    await page.goto(`${origin}/?figure=two-networks&v=1&leftSeed=3&rightSeed=4#figure-two-networks`);
    const opening = page.locator('#figure-two-networks');
    const said = () => opening.locator('.engine').innerText();
    await expect.poll(said, { timeout: 30_000 }).toContain('seeds 3 and 4');
    await opening.getByRole('button', { name: 'Stop' }).press('Enter');
    await page.goto(`${origin}/?figure=xor-run&gain=9&seed=5#figure-xor-run`);
    await comeTo(xor);
    expect(await phaseOf(xor)).toBe('idle');
    expect(visit.faults).toEqual([]);
  });

  it('can be dragged', async () => {
    const page = await visit.newPage();
    await page.goto(origin);
    const figure = page.locator('#figure-expectation');
    await comeTo(figure);
    const curve = figure.locator('.drawn-curve path');
    const straight = await curve.getAttribute('d');
    const { x, y, width, height } = (await figure.locator('.drawn-curve svg').boundingBox())!;
    await page.mouse.move(x + 0.2 * width, y + 0.8 * height);
    await page.mouse.down();
    await page.mouse.move(x + 0.6 * width, y + 0.3 * height, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => curve.getAttribute('d')).not.toBe(straight);
    await figure.getByRole('button', { name: 'Draw anew' }).click();
    await expect.poll(() => curve.getAttribute('d')).toBe(straight);
  });
});
