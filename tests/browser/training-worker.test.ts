import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { Browser, Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { experimentOf, type AnyParameters } from '../../lib/experiments/any.ts';
import type { AnyExperimentId } from '../../lib/experiments/index.ts';
import type { LiveRun } from '../../lib/figures/figure.ts';
import { loadKernel } from '../../lib/sweeps/kernel.ts';
import { packagedFiles } from '../../lib/sweeps/packaged-files.ts';
import { engineIds, type EngineId } from '../../lib/training/trainer.ts';
import type { Answer, EngineChoice } from '../../site/workers/protocol.ts';
import { liveFigureIn, type Shown } from '../engines/live-figure.ts';
import { launchBrowser } from '../support/browser.ts';
import type { PageTasks, Trained } from './training-worker.page.ts';

const origin = inject('origin');
let browser: Browser;
let page: Page;
let bundle: string;
let workerUrl: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./training-worker.page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    // Only to make an address of; `workerAt` gives the right one.
    define: { 'import.meta.url': JSON.stringify(`${origin}/`) },
    write: false,
  });
  bundle = outputFiles[0]!.text;
  browser = await launchBrowser();
  page = await browser.newPage();
  // The figure's own worker says where the built code is.
  await page.goto(`${origin}/#figure-two-points`);
  const figure = page.locator('#figure-two-points');
  await figure.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' });
  const started = page.waitForEvent('worker');
  await figure.getByRole('button', { name: 'Train it here' }).click();
  workerUrl = (await started).url();
});
afterAll(async () => {
  await browser.close();
});

/** A page of the site with the client in it, which the site's own policy would not let in. */
async function clientPage(): Promise<Page> {
  const fresh = await browser.newPage({ bypassCSP: true });
  await fresh.goto(`${origin}/404`);
  await fresh.addScriptTag({ content: bundle });
  await fresh.evaluate((url) => {
    (globalThis as unknown as { tasks: PageTasks }).tasks.workerAt(url);
  }, workerUrl);
  return fresh;
}

const train = (on: Page, run: LiveRun, engine: EngineChoice): Promise<Trained> =>
  on.evaluate(([asked, choice]) => (globalThis as unknown as { tasks: PageTasks }).tasks.train(asked, choice), [
    run,
    engine,
  ] as const);

/** What a finished run came to. @throws Error with the worker's reason if it did not finish. */
function done({ answer }: Trained) {
  if (answer.kind !== 'done') throw new Error(answer.kind === 'failed' ? answer.reason : answer.kind);
  return answer;
}

/** Small runs: a second or so each. */
const small: Record<AnyExperimentId, Record<string, unknown>> = {
  'two-points': { width: 32, steps: 300 },
  alternatives: { width: 32, steps: 300 },
  depth: { width: 24, depth: 4, gain: 0.8, lr: 0.05, steps: 200 },
  'rich-structure': { width: 24, lr: 0.05, steps: 1000, lossTarget: 1e-3 },
  xor: { width: 24, depth: 4, steps: 200 },
  context: { positions: 5, width: 16, depth: 2, epochs: 20 },
  mnist: { images: 200, neighbours: 100, digits: 20, width: 24, depth: 2, epochs: 3 },
};

/** Complete parameters of a small run, by the experiment's own schema. */
const runOf = (id: AnyExperimentId, change: Record<string, unknown> = {}): LiveRun =>
  ({
    experiment: id,
    parameters: experimentOf(id).parameters.parse({ ...small[id], ...change }),
  }) as unknown as LiveRun;

/** The part of a record that is not seen of the network: MNIST's predicted matrix. */
const theoryIn = (record: object) => ({ predicted: 'predicted' in record ? record.predicted : null });
const withoutTheory = (record: object) => ({ ...record, predicted: null });

/** Holds two values to one another: numbers to six digits, everything else to be equal. */
function expectClose(ours: unknown, theirs: unknown, path = ''): void {
  if (typeof ours === 'number' && typeof theirs === 'number') {
    const error = Math.abs(ours - theirs) / Math.max(1e-12, Math.abs(theirs));
    expect(error, `${path}: ${ours} and ${theirs}`).toBeLessThan(1e-6);
  } else if (typeof ours === 'object' && typeof theirs === 'object' && ours && theirs) {
    expect(Object.keys(ours), path).toEqual(Object.keys(theirs));
    for (const [name, value] of Object.entries(ours)) {
      expectClose(value, (theirs as Record<string, unknown>)[name], `${path}/${name}`);
    }
  } else {
    expect(ours, path).toEqual(theirs);
  }
}

