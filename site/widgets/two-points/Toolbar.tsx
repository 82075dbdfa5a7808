import { engineIds, type EngineId } from '../../../lib/training/trainer.ts';
import type { EngineChoice } from '../../workers/protocol.ts';
import { engineNames } from './Status.tsx';
import { TakeAway } from './TakeAway.tsx';
import type { usePlayback } from './usePlayback.ts';
import type { Training } from './useTraining.ts';

interface Props {
  readonly training: Training;
  readonly playback: ReturnType<typeof usePlayback>;
  readonly engine: EngineChoice;
  /** False until the script is there to answer. */
  readonly enabled: boolean;
  readonly onTrain: () => void;
  readonly onStop: () => void;
  readonly onReset: () => void;
  readonly onSeed: () => void;
  readonly onEngine: (engine: EngineChoice) => void;
}

/** Train, stop, play, step, reset, another seed, the engine; and what to take away. */
export function Toolbar({ training, playback, engine, enabled, ...on }: Props) {
  const { phase, live, table } = training;
  const { last, position, atEnd, playing, setPlaying, move } = playback;
  const busy = phase === 'training' || phase === 'loading';
  const finished = table !== undefined && !busy;
  const step = table?.record.series.step[position];
  return (
    <>
      <div class="toolbar" role="group" aria-label="Run">
        {busy && phase === 'training' ? (
          <button type="button" onClick={on.onStop}>
            Stop
          </button>
        ) : (
          <button type="button" class="primary" disabled={!enabled || phase === 'loading'} onClick={on.onTrain}>
            {table ? 'Train again' : 'Train it here'}
          </button>
        )}
        <button
          type="button"
          disabled={!finished}
          onClick={() => {
            setPlaying(!playing);
          }}
        >
          {playing ? 'Pause' : 'Play'}
        </button>
        <button
          type="button"
          disabled={!finished || playing}
          title="Forward to the next recorded step; from the end, back to the first"
          onClick={() => {
            move(atEnd ? 0 : position + 1);
          }}
        >
          Step
        </button>
        <button type="button" disabled={!enabled} onClick={on.onSeed}>
          Another seed
        </button>
        <button type="button" disabled={!enabled} onClick={on.onReset}>
          Reset
        </button>
        <label class="spread">
          Engine{' '}
          <select
            value={engine}
            disabled={!enabled}
            onChange={({ currentTarget }) => {
              on.onEngine(currentTarget.value as EngineChoice);
            }}
          >
            <option value="auto">choose for me</option>
            {engineIds.map((id: EngineId) => (
              <option key={id} value={id}>
                {engineNames[id]}
              </option>
            ))}
          </select>
        </label>
      </div>
      {finished && last > 0 && (
        <label class="position">
          <span>Step {(step ?? 0).toLocaleString('en')}</span>
          <input
            type="range"
            min={0}
            max={last}
            value={position}
            aria-valuetext={`step ${step ?? 0}`}
            onInput={({ currentTarget }) => {
              move(currentTarget.valueAsNumber);
            }}
          />
        </label>
      )}
      {finished && live && <TakeAway table={table} live={live} />}
    </>
  );
}
