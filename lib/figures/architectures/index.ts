import { formatR2 } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { architectures, type ArchitecturesState } from './definition.ts';
import { architecturesHeight, drawArchitectures } from './draw.ts';
import { architecturesPython } from './matplotlib.ts';
import { architecturesRows, loadArchitectures, type ArchitecturePanel, type ArchitecturesTable } from './table.ts';

const sets: Readonly<Record<ArchitecturesState['set'], string>> = {
  paper: 'The paper’s networks',
  gains: 'The paper’s default at seven gains',
  beyond: 'Networks and optimisers beyond the paper',
};
const curves: Readonly<Record<ArchitecturesState['curve'], string>> = {
  h: 'h, the squared distance of the representations',
  y: 'y, the squared distance of the predictions',
  w: 'w, the alignment of the prediction with its error',
  loss: 'the loss',
};

const listed = (panels: readonly ArchitecturePanel[]) => panels.map(({ name }) => name).join(', ');

/** What fits, what does not, and who does not learn. */
function describe({ panels }: ArchitecturesTable): string {
  const medians = panels.flatMap(({ physical, runs, r2 }) => (2 * physical > runs && r2 ? [r2.median] : []));
  const failing = panels.filter(({ physical, runs }) => 2 * physical <= runs);
  const stuck = panels.filter(({ learnt, runs }) => learnt < runs);
  const good =
    medians.length > 0
      ? `In ${medians.length} of ${panels.length} networks the theory describes most seeds, with a middle R² of ` +
        `${formatR2(Math.min(...medians))} to ${formatR2(Math.max(...medians))}.`
      : `In none of ${panels.length} networks does the theory describe most seeds.`;
  const bad = failing.length > 0 ? ` It fails for ${listed(failing)}.` : '';
  const counts = stuck.map(({ name, learnt, runs }) => `${name} (${runs - learnt} of ${runs})`).join(', ');
  return `${good}${bad}${stuck.length > 0 ? ` Seeds that have not learnt both targets at the end: ${counts}.` : ''}`;
}

export const architecturesFigure: Figure<ArchitecturesState, ArchitecturesTable> = {
  ...architectures,
  load: loadArchitectures,
  height: architecturesHeight,
  draw: drawArchitectures,
  title: ({ state }) => `${sets[state.set]}: ${curves[state.curve]}; the ${state.run} fit of each`,
  describe,
  rows: architecturesRows,
  sources: ({ release, panels }) =>
    sourcesOfRows(
      release,
      panels.map(({ run }) => run),
    ),
  matplotlib: architecturesPython,
};
