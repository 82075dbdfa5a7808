/**
 * The live figure under a reader's hand, in headless Chromium: from the move of a slider to the curve of the network that was
 * trained again for it; while networks train, from a key to the next paint, and the longest task of the main thread.
 */
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../tests/support/browser.ts';
import { startSite } from '../tests/support/site.ts';
import { longestTask } from './main-thread.ts';
import { printReport, quantile, storeReport, summary, type BenchRow } from './report.ts';

const rounds = Number(process.argv[2] ?? 3);
const moves = 40;
const keys = 60;

/** States of the figure, as its address has them. */
const states = {
  /** What the slider's target is stated for. */
  slider: 'width=100&depth=5&gain=0.8&steps=3000',
  /** The paper's network, for a run of several seconds. */
  long: 'width=500&depth=20&gain=0.85&lr=0.001&steps=3000',
};

const figure = (page: Page) => page.locator('#figure-two-points');
const live = (page: Page) => figure(page).locator('.live');
const gainSlider = (page: Page) => figure(page).getByRole('slider', { name: 'Gain, slider' });

/** What the page writes down about itself. */
interface Records {
  /** When (ms) the key or click that is waited for came. */
  started: number;
  /** From there to the first frame with the curve of another finished run, ms. */
  toCurve: number[];
  /** From a key to the next paint, ms; nothing of those that took less than 16. */
  toPaint: number[];
}
declare const records: Records;

/** Writes down in the page what it does: a clock outside would count the way there and back. */
function record(): void {
  const kept: Records = { started: 0, toCurve: [], toPaint: [] };
  Object.assign(globalThis, { records: kept });
  for (const kind of ['keydown', 'pointerdown']) {
    addEventListener(kind, ({ timeStamp }) => (kept.started = timeStamp), { capture: true });
  }
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (name === 'keydown') kept.toPaint.push(duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  document.addEventListener('DOMContentLoaded', () => {
    const widget = document.querySelector<HTMLElement>('#figure-two-points .live')!;
    let last = '';
    new MutationObserver(() => {
      const { phase, run = '' } = widget.dataset;
      if (phase !== 'done' || run === last) return;
      last = run;
      // A frame is painted right after its callbacks; what comes then comes after it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => kept.toCurve.push(performance.now() - kept.started);
        port2.postMessage(null);
      });
    }).observe(widget, { attributes: true });
  });
}

/** The article in a browser without a cache, at the live figure. */
async function openFigure(browser: Browser, origin: string, query = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(record);
  await page.goto(`${origin}/${query && `?figure=two-points&v=1&${query}`}#live`);
  await figure(page).getByRole('button', { name: 'Reset' }).and(page.locator(':enabled')).waitFor();
  return page;
}

const curvesSeen = (page: Page) => page.evaluate(() => records.toCurve.length);

async function nextCurve(page: Page, seen: number): Promise<number> {
  await page.waitForFunction((before) => records.toCurve.length > before, seen, { timeout: 60_000 });
  return (await page.evaluate(() => records.toCurve.at(-1)))!;
}

/** There and back again, so that every key changes the gain. */
const directionOf = (n: number) => (n % 8 < 4 ? 'ArrowRight' : 'ArrowLeft');

async function sliderToCurve(page: Page): Promise<number[]> {
  const times: number[] = [];
  await gainSlider(page).focus();
  for (let n = 0; n < moves; n++) {
    const seen = await curvesSeen(page);
    await page.keyboard.press(directionOf(n));
    times.push(await nextCurve(page, seen));
    // Not in step with whatever the page does at intervals.
    await page.waitForTimeout(40 + 10 * (n % 7));
  }
  return times;
}

