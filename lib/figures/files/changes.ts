import { formatNumber } from '../axes.ts';
import type { AnyFigure, FigureRow } from '../figure.ts';

/** A cell that two tables have otherwise. */
interface CellChange {
  readonly column: string;
  readonly before: FigureRow[string];
  readonly after: FigureRow[string];
  /** Relative change of a number; infinite where one of the two is none. */
  readonly size: number;
}

const shown = (value: FigureRow[string]) =>
  value === null ? 'empty' : typeof value === 'number' ? formatNumber(value) : value;

function cellChanges(before: readonly FigureRow[], after: readonly FigureRow[]): CellChange[] {
  return before.flatMap((row, n) =>
    Object.entries(row).flatMap(([column, old]): CellChange[] => {
      const value = after[n]![column] ?? null;
      if (Object.is(old, value)) return [];
      const areNumbers = typeof old === 'number' && typeof value === 'number';
      const scale = areNumbers ? Math.max(Math.abs(old), Math.abs(value)) : 0;
      return [{ column, before: old, after: value, size: areNumbers ? Math.abs(value - old) / scale : Infinity }];
    }),
  );
}

/** What became of the rows: nothing, other numbers, or other rows. */
function rowChanges(before: readonly FigureRow[], after: readonly FigureRow[]): string {
  if (before.length === after.length) {
    const changes = cellChanges(before, after);
    if (changes.length === 0) return 'Every number is the same.';
    const most = changes.reduce((a, b) => (b.size > a.size ? b : a));
    const cells = before.reduce((sum, row) => sum + Object.keys(row).length, 0);
    return (
      `${changes.length} of ${cells} cells of the table differ, the most in ${most.column}: ` +
      `${shown(most.before)} became ${shown(most.after)}.`
    );
  }
  const text = (row: FigureRow) => JSON.stringify(row);
  const left = new Map<string, number>();
  for (const row of before) left.set(text(row), (left.get(text(row)) ?? 0) + 1);
  let kept = 0;
  for (const row of after) {
    const count = left.get(text(row)) ?? 0;
    if (count === 0) continue;
    left.set(text(row), count - 1);
    kept += 1;
  }
  return (
    `The table has ${after.length} rows in place of ${before.length}: ${kept} are the same, ` +
    `${before.length - kept} are gone, ${after.length - kept} are new.`
  );
}

const count = (runs: readonly string[]) => (runs.length === 1 ? 'one run' : `${runs.length} runs`);

/**
 * What differs between two tables of one state of a figure, in sentences: runs, numbers, words.
 * @param before the table of the older release.
 */
export function changesBetween(figure: AnyFigure, before: object, after: object): string[] {
  const [old, now] = [figure.sources(before), figure.sources(after)];
  const runs = now.runs.filter((id) => !old.runs.includes(id)).length;
  const isOtherRuns = runs > 0 || now.runs.length !== old.runs.length;
  const description = figure.describe(after);
  return [
    ...(isOtherRuns ? [`It is of ${count(now.runs)}, ${runs} of them new, in place of ${count(old.runs)}.`] : []),
    rowChanges(figure.rows(before), figure.rows(after)),
    ...(description === figure.describe(before) ? [] : [`It reads now: ${description}`]),
  ];
}
