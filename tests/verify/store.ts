import type { RunHead } from '../../lib/experiments/run-record.ts';
import type { JobRecord } from '../../lib/sweeps/job.ts';
import { recordsRoot } from '../../lib/sweeps/places.ts';
import { openStore, readStore, type OutcomeStore } from '../../lib/sweeps/store.ts';

/* The records of all sweeps: a run that a sweep has made is not made again, and the other way round. */

const { read } = readStore(recordsRoot);
let opened: Promise<OutcomeStore> | undefined;

/** The record of a run if it is on disk, else null. A file that is not the run's record counts as missing. */
export async function readRecord(id: string): Promise<RunHead<object> | null> {
  const stored = await read({ id });
  return stored.kind === 'finished' ? stored.record : null;
}

/** Writes a record whole or not at all. */
export async function writeRecord(record: JobRecord): Promise<void> {
  opened ??= openStore(recordsRoot);
  await (await opened).write({ kind: 'finished', record });
}
