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
  step: 0,
  steps: 0,
  stepsPerSecond: 0,
  fitTime: 0,
  engine: undefined,
  notice: undefined,
  problems: {},
};

/** Trains in the worker on demand; where that is impossible it shows the recorded run and says why. */
export function useTraining() {
  const [training, setTraining] = useState<Training>(idle);
  const client = useRef<TrainingClient | undefined>(undefined);
  const wanted = useRef<TwoPointsParameters | undefined>(undefined);
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
        const from = table.provenance.kind === 'release' ? `release ${table.provenance.release}` : 'the server';
        patch({
          phase: 'recorded',
          table,
          notice: `${why} Shown instead: the recorded run of this state, from ${from}.`,
        });
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
      if (!loading.current) {
        patch({ phase: 'loading', notice: undefined });
        loading.current = import('./live.ts');
      }
      let live: Live;
      try {
        live = await loading.current;
      } catch {
        loading.current = undefined;
        patch({ phase: 'failed', notice: 'The code for training could not be loaded. The picture stays; try again.' });
        return;
      }
      const checked = live.check(choices);
      if ('issues' in checked) {
        const entries = checked.issues.map(({ parameter, detail, allowed }) => [
          parameter,
          `${detail} Allowed: ${allowed}.`,
        ]);
        patch({ live, problems: Object.fromEntries(entries) as Record<string, string> });
        return;
      }
      const { parameters } = checked;
      wanted.current = parameters;
      patch({ live, problems: {}, notice: undefined });
      const onAnswer = (answer: Answer) => {
        if (answer.kind === 'stopped') patch({ phase: 'stopped' });
        else if (answer.kind === 'failed') void showRecorded(live, wanted.current ?? parameters, answer.reason);
        else patch({ ...answer, phase: answer.kind === 'done' ? 'done' : 'training' });
      };
      const onLost = (reason: string) => {
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
      setTraining((before) => ({ ...before, phase: before.phase === 'done' ? 'done' : 'training', step: 0 }));
      client.current.run(parameters, engine);
    },
    [patch, showRecorded],
  );

  const stop = useCallback(() => {
    client.current?.stop();
  }, []);

  /** Back to the page's own picture. */
  const reset = useCallback(() => {
    client.current?.stop();
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
