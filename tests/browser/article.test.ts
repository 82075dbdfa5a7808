import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { comeTo } from '../support/visit.ts';
import { visiting } from '../support/visiting.ts';

const origin = inject('origin');
const visit = visiting();

const { newPage } = visit;
const figure = (page: Page) => page.locator('#figure-two-points');
const live = (page: Page) => figure(page).locator('.live');

/** Opens the article at the live figure, ready for use. */
async function article(path = '/', options?: BrowserContextOptions, page?: Page): Promise<Page> {
  page ??= await newPage(options);
  await page.goto(origin + path);
  await comeTo(figure(page));
  await figure(page).getByRole('button', { name: 'Reset' }).and(page.locator(':enabled')).waitFor();
  return page;
}

/** Waits until a run other than `before` has been trained and drawn; returns its id. */
async function trained(page: Page, before?: string | null): Promise<string> {
  await page.waitForFunction(
    (old) => {
      const { phase, run } = document.querySelector<HTMLElement>('#figure-two-points .live')!.dataset;
      return phase === 'done' && run !== undefined && run !== old;
    },
    before ?? null,
    { timeout: 30_000 },
  );
  return (await live(page).getAttribute('data-run'))!;
}

/** The value of the network's h at the last step, as the picture's description says it. */
const description = (page: Page) => figure(page).locator('.description').innerText();

