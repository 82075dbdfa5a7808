import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CnnSpec } from '../networks/architectures/cnn.ts';
import { layerShapes, type NetworkSpec } from '../networks/network.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { largestDifference, range } from './kernel/testing/setups.ts';
import { tfjsWasm } from './testing/engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import type { Engine, TrainerSetup } from './trainer.ts';

/** The nets of the reference file that it does not store number by number. */
interface File {
  readonly nets: {
    readonly CNN_official_formula: {
      readonly lr: number;
      readonly input: number[][];
      readonly target: number[][];
      readonly params_initial: Checksum[];
      readonly float64: {
        readonly before: { output: number[][]; loss: number; activations: ActivationSums[] };
        readonly after_1: { output: number[][]; loss: number; params: Checksum[] };
        readonly after_50: { output: number[][]; loss: number; params: Checksum[] };
        readonly losses_before_each_step: number[];
      };
    };
    readonly Dropout_eval_forward: {
      readonly input: number[][];
      readonly target: number[][];
      readonly params: { weight: number[][]; bias: number[] }[];
      readonly output: number[][];
      readonly activations: number[][][];
      readonly loss: number;
    };
  };
}
interface Checksum {
  sum: number;
  sumsq: number;
  sampled_index: number[];
  sampled: number[];
  bias_sum: number;
  bias_sumsq: number;
}
interface ActivationSums {
  length: number;
  sum_per_row: number[];
  sumsq_per_row: number[];
}

const { nets } = JSON.parse(
  readFileSync(new URL('../../tests/reference/gradient_check.json', import.meta.url), 'utf8'),
) as File;

const kernel = kernelEngine(compiledKernel());
const cpu = await cpuEngine();
const wasm = await tfjsWasm();

/** The reference promises 1e-5; sums are held to that relative to their size. */
const tolerance = 1e-5;
function expectClose(ours: number, theirs: number): void {
  expect(Math.abs(ours - theirs)).toBeLessThan(tolerance * Math.max(1, Math.abs(theirs)));
}
const sum = (values: Iterable<number>, power: number) =>
  [...values].reduce((total, value) => total + value ** power, 0);

function pointsOf(input: number[][], target: number[][]) {
  const [inputs, targets] = [Float32Array.from(input.flat()), Float32Array.from(target.flat())];
  return { size: input.length, inputDim: 1, outputDim: 1, inputs, targets };
}

describe("the authors' CNN as it is written", () => {
  const stored = nets.CNN_official_formula;
  const network: CnnSpec = {
    ...{ kind: 'cnn', inputDim: 1, outputDim: 1, width: 120, depth: 10, activation: 'leaky_relu' },
    ...{ channels: 20, kernel: 11 },
  };
  // The reference's rule: fan_in is the number of inputs of a unit.
  const parameters = layerShapes(network).map(({ inputDim, outputDim }, i) => ({
    inputDim,
    outputDim,
    weight: Float32Array.from(
      { length: inputDim * outputDim },
      (_, k) => Math.sin(1.7 * k + 0.3 * (i + 1)) * Math.sqrt(2 / inputDim),
    ),
    bias: Float32Array.from({ length: outputDim }, (_, j) => 0.05 * Math.cos(j + i)),
  }));
  const points = pointsOf(stored.input, stored.target);
  const setup: TrainerSetup = { network, parameters, points, learningRate: stored.lr, layer: 5 };

  const expectParameters = (ours: typeof parameters, theirs: Checksum[]) => {
    expect(ours).toHaveLength(theirs.length);
    theirs.forEach((checksum, n) => {
      const { weight, bias } = ours[n]!;
      expectClose(sum(weight, 1), checksum.sum);
      expectClose(sum(weight, 2), checksum.sumsq);
      expectClose(sum(bias, 1), checksum.bias_sum);
      expectClose(sum(bias, 2), checksum.bias_sumsq);
      const sampled = checksum.sampled_index.map((index) => weight[index]!);
      expect(largestDifference(sampled, checksum.sampled)).toBeLessThan(tolerance);
    });
  };

  it('starts from the weights of the reference', () => {
    expectParameters(parameters, stored.params_initial);
  });

  const engines: [string, Engine][] = [kernel, wasm]
    .filter((engine) => engine.supports(setup) === true)
    .map((engine) => [engine.id, engine]);

  it.each(engines)(
    'has their values, losses and parameters over 50 steps on %s',
    { timeout: 60_000 },
    async (_, engine) => {
      const trainer = await engine.create(setup);
      for (const [layer, { length, sum_per_row, sumsq_per_row }] of stored.float64.before.activations.entries()) {
        const values = await trainer.hidden(layer);
        expect(values).toHaveLength(2 * length);
        for (const p of [0, 1]) {
          const row = values.subarray(p * length, (p + 1) * length);
          expectClose(sum(row, 1), sum_per_row[p]!);
          expectClose(sum(row, 2), sumsq_per_row[p]!);
        }
      }
      const losses: number[] = [];
      for (const [until, state] of [
        [1, stored.float64.after_1],
        [50, stored.float64.after_50],
      ] as const) {
        const { step, loss } = await trainer.train(until, range(51));
        losses.push(...loss.subarray(step[0] === 0 ? 0 : 1));
        expect(largestDifference(await trainer.outputs(), state.output.flat())).toBeLessThan(tolerance);
        expectParameters((await trainer.parameters()) as typeof parameters, state.params);
      }
      const theirs = [...stored.float64.losses_before_each_step, stored.float64.after_50.loss];
      expect(largestDifference(losses, theirs)).toBeLessThan(tolerance);
      trainer.dispose();
    },
  );
});

describe("the authors' dropout net when it is read", () => {
  const { input, target, params, output, activations, loss } = nets.Dropout_eval_forward;
  const network: NetworkSpec = {
    ...{ kind: 'dropout', inputDim: 1, outputDim: 1, width: 8, depth: 3, activation: 'leaky_relu' },
    rate: 0.1,
  };
  const parameters = params.map(({ weight, bias }) => ({
    inputDim: weight[0]!.length,
    outputDim: weight.length,
    weight: Float32Array.from(weight.flat()),
    bias: Float32Array.from(bias),
  }));
  const setup = {
    ...{ network, parameters, points: pointsOf(input, target) },
    ...{ learningRate: 0.01, layer: 5, noiseSeed: 1 },
  };

  it.each([kernel, cpu, wasm].map((engine): [string, Engine] => [engine.id, engine]))(
    'has the same list of representations, outputs and loss on %s',
    async (_, engine) => {
      const trainer = await engine.create(setup);
      const seen = await trainer.train(0, [0]);
      expectClose(seen.loss[0]!, loss);
      expect(largestDifference(await trainer.outputs(), output.flat())).toBeLessThan(tolerance);
      expect(activations).toHaveLength(7);
      for (const [layer, values] of activations.entries()) {
        expect(largestDifference(await trainer.hidden(layer), values.flat())).toBeLessThan(tolerance);
      }
      const [a, b] = activations[5] as [number[], number[]];
      expectClose(
        seen.h[0]!,
        sum(
          a.map((value, i) => b[i]! - value),
          2,
        ),
      );
      trainer.dispose();
    },
  );
});
