import type { TwoPointsParameters } from '../../experiments/two-points/parameters.ts';
import { activationNames } from '../../networks/activation-names.ts';
import { architectureNames } from '../../networks/network.ts';
import type { ControlHints } from '../controls.ts';

/** How a run's parameters are called and moved. The fields take whatever the experiment allows, the sliders what is instructive. */
export const twoPointsHints: Readonly<Record<keyof TwoPointsParameters, ControlHints>> = {
  architecture: { label: 'Architecture', labels: architectureNames },
  activation: { label: 'Activation', labels: activationNames },
  depth: { label: 'Depth', slider: { min: 1, max: 20 } },
  width: { label: 'Width', slider: { min: 4, max: 500, scale: 'log' } },
  layer: { label: 'Layer that is read', slider: { min: 0, max: 19 } },
  gain: { label: 'Gain', slider: { min: 0.2, max: 2, step: 0.01 } },
  optimizer: { label: 'Optimiser', labels: { sgd: 'gradient descent', momentum: 'momentum 0.9', adam: 'Adam' } },
  lr: { label: 'Learning rate', slider: { min: 0.001, max: 1, scale: 'log' } },
  steps: { label: 'Steps', slider: { min: 50, max: 6000, scale: 'log' } },
  dx2: { label: 'Inputs', symbol: '‖dx‖²', slider: { min: 0.1, max: 4, step: 0.05 } },
  dy2: { label: 'Targets', symbol: '‖dy‖²', slider: { min: 0.05, max: 2, step: 0.05 } },
  centre: { label: 'Pair’s centre', slider: { min: -1.5, max: 1.5, step: 0.05 } },
  seed: { label: 'Seed', slider: { min: 1, max: 100 } },
};
