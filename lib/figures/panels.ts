/** Sizes of a figure of several equal panels, in CSS pixels. */
export interface Panels {
  readonly columns: number;
  readonly rows: number;
  readonly panelWidth: number;
  readonly panelHeight: number;
  readonly gapX: number;
  readonly gapY: number;
  /** Of all panels together. */
  readonly height: number;
}

export interface PanelWishes {
  readonly count: number;
  /** Narrowest panel that can be read. */
  readonly least: number;
  /** Most panels in a row. */
  readonly most: number;
  /** Height of a panel of that width. */
  readonly heightOf: (panelWidth: number) => number;
  readonly gapX?: number;
  readonly gapY?: number;
}

/** As many equal panels in a row as there is room for, the rows filled evenly. */
export function panelsOf(width: number, { count, least, most, heightOf, gapX = 18, gapY = 18 }: PanelWishes): Panels {
  const fitting = Math.max(1, Math.min(most, count, Math.floor((width + gapX) / (least + gapX))));
  const rows = Math.ceil(count / fitting);
  const columns = Math.ceil(count / rows);
  const panelWidth = (width - gapX * (columns - 1)) / columns;
  const panelHeight = heightOf(panelWidth);
  return { columns, rows, panelWidth, panelHeight, gapX, gapY, height: rows * panelHeight + (rows - 1) * gapY };
}

/** Left upper corner of the n-th panel. */
export function panelCorner(
  { columns, panelWidth, panelHeight, gapX, gapY }: Panels,
  n: number,
): { x: number; y: number } {
  return { x: (n % columns) * (panelWidth + gapX), y: Math.floor(n / columns) * (panelHeight + gapY) };
}

/** Below this width figures are drawn denser; pages pick their pictures by the same number. */
export const compactBelow = 520;
