import { mnistFiles } from '../../datasets/mnist.ts';
import { drawnDigits } from '../../datasets/testing/drawn-digits.ts';
import { experimentOf } from '../../experiments/any.ts';
import type { ExperimentId } from '../../experiments/index.ts';
import type { KnownRates } from '../../experiments/known-rates.ts';
import { releaseRun, type ReleasedRun } from '../../results/released-run.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { releaseSource } from '../release-source.ts';
import type { FigureSource } from '../source.ts';

const altered = experimentOf('alternatives');
const engine = kernelEngine(compiledKernel());
const drawn = drawnDigits(120);
/** Digits that are drawn, so that no test needs MNIST. */
const files = (name: string) => Promise.resolve(name === mnistFiles.images ? drawn.images : drawn.labels);
const small = { width: 16, depth: 2, steps: 120, lr: 0.1 };

type Change = Readonly<Record<string, unknown>>;

/** The groups of the tests' release by their sweep, of one case or several: each is trained for three seeds. */
const sweeps: Readonly<Record<string, Readonly<Record<string, Change | readonly Change[]>>>> = {
  settings: {
    default: { gain: 0.6, steps: 300 },
    tanh: { activation: 'tanh', gain: 0.9, steps: 300 },
    gain_10: { gain: 3, lr: 5 },
    adam: { gain: 0.6, optimizer: 'adam', lr: 0.01 },
  },
  breakdown: {
    holds: { width: 52, gain: 0.6, steps: 300 },
    shrinks: { width: 52, gain: 1.6, lr: 0.009, steps: 300 },
    unfinished: { width: 52, depth: 3, gain: 0.6, steps: 40 },
    diverged: { width: 52, depth: 3, gain: 1.6, lr: 10 },
  },
  depth: { default: { gain: 0.6, depth: 4, steps: 300 } },
  centre: {
    lazy: { activation: 'linear', gain: 0.9, steps: 80 },
    rich: { activation: 'tanh', gain: 0.6, centre: 0, steps: 200 },
  },
  'rich-structure': {
    shallow: { gain: 0.35, dy2: 0.25, steps: 3000 },
    narrow: { gain: 0.6, dy2: 0.0625, steps: 3000 },
    default: { gain: 0.35, dy2: 1, steps: 40 },
  },
  xor: {
    rich: { activation: 'relu', depth: 4, gain: 0.9, steps: 800 },
    shallow: { activation: 'relu', depth: 1, gain: 0.1, steps: 800 },
    scan: { activation: 'relu', gain: 1.5, lr: 0.02, steps: 400 },
  },
  modern: { gelu: { activation: 'gelu', gain: 0.9, steps: 300 } },
  optimisers: {
    sgd: { gain: 0.6, steps: 300 },
    adam: { gain: 0.6, optimizer: 'adam', lr: 0.01 },
  },
  context: {
    paper: [
      { gain: 0.5, lr: 0.3 },
      { gain: 0.7, lr: 0.2 },
      { gain: 2, lr: 0.01 },
    ],
    scan: [
      { gain: 1, lr: 0.1 },
      { gain: 1.4, lr: 0.001, epochs: 2 },
    ],
  },
  mnist: { structure: { optimizer: 'adam', lr: 0.005 }, trajectories: { lr: 0.5, epochs: 60 } },
  'first-look': { relu: { activation: 'relu', gain: 0.6 }, tanh: { activation: 'tanh', gain: 1.2 } },
};

/** What the runs of a sweep are of, and share. */
interface Other {
  readonly experiment: ExperimentId;
  /** `small` if not given. */
  readonly base?: Change;
  readonly known?: KnownRates;
}

/** The sweeps that are of other experiments, what their runs share, and the rates that their comparisons are given. */
const others: Readonly<Record<string, Other>> = {
  depth: { experiment: 'depth' },
  xor: { experiment: 'xor' },
  'rich-structure': { experiment: 'rich-structure', known: { etaH: 0.1, etaY: 0.2, runs: 3 } },
  context: { experiment: 'context', base: { positions: 5, width: 24, depth: 4, epochs: 400 } },
  mnist: { experiment: 'mnist', base: { images: 120, neighbours: 40, digits: 30, width: 16, depth: 3, epochs: 8 } },
};

async function trained(sweep: string, group: string, change: Change): Promise<ReleasedRun[]> {
  const { experiment: id, base = small, known } = others[sweep] ?? { experiment: 'two-points' };
  const experiment = experimentOf(id);
  return Promise.all(
    [1, 2, 3].map(async (seed) => {
      const parameters = experiment.parameters.parse({ ...base, ...change, seed });
      const record = await experiment.run(parameters, { engine, files });
      const also = sweep === 'settings' ? altered.summarise(record, altered.compare(record)) : {};
      return releaseRun(record, { sweep, group, known, also });
    }),
  );
}

async function make(): Promise<FigureSource> {
  const groups = Object.entries(sweeps).flatMap(([sweep, changes]) =>
    Object.entries(changes).flatMap(([group, cases]) => [cases].flat().map((change) => trained(sweep, group, change))),
  );
  const runs = (await Promise.all(groups)).flat();
  const host = { engine, where: 'a test', beforeTraining: () => undefined, files };
  const rest = releaseSource({ release: '0123456789ab', runs }, host);
  // Runs on digits are asked for at the size of the article; here they are of the digits that there are.
  const fewer = { images: 120, neighbours: 40, epochs: 4 };
  return {
    ...rest,
    run: (id, given) => rest.run(id, id === 'mnist' ? { ...given, ...fewer } : given),
  };
}

let source: Promise<FigureSource> | undefined;

/** A small release of runs that were really trained, for the tests of figures. Add to `sweeps` what a figure needs. */
export function testSource(): Promise<FigureSource> {
  source ??= make();
  return source;
}
