import { parseHTML } from 'linkedom';
import type { AnyFigure } from '../figure.ts';
import { labelPicture, svgText } from '../picture.ts';
import { pageTheme } from '../theme.ts';

/** Widths at which a page holds a figure ready: for the text column, and for a phone. */
const widths = { wide: 760, narrow: 340 } as const;

/** A figure as SVG text for a page, in the page's own colours, once for each width. */
export interface PagePictures {
  readonly wide: string;
  readonly narrow: string;
}

/** Draws a figure for a page, whose theme it follows. */
export function pagePictures(figure: AnyFigure, table: object): PagePictures {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const text = (width: number) => {
    const svg = figure.draw(table, { document, width, theme: pageTheme });
    labelPicture(svg, figure.describe(table));
    return svgText(svg);
  };
  return { wide: text(widths.wide), narrow: text(widths.narrow) };
}
