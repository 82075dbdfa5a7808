import { mnistExperiment } from '../../lib/experiments/mnist/index.ts';
import { digitNetworkParameters, digitNetworks } from '../../lib/experiments/mnist/presets.ts';
import { describeTwoNetworks } from '../../lib/figures/two-networks/describe.ts';
import { drawTwoNetworks } from '../../lib/figures/two-networks/draw.ts';
import { twoNetworksTable } from '../../lib/figures/two-networks/table.ts';
import { packagedFiles } from '../../lib/sweeps/packaged-files.ts';
import { buildKernel } from './kernel.ts';
import { pagePictures } from '../../lib/figures/files/page-pictures.ts';

/** What the opening shows before the reader does anything: two networks as different as they come. */
const initial = [
  { network: 'relu', seed: 1 },
  { network: 'tanh', seed: 2 },
] as const;

/** The opening's end state, trained while the page is built: the very bits that a click gives. */
export async function openingPair() {
  const engine = await buildKernel();
  const trained = async ({ network, seed }: (typeof initial)[number]) => ({
    label: digitNetworks.find(({ id }) => id === network)!.label,
    run: await mnistExperiment.run(digitNetworkParameters(network, seed), { engine, files: packagedFiles }),
  });
  const table = twoNetworksTable([await trained(initial[0]), await trained(initial[1])]);
  return {
    initial,
    networks: digitNetworks.map(({ id, label }) => ({ id, label })),
    description: describeTwoNetworks(table),
    pictures: pagePictures({ draw: drawTwoNetworks, describe: describeTwoNetworks }, table),
  };
}
