import { csvTable } from '../../results/csv.ts';
import type { AnyFigure, FigureColumn, FigureRow, FigureSources, FigureState } from '../figure.ts';
import type { FigureId } from '../index.ts';
import { fileAddress } from './address.ts';
import { formats } from './formats.ts';

/** A figure's data: everything that its picture is drawn from. The body of its `.json`. */
export interface FigureData {
  readonly figure: { readonly id: string; readonly stateVersion: number };
  readonly state: FigureState;
  readonly sources: FigureSources;
  readonly table: Readonly<Record<string, unknown>>;
  readonly title: string;
  /** The text alternative of the picture. */
  readonly description: string;
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
  /** Addresses, relative to the host; with the release, if the figure is of one. */
  readonly links: Readonly<Record<string, string>>;
}

/**
 * The data of a figure.
 * @param query of the state.
 */
export function figureData(figure: AnyFigure, state: FigureState, query: string, table: object): FigureData {
  const sources = figure.sources(table);
  const { release, runs } = sources;
  const twins = formats.map((format) => [
    format,
    fileAddress({ figure: figure.id as FigureId, release, format }, query),
  ]);
  const { json, ...links } = Object.fromEntries(twins) as Record<string, string>;
  const isRun = release !== null && runs.length === 1;
  return {
    figure: { id: figure.id, stateVersion: figure.stateVersion },
    state,
    sources,
    table: { ...table },
    title: figure.title(table),
    description: figure.describe(table),
    columns: figure.columns,
    rows: figure.rows(table),
    links: { self: json!, ...links, ...(isRun ? { run: `/api/v1/releases/${release}/runs/${runs[0]}` } : {}) },
  };
}

/** The table view of a figure as CSV. */
export function figureCsv(figure: AnyFigure, table: object): string {
  return csvTable(
    figure.columns.map(({ name }) => name),
    figure.rows(table),
  );
}
