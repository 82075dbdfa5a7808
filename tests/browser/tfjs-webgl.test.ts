import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GradientCheckFile } from '../gradient-check.ts';
import { selfTestFault } from '../../lib/training/self-test.ts';
import { kernelSelfTest } from '../../lib/training/self-test-kernel.ts';
import { launchBrowser } from '../support/browser.ts';
import { serveWorkerPage, workerTask, type WorkerPage } from '../support/worker-page.ts';
import type { Tasks } from './tfjs-webgl.worker.ts';

let served: WorkerPage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  served = await serveWorkerPage(new URL('./tfjs-webgl.worker.ts', import.meta.url));
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.goto(served.url);
}, 30_000);

afterAll(async () => {
  await browser.close();
  served.close();
});

/** Runs `task` in a module worker of its own. */
async function run<Name extends keyof Tasks>(
  task: Name,
  ...input: Parameters<Tasks[Name]>
): Promise<Awaited<ReturnType<Tasks[Name]>>> {
  return page.evaluate<Awaited<ReturnType<Tasks[Name]>>>(workerTask(task, ...input));
}

const reference = JSON.parse(
  readFileSync(new URL('../reference/gradient_check.json', import.meta.url), 'utf8'),
) as GradientCheckFile;

it('trains every reference net in a worker as PyTorch does, within 1e-5', { timeout: 60_000 }, async () => {
  const { hasWindow, deviations } = await run('gradientCheck', reference);
  expect(hasWindow).toBe(false);
  expect(new Set(deviations.map(({ net }) => net)).size).toBe(12);
  expect(deviations.filter(({ deviation }) => !(deviation <= 1e-5))).toEqual([]);
});

it('trains every architecture and optimiser as TF.js on the CPU does, within 1e-5', { timeout: 60_000 }, async () => {
  const deviations = await run('architectures');
  expect(deviations).toHaveLength(10);
  expect(deviations.filter(({ deviation }) => !(deviation <= 1e-5))).toEqual([]);
});

it('passes the ladder, judged by the stored numbers of the kernel', { timeout: 20_000 }, async () => {
  expect(await run('ladder')).toEqual({ id: 'tfjs-webgl', rejected: [] });
});

it('refuses to compute in half precision, and says so', { timeout: 20_000 }, async () => {
  expect(await run('halfPrecision')).toMatch(/tfjs-webgl: WEBGL_FORCE_F16_TEXTURES is set: .* half precision/);
});

it('keeps the number of tensors, and gives all of them back', { timeout: 60_000 }, async () => {
  const [before, early, late, after] = await run('memory');
  expect(late).toBe(early);
  expect(after).toBe(before);
});

it('reports a lost context as an error instead of training on in nothing', { timeout: 20_000 }, async () => {
  expect(await run('contextLoss')).toContain('The WebGL context was lost');
});

it('starts another context after one was lost, and computes as right in it', { timeout: 60_000 }, async () => {
  const { first, again, left } = await run('secondContext');
  expect(first).toContain('EngineLostError: The WebGL context was lost');
  expect(selfTestFault(again, kernelSelfTest)).toBeUndefined();
  expect(left).toBe(0);
});

it('trains an ensemble as its members alone, within 1e-5 after 50 steps', { timeout: 60_000 }, async () => {
  const deviations = await run('ensemble');
  expect(deviations).toHaveLength(2 * 8 * 4);
  expect(deviations.filter((deviation) => !(deviation <= 1e-5))).toEqual([]);
});
