import { useEffect, useRef, useState } from 'preact/hooks';
import type { XorRunTable } from '../../../lib/figures/xor-run/table.ts';
import type { EngineId } from '../../../lib/training/trainer.ts';
import type { TrainingClient } from '../../workers/client.ts';
import type * as Code from './open.ts';

export interface XorRun {
  readonly phase: 'idle' | 'training' | 'done' | 'failed';
  readonly code: typeof Code | undefined;
  readonly table: XorRunTable | undefined;
  readonly stepsPerSecond: number;
  readonly engine: EngineId | undefined;
  readonly notice: string | undefined;
}

const idle: XorRun = {
  ...{ phase: 'idle', code: undefined, table: undefined, stepsPerSecond: 0, engine: undefined, notice: undefined },
};

/** Trains a network on XOR in the page's worker; of several asked for at once, the last. */
export function useXorRun() {
  const [run, setRun] = useState<XorRun>(idle);
  const client = useRef<TrainingClient<'xor'> | undefined>(undefined);
  const held = useRef(false);
  const patch = (change: Partial<XorRun>) => {
    setRun((before) => ({ ...before, ...change }));
  };
  const fail = (reason: string) => {
    client.current = undefined;
    patch({ phase: 'failed', notice: `${reason} The last picture stays.` });
  };

  const train = async (gain: number, seed: number) => {
    patch({ phase: 'training', notice: undefined });
    try {
      const code = await import('./open.ts');
      if (!client.current) {
        client.current = new code.TrainingClient<'xor'>(
          (answer) => {
            if (answer.kind === 'failed')
              patch({ phase: 'failed', notice: `${answer.reason} The last picture stays.` });
            if (answer.kind !== 'progress' && answer.kind !== 'done') return;
            const { record, comparison } = answer.run;
            const phase = answer.kind === 'done' ? 'done' : 'training';
            const { stepsPerSecond } = answer;
            patch({ phase, code, table: { record, comparison }, stepsPerSecond, engine: answer.engine.id });
          },
          (reason) => {
            fail(`The training worker was lost: ${reason}.`);
          },
        );
        if (held.current) client.current.hold();
      }
      client.current.run(code.jobOf(gain, seed));
    } catch (error) {
      fail(`The network cannot be trained here: ${error instanceof Error ? error.message : String(error)}.`);
    }
  };

  /** What nobody sees is not trained. */
  const hold = (on: boolean) => {
    held.current = on;
    if (on) client.current?.hold();
    else client.current?.release();
  };

  useEffect(
    () => () => {
      client.current?.dispose();
    },
    [],
  );

  return { run, train, hold };
}
