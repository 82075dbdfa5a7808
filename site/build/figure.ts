import { controlsOf, type Control } from '../../lib/figures/controls.ts';
import type { FigureColumn, FigureRow, FigureSources, FigureState } from '../../lib/figures/figure.ts';
import { figureOf, type FigureId } from '../../lib/figures/index.ts';
import { DataUnavailable } from '../../lib/figures/source.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import type { Choices } from '../widgets/figure/choices.ts';
import { pagePictures } from '../../lib/figures/files/page-pictures.ts';
import { buildSource } from './source.ts';

/** A figure as a page shows it: plain data. */
export interface PageFigure {
  readonly id: FigureId;
  readonly state: FigureState;
  /** What the page gave of it. */
  readonly given: Choices;
  readonly query: string;
  readonly stateVersion: number;
  readonly controls: readonly Control[];
  readonly columns: readonly FigureColumn[];
  /** Whether a browser can train what the state names. */
  readonly canBeLive: boolean;
  /** What is shown, or why there is nothing to show. */
  readonly shown: ShownFigure | { readonly missing: string };
}

export interface ShownFigure {
  readonly pictures: { readonly wide: string; readonly narrow: string };
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
  const about = {
    id,
    state,
    given,
    query: stateQuery(figure, state),
    stateVersion: figure.stateVersion,
    controls: controlsOf(figure, state),
    columns: figure.columns,
    canBeLive: figure.live !== undefined,
  };
  try {
    const table = await figure.load(state, await buildSource());
    const shown: ShownFigure = {
      pictures: pagePictures(figure, table),
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
