import { csvFormatRows } from 'd3-dsv';
import type { Cell } from './tables.ts';

/** Rows of plain values as CSV (RFC 4180) with a header; null is an empty cell, numbers are shortest round-trip decimals. */
export function csvTable(columns: readonly string[], rows: readonly Readonly<Record<string, Cell>>[]): string {
  return `${csvFormatRows([[...columns], ...rows.map((row) => columns.map((name) => String(row[name] ?? '')))])}\n`;
}
