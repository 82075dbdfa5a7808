/**
 * Forward passes in float64 by plain loops, one point at a time, and training by differences of the loss: written apart
 * from the engines, so that both their passes can be compared with it. For small nets only.
 */
import type { CnnSpec } from '../../networks/architectures/cnn.ts';
import type { GruSpec } from '../../networks/architectures/gru.ts';
import type { LayerNormSpec } from '../../networks/architectures/layer-norm.ts';
import type { TransformerSpec } from '../../networks/architectures/transformer.ts';
import { activation } from '../kernel/testing/plain-trainer.ts';
import type { TrainerSetup } from '../trainer.ts';

type PlainSpec = CnnSpec | LayerNormSpec | TransformerSpec | GruSpec;

export interface PlainBlock {
  /** `[out][in]`, row-major. */
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

interface PlainPass {
  readonly hidden: number[][];
  readonly output: number[];
}

function range(length: number): number[] {
  const numbers = new Array<number>(length);
  for (let n = 0; n < length; n++) numbers[n] = n;
  return numbers;
}

function sum(terms: readonly number[]): number {
  let total = 0;
  for (const term of terms) total += term;
  return total;
}

function map({ weight, bias }: PlainBlock, x: number[]): number[] {
  const result = new Array<number>(bias.length);
  for (let i = 0, k = 0; i < bias.length; i++) {
    let total = bias[i]!;
    for (let j = 0; j < x.length; j++) total += weight[k++]! * x[j]!;
    result[i] = total;
  }
  return result;
}

function norm({ weight: gain, bias: shift }: PlainBlock, x: number[]): number[] {
  const mean = sum(x) / x.length;
  const variance = sum(x.map((value) => (value - mean) ** 2)) / x.length;
  return x.map((value, i) => ((value - mean) / Math.sqrt(variance + 1e-5)) * gain[i]! + shift[i]!);
}

const passes: {
  [Kind in PlainSpec['kind']]: (
    spec: Extract<PlainSpec, { kind: Kind }>,
    blocks: readonly PlainBlock[],
    input: number[],
    f: (x: number) => number,
  ) => PlainPass;
} = {
  cnn({ width, depth, kernel }, blocks, input, f) {
    let channels = [map(blocks[0]!, input).map(f)];
    const hidden = [channels.flat()];
    for (const n of range(depth + 1)) {
      const { weight, bias } = blocks[n + 1]!;
      const positions = width - (n + 1) * (kernel - 1);
      channels = [...bias].map((b, out) =>
        range(positions).map((t) => {
          const terms = channels.map((signal, c) =>
            sum(range(kernel).map((k) => weight[(out * channels.length + c) * kernel + k]! * signal[t + k]!)),
          );
          return f(b + sum(terms));
        }),
      );
      hidden.push(channels.flat());
    }
    return { hidden, output: map(blocks.at(-1)!, channels.flat()) };
  },

  layer_norm({ depth }, blocks, input, f) {
    let x = input;
    const hidden = range(depth).map((n) => (x = norm(blocks[2 * n + 1]!, map(blocks[2 * n]!, x)).map(f)));
    return { hidden, output: map(blocks.at(-1)!, x) };
  },

  gru({ width, depth }, [reading, recalling, last], input, f) {
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const given = map(reading!, input);
    let h = Array<number>(width).fill(0);
    const hidden = range(depth).map(() => {
      const recalled = map(recalling!, h);
      h = h.map((old, i) => {
        const r = sigmoid(given[i]! + recalled[i]!);
        const z = sigmoid(given[width + i]! + recalled[width + i]!);
        const n = f(given[2 * width + i]! + r * recalled[2 * width + i]!);
        return (1 - z) * n + z * old;
      });
      return h;
    });
    return { hidden, output: map(last!, h) };
  },

  transformer({ width, depth, tokens, heads }, blocks, input, f) {
    const embedded = map(blocks[0]!, input);
    /** By token and unit. */
    let stream = range(tokens).map((t) => range(width).map((d) => embedded[d * tokens + t]!));
    const entry = () => range(width).flatMap((d) => range(tokens).map((t) => stream[t]![d]!));
    const hidden = [entry()];
    const plus = (more: number[][]) => stream.map((token, t) => token.map((value, d) => value + more[t]![d]!));
    const size = width / heads;
    for (const n of range(depth)) {
      const [norm1, query, key, value, out, norm2, inner, outer] = blocks.slice(1 + 8 * n) as [
        PlainBlock,
        PlainBlock,
        PlainBlock,
        PlainBlock,
        PlainBlock,
        PlainBlock,
        PlainBlock,
        PlainBlock,
      ];
      const normal = stream.map((token) => norm(norm1, token));
      const [q, k, v] = [query, key, value].map((block) => normal.map((token) => map(block, token))) as [
        number[][],
        number[][],
        number[][],
      ];
      const mixed = range(tokens).map((t) =>
        range(heads).flatMap((head) => {
          const units = range(size).map((i) => head * size + i);
          const scores = range(tokens).map((s) => sum(units.map((i) => q[t]![i]! * k[s]![i]!)) / Math.sqrt(size));
          const powers = scores.map(Math.exp);
          const total = sum(powers);
          return units.map((i) => sum(powers.map((power, s) => (power / total) * v[s]![i]!)));
        }),
      );
      stream = plus(mixed.map((token) => map(out, token)));
      hidden.push(entry());
      stream = plus(stream.map((token) => map(outer, map(inner, norm(norm2, token)).map(f))));
      hidden.push(entry());
    }
    const last = stream.map((token) => norm(blocks.at(-2)!, token));
    const mean = range(width).map((d) => sum(last.map((token) => token[d]!)) / tokens);
    return { hidden, output: map(blocks.at(-1)!, mean) };
  },
};

/** A net that learns by gradient descent on central differences of its loss. */
export interface DifferenceTrainer {
  readonly blocks: readonly PlainBlock[];
  /** By point. */
  pass(): PlainPass[];
  loss(): number;
  update(): void;
}

export function differenceTrainer({ network, parameters, points, learningRate }: TrainerSetup): DifferenceTrainer {
  const blocks = parameters.map(({ weight, bias }) => ({
    weight: Float64Array.from(weight),
    bias: Float64Array.from(bias),
  }));
  const rowsOf = (values: Float32Array, dim: number) =>
    range(points.size).map((p) => [...values.subarray(p * dim, (p + 1) * dim)]);
  const inputs = rowsOf(points.inputs, points.inputDim);
  const targets = rowsOf(points.targets, points.outputDim).flat();
  const f = (x: number) => activation(network.activation, x).value;
  const run = passes[(network as PlainSpec).kind] as (...given: unknown[]) => PlainPass;
  const pass = () => inputs.map((input) => run(network, blocks, input, f));
  const loss = () => {
    const outputs = pass().flatMap(({ output }) => output);
    return (0.5 * sum(outputs.map((value, i) => (value - targets[i]!) ** 2))) / targets.length;
  };
  return {
    blocks,
    pass,
    loss,
    update() {
      const step = 1e-5;
      const arrays = blocks.flatMap(({ weight, bias }) => [weight, bias]);
      const slopes = arrays.map((values) =>
        values.map((value, i) => {
          values[i] = value + step;
          const above = loss();
          values[i] = value - step;
          const below = loss();
          values[i] = value;
          return (above - below) / (2 * step);
        }),
      );
      arrays.forEach((values, n) => {
        for (let i = 0; i < values.length; i++) values[i]! -= learningRate * slopes[n]![i]!;
      });
    },
  };
}
