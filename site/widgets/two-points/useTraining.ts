import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import type { TrainingClient } from '../../workers/client.ts';
import type { Answer, EngineChoice, EngineReport } from '../../workers/protocol.ts';
import type { Choices } from './controls.ts';
import type * as LiveModule from './live.ts';

export type Live = typeof LiveModule;

/** What the figure shows, and how it came about. */
export interface Training {
  /** `idle`: the page's own picture stands; `recorded`: no run here was possible, a recorded one is shown. */
  readonly phase: 'idle' | 'loading' | 'training' | 'done' | 'stopped' | 'recorded' | 'failed';
  readonly live: Live | undefined;
  readonly table: TwoPointsTable | undefined;
  /** The parameters that were last asked for and are possible. */
  readonly asked: TwoPointsParameters | undefined;
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly fitTime: number;
  readonly engine: EngineReport | undefined;
  /** Why the reader does not see what they asked for. */
  readonly notice: string | undefined;
  /** What is wrong with a choice, by its name. */
  readonly problems: Readonly<Record<string, string>>;
}

const idle: Training = {
  phase: 'idle',
  live: undefined,
  table: undefined,
  asked: undefined,
  step: 0,
  steps: 0,
  stepsPerSecond: 0,
  fitTime: 0,
  engine: undefined,
  notice: undefined,
  problems: {},
};

/** A run that has not been heard of after this long (ms) is shown as under way; before, the last picture stands. */
const quietTime = 150;

/** Trains in the worker on demand; where that is impossible it shows the recorded run and says why. */
export function useTraining() {
  const [training, setTraining] = useState<Training>(idle);
  const client = useRef<TrainingClient | undefined>(undefined);
  const wanted = useRef<TwoPointsParameters | undefined>(undefined);
  /** Counts what the reader has asked for: an answer to anything but the last does not count. */
  const generation = useRef(0);
  const quiet = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const loading = useRef<Promise<Live> | undefined>(undefined);
  const patch = useCallback((change: Partial<Training>) => {
    setTraining((before) => ({ ...before, ...change }));
  }, []);

  /** The next rung: a recorded run of the same state, or the picture that stands. */
  const showRecorded = useCallback(
    async (live: Live, parameters: TwoPointsParameters, why: string) => {
      try {
        const table = await live.recordedRun(parameters);
        if (wanted.current !== parameters) return;
        const { provenance } = table;
        const shown =
          provenance.kind === 'release'
            ? `the recorded run of this state, from release ${provenance.release}`
            : 'this state, trained on the server just now';
        patch({ phase: 'recorded', table, notice: `${why} Shown instead: ${shown}.` });
      } catch (error) {
        if (wanted.current !== parameters) return;
        const reason = error instanceof Error ? error.message : String(error);
        patch({ phase: 'failed', notice: `${why} No recorded run either: ${reason} The last picture stays.` });
      }
    },
    [patch],
  );

  const run = useCallback(
    async (choices: Choices, engine: EngineChoice) => {
      generation.current += 1;
      const mine = generation.current;
      if (!loading.current) {
        patch({ phase: 'loading', notice: undefined });
        loading.current = import('./live.ts');
      }
      let live: Live;
      try {
        live = await loading.current;
      } catch {
        loading.current = undefined;
        if (mine !== generation.current) return;
        patch({ phase: 'failed', notice: 'The code for training could not be loaded. The picture stays; try again.' });
        return;
      }
      if (mine !== generation.current) return;
      const checked = live.check(choices);
      if ('issues' in checked) {
        const entries = checked.issues.map(({ parameter, detail, allowed }) => [
          parameter,
          `${detail} Allowed: ${allowed}.`,
        ]);
        const problems = Object.fromEntries(entries) as Record<string, string>;
        setTraining((before) => ({
          ...before,
          live,
          problems,
          phase: before.phase === 'loading' ? 'idle' : before.phase,
        }));
        return;
      }
      const { parameters } = checked;
      wanted.current = parameters;
      patch({ live, problems: {}, notice: undefined, asked: parameters });
      const onAnswer = (answer: Answer) => {
        clearTimeout(quiet.current);
        if (answer.kind === 'stopped') patch({ phase: 'stopped' });
        else if (answer.kind === 'failed') void showRecorded(live, wanted.current ?? parameters, answer.reason);
        else patch({ ...answer, phase: answer.kind === 'done' ? 'done' : 'training' });
      };
      const onLost = (reason: string) => {
        clearTimeout(quiet.current);
        client.current = undefined;
        void showRecorded(live, wanted.current ?? parameters, `The training worker was lost: ${reason}.`);
      };
      try {
        client.current ??= new live.TrainingClient(onAnswer, onLost);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        await showRecorded(live, parameters, `This browser starts no worker (${reason}).`);
        return;
      }
      clearTimeout(quiet.current);
      quiet.current = setTimeout(() => {
        patch({ phase: 'training', step: 0, steps: parameters.steps, stepsPerSecond: 0 });
      }, quietTime);
      client.current.run(parameters, engine);
    },
    [patch, showRecorded],
  );

  const stop = useCallback(() => {
    client.current?.stop();
  }, []);

  /** Back to the page's own picture. */
  const reset = useCallback(() => {
    generation.current += 1;
    clearTimeout(quiet.current);
    client.current?.abandon();
    wanted.current = undefined;
    setTraining(({ live }) => ({ ...idle, live }));
  }, []);

  useEffect(
    () => () => {
      client.current?.dispose();
    },
    [],
  );

  return { training, run, stop, reset, patch };
}
