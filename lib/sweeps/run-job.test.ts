import { describe, expect, it } from 'vitest';
import { experimentOf } from '../experiments/any.ts';
import { engineIdentities } from '../training/identities.ts';
import { buildKernel } from './engines.ts';
import { jobOf } from './job.ts';
import { runJob } from './run-job.ts';

const where = { sweep: 's', group: 'g', engine: engineIdentities.kernel };

describe('runJob', () => {
  it('gives the digits of MNIST to the experiment that needs them', async () => {
    await buildKernel();
    const parameters = experimentOf('mnist').parameters.parse({
      ...{ width: 8, depth: 2, images: 100, neighbours: 20, digits: 10, epochs: 1 },
    });
    const job = jobOf('mnist', parameters, where);
    expect(await runJob(job)).toMatchObject({
      id: job.id,
      experiment: 'mnist',
      labels: [0, 1, 1, 1, 2, 3, 4, 4, 5, 9],
    });
  });

  it('refuses an engine that this machine does not have in that version', async () => {
    const { parameters } = experimentOf('two-points');
    const job = jobOf('two-points', parameters.parse({}), { ...where, engine: { id: 'kernel', version: '0' } });
    await expect(runJob(job)).rejects.toThrow('the job is planned for kernel 0');
    const gpu = jobOf('two-points', parameters.parse({}), { ...where, engine: engineIdentities['tfjs-webgl'] });
    await expect(runJob(gpu)).rejects.toThrow('Node has no engine tfjs-webgl; it has kernel, tfjs-wasm, tfjs-cpu.');
  });
});
