import type { DrawOptions } from '../figure.ts';
import { drawMatrices, matricesHeight } from './matrices.ts';
import { drawScan, scanHeight } from './scan.ts';
import type { XorTable } from './table.ts';

export function xorHeight(width: number, table: XorTable | null): number {
  if (table?.state.view === 'scan') return scanHeight(width);
  const matrices = matricesHeight(width, table?.groups.length);
  return table ? matrices : Math.max(matrices, scanHeight(width));
}

/** The view that the state asks for. */
export const drawXor = (table: XorTable, options: DrawOptions): SVGSVGElement =>
  table.state.view === 'scan' ? drawScan(table, options) : drawMatrices(table, options);
