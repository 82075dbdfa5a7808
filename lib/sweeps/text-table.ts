/** A table as aligned text with a header: the first `texts` columns to the left, the others, numbers, to the right. */
export function alignTable(header: readonly string[], rows: readonly (readonly string[])[], texts: number): string {
  const widths = header.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n]!.length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, n) => (n < texts ? cell.padEnd(widths[n]!) : cell.padStart(widths[n]!)))
      .join('  ')
      .trimEnd();
  return [header, ...rows].map(line).join('\n');
}
