import { z } from 'zod';
import type { FigureState } from './figure.ts';

interface Labelled {
  readonly name: string;
  readonly label: string;
  /** Set in italics behind the label. */
  readonly symbol: string | null;
  readonly description: string;
}

/** A choice among values, with a label each. */
export interface ChoiceControl extends Labelled {
  readonly kind: 'choice';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly initial: string;
}

/** Range of a slider. `log` sliders move by ratios and give two significant digits. */
export interface Slider {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly scale: 'linear' | 'log';
}

/** A number: a field for any allowed value, a slider for the instructive ones. */
export interface NumberControl extends Labelled {
  readonly kind: 'number';
  /** Null if the schema has no bound, so that no slider can have one. */
  readonly slider: Slider | null;
  readonly whole: boolean;
  readonly initial: number;
}

export interface SwitchControl extends Labelled {
  readonly kind: 'switch';
  readonly initial: boolean;
}

export type Control = ChoiceControl | NumberControl | SwitchControl;

/** What is said of a field's control besides its schema, in the field's `meta` under `x-control` or in `FigureDefinition.hints`. */
export interface ControlHints {
  /** What the control is called; the `title` of the field's `meta`, or its name, if not given. */
  readonly label?: string;
  readonly symbol?: string;
  /** What the values of an enumeration are called. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Range of the slider, where the allowed one is too wide for it. */
  readonly slider?: Partial<Slider>;
}

interface FieldSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly title?: string;
  readonly description?: string;
  readonly 'x-control'?: ControlHints;
}

/** What controls are made from: a part of a figure's definition. */
export interface Controllable {
  readonly shape: z.ZodRawShape;
  readonly hints?: Readonly<Record<string, ControlHints>>;
}

/**
 * The controls of a state, one for each field, made from its schema. Plain JSON: a page hands them to its widget, which need
 * not load the schema before the reader touches one.
 * @param initial the state that they show first.
 * @throws TypeError for a field that is neither an enumeration nor a number nor a boolean.
 */
export function controlsOf({ shape, hints: all = {} }: Controllable, initial: FigureState): Control[] {
  // In the order of the hints, where there are any: what belongs together stands together.
  const names = new Set([...Object.keys(all), ...Object.keys(shape)]);
  return [...names].map((name) => {
    const schema = z.toJSONSchema(shape[name] as z.ZodType, { io: 'input' }) as FieldSchema;
    const hints: ControlHints = { ...schema['x-control'], ...all[name] };
    const value = initial[name];
    const common: Labelled = {
      name,
      label: hints.label ?? schema.title ?? name,
      symbol: hints.symbol ?? null,
      description: schema.description ?? '',
    };
    if (schema.enum) {
      const options = schema.enum.map((option) => ({
        value: String(option),
        label: hints.labels?.[String(option)] ?? String(option),
      }));
      return { kind: 'choice', ...common, options, initial: String(value) };
    }
    if (schema.type === 'boolean') return { kind: 'switch', ...common, initial: value === true };
    if (schema.type !== 'number' && schema.type !== 'integer') {
      throw new TypeError(`${name} has no control: it is neither an enumeration nor a number nor a boolean.`);
    }
    const whole = schema.type === 'integer';
    return { kind: 'number', ...common, slider: sliderOf(schema, whole, hints), whole, initial: Number(value) };
  });
}

/** A bound that is worth the name: JSON Schema gives whole numbers the largest safe ones if they have none. */
const bound = (limit: number | undefined) =>
  limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? undefined : limit;

function sliderOf(schema: FieldSchema, whole: boolean, { slider = {} }: ControlHints): Slider | null {
  const min = slider.min ?? bound(schema.minimum ?? schema.exclusiveMinimum);
  const max = slider.max ?? bound(schema.maximum);
  if (min === undefined || max === undefined) return null;
  return { min, max, scale: slider.scale ?? 'linear', step: slider.step ?? (whole ? 1 : (max - min) / 100) };
}
