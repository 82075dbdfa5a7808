import type { Figure } from '../figure.ts';
import { sourcesOfRuns } from '../sources.ts';
import { twoNetworks, type TwoNetworksState } from './definition.ts';
import { describeTwoNetworks, titleTwoNetworks } from './describe.ts';
import { drawTwoNetworks, twoNetworksHeight } from './draw.ts';
import { twoNetworksPython } from './matplotlib.ts';
import { loadTwoNetworks, twoNetworksRows, type TwoNetworksTable } from './table.ts';

export const twoNetworksFigure: Figure<TwoNetworksState, TwoNetworksTable> = {
  ...twoNetworks,
  load: loadTwoNetworks,
  height: twoNetworksHeight,
  draw: drawTwoNetworks,
  title: titleTwoNetworks,
  describe: describeTwoNetworks,
  rows: twoNetworksRows,
  sources: ({ sides }) => sourcesOfRuns(sides),
  matplotlib: twoNetworksPython,
};
