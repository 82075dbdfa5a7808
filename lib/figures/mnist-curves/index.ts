import { cutTo } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { describePairRun } from '../two-points/describe.ts';
import { mnistCurves, type MnistCurvesState } from './definition.ts';
import { drawMnistCurves, mnistCurvesHeight } from './draw.ts';
import { mnistCurvesPython } from './matplotlib.ts';
import { loadMnistCurves, mnistCurvesRows, type MnistCurvesTable, type SeedFit } from './table.ts';

const training: Readonly<Record<MnistCurvesState['group'], string>> = {
  trajectories: 'gradient descent',
  structure: 'Adam',
};

/** From the least to the greatest of the seeds, in words. */
function range(seeds: readonly SeedFit[], name: 'r2' | 'r2H' | 'r2Y' | 'r2W'): string {
  const values = seeds.flatMap((fit) => fit[name] ?? []).sort((a, b) => a - b);
  if (values.length === 0) return 'not known';
  const [least, greatest] = [cutTo(values[0]!, 3), cutTo(values.at(-1)!, 3)];
  return least === greatest ? least : `${least} to ${greatest}`;
}

function describe({ run, seeds }: MnistCurvesTable): string {
  const parts = `${range(seeds, 'r2H')} for h, ${range(seeds, 'r2Y')} for y and ${range(seeds, 'r2W')} for w`;
  return (
    `${describePairRun(run)} Over ${seeds.length} ${seeds.length === 1 ? 'seed' : 'seeds'} R² is ${range(seeds, 'r2')} ` +
    `of the three curves together, in which h, the largest, counts most: by itself ${parts}.`
  );
}

export const mnistCurvesFigure: Figure<MnistCurvesState, MnistCurvesTable> = {
  ...mnistCurves,
  load: loadMnistCurves,
  height: mnistCurvesHeight,
  draw: drawMnistCurves,
  title: ({ state, labels: [first, second], images, epochs }) =>
    `A handwritten ${first} and a ${second} among ${images.toLocaleString('en')} digits: ${training[state.group]}, ` +
    `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}, seed ${state.seed}`,
  describe,
  rows: mnistCurvesRows,
  sources: ({ release, id, seeds }) => {
    // The run that is drawn comes first.
    const own = seeds.filter((fit) => fit.id === id);
    return sourcesOfRows(release, [...own, ...seeds]);
  },
  matplotlib: mnistCurvesPython,
};
