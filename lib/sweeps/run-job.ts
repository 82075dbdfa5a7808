import { experimentOf } from '../experiments/any.ts';
import { engineFor } from './engines.ts';
import type { Job, JobRecord } from './job.ts';
import { packagedFiles } from './packaged-files.ts';

/** Runs a job in this process, on the engine that it was planned for. @throws as `Experiment.run` and `engineFor`. */
export async function runJob({ experiment, parameters, engine }: Job, signal?: AbortSignal): Promise<JobRecord> {
  return experimentOf(experiment).run(parameters, {
    engine: await engineFor(engine),
    files: packagedFiles,
    ...(signal && { signal }),
  });
}
