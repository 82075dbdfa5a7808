import { builtAddress } from '../../lib/figures/files/address.ts';
import { figureCsv, figureData } from '../../lib/figures/files/data.ts';
import { draw } from '../../lib/figures/files/drawing.ts';
import { formats, type Format } from '../../lib/figures/files/formats.ts';
import { rasterise } from '../../lib/figures/files/raster.ts';
import { viewDefaults } from '../../lib/figures/files/view.ts';
import type { AnyFigure } from '../../lib/figures/figure.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { figureIds, type FigureId } from '../../lib/figures/index.ts';
import { DataUnavailable } from '../../lib/figures/source.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { themeNames, type ThemeName } from '../../lib/figures/theme.ts';
import { buildRasteriser } from './rasteriser.ts';
import { buildSource } from './source.ts';

/** Notebooks are made by the Worker alone: they name the host that they came from. */
const builtFormats = formats.filter((format) => format !== 'ipynb');
type BuiltFormat = (typeof builtFormats)[number];

/** One file of a figure's default state, for the Worker to serve. */
export interface BuiltFile {
  readonly figure: FigureId;
  readonly release: string;
  readonly format: BuiltFormat;
  readonly theme: ThemeName;
  readonly name: string;
}

/** A figure in its default state, or undefined where the latest release lacks its data or it is computed, of no release. */
async function released(id: FigureId): Promise<{ figure: AnyFigure; table: object; release: string } | undefined> {
  const figure = await figureOf(id);
  try {
    const table = await figure.load(figure.state.parse({}), await buildSource());
    const { release } = figure.sources(table);
    return release === null ? undefined : { figure, table, release };
  } catch (error) {
    if (error instanceof DataUnavailable) return undefined;
    throw error;
  }
}

const isPicture = (format: Format) => format === 'svg' || format === 'png';

/** Every file that there is to make. */
export async function builtFiles(): Promise<BuiltFile[]> {
  const all = await Promise.all(
    figureIds.map(async (figure) => {
      const found = await released(figure);
      if (!found) return [];
      const { release } = found;
      return builtFormats.flatMap((format) =>
        (isPicture(format) ? themeNames : (['light'] as const)).map((theme): BuiltFile => {
          const name = builtAddress({ figure, release, format }, theme).split('/').at(-1)!;
          return { figure, release, format, theme, name };
        }),
      );
    }),
  );
  return all.flat();
}

/** The bytes of a file: what the Worker answers for the state. */
export async function makeFile({ figure: id, format, theme }: BuiltFile): Promise<string | Uint8Array> {
  const found = await released(id);
  if (!found) throw new Error(`${id} has no data in the latest release.`);
  const { figure, table } = found;
  const state = figure.state.parse({});
  if (format === 'json') return JSON.stringify(figureData(figure, state, stateQuery(figure, state), table));
  if (format === 'csv') return figureCsv(figure, table);
  const drawing = draw(figure, table, { ...viewDefaults, theme });
  return format === 'svg' ? drawing.svg : rasterise(await buildRasteriser(), drawing, viewDefaults.scale);
}