describe('the live figure', () => {
  it('trains in the reader’s browser at a click and says what ran, where and how fast', async () => {
    const page = await article();
    await figure(page).getByRole('button', { name: 'Train it here' }).click();
    await trained(page);
    expect(await live(page).getAttribute('data-engine')).toBe('kernel');
    expect(await figure(page).locator('.engine').innerText()).toMatch(
      /Trained here: 510 steps at [\d,]+ steps\/s on the WASM kernel .* theory fitted in [\d.]+ ms; run [0-9a-f]{20}/,
    );
    expect(visit.faults).toEqual([]);
  });

  it('trains the very run of the release: same id, same numbers', async () => {
    const page = await article();
    const recorded = await description(page);
    await figure(page).getByRole('button', { name: 'Train it here' }).click();
    const id = await trained(page);
    expect(await description(page)).toBe(recorded);
    const response = await page.request.get(`${origin}/api/v1/runs/${id}`);
    expect(response.status()).toBe(200);
  });

  it('retrains when a slider moves, and the address follows', async () => {
    const page = await article();
    await figure(page).getByRole('slider', { name: 'Gain, slider' }).fill('0.75');
    const first = await trained(page);
    expect(await figure(page).locator('.figure-state').innerText()).toContain('gain 0.75');
    await page.waitForURL(/gain=0\.75/);
    await figure(page).getByRole('slider', { name: 'Seed, slider' }).focus();
    await page.keyboard.press('ArrowRight');
    await trained(page, first);
    await page.waitForURL(/gain=0\.75&seed=2/);
  });

  it('gives the state of an address', async () => {
    const page = await article('/?figure=two-points&v=1&activation=tanh&gain=0.5&width=32&steps=440&seed=7#live');
    await trained(page);
    expect(await figure(page).locator('.figure-state').innerText()).toBe(
      '3 hidden layers of 32, tanh, gain 0.5, learning rate 0.05, 440 steps, seed 7',
    );
    expect(await figure(page).getByLabel('Activation').inputValue()).toBe('tanh');
  });

  it('refuses an address that is no state, and says what is allowed', async () => {
    const page = await article('/?figure=two-points&v=1&gain=99#live');
    const notice = figure(page).getByRole('alert');
    await notice.waitFor();
    expect(await notice.innerText()).toContain('gain is 99. Allowed: a number above 0 to 10.');
    const other = await article('/?figure=two-points&v=7#live');
    await figure(other).getByRole('alert').waitFor();
    expect(await figure(other).getByRole('alert').innerText()).toContain('version 7');
  });

  it('says beside the field what is wrong with a value, and keeps the picture', async () => {
    const page = await article();
    const field = figure(page).getByRole('spinbutton', { name: 'Learning rate' });
    await field.fill('-1');
    await field.press('Enter');
    const problem = figure(page).locator('.problem');
    await problem.waitFor();
    expect(await problem.innerText()).toContain('lr is -1. Allowed: a number above 0 to 10.');
    expect(await figure(page).locator('.picture:visible svg:visible').count()).toBeGreaterThan(0);
  });

  it('plays, steps and goes back to its first state', async () => {
    const page = await article();
    await figure(page).getByRole('button', { name: 'Train it here' }).click();
    await trained(page);
    const position = figure(page).getByRole('slider', { name: /^Step \d/ });
    await figure(page).getByRole('button', { name: 'Step', exact: true }).click();
    expect(await position.inputValue()).toBe('0');
    await figure(page).getByRole('button', { name: 'Step', exact: true }).click();
    expect(await position.inputValue()).toBe('1');
    await figure(page).getByRole('button', { name: 'Play' }).click();
    await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(20);
    await figure(page).getByRole('button', { name: 'Pause' }).click();
    await figure(page).getByRole('button', { name: 'Reset' }).click();
    expect(await live(page).getAttribute('data-phase')).toBe('idle');
  });

  it('shows the progress of a long run, lets it wait while nobody looks, and stops it', async () => {
    const page = await article('/?figure=two-points&v=1&width=400&depth=12&gain=1&lr=0.01&steps=20000#live');
    await figure(page).getByRole('progressbar').waitFor();
    await expect
      .poll(() => figure(page).locator('.engine').innerText())
      .toMatch(/Training: step [\d,]+ of 20,000, [\d,]+ steps\/s, about [\d,]+ s left/);
    const said = () => figure(page).locator('.engine').textContent();
    await figure(page).getByRole('button', { name: 'Pause' }).press('Enter');
    await expect.poll(said).toMatch(/^Paused at step/);
    // The stretch that is under way is made to its end.
    const rests = async () => {
      const before = await said();
      await page.waitForTimeout(600);
      return (await said()) === before;
    };
    await expect.poll(rests, { timeout: 15_000 }).toBe(true);
    expect(await said()).toMatch(/^Paused at step/);
    await figure(page).getByRole('button', { name: 'Go on' }).press('Enter');
    await expect.poll(said).toMatch(/^Training: step/);
    await page.evaluate(() => {
      scrollTo(0, 0);
    });
    await expect.poll(said).toMatch(/^Paused at step .* while it is out of sight/);
    await figure(page).scrollIntoViewIfNeeded();
    await expect.poll(said).toMatch(/^Training: step/);
    await figure(page).getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => live(page).getAttribute('data-phase')).toBe('stopped');
  });

  it('lets the reader try to beat the fit, by the keyboard', async () => {
    const page = await article();
    await figure(page).getByText('Try to beat the fit').press('Enter');
    await trained(page);
    const score = figure(page).locator('.beat-score');
    await score.waitFor();
    const first = await score.innerText();
    expect(first).toMatch(/^Your curves explain −?[\d.]+ of the variance, the fitted ones 0\.99\d\d\./);
    await figure(page)
      .getByRole('slider', { name: /^Rate of the encoder/ })
      .press('ArrowRight');
    await expect.poll(() => score.innerText()).not.toBe(first);
    await figure(page).getByRole('button', { name: 'Show me the fitted rates' }).press('Enter');
    await expect.poll(() => score.innerText()).toContain('No difference that could be seen.');
    expect(await figure(page).locator('.picture:visible svg:visible').first().textContent()).toContain('yours');
  });

  it('forgets a run that is reset, however long it would have taken', async () => {
    const page = await article('/?figure=two-points&v=1&width=400&depth=12&gain=1&lr=0.01&steps=20000#live');
    await figure(page).getByRole('progressbar').waitFor();
    await figure(page).getByRole('button', { name: 'Reset' }).click();
    await page.waitForTimeout(1500);
    expect(await live(page).getAttribute('data-phase')).toBe('idle');
    expect(await figure(page).locator('.figure-state').innerText()).toContain('3 hidden layers of 100');
    expect(page.url()).not.toContain('depth=12');
  });

  it('does not start by itself what would take minutes', async () => {
    const page = await article('/?figure=two-points&v=1&steps=100000&width=1024&depth=32#live');
    const notice = figure(page).getByRole('alert');
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(/This run takes some \d+ minutes/);
    await figure(page).getByRole('button', { name: 'Train it here' }).click();
    await figure(page).getByRole('button', { name: 'Stop' }).click();
    await expect.poll(() => live(page).getAttribute('data-phase'), { timeout: 4000 }).toBe('stopped');
  });

  it('trains any architecture, on an engine that can', async () => {
    const page = await article('/?figure=two-points&v=1&architecture=gru&width=8&steps=30#live');
    await trained(page);
    expect(await live(page).getAttribute('data-engine')).toMatch(/^tfjs-/);
    const before = await live(page).getAttribute('data-run');
    await figure(page).getByLabel('Architecture').selectOption('residual');
    await trained(page, before);
    expect(await live(page).getAttribute('data-engine')).toBe('kernel');
  });

  it('keeps working after a value that is not possible', async () => {
    const page = await article();
    const field = figure(page).getByRole('spinbutton', { name: 'Gain' });
    await field.fill('');
    await field.press('Tab');
    await figure(page).locator('.problem').waitFor();
    expect(await live(page).getAttribute('data-phase')).toBe('idle');
    await field.fill('0.7');
    await field.press('Tab');
    await trained(page);
  });

  it('moves every slider by the arrow keys', async () => {
    const page = await article();
    for (const name of ['Width', 'Learning rate', 'Depth', 'Gain', 'Steps']) {
      const slider = figure(page).getByRole('slider', { name: `${name}, slider` });
      const field = figure(page).getByRole('spinbutton', { name });
      const before = await field.inputValue();
      await slider.focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => field.inputValue(), { message: name }).not.toBe(before);
    }
  });

  it('notices a worker that has died without a word', async () => {
    const page = await newPage();
    await page.route(/training-[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      // At its first message, so that it does not live to hear of a stop that came soon after.
      const body = `self.addEventListener('message', () => self.close());\n${await response.text()}`;
      await route.fulfill({ response, body });
    });
    await article('/?figure=two-points&v=1&width=400&depth=12&gain=1&lr=0.01&steps=20000#live', undefined, page);
    await figure(page).getByRole('button', { name: 'Stop' }).click();
    await figure(page).getByText('The training worker was lost: it no longer answers').waitFor({ timeout: 40_000 });
  });

  it('gives the numbers as a table', async () => {
    const page = await article();
    await figure(page).getByRole('button', { name: 'Train it here' }).click();
    await trained(page);
    await figure(page).getByText('Table of the numbers').click();
    await figure(page).getByRole('columnheader').first().waitFor();
    expect(await figure(page).getByRole('columnheader').allInnerTexts()).toContain('hTheory');
    expect(await figure(page).locator('tbody tr').count()).toBeGreaterThan(100);
  });
});