/** Presses keys while something trains. @returns each one's time to the next paint, ms; 16 for those that took less. */
async function keysToPaint(page: Page, press: (n: number) => Promise<void>): Promise<number[]> {
  await page.evaluate(() => (records.toPaint = []));
  for (let n = 0; n < keys; n++) {
    await press(n);
    await page.waitForTimeout(35);
  }
  await page.waitForTimeout(500);
  const slow = await page.evaluate(() => records.toPaint);
  return [...slow, ...Array<number>(Math.max(0, keys - slow.length)).fill(16)];
}

interface Round {
  readonly firstCurve: number;
  readonly firstTask: number;
  readonly toCurve: readonly number[];
  readonly toPaint: readonly number[];
  readonly longest: number;
}

async function measure(browser: Browser, origin: string): Promise<Round> {
  const fresh = await openFigure(browser, origin);
  let firstCurve = 0;
  const firstTask = await longestTask(browser, fresh, async () => {
    const seen = await curvesSeen(fresh);
    await figure(fresh).getByRole('button', { name: 'Train it here' }).click();
    firstCurve = await nextCurve(fresh, seen);
  });
  await fresh.context().close();

  const page = await openFigure(browser, origin, states.slider);
  await nextCurve(page, 0);
  const toCurve = await sliderToCurve(page);
  const toPaint: number[] = [];
  const dragged = await longestTask(browser, page, async () => {
    toPaint.push(...(await keysToPaint(page, (n) => page.keyboard.press(directionOf(n)))));
  });
  await page.context().close();

  const watched = await openFigure(browser, origin, states.long);
  await figure(watched)
    .getByText(/Training: step/)
    .waitFor({ timeout: 60_000 });
  await live(watched).getByRole('button', { name: 'Stop' }).focus();
  const watching = await longestTask(browser, watched, async () => {
    toPaint.push(...(await keysToPaint(watched, (n) => watched.keyboard.press(n % 2 === 0 ? 'Tab' : 'Shift+Tab'))));
  });
  const phase = await live(watched).getAttribute('data-phase');
  if (phase !== 'training')
    throw new Error(`The long run was ${phase} when the last key was pressed: take more steps.`);
  await watched.context().close();
  return { firstCurve, firstTask, toCurve, toPaint, longest: Math.max(dragged, watching) };
}

const site = await startSite('.cache/bench/widgets');
const browser = await launchBrowser();
const results: Round[] = [];
try {
  for (let round = 0; round < rounds; round++) results.push(await measure(browser, site.origin));
} finally {
  await browser.close();
  await site.stop();
}
const row = (metric: string, of: (round: Round) => number): BenchRow => ({
  metric: `widgets/${metric}`,
  unit: 'ms',
  ...summary(results.map(of)),
});
const rows = [
  row('slider-to-curve-p50-ms', ({ toCurve }) => quantile(toCurve, 0.5)),
  row('slider-to-curve-p95-ms', ({ toCurve }) => quantile(toCurve, 0.95)),
  row('input-to-paint-p95-ms', ({ toPaint }) => quantile(toPaint, 0.95)),
  row('longest-task-ms', ({ longest }) => longest),
  row('first-click-to-curve-ms', ({ firstCurve }) => firstCurve),
  row('first-click-longest-task-ms', ({ firstTask }) => firstTask),
];
const notes = {
  rounds: `medians of ${rounds} rounds, each in fresh pages of the article, 1280 × 900`,
  browser:
    'headless Chromium that composes pages in software, as it does without a GPU; through SwiftShader (--use-angle=swiftshader alone) a frame takes some 70 ms more',
  'slider-to-curve': `${moves} moves of the gain's slider by key, 5 × 100 units, 3,000 steps: from the key to the frame with the finished run and the theory`,
  'input-to-paint': `${keys} keys on the slider while it retrains, ${keys} elsewhere while 20 × 500 units train; Event Timing, which counts in eighths and nothing below 16 ms`,
  'longest-task': 'of the main thread meanwhile, from a trace',
  'first-click': 'Train it here in a page that has loaded nothing for it yet: 3 × 100 units, 510 steps',
};
printReport('widgets', rows, notes);
storeReport('widgets', rows, notes);
