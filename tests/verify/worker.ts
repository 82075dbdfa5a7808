import type { Engine } from '../../lib/training/trainer.ts';
import { loadKernel } from '../../lib/sweeps/kernel.ts';
import { runJob, type VerifyJob } from './job.ts';

/*
 * What a process of the pool runs: started by `pool.ts` alone, never imported.
 */

// Ctrl-C reaches every process of the terminal; the leader decides what then happens.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit());

let engine: Promise<Engine> | undefined;

export async function run(job: VerifyJob): Promise<unknown> {
  engine ??= loadKernel();
  return runJob(job, await engine);
}
