import { activations, type Activation } from '../../../lib/networks/network.ts';
import { activationNames } from '../../../lib/networks/activation-names.ts';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';

/** What a reader sets; the layer that is read may be left to follow the depth. */
export type Choices = Omit<TwoPointsParameters, 'layer'> & { readonly layer: number | undefined };

export type NumberName = Exclude<keyof TwoPointsParameters, 'activation' | 'architecture' | 'optimizer'>;

/** A slider with a number field. The field takes whatever the experiment allows; the slider covers what is instructive. */
export interface NumberControl {
  readonly kind: 'number';
  readonly name: NumberName;
  readonly label: string;
  /** Set in italics behind the label. */
  readonly symbol?: string;
  readonly min: number;
  readonly max: number;
  /** `log` sliders move by ratios and give two significant digits. */
  readonly scale: 'linear' | 'log';
  readonly step: number | 'any';
  /** Where the slider's range depends on other choices. */
  readonly limit?: (choices: Choices) => number;
}

export interface ChoiceControl {
  readonly kind: 'choice';
  readonly name: 'activation';
  readonly label: string;
  readonly options: readonly { readonly value: Activation; readonly label: string }[];
}

export const controls: readonly (NumberControl | ChoiceControl)[] = [
  {
    kind: 'choice',
    name: 'activation',
    label: 'Activation',
    options: activations.map((value) => ({ value, label: activationNames[value] })),
  },
  { kind: 'number', name: 'depth', label: 'Depth', min: 1, max: 20, scale: 'linear', step: 1 },
  { kind: 'number', name: 'width', label: 'Width', min: 4, max: 500, scale: 'log', step: 1 },
  {
    kind: 'number',
    name: 'layer',
    label: 'Layer that is read',
    min: 0,
    max: 19,
    scale: 'linear',
    step: 1,
    limit: ({ depth }) => depth - 1,
  },
  { kind: 'number', name: 'gain', label: 'Gain', min: 0.2, max: 2, scale: 'linear', step: 0.01 },
  { kind: 'number', name: 'lr', label: 'Learning rate', min: 0.001, max: 1, scale: 'log', step: 'any' },
  { kind: 'number', name: 'steps', label: 'Steps', min: 50, max: 6000, scale: 'log', step: 1 },
  {
    kind: 'number',
    name: 'dx2',
    label: 'Inputs',
    symbol: '‖dx‖²',
    min: 0.1,
    max: 4,
    scale: 'linear',
    step: 0.05,
  },
  {
    kind: 'number',
    name: 'dy2',
    label: 'Targets',
    symbol: '‖dy‖²',
    min: 0.05,
    max: 2,
    scale: 'linear',
    step: 0.05,
  },
  { kind: 'number', name: 'centre', label: 'Pair’s centre', min: -1.5, max: 1.5, scale: 'linear', step: 0.05 },
  { kind: 'number', name: 'seed', label: 'Seed', min: 1, max: 100, scale: 'linear', step: 1 },
];

/** Positions of a logarithmic slider. */
export const logPositions = 200;

/** The value at a slider's position. */
export function valueAt({ scale, min, max, step }: NumberControl, position: number): number {
  if (scale === 'linear') return Number(position.toFixed(4));
  const value = min * (max / min) ** (position / logPositions);
  const rounded = Number(value.toPrecision(2));
  return step === 1 ? Math.round(rounded) : rounded;
}

/** The slider's position for a value; values outside its range sit at its end. */
export function positionOf({ scale, min, max }: NumberControl, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  return scale === 'linear' ? inside : Math.round((logPositions * Math.log(inside / min)) / Math.log(max / min));
}
