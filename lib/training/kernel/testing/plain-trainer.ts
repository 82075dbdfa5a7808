/** Gradient descent in float64 by plain loops, written apart from the kernel so that the two can be compared. */
import type { Activation, NetworkSpec } from '../../../networks/network.ts';
import type { TrainerSetup } from '../../trainer.ts';

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

export function plainTrainer({ network, parameters, points, learningRate, layer }: TrainerSetup): PlainTrainer {
  const layers: Layer[] = parameters.map(({ weight, bias, inputDim }) => ({
    weight: rows(weight, inputDim),
    bias: [...bias],
  }));
  const inputs = rows(points.inputs, points.inputDim);
  const targets = rows(points.targets, points.outputDim);
  const count = points.size * points.outputDim;
  const isHidden = (spec: NetworkSpec, n: number) => n < spec.depth;

  /** Values and slopes of one point by layer. */
  const propagate = (input: number[]) => {
    const trace: { value: number; slope: number }[][] = [];
    let previous = input;
    layers.forEach(({ weight, bias }, n) => {
      const units = weight.map((row, i) => {
        const z = bias[i]! + sum(row.map((w, j) => w * previous[j]!));
        return isHidden(network, n) ? activation(network.activation, z) : { value: z, slope: 1 };
      });
      trace.push(units);
      previous = units.map(({ value }) => value);
    });
    return trace;
  };

  const values = () => {
    const traces = inputs.map(propagate);
    return layers.map((_, n) => traces.map((trace) => trace[n]!.map(({ value }) => value)));
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
      const steps = layers.map(({ weight, bias }) => ({
        weight: weight.map((row) => row.map(() => 0)),
        bias: bias.map(() => 0),
      }));
      inputs.forEach((input, p) => {
        const trace = propagate(input);
        let error = trace.at(-1)!.map(({ value }, j) => (value - targets[p]![j]!) / count);
        for (let n = layers.length - 1; n >= 0; n--) {
          const below = n === 0 ? input : trace[n - 1]!.map(({ value }) => value);
          error.forEach((e, i) => {
            steps[n]!.bias[i]! -= learningRate * e;
            below.forEach((value, j) => (steps[n]!.weight[i]![j]! -= learningRate * e * value));
          });
          if (n === 0) break;
          const weight = layers[n]!.weight;
          error = trace[n - 1]!.map(({ slope }, j) => slope * sum(error.map((e, i) => e * weight[i]![j]!)));
        }
      });
      layers.forEach(({ weight, bias }, n) => {
        weight.forEach((row, i) => {
          row.forEach((_, j) => (row[j]! += steps[n]!.weight[i]![j]!));
          bias[i]! += steps[n]!.bias[i]!;
        });
      });
    },
  };
}
