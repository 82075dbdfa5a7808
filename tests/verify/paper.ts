/*
 * `npm run verify:paper [-- --quick]`: trains the paper's settings, compares them with the reference and writes
 * docs/reproduction.md. Runs that the store of records has, of this or of sweeps, are not made again; Ctrl-C loses at most the
 * runs under way. `--quick` makes as much as ten minutes allow, the first seeds of everything; `--report` makes
 * nothing. All of them report every run that there is.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { mean } from '../../lib/experiments/statistics.ts';
import { compareTwoPoints } from '../../lib/experiments/two-points/compare.ts';
import { initialisation } from '../../lib/networks/initialise.ts';
import { enginesOf } from '../../lib/sweeps/engines.ts';
import { leadSweep } from '../../lib/sweeps/lead.ts';
import { recordsRoot } from '../../lib/sweeps/places.ts';
import { processesExecutor } from '../../lib/sweeps/processes.ts';
import { textReporter } from '../../lib/sweeps/reporters.ts';
import { readStore } from '../../lib/sweeps/store.ts';
import type { Rates } from '../../lib/theory/index.ts';
import { engineIdentities } from '../../lib/training/identities.ts';
import { Finished } from './finished.ts';
import { planVerification, within } from './plan.ts';
import { report } from './report.ts';
import type { Section } from './row.ts';
import { alternativesSection } from './sections/alternatives.ts';
import { centreSection } from './sections/centre.ts';
import { collapseSection } from './sections/collapse.ts';
import { contextSection } from './sections/context.ts';
import { depthSection } from './sections/depth.ts';
import { mnistSection } from './sections/mnist.ts';
import { richStructureSection } from './sections/rich-structure.ts';
import { twoPointsSection } from './sections/two-points.ts';
import { xorSection } from './sections/xor.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    processes: { type: 'string', default: String(availableParallelism()) },
    records: { type: 'string', default: recordsRoot },
    output: { type: 'string', default: fileURLToPath(new URL('../../docs/reproduction.md', import.meta.url)) },
  },
});
const processes = Number(values.processes);
if (!Number.isInteger(processes) || processes < 1) {
  throw new RangeError(`--processes is ${values.processes}; allowed is a whole number from 1.`);
}

/**
 * Seconds of training that a quick verification plans, and after which it stops on a machine slower than the one that the
 * plan's pace is of: ten minutes less the start and the report.
 */
const quick = { planned: 450, most: 540 };

const plan = planVerification();
if (!values.report) {
  const jobs = (values.quick ? within(plan, quick.planned, 2) : plan).map(({ job }) => job);
  const worker = new URL('./worker.ts', import.meta.url);
  process.exitCode = await leadSweep(jobs, {
    records: values.records,
    makeExecutor: () => processesExecutor(processes, enginesOf(jobs), worker),
    reporter: textReporter(process.stdout),
    order: 'given',
    ...(values.quick && { deadline: quick.most }),
  });
}
// Also after a quick one or one that was stopped: what was trained before counts.
const finished = await Finished.read(plan, readStore(values.records));
const sections = sectionsOf(finished);
const text = report(sections, {
  done: finished.count,
  planned: plan.length,
  engine: engineIdentities.kernel,
  initialisation,
});
await writeFile(values.output, await format(text, { ...(await resolveConfig(values.output)), parser: 'markdown' }));
const differing = sections.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict === 'differs').length;
console.log(`${values.output}: ${finished.count} of ${plan.length} runs, ${differing} numbers differ.`);

function sectionsOf(runs: Finished): Section[] {
  const defaultRates = meanRates(runs, 'default');
  return [
    twoPointsSection(runs),
    depthSection(runs),
    alternativesSection(runs),
    ...(defaultRates ? [xorSection(runs, defaultRates)] : []),
    richStructureSection(runs, (key) => meanRates(runs, key)),
    contextSection(runs),
    mnistSection(runs),
    collapseSection(runs),
    centreSection(runs),
  ];
}

/** Mean rates of our two-point runs of a setting, as the paper takes them; null without a run that has a fit. */
function meanRates(runs: Finished, key: string): Rates | null {
  const fits = runs.of('two-points', key).flatMap((record) => {
    const { fit } = compareTwoPoints(record);
    return fit?.physical ? [fit] : [];
  });
  if (fits.length === 0) return null;
  return { etaH: mean(fits.map(({ etaH }) => etaH)), etaY: mean(fits.map(({ etaY }) => etaY)) };
}
