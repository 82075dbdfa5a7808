import type { BenchReport } from './report.ts';

/** Where docs/scale.md holds what was measured. */
const begin = '<!-- measured: written by `npm run bench:api` -->\n';
const end = '<!-- end of what was measured -->';

const three = (value: number) => String(Number(value.toPrecision(3)));

/** Lines of a table as Prettier leaves them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, n) => Math.max(3, ...rows.map((row) => row[n]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n]!)).join(' | ')} |`;
  const [head, ...rest] = rows.map(line);
  return [head!, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
}

/** What the API's benchmark has found, in words for docs/scale.md. @throws Error if it has measured something else. */
export function measured({ rows, machine, date }: BenchReport): string {
  const row = (metric: string) => {
    const found = rows.find((one) => one.metric === `api/${metric}`);
    if (!found) throw new Error(`The benchmark of the API has no row api/${metric}.`);
    return found;
  };
  const asked = rows.flatMap(({ metric }) => /^api\/(.+)\/rate$/.exec(metric)?.[1] ?? []);
  const kinds = ['rate', 'p50', 'p99', 'computed'];
  const head = ['asked', 'requests a second', 'p50, ms', 'p99, ms', 'computed, ms'];
  const cells = asked.map((name) => [name, ...kinds.map((kind) => three(row(`${name}/${kind}`).value))]);
  const mix = rows.find(({ metric }) => metric.startsWith('api/mix of '))!;
  const minutes = /mix of (\d+) min/.exec(mix.metric)![1]!;
  const memory = row('mix/memory after each minute');
  return [
    `On ${machine.cores} cores (${machine.cpu}), ${date.slice(0, 10)}:`,
    table([head, ...cells]),
    `A mix of all of them for ${minutes} min: ${mix.value.toLocaleString('en')} requests, none failed; the runtime held ` +
      `${three(row('mix/memory after the first minute').value)} MB after the first minute and ` +
      `${three(memory.min ?? memory.value)} to ${three(memory.max ?? memory.value)} MB after any.`,
  ].join('\n\n');
}

/** The document with what was measured in its place. @throws Error if it has no such place. */
export function withMeasured(document: string, report: BenchReport): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error('docs/scale.md has no place for what was measured.');
  return `${document.slice(0, from + begin.length)}\n${measured(report)}\n\n${document.slice(to)}`;
}
