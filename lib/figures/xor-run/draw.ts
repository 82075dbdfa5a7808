import type { DrawOptions } from '../figure.ts';
import { drawMatrices, matricesHeight } from '../xor/matrices.ts';
import { groupOf, type XorRunTable } from './table.ts';

export const xorRunHeight = (width: number): number => matricesHeight(width, 1);

/** The matrices at the start and at the step that is looked at, and the closed form's. */
export function drawXorRun(table: Omit<XorRunTable, 'provenance'>, options: DrawOptions): SVGSVGElement {
  const { group, step } = groupOf(table);
  return drawMatrices({ groups: [group] }, options, { initial: 'start', final: `step ${step}`, theory: 'theory, end' });
}
