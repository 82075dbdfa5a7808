/** Training in float64 by plain loops, written apart from the kernel so that the two can be compared. */
import type { Activation } from '../../../networks/network.ts';
import { dropoutMask } from '../../dropout-mask.ts';
import type { Optimizer, TrainerSetup } from '../../trainer.ts';

/** Value and derivative of an activation. */
export function activation(name: Activation, x: number): { value: number; slope: number } {
  switch (name) {
    case 'leaky_relu':
      return x > 0 ? { value: x, slope: 1 } : { value: Math.fround(0.01) * x, slope: Math.fround(0.01) };
    case 'relu':
      return x > 0 ? { value: x, slope: 1 } : { value: 0, slope: 0 };
    case 'tanh':
      return { value: Math.tanh(x), slope: 1 / Math.cosh(x) ** 2 };
    case 'elu':
      return x > 0 ? { value: x, slope: 1 } : { value: Math.expm1(x), slope: Math.exp(x) };
    case 'swish': {
      const sigmoid = 1 / (1 + Math.exp(-x));
      return { value: x * sigmoid, slope: sigmoid + (x * sigmoid) / (1 + Math.exp(x)) };
    }
    case 'linear':
      return { value: x, slope: 1 };
    case 'gelu': {
      const inner = Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
      const steep = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x ** 2);
      // 1 + tanh, without its cancellation for negative x.
      const half = 1 / (1 + Math.exp(-2 * inner));
      const rest = 1 / (1 + Math.exp(2 * inner));
      return { value: x * half, slope: half + 2 * x * half * rest * steep };
    }
  }
}

interface Layer {
  weight: number[][];
  bias: number[];
}

export interface PlainTrainer {
  readonly layers: readonly Layer[];
  /** Post-activation values by layer, point and unit, the outputs last. */
  values(): number[][][];
  observe(): { h: number; y: number; w: number; loss: number };
  update(): void;
}

const sum = (terms: number[]) => terms.reduce((total, term) => total + term, 0);

function rows(values: Float32Array, length: number): number[][] {
  return Array.from({ length: values.length / length }, (_, r) => [...values.subarray(r * length, (r + 1) * length)]);
}

/** Change of a parameter of gradient `g` by optimiser; `state` is the parameter's own, `t` counts updates from 1. */
function change(optimizer: Optimizer, rate: number, state: number[], g: number, t: number): number {
  if (optimizer === 'sgd') return -rate * g;
  if (optimizer === 'momentum') {
    state[0] = 0.9 * (state[0] ?? 0) + g;
    return -rate * state[0];
  }
  state[0] = 0.9 * (state[0] ?? 0) + 0.1 * g;
  state[1] = 0.999 * (state[1] ?? 0) + 0.001 * g ** 2;
  return ((-rate / (1 - 0.9 ** t)) * state[0]) / (Math.sqrt(state[1] / (1 - 0.999 ** t)) + 1e-8);
}

