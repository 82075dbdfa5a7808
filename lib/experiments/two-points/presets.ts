import { paperSettings, type PaperSettingId } from '../../networks/settings.ts';
import { middleLayer, paperParameters, type TwoPointsParameters } from './parameters.ts';

/** Small networks that show the phenomenon in milliseconds; each differs from the defaults in what it lists. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What a reader should look for. */
  readonly note: string;
  readonly parameters: Partial<TwoPointsParameters>;
}

/** Live settings, from the measurements on small networks; the first is the default state of the figure. */
export const twoPointsPresets: readonly Preset[] = [
  { id: 'rich', label: 'Rich, 3 × 100', note: 'Small weights: a plateau, then a rise.', parameters: {} },
  {
    id: 'deep',
    label: 'Rich, 8 × 100',
    note: 'More layers, the same two equations.',
    parameters: { depth: 8, gain: 0.9, lr: 0.02, steps: 960 },
  },
  {
    id: 'deeper',
    label: 'Rich, 20 × 52',
    note: 'As deep as the paper’s networks, a tenth of their width.',
    parameters: { depth: 20, width: 52, gain: 1.05, lr: 0.02, steps: 850 },
  },
  { id: 'relu', label: 'ReLU, 3 × 100', note: 'Another activation.', parameters: { activation: 'relu', steps: 580 } },
  {
    id: 'swish',
    label: 'Swish, 3 × 52',
    note: 'A smooth activation needs a larger gain.',
    parameters: { activation: 'swish', width: 52, gain: 1, steps: 700 },
  },
  {
    id: 'tanh',
    label: 'Tanh, 3 × 32',
    note: 'A saturating activation.',
    parameters: { activation: 'tanh', width: 32, gain: 0.5, steps: 440 },
  },
  {
    id: 'lazy',
    label: 'Lazy, tanh 3 × 100, centred',
    note: 'Large weights: the representation hardly moves, and the theory holds if the pair is centred.',
    parameters: { activation: 'tanh', gain: 0.9, lr: 0.01, steps: 250, centre: 0 },
  },
  {
    id: 'break',
    label: 'Break it: 3 × 200, gain 1.6',
    note: 'Large weights off centre: the representation would have to shrink, which two positive rates cannot do.',
    parameters: { width: 200, gain: 1.6, lr: 0.005, steps: 300 },
  },
];

/** The paper's own settings at full size; most take some ten seconds. */
export const paperPresets: readonly Preset[] = (Object.keys(paperSettings) as PaperSettingId[]).map((id) => {
  const { architecture, optimizer, activation, gain, lr, depth, width, layer, steps } = paperParameters(id, 1);
  const parameters = { architecture, optimizer, activation, gain, lr, depth, width, steps };
  // The middle layer is left to follow the depth.
  const isMiddle = middleLayer({ architecture, width, depth, activation }) === layer;
  return {
    id: `paper-${id}`,
    label: `${id}, ${depth} × ${width}`,
    note: `As the paper trains it, ${steps.toLocaleString('en')} steps${width * depth >= 5000 ? ': some ten seconds' : ''}.`,
    parameters: isMiddle ? parameters : { ...parameters, layer },
  };
});
