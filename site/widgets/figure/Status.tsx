import { sourceLines } from '../../../lib/figures/sources.ts';
import type { EngineId } from '../../../lib/training/trainer.ts';
import type { EngineReport } from '../../workers/protocol.ts';
import type { OpenFigure } from './open.ts';
import { Notice } from './Notice.tsx';
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

/** The line on what was trained here. */
function trainedHere({ step, stepsPerSecond, fitTime, runs }: Shown, engine: EngineId, what?: string): string {
  const steps = step === 1 ? `${whole(step)} step` : `${whole(step)} steps`;
  const rate = stepsPerSecond > 0 ? ` at ${whole(stepsPerSecond)} steps/s` : '';
  const isFitted =
    fitTime > 0 && runs.length === 1 && runs.some(({ comparison }) => 'fit' in comparison && comparison.fit);
  const fitted = isFitted ? `theory fitted in ${fitTime < 10 ? fitTime.toFixed(1) : whole(fitTime)} ms; ` : '';
  const ids = `${runs.length > 1 ? 'runs' : 'run'} ${runs.map(({ record }) => record.id).join(' and ')}`;
  return `Trained here: ${steps}${rate} on the ${engineNames[engine]}; ${fitted}${what ?? ids}`;
}

/** The line on what is shown of what. */
function sourceOf({ figure }: OpenFigure, table: object): string {
  return sourceLines(figure.sources(table))[0] ?? '';
}

/** Why this engine, where there was something to choose, and what became of those that were lost. */
export function EngineNotes({ engine }: { readonly engine: EngineReport }) {
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

interface LineProps {
  readonly shown: Shown;
  /** What the page's own picture is. */
  readonly idle: string;
  /** What is trained, instead of the ids of its runs. */
  readonly what?: string;
}

/** What ran, where, how fast: a line. */
export function StatusLine({ shown, idle, what }: LineProps) {
  const { phase, held, table, open, engine, step, steps, stepsPerSecond } = shown;
  // Not before it is said: the first number that a browser groups costs a phone fifty milliseconds.
  const at = () => `step ${whole(step)} of ${whole(steps)}`;
  const busy = phase === 'training';
  return (
    <p class="engine">
      {phase === 'idle' && idle}
      {phase === 'loading' && 'Loading the code of the figure …'}
      {phase === 'recorded' && table && open && sourceOf(open, table)}
      {busy && held && `Paused at ${at()}${held === 'sight' ? ' while it is out of sight' : ''}.`}
      {busy && !held && step === 0 && (steps > 0 ? `Training: ${whole(steps)} steps to go …` : 'Training …')}
      {busy &&
        !held &&
        step > 0 &&
        `Training: ${at()}, ${whole(stepsPerSecond)} steps/s${remaining(shown)}${what === undefined ? '' : `; ${what}`}`}
      {phase === 'stopped' && (steps > 0 ? `Stopped at ${at()}.` : 'Stopped before the first step.')}
      {phase === 'done' && engine && trainedHere(shown, engine.id, what)}
    </p>
  );
}

interface Props extends Omit<LineProps, 'what'> {
  /** The table that is seen, if it is not that of `shown`: how it was at an earlier step. */
  readonly seen?: object | undefined;
  /** Of the page's own picture. */
  readonly description: string;
}

/** What ran, where, how fast, and what to see: the text beside the picture. */
export function Status({ shown, seen, idle, description }: Props) {
  const { phase, table, open, engine, step, steps, notice } = shown;
  const busy = phase === 'training';
  return (
    <>
      {busy && <progress max={Math.max(1, steps)} value={step} aria-label="Training" />}
      <StatusLine shown={shown} idle={idle} />
      {engine && <EngineNotes engine={engine} />}
      <Notice notice={notice} />
      <p class="description" role="status">
        {/* While it trains the words have their room, so that nothing below moves when they come; another element, so that they are heard then. */}
        <span key={busy ? 'unsaid' : 'said'} class={busy ? 'unsaid' : undefined}>
          <Sentence text={table && open ? open.figure.describe(seen ?? table) : description} />
        </span>
      </p>
    </>
  );
}
