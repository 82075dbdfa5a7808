import { describe, expect, it } from 'vitest';
import { activations, networkSpec, type NetworkSpec } from '../networks/network.ts';
import { kernelEngine } from './kernel/index.ts';
import { compiledKernel } from './kernel/testing/compiled-kernel.ts';
import { largestDifference, networkSetup, range, scatteredPoints, setup } from './kernel/testing/setups.ts';
import { tfjsWasm } from './testing/engines.ts';
import { cpuEngine } from './tfjs/cpu.ts';
import { optimizers, type Engine, type Observations, type Optimizer, type TrainerSetup } from './trainer.ts';

const kernel = kernelEngine(compiledKernel());
const tfjs = [await cpuEngine(), await tfjsWasm()].map((engine) => [engine.id, engine] as const);

/** What is promised of two engines that both run a net. */
const tolerance = 1e-5;

const size = { inputDim: 2, outputDim: 2, width: 14, depth: 5, activation: 'tanh' } as const;
/** What both run, in small. The CNN's channels and window fill no blocks of the kernel. */
const networks: readonly NetworkSpec[] = [
  networkSpec('mlp', size),
  networkSpec('residual', size),
  networkSpec('dropout', size),
  { ...size, kind: 'cnn', width: 20, depth: 3, channels: 5, kernel: 4 },
];
const learningRates: Readonly<Record<Optimizer, number>> = { sgd: 0.05, momentum: 0.01, adam: 0.002 };

interface Seen {
  readonly parameters: number[];
  readonly outputs: number[];
  readonly observations: Observations;
}

/** What is seen of a run before its first update, after it, and after 50. */
async function states(engine: Engine, given: TrainerSetup): Promise<Seen[]> {
  const trainer = await engine.create(given);
  try {
    const seen: Seen[] = [];
    for (const until of [0, 1, 50]) {
      const observations = await trainer.train(until, range(until + 1));
      const parameters = (await trainer.parameters()).flatMap(({ weight, bias }) => [...weight, ...bias]);
      seen.push({ observations, parameters, outputs: [...(await trainer.outputs())] });
    }
    return seen;
  } finally {
    trainer.dispose();
  }
}

async function expectAgreement(other: Engine, given: TrainerSetup): Promise<void> {
  const [ours, theirs] = [await states(kernel, given), await states(other, given)];
  expect(ours[0]!.parameters).toEqual(theirs[0]!.parameters);
  expect(largestDifference(ours[2]!.parameters, ours[0]!.parameters)).toBeGreaterThan(100 * tolerance);
  for (const [n, { parameters, outputs, observations }] of theirs.entries()) {
    expect(largestDifference(ours[n]!.parameters, parameters)).toBeLessThan(tolerance);
    expect(largestDifference(ours[n]!.outputs, outputs)).toBeLessThan(tolerance);
    for (const name of ['h', 'y', 'w', 'loss'] as const) {
      const peak = Math.max(1, ...observations[name].map(Math.abs));
      expect(largestDifference(ours[n]!.observations[name], observations[name])).toBeLessThan(tolerance * peak);
    }
  }
}

describe.each(tfjs)('the kernel and %s start from the same weights and agree after 1 and 50 steps', (_, other) => {
  it.each(activations)('on an MLP with %s', async (activation) => {
    await expectAgreement(other, setup({ ...size, activation, points: 3, layer: 3 }));
  });

  const cases = networks.flatMap((network) =>
    optimizers.map((optimizer) => ({ network, kind: network.kind, optimizer })),
  );
  describe.each(cases)('on $kind by $optimizer', ({ network, optimizer }) => {
    const options = { optimizer, learningRate: learningRates[optimizer], layer: 3 };

    it.each([3, 64])('on %i points at once', async (points) => {
      await expectAgreement(other, networkSetup(network, { ...options, points }));
    });

    it('in batches', async () => {
      const batches = { points: scatteredPoints(23, 2, 2), size: 8, seed: 3 };
      await expectAgreement(other, { ...networkSetup(network, { ...options, points: 5 }), batches });
    });
  });
});
