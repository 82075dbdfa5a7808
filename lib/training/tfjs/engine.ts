import type { Engine, TrainerSetup } from '../trainer.ts';
import { forwardOf } from './architectures/index.ts';
import { activate, registerMore, type Backend } from './backend.ts';
import { registerGradients } from './gradients.ts';
import { tfjsSupports, tfjsVersion } from './identity.ts';
import { TrainingLoop } from './loop.ts';
import { upload } from './model.ts';
import { Net } from './net.ts';
import { sgd } from './optimizers.ts';
import { assertSetup } from './setup.ts';
import { TfjsTrainer } from './trainer.ts';

/**
 * The TF.js engine on a started backend. Its version names TF.js's and ours; numbers on WebGL depend on the GPU too. What
 * pages with small nets and no batches do without is loaded when it is first needed.
 */
export function tfjsEngine(backend: Backend): Engine {
  registerGradients();
  return {
    id: backend.id,
    version: tfjsVersion,
    supports: tfjsSupports,
    create: async (setup) => new TfjsTrainer(setup.network, await loopOf(backend, [setup])),
    createEnsemble: async (members) => {
      const { TfjsEnsemble, assertEnsemble } = await import('./ensemble.ts');
      assertEnsemble(members);
      return new TfjsEnsemble(await loopOf(backend, members));
    },
  };
}

async function loopOf(backend: Backend, members: readonly TrainerSetup[]): Promise<TrainingLoop> {
  members.forEach(assertSetup);
  const { network, optimizer = 'sgd', batches, from } = members[0]!;
  const forward = forwardOf(network.kind);
  const more = forward && optimizer === 'sgd' && from === undefined ? undefined : await backend.loadMore();
  if (more) registerMore(backend, more);
  const batchOrder = batches && (await import('../batch-order.ts')).batchOrder;
  const orders = batchOrder && members.map((member) => batchOrder(member.batches!, network));
  const model = {
    forward: forward ?? forwardOf(network.kind, more!.forwards)!,
    update: optimizer === 'sgd' ? sgd : more!.optimizers[optimizer],
    ...(more && { dropoutMask: more.dropoutMask }),
  };
  activate(backend);
  const state = more?.uploadState(members) ?? { parameters: upload(members.map((one) => one.parameters)), slots: [] };
  return new TrainingLoop(backend, members, new Net(backend, members, model, orders), state);
}
