import type { FigureColumn, FigureRow, FigureSources } from '../../lib/figures/figure.ts';
import { aboutState, type AboutState } from '../../lib/figures/files/about-state.ts';
import { pagePicture, pagePictures, type PagePictures } from '../../lib/figures/files/page-pictures.ts';
import { pageWidths } from '../../lib/figures/files/page-widths.ts';
import { figureOf } from '../../lib/figures/code.ts';
import type { FigureId } from '../../lib/figures/index.ts';
import { DataUnavailable } from '../../lib/figures/source.ts';
import { standBeside } from '../widgets/figure/beside.ts';
import type { Choices } from '../widgets/figure/choices.ts';
import { buildSource } from './source.ts';

/** A figure as a page shows it: plain data. */
export interface PageFigure extends AboutState {
  readonly columns: readonly FigureColumn[];
  /** What is shown, or why there is nothing to show. */
  readonly shown: ShownFigure | { readonly missing: string };
}

export interface ShownFigure {
  readonly pictures: PagePictures & {
    /** For beside the controls, where they stand there. */
    readonly beside?: string;
  };
  readonly title: string;
  readonly description: string;
  readonly rows: readonly FigureRow[];
  readonly sources: FigureSources;
}

/**
 * Makes a figure for a page, from the latest release or trained while the page is built.
 * @param given the state; what it leaves out is at its default.
 * @throws ZodError if the state is none.
 */
export async function pageFigure(id: FigureId, given: Choices = {}): Promise<PageFigure> {
  const figure = await figureOf(id);
  const state = figure.state.parse(given);
  const about = { ...aboutState(figure, state, given), columns: figure.columns };
  try {
    const table = await figure.load(state, await buildSource());
    const shown: ShownFigure = {
      pictures: {
        ...pagePictures(figure, table),
        ...(standBeside(about.controls) ? { beside: pagePicture(figure, table, pageWidths.beside) } : {}),
      },
      title: figure.title(table),
      description: figure.describe(table),
      rows: figure.rows(table),
      sources: figure.sources(table),
    };
    return { ...about, shown };
  } catch (error) {
    if (error instanceof DataUnavailable) return { ...about, shown: { missing: error.message } };
    throw error;
  }
}
