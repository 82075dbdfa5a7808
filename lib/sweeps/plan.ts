import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { experimentOf, type AnyParameters } from '../experiments/any.ts';
import { paperSettings } from '../networks/settings.ts';
import { describeAllowed } from '../results/query.ts';
import { chooseEngine, nodeEngineIds, type EngineIdentity } from '../training/identities.ts';
import { jobOf, type Job } from './job.ts';
import {
  readSweep,
  SweepFileError,
  type Path,
  type SweepFile,
  type SweepGroup,
  type SweepProblem,
} from './sweep-file.ts';
import { expandValues, mostValues, type Scalar } from './values.ts';
import { sources, vocabularyOf, type Given } from './vocabulary.ts';

/** A sweep file made into jobs. */
export interface SweepPlan {
  readonly id: string;
  readonly title: string;
  /** Name of the file, for messages. */
  readonly file: string;
  /** SHA-256 of its text. */
  readonly sha256: string;
  readonly groups: readonly Pick<SweepGroup, 'id' | 'note' | 'rates' | 'also' | 'keep'>[];
  readonly jobs: readonly Job[];
}

/** One combination of parameters, and where each of them is written. */
interface Combination {
  readonly parameters: Given;
  readonly places: Readonly<Record<string, Path>>;
}

/** Problems beyond this number add nothing for the reader. */
const mostProblems = 20;

/**
 * Turns the text of a sweep file into jobs, in the order of the file; the last parameter of a grid varies fastest, seeds
 * faster still.
 * @param file the file's name, for messages.
 * @throws SweepFileError naming every problem with group and line: unknown or repeated parameters, values that the
 * experiment refuses, empty lists and ranges, an engine that cannot run a job, two jobs that are the same run.
 */
export function planSweep(text: string, { file }: { file: string }): SweepPlan {
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
    checkWishes(sweep, group, refuse);
    for (const combination of combinations(sweep, group, jobs.length, refuse)) {
      const parameters = complete(sweep, combination, refuse);
      if (parameters === undefined) continue;
      const engine = engineOf(sweep, group, parameters, refuse);
      if (engine === undefined) continue;
      const job = jobOf(sweep.experiment, parameters, { sweep: sweep.id, group: group.id, engine });
      const { id } = job;
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
      jobs.push(job);
    }
  });
  if (problems.size > 0) {
    const listed = [...problems.values()].slice(0, mostProblems);
    const left = problems.size - listed.length;
    if (left > 0) listed.push({ line: null, message: `and ${left} more problems.` });
    throw new SweepFileError(file, listed);
  }
  const { groups } = sweep;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { id: sweep.id, title: sweep.title, file, sha256, groups, jobs };
}

type Refuse = (path: Path, message: string) => void;

/** Reports what a group asks of a release that its experiment does not have. */
function checkWishes({ experiment }: SweepFile, { rates, also }: SweepGroup, refuse: Refuse): void {
  const takers: readonly string[] = ['rich-structure', 'xor'];
  if (rates && !takers.includes(experiment)) {
    refuse(['rates'], `rates: ${experiment} takes no rates of other runs. Allowed for: ${takers.join(', ')}.`);
  } else if (rates?.paper !== undefined && !Object.hasOwn(paperSettings, rates.paper)) {
    const known = Object.keys(paperSettings).join(', ');
    refuse(['rates', 'paper'], `rates: there is no setting ${rates.paper}. Allowed: ${known}.`);
  }
  if (also && experiment !== 'two-points') {
    refuse(['also'], `also: ${also.join(', ')} looks at runs of two-points, and these are of ${experiment}.`);
  }
}

/** Every combination of a group's parameters and seeds; nothing if the group cannot be read. */
function combinations(sweep: SweepFile, group: SweepGroup, before: number, refuse: Refuse): Combination[] {
  if (!checkNames(sweep, group, refuse)) return [];
  const read = (name: string, path: Path, values: Parameters<typeof expandValues>[0]) => {
    try {
      return expandValues(values);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refuse(path, `${name}: ${error.message}`);
      return undefined;
    }
  };
  const axes: Overlay[][] = [[overlay(group.base ?? {}, ['base'])]];
  if (group.cases) axes.push(group.cases.map((given, n) => overlay(given, ['cases', n])));
  for (const [name, values] of Object.entries(group.grid ?? {})) {
    const path = ['grid', name];
    const axis = read(name, path, values)?.map((value) => ({
      parameters: { [name]: value },
      places: { [name]: path },
    }));
    if (axis === undefined) return [];
    axes.push(axis);
  }
  const seeds = read('seed', ['seeds'], group.seeds) as number[] | undefined;
  const starts = seeds && startsOf(sweep, group, seeds, refuse);
  if (starts === undefined) return [];
  const size = axes.reduce((product, axis) => product * axis.length, starts.flat().length);
  if (before + size > mostValues) {
    refuse([], `it has ${size} jobs; a sweep has at most ${mostValues}.`);
    return [];
  }
  let overlays: Overlay[] = [{ parameters: {}, places: {} }];
  for (const axis of axes) overlays = overlays.flatMap((below) => axis.map((above) => lay(below, above)));
  return starts.flatMap((start) =>
    overlays.flatMap((over) =>
      start.map(({ seed, ...given }) => ({
        parameters: { ...given, ...over.parameters, seed },
        places: { seed: ['seeds'], ...over.places },
      })),
    ),
  );
}

