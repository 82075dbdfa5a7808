/** Widths at which a page holds a figure ready: for the text column, and for a phone. */
export const pageWidths = { wide: 760, narrow: 340 } as const;
