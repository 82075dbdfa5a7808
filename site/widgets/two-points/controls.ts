import {
  activations,
  architectureNames,
  architectures,
  layerCount,
  networkSpec,
} from '../../../lib/networks/network.ts';
import { optimizers } from '../../../lib/training/trainer.ts';
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
  readonly name: 'activation' | 'architecture' | 'optimizer';
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** Number of layers that can be read. */
export const readableLayers = ({ architecture, width, depth, activation }: Choices) =>
  layerCount(networkSpec(architecture, { inputDim: 1, outputDim: 1, width, depth, activation }));

/** The layer that is read if none is chosen. */
export const middleLayer = (choices: Choices) => Math.floor(readableLayers(choices) / 2);

const optimizerNames = { sgd: 'gradient descent', momentum: 'momentum 0.9', adam: 'Adam' } as const;

export const controls: readonly (NumberControl | ChoiceControl)[] = [
  {
    kind: 'choice',
    name: 'architecture',
    label: 'Architecture',
    options: architectures.map((value) => ({ value, label: architectureNames[value] })),
  },
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
    limit: (choices) => readableLayers(choices) - 1,
  },
  { kind: 'number', name: 'gain', label: 'Gain', min: 0.2, max: 2, scale: 'linear', step: 0.01 },
  {
    kind: 'choice',
    name: 'optimizer',
    label: 'Optimiser',
    options: optimizers.map((value) => ({ value, label: optimizerNames[value] })),
  },
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

/**
 * The value that a slider gives when it is moved to a position. Values are rounded, so neighbouring positions may share one:
 * then the next position with another value counts, lest a key press do nothing.
 */
export function movedTo(control: NumberControl, from: number, position: number): number {
  const direction = Math.sign(position - positionOf(control, from));
  const last = control.scale === 'log' ? logPositions : control.max;
  let at = position;
  while (control.scale === 'log' && direction !== 0 && valueAt(control, at) === from && at > 0 && at < last)
    at += direction;
  return valueAt(control, at);
}

/** What a form holds where it differs from `start`, or `start` itself. */
export function typedChoices(form: HTMLFormElement, start: Choices): Choices {
  const given = new FormData(form);
  const changes = controls.flatMap(({ kind, name }) => {
    const text = given.get(name);
    if (typeof text !== 'string' || text === String(start[name])) return [];
    return [[name, kind === 'number' ? Number(text === '' ? NaN : text) : text]];
  });
  return changes.length === 0 ? start : { ...start, ...(Object.fromEntries(changes) as Partial<Choices>) };
}
