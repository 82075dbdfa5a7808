import { experimentOf } from '../experiments/any.ts';
import { engineFor } from './engines.ts';
import type { Job } from './job.ts';
import { packagedFiles } from './packaged-files.ts';

/** A job and how long it takes on an idle core of this machine. */
export interface Measured {
  readonly job: Job;
  readonly seconds: number;
}

/** Groups of which the cheapest, the middle and the costliest job are measured; of more groups, the middle ones only. */
const fewGroups = 16;

/** Seconds for all measurements together, about, and for a single one: at least, at most. */
const budget = 8;
const leastTime = 0.1;
const mostTime = 1;

class Enough extends Error {}

/**
 * Runs a job for some seconds and concludes how long all of it takes: what passed until its first report of progress, and
 * the rest of its steps at the pace since then.
 */
async function measure(job: Job, seconds: number): Promise<number> {
  const engine = await engineFor(job.engine);
  const enough = new AbortController();
  // Time of this process on a core: what else the machine does at the moment is not the job's.
  const start = process.cpuUsage();
  const since = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
  let first: { step: number; time: number } | undefined;
  let whole = Number.NaN;
  try {
    await experimentOf(job.experiment).run(job.parameters, {
      ...{ engine, files: packagedFiles, signal: enough.signal },
      onProgress: ({ step, steps }) => {
        if (step === 0) return;
        const time = since();
        first ??= { step, time };
        const pace = step > first.step ? (time - first.time) / (step - first.step) : time / step;
        whole = first.time + (steps - first.step) * pace;
        if (time > seconds) enough.abort(new Enough());
      },
    });
    return since();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    return whole;
  }
}

/** The jobs to measure: of each group some that are spread over its costs. */
export function pickSamples(jobs: readonly Job[]): Job[] {
  const groups = [...Map.groupBy(jobs, groupOf).values()];
  const parts = groups.length <= fewGroups ? [0, 0.5, 1] : [0.5];
  return groups.flatMap((group) => {
    const sorted = group.toSorted((a, b) => a.cost - b.cost);
    return [...new Set(parts.map((part) => sorted[Math.round(part * (sorted.length - 1))]!))];
  });
}

const groupOf = ({ sweep, group }: Job) => `${sweep}/${group}`;

/** Measures some of the jobs, here and one after the other, in a few seconds. */
export async function calibrate(jobs: readonly Job[]): Promise<Measured[]> {
  const samples = pickSamples(jobs);
  const time = Math.min(mostTime, Math.max(leastTime, budget / samples.length));
  const measured: Measured[] = [];
  // The first run of a process pays for the compilation of what it runs.
  if (samples[0]) await measure(samples[0], leastTime);
  for (const job of samples) measured.push({ job, seconds: await measure(job, time) });
  return measured;
}

/**
 * Seconds of a job of some cost by what was measured in its group: between two measurements on the straight line through
 * them in logarithms, outside of them in proportion to the cost.
 * @param measured of the group, at least one.
 */
export function secondsOf(cost: number, measured: readonly { cost: number; seconds: number }[]): number {
  const sorted = measured.toSorted((a, b) => a.cost - b.cost);
  const above = sorted.findIndex((point) => point.cost >= cost);
  const upper = sorted.at(above)!;
  if (above <= 0 || upper.cost === cost) return (upper.seconds * cost) / upper.cost;
  const lower = sorted[above - 1]!;
  const part = Math.log(cost / lower.cost) / Math.log(upper.cost / lower.cost);
  return lower.seconds * (upper.seconds / lower.seconds) ** part;
}

export interface Estimate {
  /** Seconds of one core for all jobs. */
  readonly coreSeconds: number;
  /** Seconds until all are done, in `processes` processes on as many idle cores. */
  readonly seconds: number;
}

/** How long some jobs take, by what was measured of each of their groups. */
export function estimate(jobs: readonly Job[], measured: readonly Measured[], processes: number): Estimate {
  const groups = Map.groupBy(measured, ({ job }) => groupOf(job));
  const times = jobs.map((one) => {
    const points = groups.get(groupOf(one))!.map(({ job, seconds }) => ({ cost: job.cost, seconds }));
    return secondsOf(one.cost, points);
  });
  const coreSeconds = times.reduce((sum, time) => sum + time, 0);
  return { coreSeconds, seconds: Math.max(coreSeconds / processes, longest(times)) };
}

const longest = (times: readonly number[]) => times.reduce((most, time) => Math.max(most, time), 0);
