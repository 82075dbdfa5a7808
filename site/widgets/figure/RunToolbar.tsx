import type { ComponentChildren } from 'preact';
import { engineIds, type EngineId } from '../../../lib/training/trainer.ts';
import type { EngineChoice } from '../../workers/protocol.ts';
import { engineNames } from './Status.tsx';
import type { Shown } from './useFigure.ts';

interface Props {
  readonly shown: Shown;
  /** False until the script is there to answer. */
  readonly enabled: boolean;
  /** A pointer has come near: the reader may be about to ask for something. */
  readonly onNear: () => void;
  readonly onReset: () => void;
  /** What training needs; null for a figure that is not trained here. */
  readonly training: {
    readonly engine: EngineChoice;
    readonly onTrain: () => void;
    readonly onStop: () => void;
    /** Lets the run wait, or go on. */
    readonly onPause: (paused: boolean) => void;
    readonly onSeed: () => void;
    readonly onEngine: (engine: EngineChoice) => void;
  } | null;
  /** More to do with a run: to play it. */
  readonly children?: ComponentChildren;
}

/** Train, pause, stop, another seed, the engine, where the figure can be trained; reset. */
export function RunToolbar({ shown: { phase, table, held }, enabled, onNear, onReset, training, children }: Props) {
  return (
    <div class="toolbar scripted" role="group" aria-label="Run" onPointerEnter={onNear}>
      {training &&
        (phase === 'training' ? (
          <>
            <button
              type="button"
              onClick={() => {
                training.onPause(held !== 'reader');
              }}
            >
              {held === 'reader' ? 'Go on' : 'Pause'}
            </button>
            <button type="button" onClick={training.onStop}>
              Stop
            </button>
          </>
        ) : (
          <button type="button" class="primary" disabled={!enabled || phase === 'loading'} onClick={training.onTrain}>
            {table ? 'Train again' : 'Train it here'}
          </button>
        ))}
      {children}
      {training && (
        <button type="button" disabled={!enabled} onClick={training.onSeed}>
          Another seed
        </button>
      )}
      <button type="button" disabled={!enabled} onClick={onReset}>
        Reset
      </button>
      {training && (
        <label class="spread">
          Engine{' '}
          <select
            value={training.engine}
            disabled={!enabled}
            onChange={({ currentTarget }) => {
              training.onEngine(currentTarget.value as EngineChoice);
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
      )}
    </div>
  );
}
