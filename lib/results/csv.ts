import { csvFormatRows } from 'd3-dsv';
import { dictionary } from './dictionary.ts';
import type { RunRow } from './run-row.ts';

/** Rows of plain values as CSV (RFC 4180) with a header; null is an empty cell, numbers are shortest round-trip decimals. */
export function csvTable(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, string | number | boolean | null>>[],
): string {
  return `${csvFormatRows([[...columns], ...rows.map((row) => columns.map((name) => String(row[name] ?? '')))])}\n`;
}

/** The table of runs as CSV, columns in the dictionary's order. */
export function runsCsv(rows: readonly RunRow[]): string {
  return csvTable(
    dictionary.map(({ name }) => name),
    rows,
  );
}
