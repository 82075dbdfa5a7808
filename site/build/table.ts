import type { FigureColumn, FigureRow } from '../../lib/figures/figure.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign]!);

function cell(value: FigureRow[string] | undefined): string {
  if (value === null || value === undefined) return '';
  return escaped(String(typeof value === 'number' ? Number(value.toPrecision(6)) : value));
}

/** A figure's numbers as an HTML table, six digits each. */
export function tableHtml(columns: readonly FigureColumn[], rows: readonly FigureRow[]): string {
  const heads = columns.map(({ name, description, unit }) => {
    const title = unit ? `${description}, in ${unit}` : description;
    return `<th scope="col" title="${escaped(title)}">${escaped(name)}</th>`;
  });
  const body = rows.map((row) => `<tr>${columns.map(({ name }) => `<td>${cell(row[name])}</td>`).join('')}</tr>`);
  return `<table><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}