describe('the rungs below', () => {
  /** Runs `script` at the start of the training worker. */
  async function crippled(script: string): Promise<Page> {
    const page = await newPage();
    await page.route(/training-[^/]*\.js$/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${script};\n${await response.text()}` });
    });
    return article('/', undefined, page);
  }

  it('explains a run that diverges', async () => {
    const page = await article('/?figure=two-points&v=1&lr=10&gain=3#live');
    await trained(page);
    expect(await description(page)).toMatch(/^Training diverged: at step \d+ a number was no longer finite/);
  });

  it('goes on in TF.js where there is no WebAssembly, and says why', async () => {
    const page = await crippled('delete globalThis.WebAssembly');
    await figure(page).getByRole('button', { name: 'Train it here' }).click();
    await trained(page);
    expect(await live(page).getAttribute('data-engine')).toMatch(/^tfjs-(webgl|cpu)$/);
    expect(await figure(page).locator('.notice').innerText()).toContain('This browser has no WebAssembly');
  });

  it('goes on without WebGL, and says why', async () => {
    const page = await crippled('globalThis.OffscreenCanvas = undefined');
    await figure(page).getByLabel('Engine').selectOption('tfjs-webgl');
    await trained(page);
    expect(await live(page).getAttribute('data-engine')).toBe('kernel');
    expect(await figure(page).locator('.notice').innerText()).toContain('Not on the TF.js on WebGL (GPU)');
  });

  it('trains on WebGL when asked to', async () => {
    const page = await article();
    await figure(page).getByLabel('Engine').selectOption('tfjs-webgl');
    await trained(page);
    expect(await live(page).getAttribute('data-engine')).toBe('tfjs-webgl');
  });

  it('shows the recorded run where the worker is lost, and says why', async () => {
    const page = await newPage();
    await page.route(/training-[^/]*\.js$/, (route) => route.abort());
    await article('/', undefined, page);
    await figure(page).getByRole('slider', { name: 'Seed, slider' }).fill('3');
    await expect.poll(() => live(page).getAttribute('data-phase')).toBe('recorded');
    expect(await figure(page).getByRole('alert').innerText()).toMatch(
      /The training worker was lost: .* Shown instead: the recorded run of this state, from release [0-9a-f]{12}/,
    );
    expect(await figure(page).locator('.figure-state').innerText()).toContain('seed 3');
  });

  it('shows the recorded run where there are no workers, and keeps the picture where there is no recorded run', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      Object.defineProperty(globalThis, 'Worker', { value: undefined });
    });
    await article('/', undefined, page);
    await figure(page).getByRole('button', { name: 'Train it here' }).click();
    await expect.poll(() => live(page).getAttribute('data-phase')).toBe('recorded');
    await page.route(/two-points\.json/, (route) => route.abort());
    await figure(page).getByRole('slider', { name: 'Seed, slider' }).fill('4');
    await expect.poll(() => live(page).getAttribute('data-phase')).toBe('failed');
    expect(await figure(page).getByRole('alert').innerText()).toContain('The last picture stays.');
    expect(await figure(page).locator('.picture:visible svg:visible').count()).toBeGreaterThan(0);
  });

  it('shows picture, text and formulas without script, and trains on the server by the form', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(origin);
    const image = figure(page).getByRole('img', { name: /follows h, y and w/ });
    await image.scrollIntoViewIfNeeded();
    await expect.poll(() => image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(300);
    expect(await page.locator('math').count()).toBeGreaterThan(8);
    await figure(page).getByRole('spinbutton', { name: 'Gain' }).fill('0.65');
    await figure(page).getByRole('button', { name: 'Train on the server' }).click();
    await page.waitForURL(/\/figures\/two-points\.svg\?.*gain=0\.65/);
    expect(await page.locator('svg title').first().textContent()).toContain('gain 0.65');
  });
});

describe('the opening', () => {
  const opening = (page: Page) => page.locator('#figure-two-networks');
  const phase = (page: Page) => opening(page).locator('.pair').getAttribute('data-phase');

  it('trains both networks at a click, to what it showed before, and moves nothing', async () => {
    const page = await newPage();
    await page.addInitScript(() => {
      Object.assign(globalThis, { shifts: [] });
      new PerformanceObserver((list) => {
        const { shifts } = globalThis as unknown as { shifts: number[] };
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(origin);
    const said = await opening(page).getByRole('status').innerText();
    expect(said).toMatch(
      /Pearson’s r of their two matrices of distances was −?0\.\d\d before training and is 0\.\d\d;/,
    );
    const button = opening(page).getByRole('button', { name: 'Train both' });
    await expect.poll(() => button.isEnabled()).toBe(true);
    await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts.splice(0));
    await button.click();
    await expect.poll(() => phase(page), { timeout: 45_000 }).toBe('done');
    expect(await opening(page).getByRole('status').innerText()).toBe(said);
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts)).toEqual([]);
    // What every figure has is behind a button: its files, and the steps that have been seen.
    await opening(page).getByRole('button', { name: 'Tools' }).press('Enter');
    for (const [name, format] of [
      ['SVG', 'svg'],
      ['Notebook', 'ipynb'],
    ] as const) {
      const link = opening(page).getByRole('link', { name, exact: true });
      expect(await link.getAttribute('href')).toBe(`/figures/two-networks.${format}?v=1`);
    }
    await opening(page).getByRole('slider', { name: /^Step/ }).press('Home');
    await expect
      .poll(() => opening(page).getByRole('status').innerText())
      .toMatch(/^Before training, Pearson’s r of the two matrices of distances of 40 digits is/);
    expect(await violationsOf(page, { within: '#figure-two-networks' })).toEqual([]);
    expect(visit.faults).toEqual([]);
  });

  it('trains others when others are chosen, by the keyboard, and stops', async () => {
    const page = await newPage();
    await page.goto(origin);
    const other = opening(page).getByRole('combobox', { name: 'Right network' });
    await expect.poll(() => other.isEnabled()).toBe(true);
    await other.focus();
    await page.keyboard.press('ArrowDown');
    await opening(page).getByRole('button', { name: 'Stop' }).press('Enter');
    await expect.poll(() => phase(page)).toBe('stopped');
  });

  it('shows the end without script', async () => {
    const page = await newPage({ javaScriptEnabled: false });
    await page.goto(origin);
    expect(await opening(page).locator('.picture').getByRole('img').count()).toBe(1);
    expect(await opening(page).getByRole('button').count()).toBe(0);
  });
});

describe('a number in the text', () => {
  it('sets the figure that proves it, and the way back leads to the text', async () => {
    const page = await newPage();
    await page.goto(origin);
    await page.locator('[data-claim=centred-lazy]').click();
    const proof = page.locator('#figure-centre');
    await expect.poll(() => proof.locator('.live').getAttribute('data-phase')).toBe('done');
    expect(await proof.locator('.figure-state').innerText()).toContain('pair centred at 0');
    expect(await proof.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.goBack();
    expect(new URL(page.url()).search).toBe('');
  });
});

describe('the figure of the release', () => {
  it('browses the runs of the release through the API', async () => {
    const page = await newPage();
    await page.goto(origin);
    const released = page.locator('#figure-released-run');
    await comeTo(released);
    const before = await released.locator('.released').getAttribute('data-run');
    await released.getByRole('button', { name: 'Choose another run' }).click();
    await released.getByLabel('Network').selectOption({ label: 'tanh: 20 × 500, tanh, gain 0.85' });
    await expect.poll(() => released.locator('.released').getAttribute('data-run')).not.toBe(before);
    expect(await released.locator('.figure-state').innerText()).toContain('20 hidden layers of 500, tanh, gain 0.85');
    await released.getByRole('combobox', { name: 'Seed' }).selectOption({ index: 3 });
    await expect.poll(() => released.locator('.figure-state').innerText()).toContain('seed 4');
    expect(visit.faults).toEqual([]);
  });
});

describe('the page', () => {
  it.each([
    { width: 360, colorScheme: 'light' as const },
    { width: 360, colorScheme: 'dark' as const },
    { width: 1280, colorScheme: 'light' as const },
    { width: 1280, colorScheme: 'dark' as const },
  ])(
    'has no accessibility violations in a trained figure and no sideways scrolling at $width px, $colorScheme',
    async ({ width, colorScheme }) => {
      const page = await article('/', { viewport: { width, height: 800 }, colorScheme });
      await figure(page).getByRole('button', { name: 'Train it here' }).click();
      await trained(page);
      expect(await violationsOf(page, { within: '#figure-two-points' })).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    },
  );

  it('sets the hats of formulas over their letters', async () => {
    const page = await article();
    const offsets = await page.evaluate(() =>
      [...document.querySelectorAll('.accent-body')].map((body) => {
        const hat = document.createRange();
        hat.selectNodeContents(body);
        const middle = (box: DOMRect) => (box.left + box.right) / 2;
        const letter = body.closest('.accent')!.getBoundingClientRect();
        return (
          (middle(hat.getBoundingClientRect()) - middle(letter)) / Number.parseFloat(getComputedStyle(body).fontSize)
        );
      }),
    );
    expect(offsets.length).toBeGreaterThan(0);
    for (const offset of offsets) expect(Math.abs(offset)).toBeLessThan(0.12);
  });

  it('loads neither Plot nor TF.js nor a worker before it is asked to train, and at most 60 kB of script', async () => {
    const page = await newPage();
    const scripts: Promise<number>[] = [];
    const names: string[] = [];
    page.on('response', (response) => {
      if (!response.headers()['content-type']?.includes('javascript')) return;
      names.push(new URL(response.url()).pathname);
      scripts.push(response.body().then(async (body) => (await gzipped(body)).byteLength));
    });
    await page.goto(origin, { waitUntil: 'networkidle' });
    for (const island of await page.locator('astro-island').all()) await comeTo(island.locator('xpath=..'));
    await page.waitForLoadState('networkidle');
    expect(names.length).toBeGreaterThan(2);
    expect(names.join()).not.toMatch(/plot|tfjs|webgl|wasm|training/i);
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeLessThan(60_000);
  });
});

async function gzipped(body: Uint8Array): Promise<ArrayBuffer> {
  const stream = new Blob([new Uint8Array(body)]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(stream).arrayBuffer();
}
