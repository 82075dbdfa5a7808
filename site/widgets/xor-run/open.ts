/** What the morphing matrices need once they are touched; loaded only then, because Plot and Zod are heavy. */
import { liveXorParameters } from '../../../lib/experiments/xor/live.ts';
import { describeXorRun, drawXorRun } from '../../../lib/figures/xor-run/table.ts';
import { TrainingClient, type Job } from '../../workers/client.ts';
import { drawAsPage } from '../figure/drawAsPage.ts';

export { describeXorRun as describe, TrainingClient };

export const jobOf = (gain: number, seed: number): Job<'xor'> => ({
  run: { experiment: 'xor', parameters: liveXorParameters(gain, seed) },
  engine: 'auto',
  anywhere: true,
  state: { gain, seed },
});

export const drawInto = drawAsPage({ draw: drawXorRun, describe: describeXorRun });
