import { zeros, type Tensor } from '@tensorflow/tfjs-core';
import type { NetworkParameters } from '../../../networks/network.ts';
import { momentsOf, snapshotFault, type Snapshot } from '../../snapshot.ts';
import type { TrainerSetup } from '../../trainer.ts';
import type { Backend } from '../backend.ts';
import { download, upload } from '../model.ts';
import type { State } from '../state.ts';

/**
 * Where networks of one shape begin under any optimiser, or go on from snapshots: all of them or none.
 * @throws RangeError if a snapshot is not of its network and optimiser.
 */
export function uploadState(members: readonly TrainerSetup[]): State {
  const [{ optimizer = 'sgd', from }] = members as [TrainerSetup];
  const count = momentsOf[optimizer];
  if (from === undefined) {
    const parameters = upload(members.map((member) => member.parameters));
    return { parameters, slots: parameters.flatMap(({ shape }) => Array.from({ length: count }, () => zeros(shape))) };
  }
  const snapshots = members.map((member) => {
    const fault = snapshotFault(member.from!, member.network, optimizer);
    if (fault !== undefined) throw new RangeError(fault);
    return member.from!;
  });
  const moments = Array.from({ length: count }, (_, which) => upload(snapshots.map((one) => one.moments[which]!)));
  return {
    parameters: upload(snapshots.map(({ parameters }) => parameters)),
    // Uploaded moment by moment, kept parameter by parameter.
    slots: (moments[0] ?? []).flatMap((_, n) => moments.map((moment) => moment[n]!)),
  };
}

/** Copies the state of one network from the device. */
export async function downloadSnapshot(
  { network, optimizer = 'sgd' }: TrainerSetup,
  step: number,
  { parameters, slots }: State,
  read: Backend['read'],
): Promise<Snapshot> {
  const count = momentsOf[optimizer];
  const one = async (tensors: readonly Tensor[]): Promise<NetworkParameters> =>
    (await download(network, 1, tensors, read))[0]!;
  // All reads start before the first is awaited, so that they see one state.
  const [copied, ...moments] = await Promise.all([
    one(parameters),
    ...Array.from({ length: count }, (_, which) => one(slots.filter((_slot, n) => n % count === which))),
  ]);
  return { step, parameters: copied, moments };
}
