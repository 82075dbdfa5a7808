import { useState } from 'preact/hooks';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import type { Live } from './useTraining.ts';

/** The figure's numbers as a table, made when it is opened. */
export function DataTable({ table, live }: { readonly table: TwoPointsTable; readonly live: Live }) {
  const [open, setOpen] = useState(false);
  const { figure } = live;
  return (
    <details
      class="data"
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary>Table of the numbers</summary>
      {open && (
        <div class="scroll" tabIndex={0} role="region" aria-label="Table of the numbers">
          <table>
            <thead>
              <tr>
                {figure.columns.map(({ name, description }) => (
                  <th key={name} scope="col" title={description}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {figure.rows(table).map((row) => (
                <tr key={row.step}>
                  {figure.columns.map(({ name }) => (
                    <td key={name}>{typeof row[name] === 'number' ? Number(row[name].toPrecision(6)) : row[name]}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
