import type { RunRecord } from '../../experiments/run-record.ts';
import type { Columns, RunTables } from '../tables.ts';

/**
 * How what is seen of an experiment's runs stands in the tables of a release. `unpack` undoes `pack`, but for the steps that
 * were not kept; every kept number keeps all its bits.
 */
export interface Packing<Parameters, Data extends object, Comparison> {
  /** @param kept which of the recorded steps to keep: indices, increasing. */
  pack(record: RunRecord<Parameters, Data>, comparison: Comparison, kept: readonly number[]): RunTables;
  /** @throws Error if a table that every run of the experiment has is missing. */
  unpack(tables: RunTables, parameters: Parameters): Data;
}

/** The entries of `values` at some indices. */
export const pick = <Value>(values: readonly Value[], indices: readonly number[]): Value[] =>
  indices.map((n) => values[n]!);

/** A column of a table that a run need not have rows in: one that diverged at once has none. */
export const column = (columns: Columns | undefined, name: string): number[] => [
  ...((columns?.[name] ?? []) as readonly number[]),
];

/** The same value `count` times. */
export const repeated = <Value>(value: Value, count: number): Value[] => new Array<Value>(count).fill(value);
