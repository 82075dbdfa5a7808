/**
 * Steps per second of the engines on one core, side by side: `node bench/engines.ts`.
 *
 * Two points, batch of two, leaky ReLU, h, y, w and loss recorded at every step. The engines take turns, so that what else
 * the machine does meets them alike; a result is the median of the turns. `tfjs-wasm` and `tfjs-cpu` are our TF.js engine;
 * `tfjs-wasm-plain` is a TF.js program as its guides write it (`plain-tfjs.ts`; it records h only).
 */
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { initialise } from '../lib/networks/initialise.ts';
import { kernelEngine } from '../lib/training/kernel/index.ts';
import type { Engine, TrainerSetup } from '../lib/training/trainer.ts';
import type { PlainRequest } from './plain-tfjs.ts';
import { median, writeReport, type BenchRow } from './report.ts';

/** Hidden layers and width. */
const nets = [
  [20, 500],
  [20, 100],
  [5, 100],
] as const;
const turns = 5;
/** Length of one measurement in seconds. */
const duration = 0.6;

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const wasmPath = path('../node_modules/@tensorflow/tfjs-backend-wasm/dist/');

/** Trains for `steps` steps from the start and gives the time in ms. */
type Contestant = (setup: TrainerSetup, steps: number) => Promise<number>;

/** TF.js's ES modules do not run in Node as they are, so they are bundled as for a browser. */
async function bundle(contents: string, name: string): Promise<string> {
  const outfile = path(`../node_modules/.cache/bench/${name}.mjs`);
  await build({
    stdin: { contents, resolveDir: path('.'), loader: 'ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);
const __filename = import.meta.filename, __dirname = import.meta.dirname;`,
    },
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

function contestant(engine: Engine): Contestant {
  return async (setup, steps) => {
    const trainer = await engine.create(setup);
    const every = Array.from({ length: steps + 1 }, (_, step) => step);
    const start = performance.now();
    const { step } = await trainer.train(steps, every);
    const time = performance.now() - start;
    trainer.dispose();
    if (step.length !== steps + 1) throw new Error(`${engine.id} stopped at step ${step.length - 1} of ${steps}.`);
    return time;
  };
}

function setupOf(depth: number, width: number): TrainerSetup {
  const network = { kind: 'mlp', inputDim: 1, outputDim: 1, width, depth, activation: 'leaky_relu' } as const;
  return {
    network,
    parameters: initialise(network, { gain: 1, seed: 1 }),
    points: {
      size: 2,
      inputDim: 1,
      outputDim: 1,
      inputs: Float32Array.of(-1, 0),
      targets: Float32Array.of(0.6, 0.6 + Math.SQRT1_2),
    },
    // So small that no engine converges within a measurement: all of it is one kind of work.
    learningRate: 1e-5,
    layer: Math.floor(depth / 2),
  };
}

execFileSync(process.execPath, [path('../lib/training/kernel/build.mjs')]);
const tfjs = (await import(
  await bundle(
    `export { wasmEngine } from '../lib/training/tfjs/wasm.ts';
     export { cpuEngine } from '../lib/training/tfjs/cpu.ts';`,
    'tfjs',
  )
)) as {
  wasmEngine(module: WebAssembly.Module): Promise<Engine>;
  cpuEngine(): Promise<Engine>;
};
const plain = new Worker(await bundle(`import './plain-tfjs.ts';`, 'plain-tfjs'), { stderr: true });
const compile = (file: string): WebAssembly.Module => new WebAssembly.Module(readFileSync(file));

const contestants: Record<string, Contestant> = {
  kernel: contestant(kernelEngine(compile(path('../lib/training/kernel/build/kernel.wasm')))),
  'tfjs-wasm': contestant(await tfjs.wasmEngine(compile(`${wasmPath}tfjs-backend-wasm-simd.wasm`))),
  'tfjs-cpu': contestant(await tfjs.cpuEngine()),
  'tfjs-wasm-plain': async (setup, steps) => {
    plain.postMessage({ setup, steps, wasmPath } satisfies PlainRequest);
    const [time] = (await once(plain, 'message')) as [number];
    return time;
  },
};

const rows: BenchRow[] = [];
for (const [depth, width] of nets) {
  const net = `${depth}x${width}`;
  const setup = setupOf(depth, width);
  const speeds: Record<string, number[]> = {};
  const lengths: Record<string, number> = {};
  for (const [name, run] of Object.entries(contestants)) {
    // Two runs to warm up: the first settles the compilers, the second tells how many steps make one measurement.
    await run(setup, 5);
    const probe = width < 500 && name === 'kernel' ? 1000 : 10;
    lengths[name] = Math.max(5, Math.round((probe / (await run(setup, probe))) * 1000 * duration));
    speeds[name] = [];
  }
  for (let turn = 0; turn < turns; turn++)
    for (const [name, run] of Object.entries(contestants))
      speeds[name]!.push((lengths[name]! / (await run(setup, lengths[name]!))) * 1000);

  for (const [name, values] of Object.entries(speeds))
    rows.push({ metric: `engines/${name}/${net}`, value: median(values), unit: 'steps/s' });
  for (const name of Object.keys(speeds).filter((other) => other !== 'kernel')) {
    // Of each turn's neighbours rather than of the medians: both were measured under the same load.
    const ratios = speeds[name]!.map((value, turn) => speeds.kernel![turn]! / value);
    rows.push({ metric: `engines/ratio/kernel-over-${name}/${net}`, value: median(ratios), unit: 'x' });
  }
}
await plain.terminate();
writeReport('engines', rows);
