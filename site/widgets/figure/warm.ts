import * as Plot from '@observablehq/plot';
import { plainPlot } from '../../../lib/figures/sheet.ts';
import { pageTheme } from '../../../lib/figures/theme.ts';

/**
 * Draws a small plot that nobody sees, in a task of its own: the browser compiles Plot's code at its first picture, which takes
 * longer than drawing it, and so does so while the first run or answer is under way and not when it comes.
 */
export function warmPlot(): void {
  setTimeout(() => {
    plainPlot(
      { document, width: 320, theme: pageTheme },
      {
        width: 320,
        height: 120,
        x: { domain: [0, 1000], ticks: 3 },
        y: { domain: [0, 1], grid: true, ticks: 3 },
        marks: [Plot.ruleY([0]), Plot.line([0, 1000], { x: (step: number) => step, y: () => 0 })],
      },
    );
  });
}
