import { basename, dirname, extname } from 'node:path';
import { Option, type Command } from 'commander';
import type { Column } from '../../results/column.ts';
import { csvTable } from '../../results/csv.ts';
import { dictionary } from '../../results/dictionary.ts';
import { writeParquet } from '../../results/parquet.ts';
import type { ReleasedRun } from '../../results/released-run.ts';
import { columnsOf, joinRuns } from '../../results/run-tables.ts';
import { rowCount, tableNames, type Cell, type Columns, type TableName } from '../../results/tables.ts';
import { collectRuns } from '../collect.ts';
import { loadPlan } from '../places.ts';
import { readStore, writeWhole } from '../store.ts';
import * as options from './options.ts';

interface ExportFlags {
  readonly out: string;
  readonly table: TableName | 'runs';
  readonly records: string;
  readonly json?: true;
}

/** A table with its columns in order. */
interface Table {
  readonly columns: readonly Column[];
  readonly cells: Columns;
}

function rowsOf({ columns, cells }: Table): Readonly<Record<string, Cell>>[] {
  return Array.from({ length: rowCount(cells) }, (_, n) =>
    Object.fromEntries(columns.map(({ name }) => [name, cells[name]![n]!])),
  );
}

/** What a table is as a file, by the end of the file's name. */
const formats: Readonly<Record<string, (table: Table) => string | Uint8Array>> = {
  '.csv': (table) =>
    csvTable(
      table.columns.map(({ name }) => name),
      rowsOf(table),
    ),
  '.ndjson': (table) =>
    rowsOf(table)
      .map((row) => `${JSON.stringify(row)}\n`)
      .join(''),
  '.parquet': ({ columns, cells }) => writeParquet(columns, cells),
};

function tableOf(name: ExportFlags['table'], runs: readonly ReleasedRun[]): Table {
  if (name !== 'runs') return { columns: columnsOf(name), cells: joinRuns(name, runs) };
  const rows = runs.map(({ row }) => row as unknown as Readonly<Record<string, Cell>>);
  return {
    columns: dictionary,
    cells: Object.fromEntries(dictionary.map(({ name }) => [name, rows.map((row) => row[name]!)])),
  };
}

/** `sweep export`: the finished runs of sweeps as a release would have them, in a file. */
async function exportRuns(files: readonly string[], { out, table, records, json }: ExportFlags): Promise<void> {
  const format = formats[extname(out)];
  if (!format) {
    throw new RangeError(`--out is "${out}"; allowed are names that end with ${Object.keys(formats).join(', ')}.`);
  }
  const { runs, gaps } = await collectRuns(await Promise.all(files.map(loadPlan)), readStore(records));
  if (runs.length === 0) throw new Error(`None of the ${gaps.length} runs is finished; there is nothing to export.`);
  await writeWhole(dirname(out), basename(out), format(tableOf(table, runs)));
  const counts = { runs: runs.length, missing: gaps.length };
  const missing = gaps.length > 0 ? `; ${gaps.length} are not finished` : '';
  const text = `${out}: ${runs.length} of ${runs.length + gaps.length} runs${missing}.`;
  process.stdout.write(`${json ? JSON.stringify({ event: 'exported', out, table, ...counts }) : text}\n`);
}

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write the finished runs of sweeps to a file, without making a release')
    .argument('<files...>', 'sweep files (YAML)')
    .requiredOption('--out <file>', 'a .csv, .ndjson or .parquet file')
    .addOption(new Option('--table <name>', 'what of them').choices(['runs', ...tableNames]).default('runs'))
    .addOption(options.recordsOption())
    .addOption(options.jsonOption())
    .action(exportRuns);
}
