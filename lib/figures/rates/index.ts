import { formatNumber } from '../axes.ts';
import type { Figure } from '../figure.ts';
import { sourcesOfRows } from '../sources.ts';
import { rates, type RatesState } from './definition.ts';
import { drawRates, hasPlace, ratesHeight } from './draw.ts';
import { ratesPython } from './matplotlib.ts';
import { loadRates, ratesRows, type RatesRun, type RatesTable } from './table.ts';

const titles: Readonly<Record<RatesState['sweep'], string>> = {
  settings: 'Effective rates of the paper’s settings',
  modern: 'Effective rates of networks beyond the paper',
  'first-look': 'Effective rates of small networks',
};

function describe({ groups, state }: RatesTable): string {
  const runs = groups.flatMap((group) => group.runs);
  const meaningful = runs.filter(({ physical }) => physical);
  const range = (of: (run: RatesRun) => number | null) => {
    const values = meaningful.map(of).filter((value) => value !== null);
    if (values.length === 0) return 'is meaningful nowhere';
    return `goes from ${formatNumber(Math.min(...values))} to ${formatNumber(Math.max(...values))}`;
  };
  const hollow = runs.length - meaningful.length;
  const without = runs.filter(({ tauH, tauY }) => !hasPlace(tauH, state) || !hasPlace(tauY, state)).length;
  return [
    `${groups.length} groups, ${runs.length} runs.`,
    `1/τ_h ${range(({ tauH }) => tauH)}, 1/τ_y ${range(({ tauY }) => tauY)}.`,
    hollow === 0
      ? 'Every fit is meaningful.'
      : `${hollow} ${hollow === 1 ? 'fit is' : 'fits are'} not meaningful (hollow).`,
    ...(without > 0
      ? [
          `${without} ${without === 1 ? 'run has' : 'runs have'} a rate off the axis, not positive or not found (counted at the right).`,
        ]
      : []),
  ].join(' ');
}

export const ratesFigure: Figure<RatesState, RatesTable> = {
  ...rates,
  load: loadRates,
  height: ratesHeight,
  draw: drawRates,
  title: ({ state }) =>
    `${titles[state.sweep]}, per ${state.per === 'lr' ? 'step and learning rate' : 'training step'}`,
  describe,
  rows: ratesRows,
  sources: ({ release, groups }) =>
    sourcesOfRows(
      release,
      groups.flatMap(({ runs }) => runs),
    ),
  matplotlib: ratesPython,
};
