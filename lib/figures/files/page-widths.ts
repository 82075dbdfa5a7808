/**
 * Widths at which a page holds a figure ready: for the text column, for a phone, and for what is left of the column where the
 * controls stand beside the picture (site/styles/controls.css).
 */
export const pageWidths = { wide: 760, narrow: 340, beside: 485 } as const;
