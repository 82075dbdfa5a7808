import { html } from 'hono/html';
import type { AnyFigure, FigureRow } from '../../lib/figures/figure.ts';

export type Html = ReturnType<typeof html>;

/** Rows of a table in a page; its CSV has all. */
const mostRows = 60;

/** A sentence with its rates as symbols: η_h with a real subscript. */
export const sentence = (text: string): Html[] =>
  text
    .split(/([ητ]_[hy])/)
    .map((part, n) =>
      n % 2 === 1 ? html`<span class="math">${part.charAt(0)}<sub>${part.slice(-1)}</sub></span>` : html`${part}`,
    );

const cell = (value: FigureRow[string] | undefined) =>
  typeof value === 'number' ? Number(value.toPrecision(6)) : (value ?? '');

/** A figure's numbers as a table. @param csv address of all of them. */
export function numbers({ figure, table }: { readonly figure: AnyFigure; readonly table: object }, csv: string): Html {
  const rows = figure.rows(table);
  const head = figure.columns.map(
    ({ name, description, unit }) =>
      html`<th scope="col" title="${unit ? `${description}, in ${unit}` : description}">${name}</th>`,
  );
  const body = rows.slice(0, mostRows).map(
    (row) =>
      html`<tr>
        ${figure.columns.map(({ name }) => html`<td>${cell(row[name])}</td>`)}
      </tr>`,
  );
  const rest =
    rows.length > mostRows
      ? html`<p>The first ${mostRows} of ${rows.length} rows; <a href="${csv}">all as CSV</a>.</p>`
      : '';
  return html`<details class="data">
    <summary>Table of the numbers</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="Table of the numbers">
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${body}
        </tbody>
      </table>
    </div>
    ${rest}
  </details>`;
}
