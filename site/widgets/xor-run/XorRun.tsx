import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Canvas } from '../figure/Canvas.tsx';
import { PlayButtons, Position } from '../figure/Playback.tsx';
import { ShareLink } from '../figure/ShareLink.tsx';
import { engineNames } from '../figure/Status.tsx';
import { addressOf, stateInAddress, type Place } from '../figure/useAddress.ts';
import { useOnScreen } from '../figure/useOnScreen.ts';
import { usePlayback } from '../figure/usePlayback.ts';
import { useXorRun } from './useXorRun.ts';

interface Props {
  /** What the page's own picture shows. */
  readonly initial: { readonly gain: number; readonly seed: number };
  readonly gains: { readonly min: number; readonly max: number; readonly step: number };
  /** Of the page's own picture. */
  readonly description: string;
  readonly children?: ComponentChildren;
}

const place: Place = { id: 'xor-run', anchor: 'figure-xor-run', framed: false };

/** The matrix of XOR, from rich to lazy under a slider, and from the first step to the last. */
export function XorRun({ initial, gains, description, children }: Props) {
  const [{ gain, seed }, setChosen] = useState(initial);
  const [hydrated, setHydrated] = useState(false);
  const { run, train, hold } = useXorRun();
  const { phase, code, table, stepsPerSecond, engine, notice } = run;
  const playback = usePlayback(table);
  const finished = table !== undefined && phase !== 'training';
  const root = useRef<HTMLDivElement>(null);
  useOnScreen(root, (visible) => {
    hold(!visible);
  });
  const choose = (next: typeof initial) => {
    setChosen(next);
    void train(next.gain, next.seed);
  };
  useEffect(() => {
    setHydrated(true);
    const asked = stateInAddress(place);
    const [wanted, from] = [Number(asked?.get('gain')), Number(asked?.get('seed'))];
    // An address of nothing that can be trained here leaves the page's own picture.
    if (wanted >= gains.min && wanted <= gains.max && Number.isInteger(from) && from > 0 && from < 1e6) {
      choose({ gain: wanted, seed: from });
    }
  }, []);
  const { drawn } = playback;
  return (
    <div class="live xor-run" ref={root} data-phase={phase}>
      <Canvas open={code} table={drawn}>
        {children}
      </Canvas>
      <label class="position scripted">
        <span>Gain {gain}</span>
        <input
          type="range"
          {...gains}
          value={gain}
          disabled={!hydrated}
          aria-valuetext={`gain ${gain}`}
          onInput={({ currentTarget }) => {
            choose({ gain: Number(currentTarget.valueAsNumber.toFixed(2)), seed });
          }}
        />
      </label>
      {finished && <Position playback={playback} table={table} />}
      <div class="toolbar scripted" role="group" aria-label="Run">
        <button
          type="button"
          class="primary"
          disabled={!hydrated}
          onClick={() => {
            choose({ gain, seed });
          }}
        >
          {table ? 'Train again' : 'Train it here'}
        </button>
        <PlayButtons playback={playback} finished={finished} />
        <button
          type="button"
          disabled={!hydrated}
          onClick={() => {
            choose({ gain, seed: 1 + Math.floor(Math.random() * 9999) });
          }}
        >
          Another seed
        </button>
        <ShareLink address={() => new URL(addressOf(place, `gain=${gain}&seed=${seed}`), location.href).href} />
      </div>
      <p class="engine">
        {phase === 'idle' && `Trained beforehand: 6 hidden layers of 100, gain ${initial.gain}, seed ${initial.seed}.`}
        {phase === 'training' && 'Training …'}
        {phase === 'done' &&
          table &&
          engine &&
          `Trained here: ${table.record.parameters.steps.toLocaleString('en')} steps at ${Math.round(stepsPerSecond).toLocaleString('en')} steps/s on the ${engineNames[engine]}; run ${table.record.id}`}
        {phase === 'failed' && 'Not trained.'}
      </p>
      {notice && (
        <div class="notice" role="alert">
          <p>{notice}</p>
        </div>
      )}
      <p class="description" role="status">
        {phase === 'training' ? '' : drawn && code ? code.describe(drawn) : description}
      </p>
    </div>
  );
}
