/** What the morphing matrices need once they are touched; loaded only then, because Plot and Zod are heavy. */
import { liveXorParameters } from '../../../lib/experiments/xor/live.ts';
import { pageWidths } from '../../../lib/figures/files/page-widths.ts';
import { compactBelow } from '../../../lib/figures/panels.ts';
import { labelPicture } from '../../../lib/figures/picture.ts';
import { pageTheme } from '../../../lib/figures/theme.ts';
import { describeXorRun, drawXorRun, type XorRunTable } from '../../../lib/figures/xor-run/table.ts';
import { TrainingClient, type Job } from '../../workers/client.ts';
import { showPicture } from '../figure/morph.ts';

export { describeXorRun as describe, TrainingClient };

export const jobOf = (gain: number, seed: number): Job<'xor'> => ({
  run: { experiment: 'xor', parameters: liveXorParameters(gain, seed) },
  engine: 'auto',
  state: { gain, seed },
});

/** Draws as large as the page's own picture is. */
export function drawInto(container: Element, table: object, width: number): void {
  const known = table as XorRunTable;
  const drawn = width < compactBelow ? pageWidths.narrow : pageWidths.wide;
  const svg = drawXorRun(known, { document, width: drawn, theme: pageTheme });
  labelPicture(svg, describeXorRun(known));
  showPicture(container, svg);
}
