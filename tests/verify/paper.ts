/*
 * `npm run verify:paper [-- --quick]`: trains the paper's settings, compares them with the reference and writes
 * docs/reproduction.md. Runs that are on disk are not made again; Ctrl-C loses at most the runs under way. `--quick` trains
 * one seed of what is slow, under ten minutes on two cores; `--report` trains nothing. All of them report every run that is
 * on disk.
 */
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { mean } from '../../lib/experiments/statistics.ts';
import { compareTwoPoints } from '../../lib/experiments/two-points/compare.ts';
import { initialisation } from '../../lib/networks/initialise.ts';
import { buildKernel } from '../../lib/sweeps/engines.ts';
import type { Rates } from '../../lib/theory/index.ts';
import { engineIdentities } from '../../lib/training/identities.ts';
import { Finished } from './finished.ts';
import type { Section } from './judge.ts';
import { planVerification } from './plan.ts';
import { runMissing } from './pool.ts';
import { report } from './report.ts';
import { alternativesSection } from './sections/alternatives.ts';
import { centreSection } from './sections/centre.ts';
import { collapseSection } from './sections/collapse.ts';
import { contextSection } from './sections/context.ts';
import { depthSection } from './sections/depth.ts';
import { richStructureSection } from './sections/rich-structure.ts';
import { twoPointsSection } from './sections/two-points.ts';
import { xorSection } from './sections/xor.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
    processes: { type: 'string', default: String(availableParallelism()) },
  },
});
const processes = Number(values.processes);
if (!Number.isInteger(processes) || processes < 1) {
  throw new RangeError(`--processes is ${values.processes}; allowed is a whole number from 1.`);
}

const target = fileURLToPath(new URL('../../docs/reproduction.md', import.meta.url));
const engine = engineIdentities.kernel;
await buildKernel();
const planned = planVerification(false, engine);
const jobs = values.quick ? planVerification(true, engine) : planned;
if (!values.report) {
  await runMissing(jobs, {
    count: processes,
    onRun: (job, done, of, seconds) => {
      console.log(`${done}/${of}  ${seconds.toFixed(1)} s  ${job.experiment} ${JSON.stringify(job.parameters)}`);
    },
  });
}

// Also after a quick one: what an earlier, fuller verification has trained counts.
const finished = await Finished.read(planned);

/** Mean rates of our two-point runs of a setting, as the paper takes them; null without a run that has a fit. */
function meanRates(key: string): Rates | null {
  const fits = finished.of('two-points', key).flatMap(({ record }) => {
    const { fit } = compareTwoPoints(record);
    return fit?.physical ? [fit] : [];
  });
  if (fits.length === 0) return null;
  return { etaH: mean(fits.map(({ etaH }) => etaH)), etaY: mean(fits.map(({ etaY }) => etaY)) };
}

const defaultRates = meanRates('default');
const sections: Section[] = [
  twoPointsSection(finished),
  depthSection(finished),
  alternativesSection(finished),
  ...(defaultRates ? [xorSection(finished, defaultRates)] : []),
  richStructureSection(finished, meanRates),
  contextSection(finished),
  centreSection(finished),
  collapseSection(finished),
];
const text = report(sections, {
  done: finished.count,
  planned: planned.length,
  engine,
  initialisation,
});
await writeFile(target, await format(text, { ...(await resolveConfig(target)), parser: 'markdown' }));
const differing = sections.flatMap(({ rows }) => rows).filter(({ verdict }) => verdict === 'differs').length;
console.log(`docs/reproduction.md: ${finished.count} of ${planned.length} runs, ${differing} numbers differ.`);
