import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import { layerCount, networkSpec } from '../../../lib/networks/network.ts';

/** What decides how many layers a network has. */
type Net = Pick<TwoPointsParameters, 'architecture' | 'width' | 'depth' | 'activation'>;

/** Number of layers that can be read. Without the experiment's schema, which is too heavy before a reader touches the figure. */
export const readableLayers = ({ architecture, width, depth, activation }: Net) =>
  layerCount(networkSpec(architecture, { inputDim: 1, outputDim: 1, width, depth, activation }));

/** The layer that is read if none is chosen. */
export const middleLayer = (net: Net) => Math.floor(readableLayers(net) / 2);
