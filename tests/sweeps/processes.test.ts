import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { twoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import { buildKernel } from '../../lib/sweeps/engines.ts';
import { jobOf as jobOfRun, type Job } from '../../lib/sweeps/job.ts';
import { processesExecutor, type ProcessesExecutor } from '../../lib/sweeps/processes.ts';
import { engineIdentities } from '../../lib/training/identities.ts';
import { childrenOf } from './chaos/havoc.ts';

const engine = engineIdentities.kernel;
let executor: ProcessesExecutor;
let short: Job;
/** Seconds of work. */
let long: Job;
beforeAll(async () => {
  await buildKernel();
  short = jobOf(10);
  long = jobOf(100_000);
  executor = await processesExecutor(2, [engine]);
});
afterAll(() => executor.close());

const never = new AbortController().signal;
/** A busy machine takes its time to start a process or to notice its end; only what never comes is a failure. */
const patient = { timeout: 120_000 };

function jobOf(steps: number): Job {
  const parameters = twoPointsParameters.parse({ width: 32, steps });
  return jobOfRun('two-points', parameters, { sweep: 's', group: 'g', engine });
}

describe('processesExecutor', () => {
  it('rejects the job of a process that is killed, and replaces the process', async () => {
    const before = executor.processIds();
    const lost = Promise.allSettled([executor.run(long, never), executor.run(long, never)]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const pid of before) process.kill(pid, 'SIGKILL');
    for (const end of await lost) expect(end).toMatchObject({ status: 'rejected', reason: { message: /exited/ } });
    const records = await Promise.all([1, 2, 3, 4].map(() => executor.run(short, never)));
    for (const { id } of records) expect(id).toBe(short.id);
    for (const pid of executor.processIds()) expect(before).not.toContain(pid);
  });

  it('survives the death of processes that have nothing to do', async () => {
    const before = executor.processIds();
    for (const pid of before) process.kill(pid, 'SIGKILL');
    // Until then a job may still be given to a dead one, and be lost like any job of a process that is killed.
    await vi.waitFor(() => {
      for (const pid of executor.processIds()) expect(before).not.toContain(pid);
    }, patient);
    expect((await executor.run(short, never)).id).toBe(short.id);
  });

  it('passes on the error of a job', async () => {
    const broken = { ...short, experiment: 'none' } as unknown as Job;
    await expect(executor.run(broken, never)).rejects.toThrow("reading 'run'");
  });

  it('runs on TF.js what the kernel cannot', async () => {
    const parameters = twoPointsParameters.parse({ architecture: 'gru', width: 8, depth: 2, steps: 3 });
    const tfjs = engineIdentities['tfjs-wasm'];
    const job = jobOfRun('two-points', parameters, { sweep: 's', group: 'g', engine: tfjs });
    expect(await executor.run(job, never)).toMatchObject({ id: job.id, engine: job.engine, status: 'unfinished' });
  });

  it('gives a job up as soon as it is told to', async () => {
    const controller = new AbortController();
    const run = executor.run(long, controller.signal);
    controller.abort(new Error('enough'));
    await expect(run).rejects.toThrow('enough');
  });

  it.runIf(process.platform === 'linux')('starts, though a process is killed before it has', async () => {
    const before = await childrenOf(process.pid);
    const starting = processesExecutor(1, [engine]);
    const begun = async () => (await childrenOf(process.pid)).find((pid) => !before.includes(pid));
    const started = await vi.waitUntil(begun, patient);
    process.kill(started, 'SIGKILL');
    const other = await starting;
    expect((await other.run(short, never)).id).toBe(short.id);
    expect(other.processIds()).not.toContain(started);
    await other.close();
  });

  it('refuses processes that have another engine than the plan', async () => {
    await expect(processesExecutor(1, [{ id: 'kernel', version: 'other' }])).rejects.toThrow(
      `The processes for the jobs do not start: This process has kernel ${engine.version}; the job is planned for kernel other`,
    );
    await expect(processesExecutor(0, [engine])).rejects.toThrow('The number of processes is 0');
  });
});
