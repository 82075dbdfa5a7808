import type { Control } from '../../../lib/figures/controls.ts';

/** Whether a figure's controls stand beside its picture where there is room: below it, so many would be out of sight. */
export const standBeside = (controls: readonly Control[]): boolean => controls.length > 4;
