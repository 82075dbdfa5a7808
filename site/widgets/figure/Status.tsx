import { sourceLines } from '../../../lib/figures/sources.ts';
import type { EngineId } from '../../../lib/training/trainer.ts';
import type { EngineReport } from '../../workers/protocol.ts';
import type { OpenFigure } from './open.ts';
import { Sentence } from './Sentence.tsx';
import type { Shown } from './useFigure.ts';

/** How text calls the engines. */
export const engineNames: Readonly<Record<EngineId, string>> = {
  kernel: 'WASM kernel (CPU, SIMD)',
  'tfjs-webgl': 'TF.js on WebGL (GPU)',
  'tfjs-wasm': 'TF.js on WASM (CPU)',
  'tfjs-cpu': 'TF.js on JavaScript (CPU)',
};

const whole = (value: number) => Math.round(value).toLocaleString('en');

function remaining({ step, steps, stepsPerSecond }: Shown): string {
  if (stepsPerSecond === 0 || step === 0) return '';
  const seconds = (steps - step) / stepsPerSecond;
  return seconds < 1.5 ? '' : `, about ${whole(seconds)} s left`;
}

/** The line on what is shown of what. */
function sourceOf({ figure }: OpenFigure, table: object): string {
  return sourceLines(figure.sources(table))[0] ?? '';
}

interface Props {
  readonly shown: Shown;
  /** What the page's own picture is. */
  readonly idle: string;
  /** Of the page's own picture. */
  readonly description: string;
}

/** Why this engine, where there was something to choose, and what became of those that were lost. */
function EngineNotes({ engine }: { readonly engine: EngineReport }) {
  const { measured, recoveries, rejected } = engine;
  const speeds = measured.map(({ id, stepsPerSecond }) => `${whole(stepsPerSecond)} steps/s on the ${engineNames[id]}`);
  return (
    <>
      {speeds.length > 1 && (
        <p class="measured">The faster here, as measured for this kind of run: {speeds.join(', ')}.</p>
      )}
      {(rejected.length > 0 || recoveries.length > 0) && (
        <div class="notice">
          {rejected.map(({ id, reason }) => (
            <p key={id}>
              Not on the {engineNames[id]}: {reason}
            </p>
          ))}
          {recoveries.map(({ from, to, step, resumedAt, reason }) => (
            <p key={`${step} ${resumedAt}`}>
              {reason} That was at step {whole(step)}, on the {engineNames[from]}; the run was taken up again from step{' '}
              {whole(resumedAt)}, on {from === to ? 'a new context of the same' : `the ${engineNames[to]}`}.
            </p>
          ))}
        </div>
      )}
    </>
  );
}

/** What ran, where, how fast, and what to see: the text beside the picture. */
export function Status({ shown, idle, description }: Props) {
  const { phase, held, table, open, run, engine, step, steps, stepsPerSecond, fitTime, notice } = shown;
  const busy = phase === 'training';
  return (
    <>
      {busy && <progress max={steps} value={step} aria-label="Training" />}
      <p class="engine">
        {phase === 'idle' && idle}
        {phase === 'loading' && 'Loading the code of the figure …'}
        {phase === 'recorded' && table && open && sourceOf(open, table)}
        {busy &&
          held &&
          `Paused at step ${whole(step)} of ${whole(steps)}${held === 'sight' ? ' while it is out of sight' : ''}.`}
        {busy && !held && step === 0 && `Training: ${whole(steps)} steps to go …`}
        {busy &&
          !held &&
          step > 0 &&
          `Training: step ${whole(step)} of ${whole(steps)}, ${whole(stepsPerSecond)} steps/s${remaining(shown)}`}
        {phase === 'stopped' && `Stopped at step ${whole(step)} of ${whole(steps)}.`}
        {phase === 'done' &&
          engine &&
          `Trained here: ${step === 1 ? `${whole(step)} step` : `${whole(step)} steps`}${stepsPerSecond > 0 ? ` at ${whole(stepsPerSecond)} steps/s` : ''} on the ${engineNames[engine.id]}; ${fitTime > 0 && run?.comparison.fit ? `theory fitted in ${fitTime < 10 ? fitTime.toFixed(1) : whole(fitTime)} ms; ` : ''}run ${run?.record.id ?? ''}`}
      </p>
      {engine && <EngineNotes engine={engine} />}
      {notice && (
        <div class="notice" role="alert">
          <p>{notice}</p>
        </div>
      )}
      <p class="description" role="status">
        <Sentence text={table && open ? (busy ? '' : open.figure.describe(table)) : description} />
      </p>
    </>
  );
}
