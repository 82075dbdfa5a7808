import type { ColumnType } from '../../lib/results/column.ts';
import { dictionary } from '../../lib/results/dictionary.ts';

/** How SQLite keeps a column's values; booleans as 0 and 1. */
export const storage: Readonly<Record<ColumnType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  real: 'REAL',
  float: 'REAL',
  boolean: 'INTEGER',
};

/**
 * The SQL that gives the table of runs those columns of the dictionary that it does not have yet: releases that it holds
 * already have null there.
 * @param present the columns that it has.
 */
export function columnStatements(present: readonly string[]): string[] {
  return dictionary
    .filter(({ name }) => !present.includes(name))
    .map(({ name, type }) => `ALTER TABLE runs ADD COLUMN "${name}" ${storage[type]};`);
}
