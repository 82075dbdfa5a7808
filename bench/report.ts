import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';

/** One number of a benchmark. */
export interface BenchRow {
  /** What was measured, as a path: `theory/fit/300`, `engines/kernel/20x500`. */
  readonly metric: string;
  readonly value: number;
  /** The least and the most of the measurements that `value` is the median of. */
  readonly min?: number;
  readonly max?: number;
  /** `ms`, `steps/s`, `1` for a ratio. */
  readonly unit: string;
}

/** What of the machine decides speed; nothing that names it. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly node: string;
}

/** A benchmark's results as they are stored. */
export interface BenchReport {
  readonly machine: Machine;
  /** ISO 8601, UTC. */
  readonly date: string;
  /** Processes that wanted to run in the last minute, on average: well above `cores`, and the rows are noisy. */
  readonly load: number;
  /** What the names in the metrics stand for, or why one has no rows. */
  readonly notes?: Readonly<Record<string, string>>;
  readonly rows: readonly BenchRow[];
}

/**
 * The value that a share of the others does not exceed, interpolated between the two nearest (definition 7 of Hyndman and
 * Fan, 1996).
 * @param share from 0, the least, to 1, the most.
 * @throws RangeError if there is no value, or one is NaN.
 */
export function quantile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  if (count === 0 || sorted.some(Number.isNaN)) {
    throw new RangeError(
      `quantile of ${count} values${count === 0 ? '' : ', one of them NaN'}; needed is at least one number.`,
    );
  }
  const place = share * (count - 1);
  const below = sorted[Math.floor(place)]!;
  return below + (place % 1) * (sorted[Math.ceil(place)]! - below);
}

/** The middle value (mean of the two middle ones for an even number). @throws as `quantile` does. */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5);

/** Median, least and most of a row's measurements. */
export function summary(values: readonly number[]): Pick<BenchRow, 'value' | 'min' | 'max'> {
  return { value: median(values), min: Math.min(...values), max: Math.max(...values) };
}

function machine(): Machine {
  return { cpu: cpus()[0]?.model.trim() ?? 'unknown', cores: availableParallelism(), node: process.version };
}

/** Prints a benchmark's rows, and the notes if there are any. */
export function printReport(name: string, rows: readonly BenchRow[], notes: BenchReport['notes'] = {}): void {
  const { cpu, cores, node } = machine();
  console.log(`${name}: ${cpu}, ${cores} cores, Node ${node}`);
  for (const [key, note] of Object.entries(notes)) console.log(`  ${key}: ${note}`);
  const width = Math.max(...rows.map(({ metric }) => metric.length));
  const four = (value: number): string => value.toPrecision(4).padStart(10);
  for (const { metric, value, unit, min, max } of rows) {
    const range = min === undefined || max === undefined ? '' : `  ${four(min)} to ${four(max)}`;
    console.log(`  ${metric.padEnd(width)}  ${four(value)} ${unit}${range}`);
  }
}

/**
 * Stores a benchmark's rows in `bench/results/<name>.json` with machine, load and date.
 * @returns what is stored.
 * @param name file name without extension: lower-case letters, digits and hyphens.
 * @throws RangeError for another name, no rows, a metric given twice, or a value that is not finite.
 */
export function storeReport(name: string, rows: readonly BenchRow[], notes?: BenchReport['notes']): BenchReport {
  if (!/^[a-z0-9-]+$/.test(name)) {
    throw new RangeError(`report name is "${name}"; allowed are lower-case letters, digits and hyphens.`);
  }
  if (rows.length === 0) throw new RangeError(`report "${name}" has no rows; at least one is needed.`);
  const seen = new Set<string>();
  for (const { metric, value } of rows) {
    if (!Number.isFinite(value))
      throw new RangeError(`metric "${metric}" is ${value}; a result must be a finite number.`);
    if (seen.has(metric)) throw new RangeError(`metric "${metric}" is given twice; each must be given once.`);
    seen.add(metric);
  }
  const date = new Date().toISOString();
  const report: BenchReport = { machine: machine(), date, load: loadavg()[0]!, ...(notes && { notes }), rows };
  const folder = new URL('./results/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(report, null, 2)}\n`);
  return report;
}
