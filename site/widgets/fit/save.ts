import type { OwnFit } from '../../../lib/figures/own-run/index.ts';
import { themes } from '../../../lib/figures/theme.ts';
import { drawPairRun } from '../../../lib/figures/two-points/draw.ts';
import { csvTable } from '../../../lib/results/csv.ts';
import { saveFile } from '../save-file.ts';

/** A reader's curves with the theory's beside them, one row for each observation. */
function fitCsv({ run: { series, theory } }: OwnFit): string {
  const names = (['h', 'y', 'w', 'loss'] as const).filter((name) => series[name].length > 0);
  const rows = series.step.map((step, n) => ({
    step,
    ...Object.fromEntries(
      names.flatMap((name) => [
        [name, series[name][n]!],
        [`${name}Theory`, theory?.[name]?.[n] ?? null],
      ]),
    ),
  }));
  return csvTable(['step', ...names.flatMap((name) => [name, `${name}Theory`])], rows);
}

/** Saves a fit as a file, made in the page. */
export function saveFit(extension: 'svg' | 'csv' | 'json', fit: OwnFit, pair: object): void {
  const { run, comparison, verdict, words, residuals } = fit;
  const contents = {
    svg: () => drawPairRun(run, { document, width: 900, theme: themes.light }).outerHTML,
    csv: () => fitCsv(fit),
    json: () => JSON.stringify({ ...pair, verdict, words, comparison, residuals }),
  };
  saveFile(`fit.${extension}`, contents[extension]());
}
