import { csvParseRows, tsvParseRows } from 'd3-dsv';
import { QueryError, type QueryIssue } from '../query.ts';
import { optionalCurve, ownCurves, ownRunRows, stepBack, type OwnRun } from './run.ts';

const mostIssues = 20;
const decimal = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/**
 * Reads a run off CSV (RFC 4180) or, as spreadsheets copy it, the same with tabs: a header with `step`, `h`, `y`, `w` and
 * perhaps `loss` in any order, then one line for each observation.
 * @throws QueryError naming what is wrong in which line; the header is line 1.
 */
export function readOwnCsv(text: string): OwnRun {
  const plain = text.replace(/^\uFEFF/, '').trimEnd();
  const rows = /^[^\n]*\t/.test(plain) ? tsvParseRows(plain) : csvParseRows(plain);
  const [head = [], ...lines] = rows;
  const names = head.map((name) => name.trim());
  const issues = headIssues(names);
  if (issues.length === 0 && (lines.length < ownRunRows.least || lines.length > ownRunRows.most)) {
    const detail = `The table has ${lines.length} lines below its header.`;
    const allowed = `${ownRunRows.least} to ${ownRunRows.most} lines`;
    issues.push({ parameter: 'body', given: `${lines.length} lines`, detail, allowed });
  }
  if (issues.length > 0) throw new QueryError(issues);
  const columns: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]));
  for (const [n, cells] of lines.entries()) {
    readLine(cells, n + 2, names, columns, issues);
    if (issues.length >= mostIssues) break;
  }
  if (issues.length > 0) throw new QueryError(issues.slice(0, mostIssues));
  const { step, h, y, w, loss = [] } = columns as Record<'step' | 'h' | 'y' | 'w', number[]> & { loss?: number[] };
  const fault = stepBack(step);
  if (fault !== null) {
    const given = String(step[fault.at]);
    const detail = `step is ${given} in line ${fault.at + 2}, after ${fault.before}.`;
    throw new QueryError([{ parameter: 'step', given, detail, allowed: 'steps from 0 that do not go back' }]);
  }
  return { series: { step, h, y, w, loss }, pair: {} };
}

function headIssues(names: readonly string[]): QueryIssue[] {
  const known: readonly string[] = [...ownCurves, optionalCurve];
  const allowed = `a first line with ${ownCurves.join(', ')}, and perhaps ${optionalCurve}`;
  const missing = ownCurves
    .filter((name) => !names.includes(name))
    .map((name) => ({ parameter: name, given: null, detail: `The first line names no column ${name}.`, allowed }));
  const others = names
    .filter((name, n) => !known.includes(name) || names.indexOf(name) < n)
    .map((name) => {
      const detail = known.includes(name)
        ? `The first line names ${name} twice.`
        : `There is no column ${name === '' ? 'without a name' : name} in a run.`;
      return { parameter: name || 'body', given: name, detail, allowed };
    });
  return [...missing, ...others].slice(0, mostIssues);
}

/** Adds a line's numbers to the columns, or what is wrong with it to the issues. */
function readLine(
  cells: readonly string[],
  line: number,
  names: readonly string[],
  columns: Readonly<Record<string, number[]>>,
  issues: QueryIssue[],
): void {
  if (cells.length !== names.length) {
    const isEmpty = cells.length === 1 && cells[0] === '';
    const given = isEmpty ? 'nothing' : `${cells.length} values`;
    const detail = `Line ${line} has ${given}; the first line names ${names.length} columns.`;
    issues.push({ parameter: 'body', given, detail, allowed: `${names.length} values` });
    return;
  }
  for (const [n, name] of names.entries()) {
    const cell = cells[n]!;
    const value = decimal.test(cell) ? Number(cell) : NaN;
    if (Number.isFinite(value)) {
      columns[name]!.push(value);
      continue;
    }
    const detail = `${name} is ${cell.trim() === '' ? 'empty' : cell.trim()} in line ${line}.`;
    issues.push({ parameter: name, given: cell, detail, allowed: 'a finite number' });
  }
}
