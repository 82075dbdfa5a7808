import { cutTo } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { modern, type ModernState } from './definition.ts';
import { drawModern, modernHeight } from './draw.ts';
import { modernPython } from './matplotlib.ts';
import { loadModern, modernRows, type ModernNetwork, type ModernTable } from './table.ts';

const named = ({ name, r2 }: ModernNetwork) => (r2 ? `${name} (middle R² ${cutTo(r2.median, 3)})` : `${name} (no fit)`);

/** What the theory describes and what not, by the seeds. */
function describe({ networks }: ModernTable): string {
  const holds = ({ seeds }: ModernNetwork) => 2 * seeds.filter(({ physical }) => physical).length > seeds.length;
  const good = networks.filter(holds);
  const bad = networks.filter((network) => !holds(network));
  const seeds = networks.reduce((sum, network) => sum + network.seeds.length, 0);
  return [
    good.length > 0
      ? `The theory describes most seeds of ${good.map(named).join(', ')}.`
      : 'The theory describes most seeds of none of these networks.',
    ...(bad.length > 0 ? [`It fails for ${bad.map(named).join(', ')}.`] : []),
    `${networks.length} networks, ${seeds} runs.`,
  ].join(' ');
}

const titles: Readonly<Record<ModernState['networks'], string>> = {
  architectures: 'Architectures that the paper does not have',
  optimisers: 'One network under gradient descent, momentum and Adam',
};

export const modernFigure: Figure<ModernState, ModernTable> = {
  ...modern,
  load: loadModern,
  height: modernHeight,
  draw: drawModern,
  title: ({ state }) => `${titles[state.networks]}: the ${state.run} fit of each`,
  describe,
  rows: modernRows,
  sources: ({ release, networks }) =>
    sourcesOfRows(
      release,
      networks.flatMap(({ seeds }) => seeds),
    ),
  matplotlib: modernPython,
};