/** Some parameters, and where each is written. */
interface Overlay {
  readonly parameters: Readonly<Record<string, Scalar>>;
  readonly places: Readonly<Record<string, Path>>;
}

function overlay(parameters: Readonly<Record<string, Scalar>>, path: Path): Overlay {
  return { parameters, places: Object.fromEntries(Object.keys(parameters).map((name) => [name, [...path, name]])) };
}

const lay = (below: Overlay, above: Overlay): Overlay => ({
  parameters: { ...below.parameters, ...above.parameters },
  places: { ...below.places, ...above.places },
});

/** Reports parameters that the experiment does not have, that have a place of their own, or that are given twice. */
function checkNames(sweep: SweepFile, group: SweepGroup, refuse: Refuse): boolean {
  const { shape } = experimentOf(sweep.experiment);
  const parts: [part: string, path: Path, given: object][] = [
    ['base', ['base'], group.base ?? {}],
    ...(group.cases ?? []).map((given, n) => ['cases', ['cases', n], given] as [string, Path, object]),
    ['grid', ['grid'], group.grid ?? {}],
  ];
  const seen = new Map<string, string>();
  let sound = true;
  for (const [part, path, given] of parts) {
    for (const name of Object.keys(given)) {
      const twin = seen.get(name);
      seen.set(name, part);
      const at = [...path, name];
      if (name === 'seed') refuse(at, `seed: allowed are seeds of the group's own "seeds".`);
      else if (!Object.hasOwn(shape, name)) {
        refuse(at, `there is no parameter ${name}. Allowed: ${Object.keys(shape).join(', ')}.`);
      } else if (twin !== undefined && twin !== part) {
        refuse(at, `${name} is in ${twin} and in ${part}; allowed is one of them.`);
      } else continue;
      sound = false;
    }
  }
  return sound;
}

/**
 * What a group starts from: the settings that it names, or nothing; of each the runs of all seeds, or the cells of all
 * grids. Undefined (and a report) if it names none that there are.
 */
function startsOf(
  sweep: SweepFile,
  group: SweepGroup,
  seeds: readonly number[],
  refuse: Refuse,
): Given[][] | undefined {
  const used = sources.filter((source) => group[source] !== undefined);
  const own = group.base !== undefined || group.cases !== undefined || group.grid !== undefined;
  if (used.length > 1 || (used.length === 0 && !own)) {
    refuse([], `allowed is one of ${sources.join(', ')}, with or without base, cases and grid, or some of these.`);
    return undefined;
  }
  const [source] = used;
  if (source === undefined) return [seeds.map((seed) => ({ seed }))];
  const known = vocabularyOf(sweep.experiment, source);
  return group[source]!.flatMap((id, n) => {
    const make = known.get(id);
    if (make) return [seeds.flatMap(make)];
    refuse([source, n], `there is no ${id} in ${source}. Allowed: ${[...known.keys()].join(', ') || 'none'}.`);
    return [];
  });
}

/** The complete parameters of a combination, or undefined (and a report) if the experiment refuses it. */
function complete(sweep: SweepFile, combination: Combination, refuse: Refuse): AnyParameters | undefined {
  const experiment = experimentOf(sweep.experiment);
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

/** What runs a job, or undefined (and a report) if nothing can. */
function engineOf(
  sweep: SweepFile,
  { engine }: SweepGroup,
  parameters: AnyParameters,
  refuse: Refuse,
): EngineIdentity | undefined {
  try {
    return chooseEngine(
      engine === undefined ? nodeEngineIds : [engine],
      experimentOf(sweep.experiment).workload(parameters),
    );
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    refuse(engine === undefined ? [] : ['engine'], error.message);
    return undefined;
  }
}
