import type { Column } from './column.ts';
import type { ReleaseManifest } from './manifest.ts';

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e5 ? 3 : 1)} MB`;

/** A Markdown table; a bar in a cell would end it. */
function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function rangeText({ range, values }: Column): string {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (!range) return '';
  const { minimum, exclusiveMinimum, maximum } = range;
  const from = minimum !== null ? `from ${minimum}` : exclusiveMinimum !== null ? `above ${exclusiveMinimum}` : '';
  return [from, maximum === null ? '' : `to ${maximum}`].filter((part) => part !== '').join(' ');
}

function columnRow(column: Column, everyone: readonly string[]): string[] {
  const { name, type, nullable, unit, symbol, description, missing, formula, source, experiments } = column;
  const notes = [
    description,
    formula && `Formula: \`${formula}\`.`,
    missing && `Empty: ${missing}`,
    source && `Source: ${source}.`,
    everyone.some((id) => !experiments.includes(id)) &&
      experiments.length > 0 &&
      `Experiments: ${experiments.join(', ')}.`,
  ];
  return [
    `\`${name}\``,
    symbol ? `$${symbol}$` : '',
    nullable ? `${type}, may be empty` : type,
    unit ?? '',
    rangeText(column),
    notes.filter((note) => typeof note === 'string').join(' '),
  ];
}

const header = ['column', 'symbol', 'type', 'unit', 'allowed', 'meaning'];

/** The dictionary of a release in Markdown: a section for the table of runs, and one for each other table. */
export function columnSections({ dictionary, tables }: Pick<ReleaseManifest, 'dictionary' | 'tables'>): string {
  const everyone = dictionary.find(({ name }) => name === 'id')?.experiments ?? [];
  const rows = (columns: readonly Column[], all: readonly string[]) =>
    markdownTable(
      header,
      columns.map((column) => columnRow(column, all)),
    );
  const others = tables.map(({ name, description, key, columns }) => {
    const keys = key.map((column) => `\`${column}\``).join(', ');
    return `\n## Columns of ${name}\n\n${description} Key: ${keys}.\n\n${rows(columns, [])}\n`;
  });
  return `## Columns of runs\n\n${rows(dictionary, everyone)}\n${others.join('')}`;
}

/** `README.md` of a release, from its manifest alone. */
export function readme(manifest: ReleaseManifest): string {
  const { release, date, title, runs, citation, sweeps, engines, initialisation, files, tables } = manifest;
  return `# ${title}

Release \`${release}\` of ${date}: ${runs} runs of neural networks with the effective theory of van Rossem and Saxe (_When
Representations Align_, ICML 2024) fitted to them. It never changes; its name is the hash of its data files.

Cite it as: ${citation} Cite the paper for the theory. Licence: CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/).

## Files

${markdownTable(
  ['file', 'rows', 'size', 'what'],
  files.map(({ name, table, rows, bytes }) => [
    `\`${name}\``,
    String(rows),
    megabytes(bytes),
    tables.find((other) => other.name === table)?.description ?? 'One row for each run.',
  ]),
)}

\`manifest.json\` has their SHA-256 and this dictionary; \`datapackage.json\` is a Frictionless Data Package.

    duckdb -c "SELECT activation, avg(r2) FROM 'runs.parquet' GROUP BY activation"
    python -c "import pandas; print(pandas.read_parquet('runs.parquet').describe())"
    Rscript -e "summary(arrow::read_parquet('runs.parquet'))"

Numbers of networks are float32, the precision that they were trained in; fits are float64. Rows are sorted by run. An empty
cell (null in Parquet) means what the column says that it means.

## Sweeps

${markdownTable(
  ['sweep', 'runs', 'what', 'planned by', 'SHA-256 of that file'],
  sweeps.map(({ id, runs: count, title: what, file, sha256 }) => [
    id,
    String(count),
    what,
    `\`${file}\``,
    `\`${sha256}\``,
  ]),
)}

Engines: ${engines.map(({ id, version, runs: count }) => `${id} ${version} (${count} runs)`).join(', ')}. Initial weights:
${initialisation.join(', ')}. A run of the kernel can be made again bit for bit: its parameters and seed are in its row.

${columnSections(manifest)}`;
}
