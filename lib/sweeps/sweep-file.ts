import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { experiments, type ExperimentId } from '../experiments/index.ts';
import { mostKeptSteps } from '../results/kept-steps.ts';
import { nodeEngineIds } from '../training/identities.ts';
import { scalarSchema, seedsSchema, valuesSchema } from './values.ts';

const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'Allowed are small letters, digits and hyphens; it names a folder.' });

/** Groups may have the names of the paper's settings: `two_layer`, `gain_0.9`. */
const groupIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, {
  error: 'Allowed are small letters, digits, hyphens, underscores and dots.',
});

/** A curve of fewer steps shows nothing, and the theory is set beside none of fewer than five. */
const leastKept = 8;

const parametersSchema = z.record(z.string(), scalarSchema);

/**
 * Where a comparison that needs the rates of other runs (`xor`, `rich-structure`) takes them from when a release is made:
 * the mean over the meaningful fits of the two-points runs of a sweep of the same release, those of one setting of the paper
 * or, without `paper`, those of the same network (architecture, activation, width, depth, layer, gain, optimiser).
 */
const ratesSchema = z.strictObject({ sweep: idSchema, paper: z.string().optional() });

const groupSchema = z.strictObject({
  id: groupIdSchema,
  /** Why the group exists: which figure it feeds. */
  note: z.string().min(1),
  /** Settings of the paper, each complete; what follows is laid over them. `rich-structure`: each is a grid of 25 cells. */
  paper: z.array(z.string()).min(1).optional(),
  /** Presets of the live figure, instead of `paper`. */
  presets: z.array(z.string()).min(1).optional(),
  /** Parameters that all runs of the group share; what is not given takes the experiment's default. */
  base: parametersSchema.optional(),
  /** Parameters that vary together: every set is run. */
  cases: z.array(parametersSchema).min(1).optional(),
  /** Parameters that vary by themselves; every combination is run. */
  grid: z.record(z.string(), valuesSchema).optional(),
  /** Seeds of every combination; for settings of `rich-structure` the numbers of their grids. */
  seeds: seedsSchema,
  /** What runs the group; without it the first of the engines that can. */
  engine: z.enum(nodeEngineIds).optional(),
  rates: ratesSchema.optional(),
  /** Further analyses whose columns a release fills in for the group's runs. */
  also: z.array(z.enum(['alternatives'])).optional(),
  /** Most steps of a trajectory that a release keeps; see `keptSteps`. */
  keep: z.int().min(leastKept).max(mostKeptSteps).optional(),
});

const sweepSchema = z.strictObject({
  id: idSchema,
  title: z.string().min(1),
  experiment: z.enum(Object.keys(experiments) as [ExperimentId, ...ExperimentId[]]),
  groups: z.array(groupSchema).min(1),
});
export type SweepFile = z.output<typeof sweepSchema>;
export type SweepGroup = z.output<typeof groupSchema>;

/** A place in the file: keys and indices from the root. */
export type Path = readonly (string | number)[];

export interface SweepProblem {
  /** Line in the file, from 1; null if it belongs to no line. */
  readonly line: number | null;
  readonly message: string;
}

/** Everything that is wrong with a sweep file, one line each. */
export class SweepFileError extends Error {
  override readonly name = 'SweepFileError';
  readonly problems: readonly SweepProblem[];
  constructor(file: string, problems: readonly SweepProblem[]) {
    super(problems.map(({ line, message }) => `${file}${line === null ? '' : `:${line}`}: ${message}`).join('\n'));
    this.problems = problems;
  }
}

export interface ReadSweep {
  readonly sweep: SweepFile;
  /** The line of a place, or of the nearest place around it. */
  readonly lineOf: (path: Path) => number | null;
}

/** The offset at which the last step of `path` is written: of a key for a mapping, of the item for a list. */
function offsetOf(document: Document, path: Path): number | undefined {
  const last = path.at(-1);
  if (last === undefined) return isNode(document.contents) ? document.contents.range?.[0] : undefined;
  const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last));
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const item = isSeq(parent) ? parent.items[Number(last)] : undefined;
  return isNode(item) ? item.range?.[0] : undefined;
}

/** "groups.0.seeds" for people: the group by its id, if it has one. */
function placeOf(document: Document, path: Path): string {
  if (path[0] !== 'groups' || path.length < 2) return path.join('.');
  const id = document.getIn([...path.slice(0, 2), 'id']);
  const group = typeof id === 'string' ? `group "${id}"` : `group number ${Number(path[1]) + 1}`;
  return path.length > 2 ? `${group}, ${path.slice(2).join('.')}` : group;
}

/**
 * Reads a sweep file and checks its form; what the parameters mean is the plan's business.
 * @param file the file's name, for messages.
 * @throws SweepFileError with all problems and their lines.
 */
export function readSweep(text: string, file: string): ReadSweep {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      line: lines.linePos(pos[0]).line,
      message: message.split('\n')[0]!.replace(/ at line \d+, column \d+:$/, ''),
    }));
    throw new SweepFileError(file, problems);
  }
  const lineOf = (path: Path): number | null => {
    for (let length = path.length; length >= 0; length--) {
      const offset = offsetOf(document, path.slice(0, length));
      if (offset !== undefined) return lines.linePos(offset).line;
    }
    return null;
  };
  const result = sweepSchema.safeParse(document.toJS());
  if (result.success) return { sweep: result.data, lineOf };
  const problems = result.error.issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [];
    if (unknown.length === 0) {
      const place = placeOf(document, path);
      return [{ line: lineOf(path), message: place === '' ? issue.message : `${place}: ${issue.message}` }];
    }
    const known = Object.keys((path[0] === 'groups' ? groupSchema : sweepSchema).shape).join(', ');
    return unknown.map((key) => ({
      line: lineOf([...path, key]),
      message: `${placeOf(document, [...path, key])}: there is no such key. Allowed: ${known}.`,
    }));
  });
  throw new SweepFileError(file, problems);
}
