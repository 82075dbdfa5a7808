import { pageWidths } from '../../../lib/figures/files/page-widths.ts';
import { compactBelow } from '../../../lib/figures/panels.ts';

/** Width of the page's own picture (`pagePictures`) where there is that much room. */
export const pageWidthAt = (width: number): number => (width < compactBelow ? pageWidths.narrow : pageWidths.wide);
