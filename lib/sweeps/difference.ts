import type { ColumnType } from '../results/column.ts';
import { dictionary } from '../results/dictionary.ts';
import type { ReleasedRun } from '../results/released-run.ts';
import { runTables, tableNames, type Cell } from '../results/tables.ts';

/** How far a number may be off, relative to the greatest of its column in the run. */
export interface Tolerance {
  /** Numbers that were seen of the network, in float32. */
  readonly seen: number;
  /** Numbers that the theory and the statistics add, in float64. */
  readonly derived: number;
}

/**
 * The kernel gives the same bits everywhere, TF.js does not. What is derived may differ in its last digits between two
 * engines of JavaScript, whose exponentials do.
 */
export const toleranceOf = (engine: string): Tolerance =>
  engine === 'kernel' ? { seen: 0, derived: 1e-6 } : { seen: 1e-3, derived: 1e-2 };

/** A column in which two forms of a run differ. */
export interface Difference {
  /** `runs.h0`, `trajectories.h`. */
  readonly column: string;
  /** How many of how many cells. */
  readonly cells: number;
  readonly of: number;
  /** The greatest difference relative to the greatest number of the column; null where it is none of numbers. */
  readonly worst: number | null;
}

/** How two columns differ, cell by cell; null if they do not by more than is tolerated. */
function compareColumn(
  type: ColumnType,
  before: readonly Cell[],
  after: readonly Cell[],
  { seen, derived }: Tolerance,
) {
  const tolerance = type === 'float' ? seen : type === 'real' ? derived : 0;
  const numbers = before.filter((cell) => typeof cell === 'number');
  const scale = numbers.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let cells = Math.abs(before.length - after.length);
  let worst: number | null = null;
  before.slice(0, after.length).forEach((cell, n) => {
    const other = after[n]!;
    if (Object.is(cell, other)) return;
    if (typeof cell === 'number' && typeof other === 'number') {
      const difference = Math.abs(cell - other) / (scale || 1);
      worst = Math.max(worst ?? 0, difference);
      if (difference <= tolerance && tolerance > 0) return;
    }
    cells++;
  });
  return { cells, worst };
}

/** The columns in which a run that was made again is not as it was released. */
export function compareRuns(before: ReleasedRun, after: ReleasedRun, tolerance: Tolerance): Difference[] {
  const differences: Difference[] = [];
  const compare = (column: string, type: ColumnType, old: readonly Cell[], young: readonly Cell[]) => {
    const { cells, worst } = compareColumn(type, old, young, tolerance);
    if (cells > 0) differences.push({ column, cells, of: Math.max(old.length, young.length), worst });
  };
  const [oldRow, youngRow] = [before.row, after.row] as unknown as Readonly<Record<string, Cell>>[];
  for (const { name, type } of dictionary) compare(`runs.${name}`, type, [oldRow![name]!], [youngRow![name]!]);
  for (const table of tableNames) {
    const [old, young] = [before.tables[table], after.tables[table]];
    for (const { name, type } of runTables[table].columns) {
      compare(`${table}.${name}`, type, old?.[name] ?? [], young?.[name] ?? []);
    }
  }
  return differences;
}
