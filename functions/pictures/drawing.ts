import { parseHTML } from 'linkedom';
import { figures, type FigureId } from '../../lib/figures/index.ts';
import { standalone } from '../../lib/figures/picture.ts';
import { themes } from '../../lib/figures/theme.ts';
import type { TwoPointsTable } from '../../lib/figures/two-points/table.ts';
import type { View } from './view.ts';

/** A picture as text, with its size in CSS pixels. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Where a picture's numbers come from, as its last lines say. */
export function sourceLines({ record, provenance }: TwoPointsTable): string[] {
  const origin =
    provenance.kind === 'release'
      ? `of release ${provenance.release}`
      : `in no release: computed on request, seed and parameters as named above`;
  return [
    `Run ${record.id} ${origin}; ${record.engine.id} engine, version ${record.engine.version}.`,
    'After van Rossem & Saxe, When Representations Align (ICML 2024). CC BY 4.0.',
  ];
}

/** Draws a figure as a picture that stands alone. */
export function draw(id: FigureId, table: TwoPointsTable, { px, theme }: View): Drawing {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const options = { document, width: px, theme: themes[theme], source: sourceLines(table) };
  const element = standalone(figures[id], table, options);
  const size = (name: string) => Number(element.getAttribute(name));
  return { svg: element.outerHTML, width: size('width'), height: size('height') };
}
