import type { PointSet } from '../datasets/point-set.ts';
import { initialise } from '../networks/initialise.ts';
import type { NetworkSpec } from '../networks/network.ts';
import type { Engine, Optimizer, Trainer } from '../training/trainer.ts';

/** What the experiments' parameters have in common. */
interface TrainingChoice {
  readonly gain: number;
  readonly seed: number;
  readonly lr: number;
  readonly layer: number;
  readonly optimizer: Optimizer;
}

/**
 * A network with the weights of its seed, ready to train on `points`. An abort disposes of it at once, so that a chunk of
 * training under way ends within an engine's own pause, not at its last step.
 * @throws as `Engine.create`.
 */
export async function startTraining(
  engine: Engine,
  network: NetworkSpec,
  points: PointSet,
  { gain, seed, lr, layer, optimizer }: TrainingChoice,
  signal?: AbortSignal,
): Promise<Trainer> {
  signal?.throwIfAborted();
  const trainer = await engine.create({
    network,
    parameters: initialise(network, { gain, seed }),
    points,
    learningRate: lr,
    layer,
    optimizer,
    noiseSeed: seed,
  });
  signal?.addEventListener(
    'abort',
    () => {
      trainer.dispose();
    },
    { once: true },
  );
  return trainer;
}