/** MLPs, residual MLPs and dropout MLPs. */
export function plainTrainer(setup: TrainerSetup): PlainTrainer {
  const { network, parameters, points, learningRate, layer, optimizer = 'sgd', noiseSeed } = setup;
  const layers: Layer[] = parameters.map(({ weight, bias, inputDim }) => ({
    weight: rows(weight, inputDim),
    bias: [...bias],
  }));
  const states = layers.map(({ bias, weight }) => ({
    weight: weight.map((row) => row.map((): number[] => [])),
    bias: bias.map((): number[] => []),
  }));
  const inputs = rows(points.inputs, points.inputDim);
  const targets = rows(points.targets, points.outputDim);
  const count = points.size * points.outputDim;
  const { depth } = network;
  let updates = 0;

  const skips = (n: number) => network.kind === 'residual' && n >= 2 && n < depth;
  /** Dropout's factors before affine map `n` by point and unit; all 1 when nothing is dropped. */
  const masksBefore = (n: number, dropping: boolean): number[][] => {
    const units = layers[n]!.weight[0]!.length;
    if (network.kind !== 'dropout' || !dropping) return inputs.map(() => Array<number>(units).fill(1));
    const place = { seed: noiseSeed!, step: updates, layer: n };
    return rows(dropoutMask(place, network.rate, points.size, units), units);
  };

  /** By layer and unit of a point: what comes out, the slope of the activation, and what went into the affine map. */
  const propagate = (input: number[], masks: number[][]) => {
    const trace: { values: number[]; slopes: number[]; below: number[] }[] = [];
    let previous = input;
    layers.forEach(({ weight, bias }, n) => {
      const below = previous.map((value, j) => value * masks[n]![j]!);
      const units = weight.map((row, i) => {
        const z = bias[i]! + sum(row.map((w, j) => w * below[j]!));
        return n < depth ? activation(network.activation, z) : { value: z, slope: 1 };
      });
      const values = units.map(({ value }, i) => value + (skips(n) ? trace[n - 2]!.values[i]! : 0));
      trace.push({ values, slopes: units.map(({ slope }) => slope), below });
      previous = values;
    });
    return trace;
  };
  const traces = (dropping: boolean) => {
    const masks = layers.map((_, n) => masksBefore(n, dropping));
    return inputs.map((input, p) =>
      propagate(
        input,
        masks.map((mask) => mask[p]!),
      ),
    );
  };

  const values = () => {
    const all = traces(false);
    return layers.map((_, n) => all.map((trace) => trace[n]!.values));
  };

  return {
    layers,
    values,
    observe() {
      const all = values();
      const [a, b] = all[layer]! as [number[], number[]];
      const outputs = all.at(-1)!;
      const predicted = outputs[1]!.map((value, j) => value - outputs[0]![j]!);
      const wanted = targets[1]!.map((value, j) => value - targets[0]![j]!);
      const y = sum(predicted.map((d) => d * d));
      return {
        h: sum(a.map((value, i) => (b[i]! - value) ** 2)),
        y,
        w: y - sum(predicted.map((d, j) => d * wanted[j]!)),
        loss: (0.5 / count) * sum(outputs.flatMap((output, p) => output.map((v, j) => (v - targets[p]![j]!) ** 2))),
      };
    },
    update() {
      const masks = layers.map((_, n) => masksBefore(n, true));
      const gradients = layers.map(({ weight, bias }) => ({
        weight: weight.map((row) => row.map(() => 0)),
        bias: bias.map(() => 0),
      }));
      traces(true).forEach((trace, p) => {
        /** Derivatives by what comes out of each layer. */
        const by = trace.map(({ values: units }) => units.map(() => 0));
        by[depth] = trace[depth]!.values.map((value, j) => (value - targets[p]![j]!) / count);
        for (let n = depth; n >= 0; n--) {
          const { slopes, below } = trace[n]!;
          if (skips(n)) by[n - 2] = by[n - 2]!.map((g, i) => g + by[n]![i]!);
          const error = by[n]!.map((g, i) => g * slopes[i]!);
          error.forEach((e, i) => {
            gradients[n]!.bias[i]! += e;
            below.forEach((value, j) => (gradients[n]!.weight[i]![j]! += e * value));
          });
          if (n === 0) break;
          const { weight } = layers[n]!;
          by[n - 1] = by[n - 1]!.map((g, j) => g + masks[n]![p]![j]! * sum(error.map((e, i) => e * weight[i]![j]!)));
        }
      });
      updates++;
      layers.forEach(({ weight, bias }, n) => {
        const step = (state: number[], g: number) => change(optimizer, learningRate, state, g, updates);
        weight.forEach((row, i) => {
          row.forEach((_, j) => (row[j]! += step(states[n]!.weight[i]![j]!, gradients[n]!.weight[i]![j]!)));
          bias[i]! += step(states[n]!.bias[i]!, gradients[n]!.bias[i]!);
        });
      });
    },
  };
}
