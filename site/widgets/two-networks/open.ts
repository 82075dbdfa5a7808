/** What the opening needs once the reader starts it; loaded only then, because Plot and Zod are heavy. */
import { digitNetworkParameters } from '../../../lib/experiments/mnist/presets.ts';
import { describeTwoNetworks } from '../../../lib/figures/two-networks/describe.ts';
import { drawTwoNetworks } from '../../../lib/figures/two-networks/draw.ts';
import { twoNetworksTable } from '../../../lib/figures/two-networks/table.ts';
import { TrainingClient, type Job } from '../../workers/client.ts';
import { drawAsPage } from '../figure/drawAsPage.ts';

export { describeTwoNetworks as describe, twoNetworksTable as tableOf, TrainingClient };

/** The kernel where there is one: then the same networks and seeds give the same bits as the page's own picture. */
export const jobOf = (network: string, seed: number): Job<'mnist'> => ({
  run: { experiment: 'mnist', parameters: digitNetworkParameters(network, seed) },
  engine: 'kernel',
  anywhere: true,
  state: { network, seed },
});

export const drawInto = drawAsPage({ draw: drawTwoNetworks, describe: describeTwoNetworks });
