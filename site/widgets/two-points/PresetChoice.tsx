import type { Preset } from '../../../lib/experiments/two-points/presets.ts';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { Choices } from '../figure/choices.ts';

interface Props {
  /** Presets by the label of their group. */
  readonly groups: Readonly<Record<string, readonly Preset[]>>;
  /** The default state, which a preset's parameters are changes of. */
  readonly base: TwoPointsParameters;
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
}

/** Whether the choices are a preset's, whatever the seed; a layer that is not chosen follows the depth in both. */
function matches({ parameters }: Preset, base: TwoPointsParameters, choices: Choices): boolean {
  const start: Choices = { ...base, layer: undefined };
  const [wanted, present]: Choices[] = [
    { ...start, ...parameters, seed: choices.seed ?? base.seed },
    { ...start, ...choices },
  ];
  return Object.keys(base).every((name) => wanted![name] === present![name]);
}

/** A setting to start from; the reader's seed stays. */
export function PresetChoice({ groups, base, choices, onChange }: Props) {
  const presets = Object.values(groups).flat();
  const present = presets.find((preset) => matches(preset, base, choices));
  return (
    <div class="control">
      <label for="live-preset">Setting</label>
      <select
        id="live-preset"
        value={present?.id ?? ''}
        onChange={({ currentTarget }) => {
          const next = presets.find(({ id }) => id === currentTarget.value);
          if (next) onChange({ ...next.parameters, seed: choices.seed });
        }}
      >
        {!present && <option value="">your own</option>}
        {Object.entries(groups).map(([label, group]) => (
          <optgroup key={label} label={label}>
            {group.map((preset) => (
              <option key={preset.id} value={preset.id} selected={preset === present}>
                {preset.label}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {present && <span class="note">{present.note}</span>}
    </div>
  );
}
