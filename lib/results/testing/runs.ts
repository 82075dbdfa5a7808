import { mnistFiles } from '../../datasets/mnist.ts';
import { drawnDigits } from '../../datasets/testing/drawn-digits.ts';
import { experimentOf, type AnyRecord } from '../../experiments/any.ts';
import { experiments, type ExperimentId } from '../../experiments/index.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { releaseRun, type ReleasedRun, type ReleaseOptions } from '../released-run.ts';

const engine = kernelEngine(compiledKernel());
const drawn = drawnDigits(120);
const files = (name: string) => Promise.resolve(name === mnistFiles.images ? drawn.images : drawn.labels);

const small = { width: 16, depth: 2 };

/** Parameters of a run of each experiment that takes a moment. */
const smallest: Readonly<Record<ExperimentId, object>> = {
  'two-points': { ...small, steps: 300 },
  depth: { ...small, depth: 3, activation: 'tanh', steps: 300 },
  'rich-structure': { ...small, lr: 0.1, lossTarget: 0.01 },
  xor: { ...small, steps: 60 },
  context: { ...small, positions: 4, epochs: 12 },
  mnist: { ...small, images: 100, neighbours: 60, digits: 20, epochs: 6 },
};

/** Ids of all experiments. */
export const experimentIds = Object.keys(experiments) as ExperimentId[];

/** A small run of an experiment, really trained. */
export function smallRecord(id: ExperimentId, change: object = {}): Promise<AnyRecord> {
  const experiment = experimentOf(id);
  return experiment.run(experiment.parameters.parse({ ...smallest[id], ...change }), { engine, files });
}

/** The rates that comparisons which take those of other runs are told. */
export const rates = { etaH: 0.01, etaY: 0.1, runs: 3 };

/** A record as a release holds it. */
export function released(record: AnyRecord, options: Partial<ReleaseOptions> = {}): ReleasedRun {
  const known = ['rich-structure', 'xor'].includes(record.experiment) ? rates : undefined;
  return releaseRun(record, { sweep: 'test', group: record.experiment, known, ...options });
}

/** What releases of tests say of themselves. */
export const about = {
  date: '2026-01-01',
  title: 'Test',
  software: { authors: 'Someone', title: 'Something' },
  sweeps: [{ id: 'test', title: 'Test', file: 'test.yaml', sha256: '0'.repeat(64) }],
};
