/** A run whose record has all its steps: it is drawn as far as `until` says. */
interface WholeRun {
  readonly record: { readonly series: { readonly step: readonly number[] } };
  readonly until?: number;
}

/** Runs as they were at one step; `until: 0` shows their start instead. */
interface OneLook {
  readonly step: number;
  readonly until?: number;
}

/** What a reader can go through: either has its steps in itself, or is the last of the tables that came on the way. */
export type PlayedTable = WholeRun | OneLook;

export const isWhole = (table: object): table is WholeRun => 'record' in table;

/** The steps that can be looked at, and the table of each. */
export interface Played<Table> {
  readonly steps: readonly number[];
  readonly at: (position: number) => Table;
}

/**
 * How a table is gone through.
 * @param snapshots the tables that came on the way to it; the table alone if there are none.
 */
export function playedOf<Table extends PlayedTable>(table: Table, snapshots: readonly Table[]): Played<Table> {
  if (isWhole(table)) {
    const { step } = table.record.series;
    return { steps: step, at: (position) => ({ ...table, until: step[position] }) };
  }
  const looks = (snapshots.length > 0 ? snapshots : [table]) as readonly (OneLook & Table)[];
  return {
    steps: [0, ...looks.map(({ step }) => step)],
    at: (position) => (position === 0 ? { ...looks[0]!, until: 0 } : looks[position - 1]!),
  };
}
