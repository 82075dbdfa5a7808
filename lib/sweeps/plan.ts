import type { z } from 'zod';
import { experiments } from '../experiments/index.ts';
import { describeAllowed } from '../results/query.ts';
import type { Engine } from '../training/trainer.ts';
import type { Job, JobParameters } from './job.ts';
import {
  readSweep,
  SweepFileError,
  type Path,
  type SweepFile,
  type SweepGroup,
  type SweepProblem,
} from './sweep-file.ts';
import { expandValues, mostValues, type Scalar } from './values.ts';
import { sources, vocabulary } from './vocabulary.ts';

/** A sweep file made into jobs. */
export interface SweepPlan {
  readonly id: string;
  readonly title: string;
  /** Name of the file, for messages. */
  readonly file: string;
  readonly groups: readonly { readonly id: string; readonly note: string }[];
  readonly jobs: readonly Job[];
}

/** One combination of parameters, and where each of them is written. */
interface Combination {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly places: Readonly<Record<string, Path>>;
}

/** Problems beyond this number add nothing for the reader. */
const mostProblems = 20;

/**
 * Turns the text of a sweep file into jobs, in the order of the file; the last parameter of a grid varies fastest, seeds
 * faster still.
 * @param file the file's name, for messages.
 * @param engine what will run the jobs: it is part of their ids.
 * @throws SweepFileError naming every problem with group and line: unknown or repeated parameters, values that the
 * experiment refuses, empty lists and ranges, two jobs that are the same run.
 */
export function planSweep(
  text: string,
  { file, engine }: { file: string; engine: Pick<Engine, 'id' | 'version'> },
): SweepPlan {
  const { sweep, lineOf } = readSweep(text, file);
  const problems = new Map<string, SweepProblem>();
  const report = (group: SweepGroup, path: Path, text: string) => {
    const message = `group "${group.id}": ${text}`;
    problems.set(message, { line: lineOf(path), message });
  };
  const jobs: Job[] = [];
  const owner = new Map<string, { group: SweepGroup; index: number }>();
  const ids = new Map<string, number>();
  sweep.groups.forEach((group, index) => {
    const twin = ids.get(group.id);
    if (twin !== undefined) report(group, ['groups', index, 'id'], `its id is that of group number ${twin + 1} too.`);
    ids.set(group.id, index);
    const refuse = (path: Path, message: string) => {
      report(group, ['groups', index, ...path], message);
    };
    for (const combination of combinations(sweep, group, jobs.length, refuse)) {
      const parameters = complete(sweep, combination, refuse);
      if (parameters === undefined) continue;
      const id = experiments[sweep.experiment].runId(parameters, engine);
      const first = owner.get(id);
      if (first) {
        const where =
          first.group === group ? 'this group' : `group "${first.group.id}" (line ${lineOf(['groups', first.index])})`;
        report(
          group,
          ['groups', index],
          `run ${id} is in ${where} already: ${JSON.stringify(combination.parameters)}.`,
        );
        continue;
      }
      owner.set(id, { group, index });
      const { experiment } = sweep;
      const cost = experiments[experiment].cost(parameters);
      jobs.push({ id, experiment, sweep: sweep.id, group: group.id, parameters, cost });
    }
  });
  if (problems.size > 0) {
    const listed = [...problems.values()].slice(0, mostProblems);
    const left = problems.size - listed.length;
    if (left > 0) listed.push({ line: null, message: `and ${left} more problems.` });
    throw new SweepFileError(file, listed);
  }
  const groups = sweep.groups.map(({ id, note }) => ({ id, note }));
  return { id: sweep.id, title: sweep.title, file, groups, jobs };
}

type Refuse = (path: Path, message: string) => void;

/** Every combination of a group's parameters and seeds; nothing if the group cannot be read. */
function combinations(sweep: SweepFile, group: SweepGroup, before: number, refuse: Refuse): Combination[] {
  const starts = startsOf(sweep, group, refuse);
  const axes: (readonly [name: string, path: Path, values: readonly Scalar[]])[] = [];
  const addAxis = (name: string, path: Path, values: Parameters<typeof expandValues>[0]) => {
    try {
      axes.push([name, path, expandValues(values)]);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refuse(path, `${name}: ${error.message}`);
    }
  };
  const { shape } = experiments[sweep.experiment];
  const given = (['base', 'grid'] as const).flatMap((part) =>
    Object.keys(group[part] ?? {}).map((name) => [part, name]),
  );
  let sound = true;
  for (const [part, name] of given as [string, string][]) {
    const path = [part, name];
    if (name === 'seed') refuse(path, `seed: allowed are seeds of the group's own "seeds".`);
    else if (!Object.hasOwn(shape, name)) {
      refuse(path, `there is no parameter ${name}. Allowed: ${Object.keys(shape).join(', ')}.`);
    } else if (part === 'grid' && Object.hasOwn(group.base ?? {}, name)) {
      refuse(path, `${name} is in base and in grid; allowed is one of them.`);
    } else continue;
    sound = false;
  }
  for (const [name, values] of Object.entries(group.grid ?? {})) addAxis(name, ['grid', name], values);
  addAxis('seed', ['seeds'], group.seeds);
  if (!sound || axes.length < Object.keys(group.grid ?? {}).length + 1) return [];
  const size = axes.reduce((product, [, , values]) => product * values.length, starts.length);
  if (before + size > mostValues) {
    refuse([], `it has ${size} jobs; a sweep has at most ${mostValues}.`);
    return [];
  }
  let all = starts;
  for (const [name, path, values] of axes) {
    all = all.flatMap(({ parameters, places }) =>
      values.map((value) => ({
        parameters: { ...parameters, [name]: value },
        places: { ...places, [name]: path },
      })),
    );
  }
  return all;
}

/** The parameter sets that a group starts from: its `base`, or each of the settings that it names. */
function startsOf(sweep: SweepFile, group: SweepGroup, refuse: Refuse): Combination[] {
  const used = sources.filter((source) => group[source] !== undefined);
  const own = group.base !== undefined || group.grid !== undefined;
  if (used.length + Number(own) !== 1) {
    refuse([], `allowed is exactly one of base and grid, ${sources.join(', ')}.`);
    return [];
  }
  const [source] = used;
  if (source === undefined) {
    const names = Object.keys(group.base ?? {});
    const places = Object.fromEntries(names.map((name) => [name, ['base', name]]));
    return [{ parameters: { ...group.base }, places }];
  }
  const known = vocabulary[sweep.experiment][source];
  return group[source]!.flatMap((id, n) => {
    const parameters = known.get(id);
    if (parameters) return [{ parameters, places: {} }];
    refuse([source, n], `there is no ${id} in ${source}. Allowed: ${[...known.keys()].join(', ')}.`);
    return [];
  });
}

/** The complete parameters of a combination, or undefined (and a report) if the experiment refuses it. */
function complete(sweep: SweepFile, combination: Combination, refuse: Refuse): JobParameters | undefined {
  const experiment = experiments[sweep.experiment];
  const result = experiment.parameters.safeParse(combination.parameters);
  if (result.success) return result.data;
  for (const issue of result.error.issues) {
    const name = String(issue.path[0] ?? '');
    const given = JSON.stringify(combination.parameters[name]);
    const field = Object.hasOwn(experiment.shape, name) ? (experiment.shape[name] as z.ZodType) : undefined;
    const fits = issue.code === 'custom' || field === undefined;
    const message = fits ? issue.message : `${name} is ${given}. Allowed: ${describeAllowed(field)}.`;
    refuse(combination.places[name] ?? [], message);
  }
  return undefined;
}
