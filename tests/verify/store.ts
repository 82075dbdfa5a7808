import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunHead } from '../../lib/experiments/run-record.ts';

/** Folder of the records. Not in git; what is there is not run again. */
export const recordsFolder = fileURLToPath(new URL('../../.cache/verify', import.meta.url));

const fileOf = (id: string) => join(recordsFolder, `${id}.json`);

/** The record of a run if it is on disk, else null. A file that is not the run's record counts as missing. */
export async function readRecord(id: string): Promise<RunHead<object> | null> {
  try {
    const record = JSON.parse(await readFile(fileOf(id), 'utf8')) as RunHead<object>;
    return record.id === id ? record : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Writes a record whole or not at all. */
export async function writeRecord(record: RunHead<object>): Promise<void> {
  await mkdir(recordsFolder, { recursive: true });
  const draft = `${fileOf(record.id)}.${process.pid}.draft`;
  await writeFile(draft, JSON.stringify(record));
  await rename(draft, fileOf(record.id));
}
