import { useEffect, useRef, useState } from 'preact/hooks';
import type { MnistRecord } from '../../../lib/experiments/mnist/run.ts';
import type { TwoNetworksTable } from '../../../lib/figures/two-networks/table.ts';
import type { TrainingClient } from '../../workers/client.ts';
import type { EngineId } from '../../../lib/training/trainer.ts';
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
  /** Of both together. */
  readonly stepsPerSecond: number;
  /** What trains them. */
  readonly engine: EngineId | undefined;
  readonly notice: string | undefined;
}

const idle: Pair = {
  phase: 'idle',
  code: undefined,
  table: undefined,
  step: 0,
  steps: 0,
  stepsPerSecond: 0,
  engine: undefined,
  notice: undefined,
};

interface Half {
  readonly run: MnistRecord | undefined;
  readonly step: number;
  readonly steps: number;
  readonly stepsPerSecond: number;
  readonly done: boolean;
}
const nothing: Half = { run: undefined, step: 0, steps: 0, stepsPerSecond: 0, done: false };

/** Trains two networks at once in the page's worker, and sets their matrices beside each other as they come. */
export function useTwoNetworks(networks: readonly Choosable[]) {
  const [pair, setPair] = useState<Pair>(idle);
  const clients = useRef<TrainingClient<'mnist'>[]>([]);
  const halves = useRef<[Half, Half]>([nothing, nothing]);
  /** Counts what the reader has asked for: an answer to anything but the last does not count. */
  const generation = useRef(0);
  const held = useRef(false);
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
    const { run, step, steps, stepsPerSecond, kind } = answer;
    halves.current[n] = { run: run.record, step, steps, stepsPerSecond, done: kind === 'done' };
    const [one, other] = halves.current;
    const [label, otherLabel] = sides.map(({ network }) => networks.find(({ id }) => id === network)!.label);
    if (!one.run || !other.run) return;
    const table = code.tableOf([
      { label: label!, run: one.run },
      { label: otherLabel!, run: other.run },
    ]);
    const phase = one.done && other.done ? 'done' : 'training';
    const [made, asked] = [one.step + other.step, one.steps + other.steps];
    const together = one.stepsPerSecond + other.stepsPerSecond;
    patch({ phase, code, table, step: made, steps: asked, stepsPerSecond: together, engine: answer.engine.id });
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
        if (held.current) client.hold();
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

  /** Lets both wait, or go on: what nobody sees is not trained. */
  const hold = (on: boolean) => {
    held.current = on;
    for (const client of clients.current) {
      if (on) client.hold();
      else client.release();
    }
  };

  return { pair, train, stop, hold };
}
