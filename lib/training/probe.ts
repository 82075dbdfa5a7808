import type { PointSet } from '../datasets/point-set.ts';
import { initialise } from '../networks/initialise.ts';
import { multiplications, type NetworkSpec } from '../networks/network.ts';
import type { Engine, TrainerSetup, Workload } from './trainer.ts';

/** Points without meaning. */
function somePoints(size: number, { inputDim, outputDim }: NetworkSpec): PointSet {
  return {
    size,
    inputDim,
    outputDim,
    inputs: Float32Array.from({ length: size * inputDim }, (_, n) => Math.sin(1 + 2.4 * n)),
    targets: Float32Array.from({ length: size * outputDim }, (_, n) => Math.sin(2 + 1.7 * n)),
  };
}

/** A run whose updates cost what those of a workload do. It learns so slowly that all of them are alike. */
export function probeSetup({ network, points, optimizer = 'sgd', batches }: Workload): TrainerSetup {
  return {
    network,
    parameters: initialise(network, { gain: 0.5, seed: 1 }),
    points: somePoints(batches ? 2 : points.size, network),
    learningRate: 1e-7,
    layer: 0,
    optimizer,
    noiseSeed: 1,
    ...(batches && { batches: { points: somePoints(2 * batches.size, network), size: batches.size, seed: 1 } }),
  };
}

/** Updates before the clock starts: shaders are compiled in them, and code for speed. */
const warmUp = 2;

/**
 * Updates per second that an engine makes of a workload, measured for about `time` ms after a short warm-up. What is recorded
 * is read, since a GPU has done nothing until then.
 * @throws as `Engine.create` and `Trainer.train`.
 */
export async function measureSpeed(engine: Engine, workload: Workload, time: number): Promise<number> {
  const trainer = await engine.create(probeSetup(workload));
  try {
    await trainer.train(warmUp, [warmUp]);
    const start = performance.now();
    let chunk = 1;
    let took: number;
    do {
      const until = trainer.step + chunk;
      await trainer.train(until, [until]);
      took = performance.now() - start;
      // As many again as fit into what is left, and at most as many as there were.
      chunk = Math.max(1, Math.min(trainer.step, Math.floor(((time - took) / took) * (trainer.step - warmUp))));
    } while (took < time);
    return (1000 * (trainer.step - warmUp)) / took;
  } finally {
    trainer.dispose();
  }
}

/**
 * Workloads of one class cost alike, within a factor of two or so: what is measured of one holds for the others.
 */
export function workloadClass({ network, points, optimizer = 'sgd', batches }: Workload): string {
  const octave = (value: number) => Math.round(Math.log2(value));
  const size = batches ? `batches of 2^${octave(batches.size)}` : `2^${octave(points.size)} points`;
  return [network.kind, optimizer, size, `2^${octave(multiplications(network))} weights`].join(', ');
}
