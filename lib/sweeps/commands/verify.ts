import { basename, dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { readRelease } from '../../results/release.ts';
import type { ReleasedRun } from '../../results/released-run.ts';
import { compareRuns, toleranceOf, type Difference } from '../difference.ts';
import { enginesOf } from '../engines.ts';
import { leadSweep } from '../lead.ts';
import { memoryStore } from '../memory-store.ts';
import { releasesRoot } from '../places.ts';
import { processesExecutor } from '../processes.ts';
import { latestRelease, loadRelease } from '../release-folder.ts';
import { jsonReporter, textReporter } from '../reporters.ts';
import { jobOfRun, releasedAgain, sampleRuns } from '../rerun.ts';
import { reasonOf, type StoredOutcome } from '../store.ts';
import * as options from './options.ts';

interface VerifyFlags {
  readonly sample: number;
  readonly seed: number;
  readonly jobs: number;
  readonly json?: true;
}

/** A release's runs by its id, its folder, or "latest". */
async function runsOf(release: string): Promise<{ id: string; runs: ReleasedRun[] }> {
  const isPath = /[/\\]/.test(release);
  const root = isPath ? dirname(resolve(release)) : releasesRoot;
  const id = isPath ? basename(release) : release === 'latest' ? await latestRelease(root) : release;
  return { id, runs: await readRelease(await loadRelease(root, id)) };
}

/** What became of a run that was made again. */
type Verdict =
  | { readonly verdict: 'bits' | 'tolerance' }
  | { readonly verdict: 'different'; readonly differences: readonly Difference[] }
  | { readonly verdict: 'crashed'; readonly error: string };

function judge(run: ReleasedRun, stored: StoredOutcome): Verdict {
  if (stored.kind !== 'finished') {
    return { verdict: 'crashed', error: reasonOf(stored) };
  }
  const again = releasedAgain(run, stored.record);
  const differences = compareRuns(run, again, toleranceOf(run.row.engine));
  if (differences.length > 0) return { verdict: 'different', differences };
  return { verdict: compareRuns(run, again, { seen: 0, derived: 0 }).length === 0 ? 'bits' : 'tolerance' };
}

const percent = (part: number) => `${Number((100 * part).toPrecision(2))} %`;

function describeDifference({ column, cells, of, worst }: Difference): string {
  const far = worst === null ? '' : `, by up to ${percent(worst)} of its greatest`;
  return of === 1 ? `${column} is another${far}` : `${column} differs in ${cells} of ${of} cells${far}`;
}

function describe(judged: Verdict): string {
  switch (judged.verdict) {
    case 'bits':
      return 'the same bits';
    case 'tolerance':
      return 'the same within what its engine promises';
    case 'different':
      return judged.differences.map(describeDifference).join('; ');
    case 'crashed':
      return judged.error;
  }
}

/**
 * `sweep verify`: makes some runs of a release again and compares them with what was released. The exit code is 0 if all are
 * the same, 1 if one is not or crashed, 128 + n by signal n.
 */
async function verify(release: string, { sample, seed, jobs: processes, json }: VerifyFlags): Promise<void> {
  const { id, runs } = await runsOf(release);
  const chosen = sampleRuns(runs, sample, seed);
  const jobs = chosen.map(jobOfRun);
  const store = memoryStore();
  const code = await leadSweep(jobs, {
    records: store,
    makeExecutor: () => processesExecutor(processes, enginesOf(jobs)),
    reporter: (json ? jsonReporter : textReporter)(process.stdout),
  });
  if (code > 1) {
    process.exitCode = code;
    return;
  }
  const print = (event: object, text: string) => process.stdout.write(`${json ? JSON.stringify(event) : text}\n`);
  const counts = { bits: 0, tolerance: 0, different: 0, crashed: 0 };
  for (const run of chosen) {
    const { sweep, group, id, engine } = run.row;
    const judged = judge(run, await store.read({ id }));
    counts[judged.verdict]++;
    const mark = judged.verdict === 'bits' || judged.verdict === 'tolerance' ? '✓' : '✗';
    print({ event: 'verified', id, ...judged }, `${mark} ${sweep}/${group}/${id} on ${engine}: ${describe(judged)}`);
  }
  const { bits, tolerance, different, crashed } = counts;
  print(
    { event: 'verification', release: id, runs: runs.length, sample: chosen.length, seed, ...counts },
    `Release ${id}: of ${chosen.length} of its ${runs.length} runs (seed ${seed}), ${bits} have the same bits, ` +
      `${tolerance} are the same within tolerance, ${different} differ, ${crashed} crashed.`,
  );
  process.exitCode = different + crashed > 0 ? 1 : 0;
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('make some runs of a release again and compare them: the bits of the kernel, TF.js within a tolerance')
    .argument('<release>', 'a release by its id, its folder, or "latest"')
    .option('--sample <n>', 'how many runs', options.wholeNumber, 20)
    .option('--seed <n>', 'which ones: the same seed gives the same', options.wholeNumber, 1)
    .addOption(options.jobsOption())
    .addOption(options.jsonOption())
    .action(verify);
}
