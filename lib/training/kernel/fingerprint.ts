import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { PointSet } from '../../datasets/point-set.ts';
import { initialise } from '../../networks/initialise.ts';
import { activations, networkSpec, type NetworkSpec } from '../../networks/network.ts';
import { optimizers, type Engine, type Observations, type Optimizer } from '../trainer.ts';

/** Hashes (SHA-256, hex, of little-endian numbers) of a short run from start to end. */
export interface Fingerprint {
  /** What was run, in words. */
  readonly name: string;
  /** Of the seeded initial parameters. */
  readonly initial: string;
  /** Of the parameters at the end. */
  readonly final: string;
  /** Of the observed steps, h, y, w and loss. */
  readonly series: string;
}

interface Case {
  readonly network: NetworkSpec;
  readonly points: number;
  readonly optimizer?: Optimizer;
  readonly gain: number;
  readonly learningRate: number;
  readonly steps: number;
}

const small = { kind: 'mlp', inputDim: 1, outputDim: 1, width: 23, depth: 4 } as const;

const byActivation = activations.map((activation) => ({
  network: { ...small, activation },
  points: 2,
  gain: 0.9,
  learningRate: 0.02,
  steps: 1500,
}));

/**
 * Every activation; every number of points; paddings; deep and wide; then every architecture with every optimiser. A few
 * tenths of a second in all. New cases go to the end, so that the golden file shows that the old ones have stayed.
 */
const cases: Case[] = [
  ...byActivation.slice(0, 6),
  ...[3, 4, 5, 6, 7, 8].map((points) => ({
    network: { ...small, inputDim: 3, outputDim: 2, width: 10, depth: 2, activation: 'tanh' as const },
    points,
    gain: 1,
    learningRate: 0.05,
    steps: 400,
  })),
  {
    network: { ...small, width: 100, depth: 5, activation: 'leaky_relu' },
    points: 2,
    gain: 1,
    learningRate: 0.01,
    steps: 1000,
  },
  {
    network: { ...small, width: 50, depth: 20, activation: 'swish' },
    points: 2,
    gain: 1.7,
    learningRate: 0.005,
    steps: 300,
  },
  {
    network: { ...small, width: 250, depth: 2, activation: 'elu' },
    points: 4,
    gain: 0.5,
    learningRate: 0.005,
    steps: 200,
  },
  ...byActivation.slice(6),
  ...(['mlp', 'residual', 'dropout'] as const).flatMap((kind) =>
    optimizers
      .filter((optimizer) => kind !== 'mlp' || optimizer !== 'sgd')
      .map((optimizer) => ({
        network: networkSpec(kind, { ...small, depth: 5, width: 22, activation: 'swish' }),
        points: 2,
        gain: 0.8,
        learningRate: optimizer === 'adam' ? 0.001 : 0.01,
        steps: 400,
        optimizer,
      })),
  ),
  ...(['mlp', 'residual', 'dropout'] as const).map((kind) => ({
    network: networkSpec(kind, { inputDim: 3, outputDim: 2, width: 17, depth: 4, activation: 'tanh' }),
    points: 63,
    gain: 0.9,
    learningRate: 0.002,
    steps: 60,
    optimizer: 'adam' as const,
  })),
  ...optimizers.map((optimizer, n) => ({
    network: networkSpec('cnn', { ...small, width: 47, depth: 3, activation: 'leaky_relu' }),
    points: 2 + n,
    gain: 0.9,
    learningRate: optimizer === 'adam' ? 0.001 : 0.01,
    steps: 100,
    optimizer,
  })),
  // Rows so long that four row blocks are taken at once, and one that is left over.
  ...(['mlp', 'residual'] as const).map((kind) => ({
    network: networkSpec(kind, { ...small, width: 258, depth: 4, activation: 'tanh' }),
    points: 2,
    gain: 1,
    learningRate: 0.005,
    steps: 80,
  })),
];

/** Numbers that are the same everywhere, without symmetry, from integer arithmetic and one division. */
function pointsOf({ network: { inputDim, outputDim }, points: size }: Case): PointSet {
  const scattered = (length: number, stride: number) =>
    Float32Array.from({ length }, (_, i) => ((i * stride + 31) % 101) / 50 - 1);
  return {
    size,
    inputDim,
    outputDim,
    inputs: scattered(size * inputDim, 37),
    targets: scattered(size * outputDim, 59),
  };
}

function hash(arrays: readonly (Float32Array | Float64Array)[]): string {
  const hasher = sha256.create();
  for (const { buffer, byteOffset, byteLength } of arrays)
    hasher.update(new Uint8Array(buffer, byteOffset, byteLength));
  return bytesToHex(hasher.digest());
}

async function fingerprint(engine: Engine, given: Case): Promise<Fingerprint> {
  const { network, points, gain, learningRate, steps, optimizer = 'sgd' } = given;
  const { kind, width, depth, activation } = network;
  const flat = (parameters: ReturnType<typeof initialise>) => parameters.flatMap(({ weight, bias }) => [weight, bias]);
  const parameters = initialise(network, { gain, seed: 1 });
  const layer = depth >> 1;
  const setup = { network, parameters, points: pointsOf(given), learningRate, layer, optimizer, noiseSeed: 1 };
  const trainer = await engine.create(setup);
  const every = Array.from({ length: steps + 1 }, (_, i) => i);
  const { step, h, y, w, loss }: Observations = await trainer.train(steps, every);
  const final = await trainer.parameters();
  trainer.dispose();
  const special = [...(kind === 'mlp' ? [] : [kind]), ...(optimizer === 'sgd' ? [] : [optimizer])]
    .map((word) => ` ${word}`)
    .join('');
  return {
    name: `${depth} x ${width} ${activation}${special} on ${points} points, ${steps} steps`,
    initial: hash(flat(parameters)),
    final: hash(flat(final)),
    series: hash([step, h, y, w, loss]),
  };
}

/** Runs a fixed list of small cases, so that hosts can be compared bit by bit. */
export async function fingerprints(engine: Engine): Promise<Fingerprint[]> {
  const made: Fingerprint[] = [];
  for (const given of cases) made.push(await fingerprint(engine, given));
  return made;
}
