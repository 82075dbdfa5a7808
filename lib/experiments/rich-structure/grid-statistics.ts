import { mean, pearson } from '../statistics.ts';

/** One cell with both numbers. */
export interface GridCell {
  readonly hFinal: number;
  readonly hTheory: number;
  readonly dy2: number;
}

/** How well the closed form predicts the final h over the cells of a grid. */
export interface GridStatistics {
  /** Cells that count. */
  readonly count: number;
  /** Pearson's r of measured and predicted h. */
  readonly pearson: number;
  /** Share of the variance of the measured h that the prediction itself explains: 1 only on the identity line. */
  readonly r2Identity: number;
  /** Slope of the least-squares line of measured over predicted h through the origin. */
  readonly slope: number;
  /** Mean of |measured - predicted| / measured over cells with dy > 0. */
  readonly meanRelativeError: number;
}

/**
 * Statistics of a grid over its finished cells.
 * @throws RangeError for fewer than 2 cells.
 */
export function gridStatistics(cells: readonly GridCell[]): GridStatistics {
  const measured = cells.map(({ hFinal }) => hFinal);
  const predicted = cells.map(({ hTheory }) => hTheory);
  const r = pearson(measured, predicted);
  const centre = mean(measured);
  const sum = (term: (cell: GridCell) => number) => cells.reduce((total, cell) => total + term(cell), 0);
  return {
    count: cells.length,
    pearson: r,
    r2Identity: 1 - sum((cell) => (cell.hFinal - cell.hTheory) ** 2) / sum((cell) => (cell.hFinal - centre) ** 2),
    slope: sum((cell) => cell.hFinal * cell.hTheory) / sum((cell) => cell.hTheory ** 2),
    meanRelativeError: mean(
      cells.filter(({ dy2 }) => dy2 > 0).map(({ hFinal, hTheory }) => Math.abs(hFinal - hTheory) / hFinal),
    ),
  };
}
