import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Activation, NetworkParameters, NetworkSpec } from '../../networks/network.ts';
import { kernelEngine } from './index.ts';
import { compiledKernel } from './testing/compiled-kernel.ts';

interface StoredLayer {
  weight: number[][];
  bias: number[];
}
interface StoredState {
  output: number[][];
  loss: number;
  activations?: number[][][];
  params?: StoredLayer[];
}
interface StoredNet {
  lr: number;
  input: number[][];
  target: number[][];
  params_initial: StoredLayer[];
  float64: { before: StoredState; after_1: StoredState; after_50: StoredState; losses_before_each_step: number[] };
}

const stored = JSON.parse(
  readFileSync(new URL('../../../tests/reference/gradient_check.json', import.meta.url), 'utf8'),
) as { nets: Record<string, StoredNet> };
const names = Object.keys(stored.nets).filter((name) => /^(MLP|ResNet)_/.test(name));
const engine = kernelEngine(compiledKernel());

const theirNames: Record<string, Activation> = { silu: 'swish', none: 'linear' };

function activationOf(name: string): Activation {
  const theirs = /^(?:MLP|ResNet)_(leaky_relu|relu|tanh|elu|silu|none)/.exec(name)![1]!;
  return theirNames[theirs] ?? (theirs as Activation);
}

function setupOf(name: string) {
  const { input, target, lr, params_initial: layers } = stored.nets[name]!;
  const network: NetworkSpec = {
    kind: name.startsWith('ResNet') ? 'residual' : 'mlp',
    inputDim: input[0]!.length,
    outputDim: target[0]!.length,
    width: layers[0]!.bias.length,
    depth: layers.length - 1,
    activation: activationOf(name),
  };
  const parameters: NetworkParameters = layers.map(({ weight, bias }) => ({
    inputDim: weight[0]!.length,
    outputDim: weight.length,
    weight: Float32Array.from(weight.flat()),
    bias: Float32Array.from(bias),
  }));
  const points = {
    size: input.length,
    inputDim: network.inputDim,
    outputDim: network.outputDim,
    inputs: Float32Array.from(input.flat()),
    targets: Float32Array.from(target.flat()),
  };
  return { network, parameters, points, learningRate: lr, layer: 0 };
}

/** What is promised is 1e-5; single precision does ten times better, so that a slip in a small term shows too. */
const tolerance = 1e-6;

function expectClose(ours: ArrayLike<number>, theirs: number[]): void {
  expect(ours.length).toBe(theirs.length);
  theirs.forEach((value, i) => {
    expect(Math.abs(ours[i]! - value)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(value)));
  });
}

describe("the kernel against PyTorch's autograd", () => {
  it('is compared on every dense and every residual net of the reference', () => {
    expect(names).toHaveLength(10);
  });

  for (const name of names) {
    it(`agrees on outputs, hidden values, loss and all parameters of ${name} after 0, 1 and 50 steps`, async () => {
      const { before, after_1, after_50, losses_before_each_step: losses } = stored.nets[name]!.float64;
      const trainer = await engine.create(setupOf(name));
      const everyStep = Array.from({ length: 51 }, (_, i) => i);
      const seen: number[] = [];

      for (const [until, state] of [
        [0, before],
        [1, after_1],
        [50, after_50],
      ] as const) {
        const { loss } = await trainer.train(until, everyStep);
        expectClose([loss.at(-1)!], [state.loss]);
        seen.push(...loss.subarray(0, -1));
        expectClose(await trainer.outputs(), state.output.flat());
        for (const [n, values] of (state.activations ?? []).entries()) {
          expectClose(await trainer.hidden(n), values.flat());
        }
        const parameters = await trainer.parameters();
        for (const [n, { weight, bias }] of (state.params ?? []).entries()) {
          expectClose(parameters[n]!.weight, weight.flat());
          expectClose(parameters[n]!.bias, bias);
        }
      }
      expectClose(seen, losses);
    });
  }
});
