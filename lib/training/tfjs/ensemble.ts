import type { NetworkParameters } from '../../networks/network.ts';
import type { Ensemble, Observations, TrainerSetup } from '../trainer.ts';
import type { TrainingLoop } from './loop.ts';

/** Architectures whose operations take several networks in one tensor. */
export const ensembleKinds = ['mlp', 'residual', 'dropout', 'layer_norm'] as const;

/** What must be the same in every member of an ensemble, by its name in an error. */
const common: Readonly<Record<string, (setup: TrainerSetup) => unknown>> = {
  network: ({ network }) => network,
  'points.size': ({ points }) => points.size,
  learningRate: ({ learningRate }) => learningRate,
  layer: ({ layer }) => layer,
  optimizer: ({ optimizer = 'sgd' }) => optimizer,
  'batches.size': ({ batches }) => batches?.size,
  'batches.points.size': ({ batches }) => batches?.points.size,
  'from.step': ({ from }) => from?.step,
};

/**
 * Checks that setups can share tensors.
 * @throws RangeError if there is none, if their architecture cannot, or naming what differs between two of them.
 */
export function assertEnsemble(members: readonly TrainerSetup[]): void {
  const [first] = members;
  if (first === undefined) throw new RangeError('An ensemble has at least one member; none was given.');
  const { kind } = first.network;
  if (!(ensembleKinds as readonly string[]).includes(kind))
    throw new RangeError(`An ensemble is of networks of kind ${ensembleKinds.join(', ')}; these are of kind ${kind}.`);
  for (const [name, of] of Object.entries(common)) {
    const wanted = JSON.stringify(of(first));
    const other = members.findIndex((member) => JSON.stringify(of(member)) !== wanted);
    if (other >= 0)
      throw new RangeError(
        `${name} of member ${other} is ${JSON.stringify(of(members[other]!))}; it must be that of member 0, ${wanted}.`,
      );
  }
}

/** Several networks in one training loop. Made by `tfjsEngine`. */
export class TfjsEnsemble implements Ensemble {
  readonly #loop: TrainingLoop;

  constructor(loop: TrainingLoop) {
    this.#loop = loop;
  }

  get step(): number {
    return this.#loop.step;
  }

  train(until: number, record: ArrayLike<number>): Promise<readonly Observations[]> {
    return this.#loop.train(until, record);
  }

  parameters(): Promise<readonly NetworkParameters[]> {
    return this.#loop.parameters();
  }

  dispose(): void {
    this.#loop.dispose();
  }
}
