import { layerShapes, type MlpSpec } from '../networks/network.ts';
import type { Engine, Observations, TrainerSetup } from './trainer.ts';

/**
 * Largest deviation that passes, relative to the largest value of the series. Over the 20 steps float32 engines stay
 * within 2e-6 of each other, and half precision is off by more than 2e-4; a test shows both.
 */
export const selfTestTolerance = 2e-5;

/** The steps that are observed: the test makes 20 updates. */
const steps = [0, 1, 2, 5, 10, 20];

/** What an engine saw at these steps. */
export type SelfTestSeries = Pick<Observations, 'h' | 'y' | 'w' | 'loss'>;

/**
 * The net of the test: 2 x 8, leaky ReLU, the paper's two points. Its weights are multiples of 1/64 from a rule of whole
 * numbers, so that they are the same everywhere.
 */
export function selfTestSetup(): TrainerSetup {
  const network: MlpSpec = {
    kind: 'mlp',
    inputDim: 1,
    outputDim: 1,
    width: 8,
    depth: 2,
    activation: 'leaky_relu',
  };
  let state = 1;
  /** Between -1 and 1, times `scale`. */
  const next = (scale: number): number => {
    // Park and Miller's generator; all intermediate values are whole numbers below 2^53.
    state = (state * 48271) % 2147483647;
    return (((state % 129) - 64) / 64) * scale;
  };
  const parameters = layerShapes(network).map(({ inputDim, outputDim }) => ({
    inputDim,
    outputDim,
    weight: Float32Array.from({ length: inputDim * outputDim }, () => next(0.75)),
    bias: Float32Array.from({ length: outputDim }, () => next(0.125)),
  }));
  return {
    network,
    parameters,
    points: {
      size: 2,
      inputDim: 1,
      outputDim: 1,
      inputs: Float32Array.of(-1, 0),
      targets: Float32Array.of(0.6, 0.6 + Math.SQRT1_2),
    },
    learningRate: 0.05,
    layer: 1,
  };
}

/** Runs the test on `engine`. */
export async function runSelfTest(engine: Engine): Promise<SelfTestSeries> {
  const trainer = await engine.create(selfTestSetup());
  try {
    return await trainer.train(steps.at(-1)!, steps);
  } finally {
    trainer.dispose();
  }
}

/**
 * What is wrong with `seen`, in words, or undefined if it agrees with `expected` within `selfTestTolerance`.
 */
export function selfTestFault(seen: SelfTestSeries, expected: SelfTestSeries): string | undefined {
  for (const name of ['h', 'y', 'w', 'loss'] as const) {
    const [given, wanted] = [seen[name], expected[name]];
    if (given.length !== wanted.length)
      return `The self-test stopped after ${given.length} of ${wanted.length} observations of ${name}.`;
    const peak = wanted.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    for (let n = 0; n < wanted.length; n++) {
      const deviation = Math.abs(given[n]! - wanted[n]!) / peak;
      // Written so that NaN is a fault.
      if (!(deviation <= selfTestTolerance))
        return (
          `The self-test gave ${name} = ${given[n]!} at step ${steps[n]!}, where the kernel gives ${wanted[n]!}: ` +
          `off by ${deviation.toExponential(1)} of the peak, and ${selfTestTolerance} is allowed.`
        );
    }
  }
  return undefined;
}
