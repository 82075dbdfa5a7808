import { parseHTML } from 'linkedom';
import type { DrawOptions } from '../figure.ts';
import { labelPicture, svgText } from '../picture.ts';
import { pageTheme } from '../theme.ts';
import { pageWidths } from './page-widths.ts';

/** A figure as SVG text for a page, in the page's own colours, once for each width. */
export interface PagePictures {
  readonly wide: string;
  readonly narrow: string;
}

/** What draws a table and says what is seen of it. */
interface Drawing<Table extends object> {
  draw(table: Table, options: DrawOptions): SVGSVGElement;
  describe(table: Table): string;
}

/** Draws a figure for a page, whose theme it follows. */
export function pagePicture<Table extends object>(figure: Drawing<Table>, table: Table, width: number): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const svg = figure.draw(table, { document, width, theme: pageTheme });
  labelPicture(svg, figure.describe(table));
  return svgText(svg);
}

/** Draws a figure for the text column and for a phone. */
export const pagePictures = <Table extends object>(figure: Drawing<Table>, table: Table): PagePictures => ({
  wide: pagePicture(figure, table, pageWidths.wide),
  narrow: pagePicture(figure, table, pageWidths.narrow),
});
