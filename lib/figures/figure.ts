import type { z } from 'zod';
import type { AnyExperimentId } from '../experiments/index.ts';
import type { ControlHints } from './controls.ts';
import type { FigureSource, ParametersOf } from './source.ts';
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

/** What a figure's address says: flat, because an address is. */
export type FigureState = Readonly<Record<string, string | number | boolean>>;

/** What a figure shows, for the line below it and for its citation. */
export interface FigureSources {
  /** The release that the runs are of; null if they are of none. */
  readonly release: string | null;
  /** Ids of the runs that are shown, each once. */
  readonly runs: readonly string[];
  /** What trained them, as `kernel 1`. */
  readonly engines: readonly string[];
  /** Where they were computed, if they are of no release: "edge", "this browser". */
  readonly computed: string | null;
}

/** A run that a state names, so that a host which trains networks can make the figure live. */
export interface LiveRun<Id extends AnyExperimentId = AnyExperimentId> {
  readonly experiment: Id;
  readonly parameters: ParametersOf<Id>;
}

/**
 * Brings a query of one version to the next: the query with the new meaning, or, as text, why there is none. The query is
 * without its `v`. It may not guess: what had a meaning before must keep it.
 */
export type Migration = (query: URLSearchParams) => URLSearchParams | string;

/**
 * The part of a figure that pages and the Worker list: what may be asked of it. Loads no drawing code, so that a registry of
 * many figures stays small; `figureOf` (code.ts) loads the rest.
 */
export interface FigureDefinition<State extends FigureState> {
  /** Of addresses and files; never renamed once published. */
  readonly id: string;
  /** Version of the meaning of the state. Raised whenever a query would come to mean something else. */
  readonly stateVersion: number;
  /** How queries of older versions become those of the next, by the older version. Without one a version is refused. */
  readonly migrations: Readonly<Record<number, Migration>>;
  /** Accepts partial input, fills in defaults, refuses unknown or impossible values: `state.parse({})` is the default state. */
  readonly state: z.ZodType<State>;
  /** Every field of the state by itself, with its default, description and allowed values. */
  readonly shape: z.ZodRawShape;
  /** What controls need besides the schema, by field, where the schema's `meta` cannot say it. */
  readonly hints?: Readonly<Record<string, ControlHints>>;
  /** What a field has when an address leaves it out, given the others, where that is not simply the default. */
  implied?(state: State): Partial<State>;
  /** The columns of the figure's table, in order. */
  readonly columns: readonly FigureColumn[];
  /** The runs that a state names, if it names some that a browser can train: one, or several that are trained side by side. */
  live?(state: State): readonly LiveRun[];
}

/** A place of a picture, in its CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A point of the picture that a reader can drag, where a host lets them: it changes what is drawn, not the state. */
export interface Handle<Table extends object> {
  /** What it is, for whoever does not see it. */
  readonly label: string;
  /** Where it is in a picture of that width; null if the table has none. */
  place(table: Table, width: number): Place | null;
  /** What its place means, in words. */
  text(table: Table): string;
  /** The table after it has been dragged there; the same where that is no place for it. */
  moved(table: Table, to: Place, width: number): Table;
}

/**
 * A figure, defined once for every host. `State` is what its address says, `Table` the data that are drawn: plain JSON, so
 * that it can be sent to where it is drawn.
 */
export interface Figure<State extends FigureState, Table extends object> extends FigureDefinition<State> {
  /** The data of a state. @throws DataUnavailable if the source does not have them. */
  load(state: State, source: FigureSource): Promise<Table>;
  /**
   * Height in CSS pixels of the picture of that width, so that pages can reserve room.
   * @param table null while it is not known: the height of the tallest.
   */
  height(width: number, table: Table | null): number;
  /** Pure. Axis limits are the same for all states that a reader may compare. */
  draw(table: Table, options: DrawOptions): SVGSVGElement;
  readonly handle?: Handle<Table>;
  /** One line that names the state: what is shown, in words. */
  title(table: Table): string;
  /** The text alternative, made from the data. */
  describe(table: Table): string;
  /** The table view: what is drawn, as rows of `columns`. */
  rows(table: Table): FigureRow[];
  /** What is shown of what. */
  sources(table: Table): FigureSources;
  /**
   * Python that draws the table view with matplotlib, for a notebook: `plt`, `math`, `rows`, `select`, `column` and `values` of
   * lib/figures/notebook/python/data.ts are there. Without it a notebook prints the numbers.
   */
  readonly matplotlib?: string;
}

/** A figure whose types are not known, as hosts have it. */
export type AnyFigure = Figure<FigureState, object>;
export type AnyFigureDefinition = FigureDefinition<FigureState>;
