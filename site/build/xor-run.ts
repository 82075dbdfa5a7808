import { xorExperiment } from '../../lib/experiments/xor/index.ts';
import { liveGains, liveXorParameters } from '../../lib/experiments/xor/live.ts';
import { pagePictures } from '../../lib/figures/files/page-pictures.ts';
import { describeXorRun, drawXorRun } from '../../lib/figures/xor-run/table.ts';
import { buildKernel } from './kernel.ts';

/** What the page shows before the reader does anything: a rich network, trained while the page is built. */
const initial = { gain: 0.8, seed: 1 };

export async function xorRunPage() {
  const record = await xorExperiment.run(liveXorParameters(initial.gain, initial.seed), {
    engine: await buildKernel(),
  });
  const table = { record, comparison: xorExperiment.compare(record) };
  return {
    ...{ initial, gains: liveGains, description: describeXorRun(table) },
    pictures: pagePictures({ draw: drawXorRun, describe: describeXorRun }, table),
  };
}
