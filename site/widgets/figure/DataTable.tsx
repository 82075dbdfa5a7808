import { useState } from 'preact/hooks';
import type { OpenFigure } from './open.ts';

/** The figure's numbers as a table, made when it is opened. */
export function DataTable({ table, open: { figure } }: { readonly table: object; readonly open: OpenFigure }) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <details
      class="data"
      onToggle={({ currentTarget }) => {
        setUnfolded(currentTarget.open);
      }}
    >
      <summary>Table of the numbers</summary>
      {unfolded && (
        <div class="scroll" tabIndex={0} role="region" aria-label={`Numbers of ${figure.id.replaceAll('-', ' ')}`}>
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
              {figure.rows(table).map((row, n) => (
                <tr key={n}>
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
