/** What the opening needs once the reader starts it; loaded only then, because Plot and Zod are heavy. */
import { digitNetworkParameters } from '../../../lib/experiments/mnist/presets.ts';
import { compactBelow } from '../../../lib/figures/panels.ts';
import { labelPicture } from '../../../lib/figures/picture.ts';
import { pageWidths } from '../../../lib/figures/files/page-widths.ts';
import { pageTheme } from '../../../lib/figures/theme.ts';
import { describeTwoNetworks } from '../../../lib/figures/two-networks/describe.ts';
import { drawTwoNetworks } from '../../../lib/figures/two-networks/draw.ts';
import { twoNetworksTable, type TwoNetworksTable } from '../../../lib/figures/two-networks/table.ts';
import { TrainingClient, type Job } from '../../workers/client.ts';
import { showPicture } from '../figure/morph.ts';

export { describeTwoNetworks as describe, twoNetworksTable as tableOf, TrainingClient };

/** The kernel where there is one: then the same networks and seeds give the same bits as the page's own picture. */
export const jobOf = (network: string, seed: number): Job<'mnist'> => ({
  run: { experiment: 'mnist', parameters: digitNetworkParameters(network, seed) },
  engine: 'kernel',
  state: { network, seed },
});

/** Draws a table in place of what `container` holds, as large as the page's own picture is, so that nothing moves below it. */
export function drawInto(container: Element, table: object, width: number): void {
  const known = table as TwoNetworksTable;
  const drawn = width < compactBelow ? pageWidths.narrow : pageWidths.wide;
  const svg = drawTwoNetworks(known, { document, width: drawn, theme: pageTheme });
  labelPicture(svg, describeTwoNetworks(known));
  showPicture(container, svg);
}
