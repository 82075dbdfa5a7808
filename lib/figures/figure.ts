import type { z } from 'zod';
import type { Theme } from './theme.ts';

/** What a figure is drawn on: any DOM, the browser's or linkedom's. */
export interface DrawOptions {
  readonly document: Document;
  /** Width in CSS pixels; the height follows from it. */
  readonly width: number;
  readonly theme: Theme;
}

/** One column of a figure's table. */
export interface FigureColumn {
  readonly name: string;
  readonly description: string;
  readonly unit?: string;
}

export type FigureRow = Readonly<Record<string, number | string | null>>;

/**
 * A figure, defined once for every host. `State` is what its address says, `Table` the data that are drawn, `Source` where
 * the data come from (a release, the API, a live run): the figure cannot tell which.
 */
export interface Figure<State, Table, Source> {
  readonly id: string;
  /** Version of the state's meaning: an address with another version is refused, never reinterpreted. */
  readonly stateVersion: number;
  readonly state: z.ZodType<State>;
  /** Every single state parameter with its range, default and meaning. */
  readonly shape: z.ZodRawShape;
  /** The shortest query that gives a state, its version first; one state has one query. */
  query(state: State): string;
  load(state: State, source: Source): Promise<Table>;
  /** Height in CSS pixels of the picture of that width, so that pages can reserve room. */
  height(width: number): number;
  draw(table: Table, options: DrawOptions): SVGSVGElement;
  /** One line that names the state: what was trained, in words. */
  title(table: Table): string;
  /** The text alternative, made from the data. */
  describe(table: Table): string;
  readonly columns: readonly FigureColumn[];
  rows(table: Table): FigureRow[];
}
