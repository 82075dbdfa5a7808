/**
 * Steps per second of the engines side by side: `npm run bench:engines [-- --only <names>]`.
 *
 * Two points, batch of two, leaky ReLU, h, y, w and loss recorded at every step. The contestants take turns, so that what
 * else the machine does meets them alike; a result is the median of the turns, with the least and the most. Before that,
 * each trains a few steps at a real learning rate, and must get the kernel's loss. `--only` takes names of nets and
 * contestants (`20x500,torch-plain`); what it measures is printed, but not stored.
 */
import { parseArgs } from 'node:util';
import type { Contestant } from './contestant.ts';
import { isMlp, netNames, type NetName } from './nets.ts';
import { kernel, plainTfjs, tfjsCpu, tfjsWasm } from './node-contestants.ts';
import { printReport, storeReport, summary, type BenchRow } from './report.ts';
import { plainTorch } from './torch-contestant.ts';
import { tfjsWebgl } from './webgl-contestant.ts';

const turns = 5;
/** Length of one measurement in seconds. */
const duration = 0.6;
/** Not fewer are timed, however slow they are. */
const fewestSteps = 5;
/** So small that nothing converges within a measurement: all of it is one kind of work. */
const learningRate = 1e-5;
/** What is asked of the kernel beside the plain PyTorch loop on 20x500. */
const askedOverTorch = 3.5;

/** In the order of their turns: those whose ratio to the kernel is asked for stand next to it. */
const starters: Readonly<Record<string, () => Promise<Contestant>>> = {
  kernel,
  'torch-plain': plainTorch,
  'tfjs-wasm': tfjsWasm,
  'tfjs-wasm-plain': plainTfjs,
  'tfjs-cpu': tfjsCpu,
  'tfjs-webgl': tfjsWebgl,
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const only = values.only?.split(',') ?? [];
const allowed: readonly string[] = [...netNames, ...Object.keys(starters)];
const unknown = only.filter((name) => !allowed.includes(name));
if (unknown.length > 0) throw new RangeError(`--only has ${unknown.join()}; allowed are ${allowed.join(', ')}.`);
/** Those of `names` that are asked for: all, if none of them is. */
const chosen = <Name extends string>(names: readonly Name[]): Name[] => {
  const asked = names.filter((name) => only.includes(name));
  return asked.length > 0 ? asked : [...names];
};

const contestants = new Map<string, Contestant>();
const notes: Record<string, string> = {};
for (const name of new Set(['kernel', ...chosen(Object.keys(starters))])) {
  try {
    const contestant = await starters[name]!();
    contestants.set(name, contestant);
    notes[name] = contestant.about;
  } catch (error) {
    notes[name] = `not measured: ${error instanceof Error ? error.message : String(error)}`;
    console.error(`${name}: ${notes[name]}`);
  }
}

const rows: BenchRow[] = [];
try {
  for (const net of chosen(netNames)) {
    console.log(`${net} …`);
    rows.push(
      ...(await compare(
        net,
        [...contestants].filter(([, { mlpOnly }]) => isMlp(net) || !mlpOnly),
      )),
    );
  }
} finally {
  for (const contestant of contestants.values()) await contestant.close();
}

printReport('engines', rows, notes);
const ratio = rows.find(({ metric }) => metric === 'engines/ratio/kernel-over-torch-plain/20x500')?.value;
if (ratio !== undefined)
  console.log(
    `\nThe kernel does ${ratio.toFixed(2)} x the steps of the plain PyTorch loop on 20x500; asked are ${askedOverTorch}: ` +
      (ratio >= askedOverTorch ? 'reached.' : 'MISSED.'),
  );
if (only.length === 0) storeReport('engines', rows, notes);
else console.log('\nOnly a part was measured, so nothing is stored.');

/** Speeds of the contestants on one net, and the kernel's over each. */
async function compare(net: NetName, entrants: readonly (readonly [string, Contestant])[]): Promise<BenchRow[]> {
  const stepsOf = new Map<string, number>();
  let expected: number | undefined;
  for (const [name, contestant] of entrants) {
    const { loss } = await contestant.train({ net, steps: 5, learningRate: 0.01 });
    expected ??= loss;
    if (!(Math.abs(loss - expected) <= 1e-4 * expected))
      throw new Error(
        `${name} has loss ${loss} after 5 steps of ${net}, the kernel ${expected}: they differ in what they do.`,
      );
    // The first of these warms up, the second tells how many steps make one measurement.
    let count = fewestSteps;
    for (let probe = 0; probe < 2; probe++) {
      const { milliseconds } = await contestant.train({ net, steps: count, learningRate });
      count = Math.max(fewestSteps, Math.round((count * 1000 * duration) / milliseconds));
    }
    stepsOf.set(name, count);
  }
  const speeds = new Map(entrants.map(([name]) => [name, [] as number[]]));
  for (let turn = 0; turn < turns; turn++)
    for (const [name, contestant] of entrants) {
      const steps = stepsOf.get(name)!;
      const { milliseconds } = await contestant.train({ net, steps, learningRate });
      speeds.get(name)!.push((steps / milliseconds) * 1000);
    }
  const ofKernel = speeds.get('kernel')!;
  return [
    ...[...speeds].map(([name, values]) => ({ metric: `engines/${name}/${net}`, ...summary(values), unit: 'steps/s' })),
    // Of each turn's neighbours rather than of the medians: both were measured under the same load.
    ...[...speeds].slice(1).map(([name, values]) => ({
      metric: `engines/ratio/kernel-over-${name}/${net}`,
      ...summary(values.map((value, turn) => ofKernel[turn]! / value)),
      unit: 'x',
    })),
  ];
}
