import * as tf from '@tensorflow/tfjs-core';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, it } from 'vitest';
import { fitOwnRun } from '../../lib/figures/own-run/index.ts';
import { readOwnJson } from '../../lib/results/own-run/index.ts';
import { integrate } from '../../lib/theory/index.ts';

/* The recorders of docs/your-network.md are run as they are printed there. */

const guide = readFileSync(new URL('../../docs/your-network.md', import.meta.url), 'utf8');

/** The blocks of code below a heading. */
function blocksOf(heading: string): string[] {
  const section = guide.split(/^### /m).find((text) => text.startsWith(heading));
  return [...(section ?? '').matchAll(/^```\w+\n([\s\S]*?)^```$/gm)].map(([, code]) => code!);
}

const folder = mkdtempSync(join(tmpdir(), 'recorders-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Debian's, for which it packages PyTorch and NumPy. */
const interpreter = '/usr/bin/python3';

function python(code: string): string {
  return execFileSync(interpreter, ['-c', code], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function has(module: string): boolean {
  try {
    python(`import ${module}`);
    return true;
  } catch {
    return false;
  }
}

const readRun = () => readOwnJson(readFileSync(join(folder, 'run.json'), 'utf8'));
const pairIn = ({ pair }: ReturnType<typeof readRun>) => ({ dx2: pair.dx2!, dy2: pair.dy2! });

/** Two linear maps of one unit each are the theory itself in the limit of small steps; both rates are half the learning rate. */
const linear = { first: 0.3, second: 0.2, lr: 0.01, steps: 2000, every: 10, x: [-0.5, 0.5], y: [-0.4, 0.4] };

describe('the recorder for PyTorch', () => {
  it.skipIf(!has('torch'))('records a run whose output goes straight into the fit', () => {
    const [recorder, use] = blocksOf('PyTorch') as [string, string];
    python(`import torch\ntorch.manual_seed(0)\n${recorder}\n${use}`);
    const run = readRun();
    expect(run.series.step).toHaveLength(201);
    expect(run.pair.dx2).toBe(1);
    expect(run.pair.dy2).toBeCloseTo(0.49, 6);
    const { comparison, verdict, words } = fitOwnRun(run, pairIn(run));
    expect(verdict, words).toMatch(/^(follows|roughly)$/);
    expect(comparison.fit!.r2).toBeGreaterThan(0.9);
    expect(comparison.etaMean).toBeGreaterThan(0);
  });
});

describe('the recorder for JAX', () => {
  // Its arithmetic is NumPy's, which stands in where JAX is not installed.
  const shim = [
    'import sys, types, numpy',
    'jax = types.ModuleType("jax"); jax.numpy = numpy',
    'sys.modules["jax"] = jax; sys.modules["jax.numpy"] = numpy',
  ].join('\n');
  const [recorder] = blocksOf('JAX') as [string];

  it.skipIf(!has('numpy'))('records two linear maps as the theory has them', () => {
    const { first, second, lr, steps, every, x, y } = linear;
    const train = `
a, b = ${first}, ${second}
x, y = jnp.array(${JSON.stringify(x)})[:, None], jnp.array(${JSON.stringify(y)})[:, None]
record = Recorder(lambda p, v: p[0] * v, lambda p, v: p[1] * p[0] * v, x, y)
for step in range(${steps + 1}):
    if step % ${every} == 0:
        record((a, b), step)
    error = (b * a * x - y).ravel()
    grad_a, grad_b = (error * b * x.ravel()).sum() / 2, (error * a * x.ravel()).sum() / 2
    a, b = a - ${lr} * grad_a, b - ${lr} * grad_b
record.save("run.json")
`;
    python(`${has('jax') ? '' : shim}\n${recorder}\n${train}`);
    holds(readRun());
  });
});

describe('the recorder for TensorFlow.js', () => {
  it('records two linear maps as the theory has them', async () => {
    await import('@tensorflow/tfjs-backend-cpu');
    await import('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js');
    await tf.setBackend('cpu');
    const [code] = blocksOf('TensorFlow.js') as [string];
    // The class as it is printed, with the TF.js that is installed here.
    const Recorder = runInNewContext(`${code.replace(/^import .*$/m, '')}\nRecorder;`, { tf }) as new (
      ...given: unknown[]
    ) => { run: object; record(step: number): void };
    const { first, second, lr, steps, every, x, y } = linear;
    let [a, b] = [first, second];
    const column = (values: number[]) => tf.tensor2d(values, [2, 1]);
    const recorder = new Recorder(
      (v: tf.Tensor) => tf.mul(v, a),
      (v: tf.Tensor) => tf.mul(v, a * b),
      column(x),
      column(y),
    );
    for (let step = 0; step <= steps; step++) {
      if (step % every === 0) recorder.record(step);
      const slope = x.reduce((sum, value, n) => sum + (a * b * value - y[n]!) * value, 0) / 2;
      [a, b] = [a - lr * slope * b, b - lr * slope * a];
    }
    holds(readOwnJson(JSON.stringify(recorder.run)));
  });
});

/** Holds a record of `linear` to the theory, and its fit to the learning rate. */
function holds(run: ReturnType<typeof readRun>): void {
  const { series } = run;
  const pair = pairIn(run);
  expect(pair.dx2).toBeCloseTo(1, 6);
  expect(pair.dy2).toBeCloseTo(0.64, 6);
  const initial = { h: series.h[0]!, y: series.y[0]!, w: series.w[0]! };
  const rates = { etaH: linear.lr / 2, etaY: linear.lr / 2 };
  const { h, y, w } = integrate(initial, rates, pair, series.step);
  for (const [name, curve] of Object.entries({ h, y, w })) {
    const largest = Math.max(...curve.map((value, n) => Math.abs(value - series[name as 'h'][n]!)));
    expect(largest, name).toBeLessThan(0.005);
  }
  const { comparison } = fitOwnRun(run, pair);
  expect(comparison.fit!.etaH / rates.etaH).toBeCloseTo(1, 1);
  expect(comparison.fit!.etaY / rates.etaY).toBeCloseTo(1, 1);
  // The mean of both targets is right from the start.
  expect(series.loss[0]).toBeCloseTo((pair.dy2 + 2 * series.w[0]! - series.y[0]!) / 8, 6);
}
