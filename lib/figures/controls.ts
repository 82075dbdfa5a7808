import { z } from 'zod';
import type { FigureState } from './figure.ts';

/** A choice among values, with a label each. */
export interface ChoiceControl {
  readonly kind: 'choice';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly initial: string;
}

/** A number: a field for any allowed value, a slider for the instructive ones. */
export interface NumberControl {
  readonly kind: 'number';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Allowed. */
  readonly min: number | null;
  readonly max: number | null;
  /** Of the slider; null for no slider. */
  readonly slider: {
    readonly min: number;
    readonly max: number;
    readonly step: number;
    readonly scale: 'linear' | 'log';
  } | null;
  readonly whole: boolean;
  readonly initial: number;
}

export interface SwitchControl {
  readonly kind: 'switch';
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly initial: boolean;
}

export type Control = ChoiceControl | NumberControl | SwitchControl;

/** What a field's `meta` may say for its control under `x-control`, beside `title` (its label) and `description`. */
export interface ControlHints {
  /** What the values of an enumeration are called. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Range of the slider, where the allowed one is too wide for it. */
  readonly slider?: Partial<NonNullable<NumberControl['slider']>>;
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

/**
 * The controls of a state, one for each field, made from its schema. Plain JSON: a page hands them to its widget, which need
 * not load the schema before the reader touches one.
 * @param initial the default state.
 * @throws TypeError for a field that is neither an enumeration nor a number nor a boolean.
 */
export function controlsOf(shape: z.ZodRawShape, initial: FigureState): Control[] {
  return Object.entries(shape).map(([name, field]) => {
    const schema = z.toJSONSchema(field as z.ZodType, { io: 'input' }) as FieldSchema;
    const common = { name, label: schema.title ?? name, description: schema.description ?? '' };
    const hints = schema['x-control'] ?? {};
    const value = initial[name];
    if (schema.enum) {
      const options = schema.enum
        .map(String)
        .map((option) => ({ value: option, label: hints.labels?.[option] ?? option }));
      return { kind: 'choice', ...common, options, initial: String(value) };
    }
    if (schema.type === 'boolean') return { kind: 'switch', ...common, initial: value === true };
    if (schema.type !== 'number' && schema.type !== 'integer') {
      throw new TypeError(`${name} has no control: it is neither an enumeration nor a number nor a boolean.`);
    }
    const whole = schema.type === 'integer';
    const bound = (limit: number | undefined) =>
      limit === undefined || Math.abs(limit) >= Number.MAX_SAFE_INTEGER ? null : limit;
    const [min, max] = [bound(schema.minimum ?? schema.exclusiveMinimum), bound(schema.maximum)];
    const [low, high] = [hints.slider?.min ?? min, hints.slider?.max ?? max];
    const scale = hints.slider?.scale ?? 'linear';
    const slider =
      low === null || high === null
        ? null
        : { min: low, max: high, scale, step: hints.slider?.step ?? (whole ? 1 : (high - low) / 100) };
    return { kind: 'number', ...common, min, max, slider, whole, initial: Number(value) };
  });
}
