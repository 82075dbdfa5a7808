import {
  logPositions,
  middleLayer,
  movedTo,
  positionOf,
  type ChoiceControl,
  type Choices,
  type NumberControl,
} from './controls.ts';

interface Props {
  readonly choices: Choices;
  /** What is wrong with the present value, if anything. */
  readonly problem: string | undefined;
  readonly onChange: (change: Partial<Choices>) => void;
}

/** A labelled choice. */
export function ChoiceInput({ control, choices, onChange }: Props & { readonly control: ChoiceControl }) {
  return (
    <div class="control">
      <label for={`live-${control.name}`}>{control.label}</label>
      <select
        id={`live-${control.name}`}
        name={control.name}
        value={choices[control.name]}
        onChange={({ currentTarget }) => {
          const chosen = control.options.find(({ value }) => value === currentTarget.value);
          if (chosen) onChange({ [control.name]: chosen.value });
        }}
      >
        {control.options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === choices[control.name]}>
            {label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A number field for any value, and a slider over the instructive ones. */
export function NumberInput({ control, choices, problem, onChange }: Props & { readonly control: NumberControl }) {
  const { name, label, symbol, scale, step } = control;
  const id = `live-${name}`;
  const value = choices[name] ?? middleLayer(choices);
  const max = control.limit?.(choices) ?? control.max;
  const set = (next: number) => {
    onChange({ [name]: next });
  };
  return (
    <div class="control">
      <label for={id}>
        {label} {symbol && <span class="math">{symbol}</span>}
      </label>
      <input
        id={id}
        // A layer that follows the depth is not part of what a form sends.
        name={choices[name] === undefined ? undefined : name}
        type="number"
        inputMode="decimal"
        step="any"
        value={Number.isNaN(value) ? '' : value}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={({ currentTarget }) => {
          set(currentTarget.valueAsNumber);
        }}
      />
      <input
        type="range"
        aria-label={`${label}, slider`}
        min={scale === 'log' ? 0 : control.min}
        max={scale === 'log' ? logPositions : max}
        step={scale === 'log' ? 1 : step}
        value={Number.isNaN(value) ? control.min : positionOf({ ...control, max }, value)}
        disabled={max === control.min}
        aria-valuetext={String(value)}
        onInput={({ currentTarget }) => {
          set(movedTo({ ...control, max }, value, currentTarget.valueAsNumber));
        }}
      />
      {problem && (
        <span class="problem" id={`${id}-problem`}>
          {problem}
        </span>
      )}
    </div>
  );
}
