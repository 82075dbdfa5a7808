import type { Drawing } from '../../lib/figures/files/drawing.ts';

/** Pictures of one kind, shown together in a number of columns. */
export interface Band {
  readonly tiles: readonly Drawing[];
  readonly columns: number;
}

interface SheetOptions {
  /** In CSS pixels. */
  readonly width: number;
  readonly background: string;
}

const gap = 16;

/**
 * Many pictures on one sheet, band below band; within a band each is put where there is most room, in the order that they are
 * given. An SVG that holds them all.
 */
export function contactSheet(bands: readonly Band[], { width, background }: SheetOptions): string {
  let top = gap;
  const placed: string[] = [];
  for (const { tiles, columns } of bands) {
    const columnWidth = (width - gap) / columns - gap;
    const heights = Array.from({ length: columns }, () => top);
    for (const tile of tiles) {
      const column = heights.indexOf(Math.min(...heights));
      const scale = columnWidth / tile.width;
      placed.push(placedAt(tile, { x: gap + column * (columnWidth + gap), y: heights[column]!, scale }));
      heights[column]! += tile.height * scale + gap;
    }
    top = Math.max(...heights) + gap;
  }
  const ground = `<rect width="100%" height="100%" fill="${background}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${Math.ceil(top)}">${ground}${placed.join('')}</svg>`;
}

/** A picture's SVG at a place; its own size gives way to its place on the sheet. */
function placedAt({ svg, width, height }: Drawing, { x, y, scale }: { x: number; y: number; scale: number }): string {
  const size = `x="${x}" y="${y}" width="${width * scale}" height="${height * scale}" viewBox="0 0 ${width} ${height}"`;
  return svg.replace(/^<svg[^>]*>/, (tag) =>
    tag.replaceAll(/ (?:width|height|viewBox)="[^"]*"/g, '').replace('<svg', `<svg ${size}`),
  );
}
