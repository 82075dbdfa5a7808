/** What the widget needs once it is live; loaded only then, because Plot and Zod are heavy. */
import {
  twoPointsParameters,
  twoPointsShape,
  type TwoPointsParameters,
} from '../../../lib/experiments/two-points/parameters.ts';
import { standalone } from '../../../lib/figures/picture.ts';
import { stateQuery } from '../../../lib/figures/state.ts';
import { pageTheme, themes } from '../../../lib/figures/theme.ts';
import { twoPointsFigure as figure } from '../../../lib/figures/two-points/index.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import { csvTable } from '../../../lib/results/csv.ts';
import { parseQuery, QueryError, type QueryIssue } from '../../../lib/results/query.ts';
import type { Choices } from './controls.ts';

export { TrainingClient } from '../../workers/client.ts';
export { figure };

/** The query of a state. */
export const queryOf = (parameters: TwoPointsParameters) => stateQuery(figure, parameters);

/** A reader's choices as complete parameters, or what is wrong with them. */
export function check(choices: Choices): { parameters: TwoPointsParameters } | { issues: readonly QueryIssue[] } {
  const given = Object.entries(choices).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Number.isNaN(value) ? '' : String(value)]],
  );
  try {
    return { parameters: parseQuery(new URLSearchParams(given), twoPointsShape, twoPointsParameters) };
  } catch (error) {
    if (error instanceof QueryError) return { issues: error.issues };
    throw error;
  }
}

/** Draws a table in place of what `container` holds. */
export function drawInto(container: Element, table: TwoPointsTable, width: number): void {
  const svg = figure.draw(table, { document, width, theme: pageTheme });
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', figure.describe(table));
  container.replaceChildren(svg);
}

/**
 * The recorded run of a state, from the release or computed by the server: the rung below a run in this browser.
 * @throws Error with the server's own words if it has none.
 */
export async function recordedRun(parameters: TwoPointsParameters): Promise<TwoPointsTable> {
  const response = await fetch(`/figures/two-points.json?${queryOf(parameters)}`);
  const body = (await response.json()) as { table: TwoPointsTable } & { detail?: string };
  if (!response.ok) throw new Error(body.detail ?? `The server answered ${response.status}.`);
  return body.table;
}

/** A table as a file, made in the page: for runs that the server neither has nor trains. */
export function saveFile(extension: 'svg' | 'csv' | 'json', table: TwoPointsTable): void {
  const { record, comparison, provenance } = table;
  const columns = figure.columns.map(({ name }) => name);
  const contents = {
    svg: () => standalone(figure, table, { document, width: 900, theme: themes.light }).outerHTML,
    csv: () => csvTable(columns, figure.rows(table)),
    json: () => JSON.stringify({ record, comparison, provenance, description: figure.describe(table) }),
  };
  const types = { svg: 'image/svg+xml', csv: 'text/csv', json: 'application/json' };
  const address = URL.createObjectURL(new Blob([contents[extension]()], { type: types[extension] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${figure.id}-${record.id}.${extension}`;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
