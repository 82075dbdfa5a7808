import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { readExplainer } from '../citation/explainer.ts';
import { wholeName } from '../citation/item.ts';
import { makeRelease, readRelease, type ReleaseAbout } from '../results/release.ts';
import { collectRuns, type Gap } from './collect.ts';
import { citationFile, loadPlan, recordsRoot, releasesRoot } from './places.ts';
import type { SweepPlan } from './plan.ts';
import { loadRelease, writeRelease } from './release-folder.ts';
import { readStore } from './store.ts';
import { formatSummaries, summariseGroups } from './summary-table.ts';

interface ReleaseFlags {
  readonly title?: string;
  readonly date: string;
  readonly partial?: true;
  readonly json?: true;
  readonly records: string;
  readonly out: string;
}

/** Gaps beyond this number are counted, not named. */
const mostNamed = 10;

function date(text: string): string {
  if (!z.iso.date().safeParse(text).success) throw new InvalidArgumentError('Allowed is a day as YYYY-MM-DD.');
  return text;
}

function describeGaps(gaps: readonly Gap[]): string {
  const named = gaps.slice(0, mostNamed).map(({ job, reason }) => `  ${job.sweep}/${job.group}/${job.id}: ${reason}`);
  if (gaps.length > mostNamed) named.push(`  and ${gaps.length - mostNamed} more`);
  return named.join('\n');
}

/** Who made the software and what it is called, by its CITATION.cff. */
async function readSoftware(): Promise<ReleaseAbout['software']> {
  const { title, authors } = readExplainer(await readFile(citationFile, 'utf8'));
  return { title, authors: authors.map(wholeName).join(', ') };
}

/** @throws RangeError if two files have the same sweep id: their runs could not be told apart. */
function requireDistinct(plans: readonly SweepPlan[]): void {
  plans.forEach(({ id, file }, n) => {
    const twin = plans.slice(0, n).find((other) => other.id === id);
    if (twin) throw new RangeError(`${twin.file} and ${file} both have the id "${id}".`);
  });
}

async function release(files: readonly string[], flags: ReleaseFlags): Promise<void> {
  const plans = await Promise.all(files.map(loadPlan));
  requireDistinct(plans);
  const { runs, gaps } = await collectRuns(plans, readStore(flags.records));
  if (gaps.length > 0) {
    const counted = `${gaps.length} of ${runs.length + gaps.length} runs are missing:\n${describeGaps(gaps)}`;
    if (!flags.partial) throw new Error(`${counted}\nRun them, or make a release without them by --partial.`);
    process.stderr.write(`${counted}\n`);
  }
  const made = makeRelease(runs, {
    date: flags.date,
    title: flags.title ?? plans.map(({ title }) => title).join('; '),
    software: await readSoftware(),
    sweeps: plans.map(({ id, title, file, sha256 }) => ({ id, title, file: basename(file), sha256 })),
  });
  const { release: id } = made.manifest;
  const isNew = await writeRelease(flags.out, made);
  // What counts is what can be read back.
  await readRelease(await loadRelease(flags.out, id));
  const groups = summariseGroups(runs);
  if (flags.json) process.stdout.write(`${JSON.stringify({ release: id, isNew, missing: gaps.length, groups })}\n`);
  else {
    process.stdout.write(`${formatSummaries(groups)}\n`);
    process.stdout.write(`Release ${id}: ${runs.length} runs, ${isNew ? 'written' : 'was there already'}.\n`);
  }
}

const program = new Command('release')
  .description(
    'Makes a release of finished sweeps: compares every run with the theory and writes content/releases/<id>/.',
  )
  .argument('<files...>', 'sweep files (YAML)')
  .option('--title <text>', "title of the release (default: the sweeps' titles)")
  .option('--date <day>', 'day of the release', date, new Date().toISOString().slice(0, 10))
  .option('--partial', 'leave out runs that are missing, instead of refusing')
  .option('--json', 'the summary as one JSON object')
  .option('--records <folder>', 'where the records of all runs are', recordsRoot)
  .option('--out <folder>', 'where releases are', releasesRoot)
  .action(release);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
