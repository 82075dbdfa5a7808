import { digitNetworkParameters, digitNetworks } from '../../lib/experiments/mnist/presets.ts';
import { sidesOf } from '../../lib/figures/two-networks/table.ts';
import { twoNetworks } from '../../lib/figures/two-networks/definition.ts';
import type { ComparedRun } from '../../lib/figures/source.ts';
import { buildSource } from './source.ts';

/**
 * The runs that the build leaves for the Worker (`builtRunAddress`): every network of the two that learn side by side, with the
 * seed that either side begins with.
 */
export async function builtRuns(): Promise<ComparedRun<'mnist'>[]> {
  const seeds = new Set(sidesOf(twoNetworks.state.parse({})).map(({ seed }) => seed));
  const source = await buildSource();
  return Promise.all(
    digitNetworks.flatMap(({ id }) => [...seeds].map((seed) => source.run('mnist', digitNetworkParameters(id, seed)))),
  );
}
