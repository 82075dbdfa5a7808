import { useEffect, useRef, useState } from 'preact/hooks';
import type { MnistRecord } from '../../../lib/experiments/mnist/run.ts';
import type { TwoNetworksTable } from '../../../lib/figures/two-networks/table.ts';
import type { TrainingClient } from '../../workers/client.ts';
import type { Answer } from '../../workers/protocol.ts';
import type * as Code from './open.ts';

/** A network that may be chosen. */
export interface Choosable {
  readonly id: string;
  readonly label: string;
}

/** What is trained on one side. */
export interface Side {
  readonly network: string;
  readonly seed: number;
}
export type Sides = readonly [Side, Side];

export interface Pair {
  readonly phase: 'idle' | 'loading' | 'training' | 'done' | 'stopped' | 'failed';
  readonly code: typeof Code | undefined;
  readonly table: TwoNetworksTable | undefined;
  /** Steps of both networks that have been made, of how many. */
  readonly step: number;
  readonly steps: number;
  readonly notice: string | undefined;
}

const idle: Pair = { phase: 'idle', code: undefined, table: undefined, step: 0, steps: 0, notice: undefined };

interface Half {
  readonly run: MnistRecord | undefined;
  readonly step: number;
  readonly steps: number;
  readonly done: boolean;
}
const nothing: Half = { run: undefined, step: 0, steps: 0, done: false };

/** Trains two networks at once in the page's worker, and sets their matrices beside each other as they come. */
export function useTwoNetworks(networks: readonly Choosable[]) {
  const [pair, setPair] = useState<Pair>(idle);
  const clients = useRef<TrainingClient<'mnist'>[]>([]);
  const halves = useRef<[Half, Half]>([nothing, nothing]);
  /** Counts what the reader has asked for: an answer to anything but the last does not count. */
  const generation = useRef(0);
  const patch = (change: Partial<Pair>) => {
    setPair((before) => ({ ...before, ...change }));
  };

  const fail = (notice: string) => {
    generation.current += 1;
    for (const client of clients.current) client.dispose();
    clients.current = [];
    patch({ phase: 'failed', notice: `${notice} The last picture stays.` });
  };

  const receive = (code: typeof Code, sides: Sides, n: 0 | 1, answer: Answer<'mnist'>) => {
    if (answer.kind === 'failed') fail(answer.reason);
    if (answer.kind !== 'progress' && answer.kind !== 'done') return;
    const { run, step, steps, kind } = answer;
    halves.current[n] = { run: run.record, step, steps, done: kind === 'done' };
    const [one, other] = halves.current;
    const [label, otherLabel] = sides.map(({ network }) => networks.find(({ id }) => id === network)!.label);
    if (!one.run || !other.run) return;
    const table = code.tableOf([
      { label: label!, run: one.run },
      { label: otherLabel!, run: other.run },
    ]);
    const phase = one.done && other.done ? 'done' : 'training';
    patch({ phase, code, table, step: one.step + other.step, steps: one.steps + other.steps });
  };

  const train = async (sides: Sides) => {
    generation.current += 1;
    const mine = generation.current;
    patch({ phase: 'loading', notice: undefined, step: 0, steps: 0 });
    try {
      const code = await import('./open.ts');
      if (mine !== generation.current) return;
      for (const client of clients.current) client.dispose();
      halves.current = [nothing, nothing];
      clients.current = sides.map(({ network, seed }, n) => {
        const client = new code.TrainingClient<'mnist'>(
          (answer) => {
            if (mine === generation.current) receive(code, sides, n as 0 | 1, answer);
          },
          (reason) => {
            if (mine === generation.current) fail(`The training worker was lost: ${reason}.`);
          },
        );
        client.run(code.jobOf(network, seed));
        return client;
      });
    } catch (error) {
      if (mine === generation.current) {
        fail(`The networks cannot be trained here: ${error instanceof Error ? error.message : String(error)}.`);
      }
    }
  };

  const stop = () => {
    generation.current += 1;
    for (const client of clients.current) client.abandon();
    patch({ phase: 'stopped' });
  };

  useEffect(
    () => () => {
      for (const client of clients.current) client.dispose();
    },
    [],
  );

  return { pair, train, stop };
}
