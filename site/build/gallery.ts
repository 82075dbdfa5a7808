/**
 * `npm run figures`: renders every figure's default state in both themes at two widths, as SVG and PNG, to a folder (by
 * default .cache/figures), and a contact sheet of all to docs/figures.png. Figures whose data the latest release lacks are named.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { draw, type Drawing } from '../../lib/figures/files/drawing.ts';
import type { AnyFigure } from '../../lib/figures/figure.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { figureIds } from '../../lib/figures/index.ts';
import { DataUnavailable } from '../../lib/figures/source.ts';
import { themeNames, themes } from '../../lib/figures/theme.ts';
import { contactSheet } from './contact-sheet.ts';
import { buildRasteriser } from './rasteriser.ts';
import { buildSource } from './source.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.cache/figures' },
    sheet: { type: 'string', default: 'docs/figures.png' },
  },
});

/** A phone and a text column. */
const widths = [360, 760] as const;

const { Resvg, fonts } = await buildRasteriser();

function png(svg: string, scale: number): Uint8Array {
  return new Resvg(svg, {
    font: { fontBuffers: [...fonts], loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
    fitTo: { mode: 'zoom', value: scale },
  })
    .render()
    .asPng();
}

async function tableOf(figure: AnyFigure): Promise<object | undefined> {
  try {
    return await figure.load(figure.state.parse({}), await buildSource());
  } catch (error) {
    if (!(error instanceof DataUnavailable)) throw error;
    console.log(`${figure.id}: left out. ${error.message}`);
    return undefined;
  }
}

mkdirSync(values.out, { recursive: true });
/** The pictures by theme and width: `light.760`. */
const pictures = new Map<string, Drawing[]>();
for (const id of figureIds) {
  const figure = await figureOf(id);
  const table = await tableOf(figure);
  if (!table) continue;
  for (const theme of themeNames) {
    for (const px of widths) {
      const drawing: Drawing = draw(figure, table, { theme, px, scale: 2 });
      const path = join(values.out, `${id}.${theme}.${px}`);
      writeFileSync(`${path}.svg`, drawing.svg);
      writeFileSync(`${path}.png`, png(drawing.svg, 2));
      const kind = `${theme}.${px}`;
      pictures.set(kind, [...(pictures.get(kind) ?? []), drawing]);
    }
  }
}
const band = (columns: number, ...kinds: string[]) => ({
  columns,
  tiles: kinds.flatMap((kind) => pictures.get(kind) ?? []),
});
const bands = [band(4, 'light.760'), band(4, 'dark.760'), band(7, 'light.360', 'dark.360')];
const sheet = contactSheet(bands, { width: 2000, background: themes.light.grid });
writeFileSync(values.sheet, png(sheet, 1));
const count = [...pictures.values()].flat().length;
console.log(`${count} pictures in ${values.out}; contact sheet in ${values.sheet}`);