describe('the training worker', () => {
  it.each(Object.keys(small) as AnyExperimentId[])(
    'runs %s on the kernel with the very record that Node has, by the same call',
    { timeout: 60_000 },
    async (id) => {
      const run = runOf(id);
      const own = await clientPage();
      const { run: seen, engine } = done(await train(own, run, 'kernel'));
      await own.close();
      const experiment = experimentOf(id);
      const parameters = run.parameters as unknown as AnyParameters;
      const record = await experiment.run(parameters, { engine: await loadKernel(), files: packagedFiles });
      expect(engine).toMatchObject({ id: 'kernel', rejected: [], measured: [], recoveries: [] });
      // What the network did is the same bit by bit. What is computed beside it in double precision, the theory, is the
      // same up to the last digits of a browser's exponential function.
      const theirs = { comparison: seen.comparison, ...theoryIn(seen.record) };
      const ours = { comparison: experiment.compare(record), ...theoryIn(record) };
      expect(withoutTheory(seen.record)).toEqual(withoutTheory(record));
      expectClose(theirs, ours);
    },
  );

  it(
    'measures who is the faster for batches and for what the kernel does not have, once for each kind',
    { timeout: 120_000 },
    async () => {
      const own = await clientPage();
      await own.evaluate(() => {
        (globalThis as unknown as { tasks: PageTasks }).tasks.hold();
      });
      const context = done(await train(own, runOf('context'), 'auto')).engine;
      expect(context.measured.map(({ id }) => id)).toEqual(['tfjs-webgl', 'kernel']);
      const fastest = [...context.measured].sort((a, b) => b.stepsPerSecond - a.stepsPerSecond)[0]!;
      expect(context.id).toBe(fastest.id);
      const gru = { architecture: 'gru', activation: 'tanh', width: 16, depth: 2, steps: 20 };
      const first = done(await train(own, runOf('two-points', gru), 'auto')).engine;
      expect(first.measured.map(({ id }) => id)).toEqual(['tfjs-webgl', 'tfjs-wasm']);
      const again = done(await train(own, runOf('two-points', { ...gru, seed: 2 }), 'auto')).engine;
      expect(again.measured).toEqual(first.measured);
      await own.close();
    },
  );

  it('tells of digits that the site does not ship', async () => {
    const own = await clientPage();
    const { answer } = await train(own, runOf('mnist', { images: 5000 }), 'kernel');
    expect(answer).toMatchObject({ kind: 'failed', reason: 'images is 5000; this host has 2000 digits.' });
    await own.close();
  });

  it.each([
    { cores: 2, expected: 1 },
    { cores: 3, expected: 2 },
  ])(
    'trains the runs of a page in $expected with $cores cores, each with its own numbers',
    async ({ cores, expected }) => {
      const own = await clientPage();
      await own.evaluate((count) => {
        (globalThis as unknown as { tasks: PageTasks }).tasks.cores(count);
      }, cores);
      const workers: Worker[] = [];
      own.on('worker', (worker) => workers.push(worker));
      const seeds = [1, 2, 3];
      const all = await Promise.all(seeds.map((seed) => train(own, runOf('two-points', { seed }), 'kernel')));
      expect(workers).toHaveLength(expected);
      expect(all.map((trained) => done(trained).run.record.parameters.seed)).toEqual(seeds);
      await own.close();
    },
  );

  it('leaves the GPU to the first of them, and says so where another is asked for it', async () => {
    const other = await browser.newPage({ bypassCSP: true });
    await other.goto(`${origin}/404`);
    const answer = await other.evaluate(
      ([url, run]) =>
        new Promise<Answer>((resolve) => {
          const worker = new Worker(url, { type: 'module', name: 'training-more' });
          worker.onmessage = ({ data }: MessageEvent<Answer>) => {
            if (data.kind !== 'progress') resolve(data);
          };
          worker.postMessage({ kind: 'run', client: 1, token: 1, engine: 'tfjs-webgl', ...run });
        }),
      [workerUrl, runOf('two-points', {})] as const,
    );
    const { engine } = done({ answer, progress: 0 });
    expect(engine.id).toBe('kernel');
    expect(engine.rejected).toEqual([
      expect.objectContaining({
        id: 'tfjs-webgl',
        reason: expect.stringContaining('The GPU is with another worker') as string,
      }),
    ]);
    await other.close();
  });
});

