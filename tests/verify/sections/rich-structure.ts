import { compareRichStructure } from '../../../lib/experiments/rich-structure/compare.ts';
import {
  gridStatistics,
  type GridCell,
  type GridStatistics,
} from '../../../lib/experiments/rich-structure/grid-statistics.ts';
import type { RichStructureRecord } from '../../../lib/experiments/rich-structure/run.ts';
import type { Rates } from '../../../lib/theory/index.ts';
import type { Finished } from '../finished.ts';
import { conditionRow, nothing, number, ranged, reportedRow, twinsOf, type Row, type Section } from '../row.ts';
import { gridIds, type GridId } from '../plan.ts';
import { gridReference } from '../reference.ts';

const cellsOfGrid = 25;

/** Statistics of the grids that are complete. */
function statisticsOf(grids: ReadonlyMap<number, RichStructureRecord[]>, rates: Rates | null): GridStatistics[] {
  return [...grids.values()].flatMap((cells) => {
    if (rates === null || cells.length < cellsOfGrid) return [];
    const counted = cells.flatMap((record): GridCell[] => {
      const { hFinal, hTheory } = compareRichStructure(record, rates);
      return hFinal === null || hTheory === null ? [] : [{ hFinal, hTheory, dy2: record.parameters.dy2 }];
    });
    return [gridStatistics(counted)];
  });
}

/** @param ratesOf mean rates of our own two-point runs of a setting; null if there are none. */
export function richStructureSection(finished: Finished, ratesOf: (key: GridId) => Rates | null): Section {
  const rows = gridIds.flatMap((key): Row[] => {
    const { stats, eta_h_mean: etaH, eta_y_mean_over_seeds: etaY } = gridReference[key]!;
    const grids = statisticsOf(finished.grids(key, false), ratesOf(key));
    // With the reference's own rates: nothing but the computation may differ.
    const twins = statisticsOf(finished.grids(key, true), { etaH, etaY });
    const head = (quantity: string, text: string) => ({
      id: `rich-structure/${key}/${quantity}`,
      figure: `final h, ${key}`,
      quantity: text,
    });
    const pearson = head('pearson', 'r of final h and closed form');
    const pearsons = grids.map((grid) => grid.pearson);
    const same = twinsOf([stats.pearson], [twins.map((grid) => grid.pearson)]);
    const slopes = grids.map(({ slope }) => slope);
    const sameSlope = twinsOf([stats.slope_through_origin], [twins.map(({ slope }) => slope)]);
    return [
      key === 'two_layer' || key === 'shallow'
        ? conditionRow(
            { ...pearson, criterion: 'reference ± 0.03' },
            number(stats.pearson),
            pearsons,
            (r) => Math.abs(r - stats.pearson) <= 0.03,
            same,
          )
        : reportedRow(pearson, number(stats.pearson), pearsons, same),
      reportedRow(head('slope', 'slope through the origin'), number(stats.slope_through_origin), slopes, sameSlope),
      {
        ...head('cells', 'finished cells of 25'),
        reference: number(stats.n),
        ours: ranged(grids.map(({ count }) => count)),
        seeds: grids.length,
        criterion: nothing,
        verdict: grids.length === 0 ? 'not run' : 'reported',
        ...(twins.length > 0 && { twins: twinsOf([stats.n], [twins.map(({ count }) => count)])! }),
      },
    ];
  });
  return {
    id: 'rich-structure',
    title: 'Final distance over the geometry of the pair',
    text:
      'As `rich_structure.ipynb`: grids of 25 cells, dx from 0.5 to 1.5 and dy from 0 to 1, one seed per cell, a fifth of the ' +
      'table’s learning rate, until the loss is below 1e−4, at most 40,000 steps; cells that are not done by then do not ' +
      'count. "Seeds" are whole grids. The closed form takes the mean rates of our own two-point runs of the setting; for ' +
      'the same start, those of the reference.',
    rows,
  };
}
