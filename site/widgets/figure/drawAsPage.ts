import type { DrawOptions } from '../../../lib/figures/figure.ts';
import { labelPicture } from '../../../lib/figures/picture.ts';
import { pageTheme } from '../../../lib/figures/theme.ts';
import { showPicture } from './morph.ts';
import type { OpenFigure } from './open.ts';
import { pageWidthAt } from './page-width.ts';

interface Drawing<Table extends object> {
  readonly draw: (table: Table, options: DrawOptions) => SVGSVGElement;
  readonly describe: (table: Table) => string;
}

/** Draws a table as large as the page's own picture is (`pagePictures`), so that nothing below it moves. */
export function drawAsPage<Table extends object>({ draw, describe }: Drawing<Table>): OpenFigure['drawInto'] {
  return (container, table, width) => {
    // A widget draws the tables of its own drawing only.
    const known = table as Table;
    const svg = draw(known, { document, width: pageWidthAt(width), theme: pageTheme });
    labelPicture(svg, describe(known));
    showPicture(container, svg);
  };
}
