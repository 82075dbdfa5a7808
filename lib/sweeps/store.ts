import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Job } from './job.ts';
import { decodeOutcome, encodeOutcome, type JobOutcome } from './record-file.ts';

/** What is on disk of a job. */
export type StoredOutcome =
  | JobOutcome
  | { readonly kind: 'missing' }
  /** There is a file, but not one to rely on; `reason` says why. */
  | { readonly kind: 'damaged'; readonly reason: string };

/** Why there is no record of a job to go by. */
export function reasonOf(stored: Exclude<StoredOutcome, { kind: 'finished' }>): string {
  switch (stored.kind) {
    case 'missing':
      return 'has not been run';
    case 'damaged':
      return `its record is damaged: ${stored.reason}`;
    case 'failed':
      return `failed after ${stored.attempts} attempts: ${stored.error}`;
  }
}

/**
 * The outcomes of all jobs of all sweeps, one file for each run id: `<folder>/<first two digits>/<id>.json`. A run is made
 * once, whoever asks for it.
 */
export interface OutcomeStore {
  readonly folder: string;
  read(job: Pick<Job, 'id'>): Promise<StoredOutcome>;
  /** Returns when the outcome is safe on disk, whole. @throws Error naming the folder if it cannot be written. */
  write(outcome: JobOutcome): Promise<void>;
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** The folder and the name of a run's file; a folder with a file for every run of all sweeps would be slow. */
const placeOf = (folder: string, id: string): [folder: string, name: string] => [
  join(folder, id.slice(0, 2)),
  `${id}.json`,
];

/** The file of a run in a store. */
export const recordPath = (folder: string, id: string): string => join(...placeOf(folder, id));

/** Drafts carry the machine and the process that write them: several machines may share a folder. */
const host = encodeURIComponent(hostname());
const draftName = (name: string) => `${name}@${host}@${process.pid}.draft`;
const draftPattern = /@([^@]+)@(\d+)\.draft$/;

/**
 * Opens a store to read only.
 * @param folder may be missing: then every job is.
 */
export function readStore(folder: string): Pick<OutcomeStore, 'folder' | 'read'> {
  const read = async (job: Pick<Job, 'id'>): Promise<StoredOutcome> => {
    let text;
    try {
      text = await readFile(recordPath(folder, job.id), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return { kind: 'missing' };
      return { kind: 'damaged', reason: messageOf(error) };
    }
    try {
      return decodeOutcome(text, job);
    } catch (error) {
      return { kind: 'damaged', reason: messageOf(error) };
    }
  };
  return { folder, read };
}

/**
 * Opens a store for writing: makes the folder, shows that it can be written, and removes the drafts of processes that
 * were killed.
 * @throws Error naming the folder and the reason if it cannot be made or written.
 */
export async function openStore(folder: string): Promise<OutcomeStore> {
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new Error(`Records cannot be written to ${folder}: ${messageOf(error)}`, { cause: error });
    }
  };
  await guarded(async () => {
    await mkdir(folder, { recursive: true });
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isDirectory()) await removeDeadDrafts(join(folder, entry.name));
    }
    await writeWhole(folder, '.writable', '');
    await rm(join(folder, '.writable'), { force: true });
  });
  const shelves = new Set<string>();
  return {
    ...readStore(folder),
    write: (outcome) => {
      const id = outcome.kind === 'finished' ? outcome.record.id : outcome.id;
      return guarded(async () => {
        const [shelf, name] = placeOf(folder, id);
        // Not the folder of the store: where that is gone, something is wrong.
        if (!shelves.has(shelf) && (await makeFolder(shelf)) === 'made') await syncFolder(folder);
        shelves.add(shelf);
        await writeWhole(shelf, name, encodeOutcome(outcome));
      });
    },
  };
}

async function makeFolder(folder: string): Promise<'made' | 'there'> {
  try {
    await mkdir(folder);
    return 'made';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'there';
    throw error;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Writes a file so that, whenever the machine stops, it is there whole or not at all: draft, fsync, rename, and fsync of
 * the folder, without which the new name may be lost.
 */
export async function writeWhole(folder: string, name: string, content: string | Uint8Array): Promise<void> {
  const draft = join(folder, draftName(name));
  try {
    const file = await open(draft, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** Makes the names in a folder as lasting as the files' contents. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Removes drafts of processes of this machine that are gone; what other machines do cannot be seen from here. */
async function removeDeadDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const [, place, pid] = draftPattern.exec(name) ?? [];
    if (place === host && !isRunning(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return codeOf(error) === 'EPERM';
  }
}
