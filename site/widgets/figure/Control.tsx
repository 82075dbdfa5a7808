import type { ChoiceControl, Control, NumberControl, SwitchControl } from '../../../lib/figures/controls.ts';
import type { Choices } from './choices.ts';
import { logPositions, movedTo, positionOf } from './slider.ts';

interface Props<Kind extends Control, Value> {
  readonly control: Kind;
  /** Of the control's elements: unique in the page. */
  readonly id: string;
  readonly value: Value;
  /** What is wrong with the present value, if anything. */
  readonly problem?: string | undefined;
  readonly onChange: (change: Choices) => void;
}

function Label({ control: { label, symbol }, id }: { readonly control: Control; readonly id: string }) {
  return (
    <label for={id}>
      {label}
      {symbol && <span class="math"> {symbol}</span>}
    </label>
  );
}

function Problem({ id, problem }: { readonly id: string; readonly problem: string | undefined }) {
  if (!problem) return null;
  return (
    <span class="problem" id={`${id}-problem`}>
      {problem}
    </span>
  );
}

const described = (id: string, problem: string | undefined) =>
  problem ? ({ 'aria-invalid': 'true', 'aria-describedby': `${id}-problem` } as const) : {};

/** A labelled choice. */
function ChoiceInput({ control, id, value, problem, onChange }: Props<ChoiceControl, string>) {
  return (
    <div class="control">
      <Label control={control} id={id} />
      <select
        id={id}
        name={control.name}
        title={control.description}
        value={value}
        {...described(id, problem)}
        onChange={({ currentTarget }) => {
          onChange({ [control.name]: currentTarget.value });
        }}
      >
        {control.options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
      <Problem id={id} problem={problem} />
    </div>
  );
}

/** Yes or no. */
function SwitchInput({ control, id, value, problem, onChange }: Props<SwitchControl, boolean>) {
  return (
    <div class="control">
      <Label control={control} id={id} />
      <input
        id={id}
        name={control.name}
        title={control.description}
        type="checkbox"
        value="true"
        checked={value}
        {...described(id, problem)}
        onChange={({ currentTarget }) => {
          onChange({ [control.name]: currentTarget.checked });
        }}
      />
      <Problem id={id} problem={problem} />
    </div>
  );
}

interface NumberProps extends Props<NumberControl, number> {
  /** False for a number that follows from others: it is not part of what a form sends. */
  readonly sent?: boolean;
}

/** A number field for any value, and a slider over the instructive ones. */
function NumberInput({ control, id, value, problem, onChange, sent = true }: NumberProps) {
  const { name, label, slider } = control;
  const set = (next: number) => {
    onChange({ [name]: next });
  };
  return (
    <div class="control">
      <Label control={control} id={id} />
      <input
        id={id}
        name={sent ? name : undefined}
        title={control.description}
        type="number"
        inputMode="decimal"
        step="any"
        value={Number.isNaN(value) ? '' : value}
        {...described(id, problem)}
        onChange={({ currentTarget }) => {
          set(currentTarget.valueAsNumber);
        }}
      />
      {slider && (
        <input
          type="range"
          aria-label={`${label}, slider`}
          min={slider.scale === 'log' ? 0 : slider.min}
          max={slider.scale === 'log' ? logPositions : slider.max}
          step={slider.scale === 'log' ? 1 : slider.step}
          value={Number.isNaN(value) ? slider.min : positionOf(slider, value)}
          disabled={slider.max === slider.min}
          aria-valuetext={String(value)}
          onInput={({ currentTarget }) => {
            set(movedTo(slider, value, currentTarget.valueAsNumber));
          }}
        />
      )}
      <Problem id={id} problem={problem} />
    </div>
  );
}

/** A field of a figure's state. */
export function ControlInput({
  control,
  value,
  sent,
  ...rest
}: Omit<NumberProps, 'control' | 'value'> & { readonly control: Control; readonly value: unknown }) {
  if (control.kind === 'choice') return <ChoiceInput control={control} value={String(value)} {...rest} />;
  if (control.kind === 'switch') return <SwitchInput control={control} value={value === true} {...rest} />;
  return <NumberInput control={control} value={Number(value)} {...(sent === undefined ? {} : { sent })} {...rest} />;
}
