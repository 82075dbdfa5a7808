import { twoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import { csvTable } from '../../lib/results/csv.ts';
import { buildSource } from './source.ts';

/** A released run as its owner would give it, to try the form with: the article's first. */
export async function exampleRun(): Promise<{ csv: string; dx2: number; dy2: number }> {
  const { record } = await (await buildSource()).run('two-points', twoPointsParameters.parse({}));
  const { step, h, y, w, loss } = record.series;
  const rows = step.map((at, n) => ({ step: at, h: h[n]!, y: y[n]!, w: w[n]!, loss: loss[n]! }));
  const { dx2, dy2 } = record.parameters;
  return { csv: csvTable(['step', 'h', 'y', 'w', 'loss'], rows), dx2, dy2 };
}
