import { compareRichStructure } from '../../../lib/experiments/rich-structure/compare.ts';
import { gridStatistics, type GridCell } from '../../../lib/experiments/rich-structure/grid-statistics.ts';
import type { Rates } from '../../../lib/theory/index.ts';
import type { Finished } from '../finished.ts';
import { conditionRow, number, rangeRow, ranged, type Row, type Section } from '../judge.ts';
import { gridIds, type GridId } from '../plan.ts';
import { gridReference } from '../reference.ts';

const cellsOfGrid = 25;

/** @param ratesOf mean rates of our own two-point runs of a setting; null if there are none. */
export function richStructureSection(finished: Finished, ratesOf: (key: GridId) => Rates | null): Section {
  const rows: Row[] = [];
  for (const key of gridIds) {
    const { stats } = gridReference[key]!;
    const runs = finished.of('rich-structure', key);
    const rates = ratesOf(key);
    const grids = [...new Set(runs.map(({ job }) => job.grid))].flatMap((grid) => {
      const there = runs.filter(({ job }) => job.grid === grid);
      if (rates === null || there.length < cellsOfGrid) return [];
      return [
        gridStatistics(
          there.flatMap(({ record }): GridCell[] => {
            const { hFinal, hTheory } = compareRichStructure(record, rates);
            if (hFinal === null || hTheory === null) return [];
            return [{ hFinal, hTheory, dy2: record.parameters.dy2 }];
          }),
        ),
      ];
    });
    const head = (quantity: string, text: string) => ({
      id: `rich-structure/${key}/${quantity}`,
      figure: `final h, ${key}`,
      quantity: text,
    });
    const pearsons = grids.map(({ pearson }) => pearson);
    if (key === 'two_layer' || key === 'shallow') {
      const row = { ...head('pearson', 'r of final h and closed form'), criterion: 'reference ± 0.03' };
      rows.push(conditionRow(row, number(stats.pearson), pearsons, (r) => Math.abs(r - stats.pearson) <= 0.03));
    } else {
      const row = rangeRow(head('pearson', 'r of final h and closed form'), [stats.pearson], pearsons);
      rows.push({ ...row, verdict: grids.length === 0 ? 'not run' : 'reported' });
    }
    rows.push({
      ...head('cells', 'finished cells of 25; slope through the origin'),
      reference: `${stats.n}; ${number(stats.slope_through_origin)}`,
      ours:
        grids.length === 0
          ? '–'
          : `${ranged(grids.map(({ count }) => count))}; ${ranged(grids.map(({ slope }) => slope))}`,
      seeds: grids.length,
      verdict: grids.length === 0 ? 'not run' : 'reported',
    });
  }
  return {
    title: 'Final distance over the geometry of the pair',
    text:
      'Grids of 25 cells, dx from 0.5 to 1.5 and dy from 0 to 1, one seed per cell, a fifth of the table’s learning rate, until ' +
      'the loss is below 1e−4, at most 40,000 steps; cells that are not done by then do not count. "Seeds" are whole grids. ' +
      'The closed form takes the mean rates of our own two-point runs of the setting.',
    rows,
  };
}
