import { initialisation } from '../networks/initialise.ts';
import type { Engine } from '../training/trainer.ts';
import { runId, type RunIdentity } from './run-id.ts';
import type { RunHead, RunStatus } from './run-record.ts';

/** The part of a record that is known before the run: what is run, on what, under which id. */
export function identify<Parameters extends RunIdentity['parameters']>(
  experiment: string,
  parameters: Parameters,
  { id, version }: Pick<Engine, 'id' | 'version'>,
): Omit<RunHead<Parameters>, 'status' | 'divergedAt'> {
  const engine = { id, version };
  return {
    id: runId({ experiment, parameters, engine, initialisation }),
    experiment,
    parameters,
    engine,
    initialisation,
  };
}

/**
 * How a run stands.
 * @param ended whether all that was asked for has been done.
 * @param lastLoss of the last finite observation; undefined if there is none.
 * @param threshold loss at or below which a run has learnt its targets.
 */
export function statusOf(
  divergedAt: number | null,
  ended: boolean,
  lastLoss: number | undefined,
  threshold: number,
): RunStatus {
  if (divergedAt !== null) return 'diverged';
  return ended && lastLoss !== undefined && lastLoss <= threshold ? 'converged' : 'unfinished';
}