describe('a lost WebGL context', () => {
  /** Trains on WebGL, and takes the context away when the run is under way. */
  async function disturbed(run: LiveRun): Promise<Trained> {
    const own = await clientPage();
    const started = own.waitForEvent('worker');
    const training = train(own, run, 'tfjs-webgl');
    const worker = await started;
    // Before the engine is started: the code of TF.js has to come first.
    await worker.evaluate(() => {
      const contexts: WebGLRenderingContext[] = [];
      const { prototype } = OffscreenCanvas;
      // eslint-disable-next-line @typescript-eslint/unbound-method -- The proxy is called as the method is.
      prototype.getContext = new Proxy(prototype.getContext, {
        apply(target, canvas, given) {
          const context: unknown = Reflect.apply(target, canvas, given);
          if (context) contexts.push(context as WebGLRenderingContext);
          return context;
        },
      });
      Object.assign(globalThis, { contexts });
    });
    await own.waitForFunction(() => (globalThis as unknown as { tasks: PageTasks }).tasks.step >= 20, undefined, {
      timeout: 100_000,
    });
    await worker.evaluate(() => {
      const { contexts } = globalThis as unknown as { contexts: WebGLRenderingContext[] };
      contexts.at(-1)!.getExtension('WEBGL_lose_context')!.loseContext();
    });
    const trained = await training;
    await own.close();
    return trained;
  }

  it(
    'costs no run: it is taken up from a snapshot, and has the numbers of one that was not disturbed',
    { timeout: 120_000 },
    async () => {
      const run = runOf('two-points', { width: 16, depth: 2, optimizer: 'adam', lr: 0.001, steps: 500 });
      const { run: seen, engine } = done(await disturbed(run));
      expect(engine.recoveries).toHaveLength(1);
      expect(engine.recoveries[0]).toMatchObject({ from: 'tfjs-webgl', to: 'tfjs-webgl' });
      expect(engine.recoveries[0]!.reason).toContain('The WebGL context was lost');
      expect(seen.provenance).toMatchObject({
        kind: 'computed',
        where: expect.stringContaining('lost at step') as string,
      });

      const own = await clientPage();
      const whole = done(await train(own, run, 'tfjs-webgl')).run.record as unknown as {
        series: Record<string, number[]>;
      };
      await own.close();
      const { series } = seen.record as unknown as { series: Record<string, number[]> };
      expect(series.step).toEqual(whole.series.step);
      for (const curve of ['h', 'y', 'w', 'loss']) {
        const peak = Math.max(...whole.series[curve]!.map(Math.abs));
        series[curve]!.forEach((value, n) => {
          expect(Math.abs(value - whole.series[curve]![n]!) / peak).toBeLessThan(1e-4);
        });
      }
    },
  );
});

describe('the live figure', () => {
  /** What the article's figure shows on an engine. */
  async function shownOn(engine: EngineId): Promise<Shown & { ran: string }> {
    const own = await browser.newPage();
    const shown = await liveFigureIn(
      { visit: (url) => own.goto(url).then(() => undefined), evaluate: (expression) => own.evaluate(expression) },
      origin,
      engine,
    );
    const ran = await own.locator('#figure-two-points .engine').innerText();
    await own.close();
    return { ...shown, ran };
  }

  it(
    'shows the same on every rung that a reader chooses, to within float32, and which one ran',
    { timeout: 300_000 },
    async () => {
      const names: Record<EngineId, string> = {
        kernel: 'WASM kernel (CPU, SIMD)',
        'tfjs-webgl': 'TF.js on WebGL (GPU)',
        'tfjs-wasm': 'TF.js on WASM (CPU)',
        'tfjs-cpu': 'TF.js on JavaScript (CPU)',
      };
      const kernel = await shownOn('kernel');
      for (const id of engineIds) {
        const { engine, ran, columns, rows, description, state } = id === 'kernel' ? kernel : await shownOn(id);
        expect(engine).toBe(id);
        expect(ran).toContain(`on the ${names[id]}`);
        expect(state).toBe(kernel.state);
        expect(columns).toEqual(kernel.columns);
        expect(rows).toHaveLength(kernel.rows.length);
        for (const [n, row] of rows.entries()) {
          row.forEach((cell, column) => {
            const [ours, theirs] = [cell, kernel.rows[n]![column]!].map(Number) as [number, number];
            expect(Math.abs(ours - theirs)).toBeLessThan(2e-3 * Math.max(1, Math.abs(theirs)));
          });
        }
        expect(description.replace(/[\d.,]+/g, '#')).toBe(kernel.description.replace(/[\d.,]+/g, '#'));
      }
    },
  );
});
