import type { ComponentChildren } from 'preact';
import { engineIds, type EngineId } from '../../../lib/training/trainer.ts';
import type { EngineChoice } from '../../workers/protocol.ts';
import { engineNames } from './Status.tsx';
import { ToolButton } from './ToolButton.tsx';
import type { Shown } from './useFigure.ts';
import type { useWidget } from './useWidget.ts';

interface Props {
  readonly shown: Shown;
  /** False until the script is there to answer. */
  readonly enabled: boolean;
  /** A pointer has come near: the reader may be about to ask for something. */
  readonly onNear: () => void;
  readonly onReset: () => void;
  /** What training needs; null for a figure that is not trained here. */
  readonly training: ReturnType<typeof useWidget>['training'] | null;
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
            <ToolButton
              onClick={() => {
                training.onPause(held !== 'reader');
              }}
            >
              {held === 'reader' ? 'Go on' : 'Pause'}
            </ToolButton>
            <ToolButton onClick={training.onStop}>Stop</ToolButton>
          </>
        ) : (
          <ToolButton primary disabled={!enabled || phase === 'loading'} onClick={training.onTrain}>
            {table ? 'Train again' : 'Train it here'}
          </ToolButton>
        ))}
      {children}
      {training && (
        <ToolButton disabled={!enabled} onClick={training.onSeed}>
          Another seed
        </ToolButton>
      )}
      <ToolButton disabled={!enabled} onClick={onReset}>
        Reset
      </ToolButton>
      {training && <EngineInput engine={training.engine} enabled={enabled} onChange={training.onEngine} />}
    </div>
  );
}

interface EngineProps {
  readonly engine: EngineChoice;
  readonly enabled: boolean;
  readonly onChange: (engine: EngineChoice) => void;
}

/** What trains: the reader's choice. */
function EngineInput({ engine, enabled, onChange }: EngineProps) {
  return (
    <label class="spread">
      Engine{' '}
      <select
        value={engine}
        disabled={!enabled}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.value as EngineChoice);
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
  );
}
