/** What the panel needs once something is to be shown in it; loaded only then, because Plot is heavy. */
import { drawExpectation } from '../../../lib/figures/expectation/draw.ts';
import { expectationOf, scoreOf, type ExpectationTable } from '../../../lib/figures/expectation/table.ts';
import { pageWidths } from '../../../lib/figures/files/page-widths.ts';
import { compactBelow } from '../../../lib/figures/panels.ts';
import { labelPicture } from '../../../lib/figures/picture.ts';
import { pageTheme } from '../../../lib/figures/theme.ts';
import { showPicture } from '../figure/morph.ts';

export { expectationOf, scoreOf };

/** Draws as large as the page's own picture is, over which the reader's curve lies. */
export function drawInto(container: Element, table: object, width: number): void {
  const drawn = width < compactBelow ? pageWidths.narrow : pageWidths.wide;
  const svg = drawExpectation(table as ExpectationTable, { document, width: drawn, theme: pageTheme });
  labelPicture(svg, 'The panel of y over the steps, in which your curve, the theory and the network are drawn.');
  showPicture(container, svg);
}
