import type { Preset } from '../../../lib/experiments/two-points/presets.ts';
import type { Choices } from './controls.ts';

interface Props {
  /** Presets by the label of their group. */
  readonly groups: Readonly<Record<string, readonly Preset[]>>;
  /** What a preset's parameters are changes of. */
  readonly base: Choices;
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
}

/** Whether the choices are a preset's, whatever the seed. */
function matches({ parameters }: Preset, base: Choices, choices: Choices): boolean {
  const wanted: Choices = { ...base, ...parameters, seed: choices.seed };
  return (Object.keys(wanted) as (keyof Choices)[]).every((name) => wanted[name] === choices[name]);
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
          if (next) onChange({ ...base, ...next.parameters, seed: choices.seed });
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
