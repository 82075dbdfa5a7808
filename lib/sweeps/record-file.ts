import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { z } from 'zod';
import { runStatuses } from '../experiments/run-record.ts';
import { engineIds } from '../training/trainer.ts';
import type { Job, JobRecord } from './job.ts';

/** Raised whenever older record files can no longer be read. */
const format = 'sweep-record/1';

/** What every record says of its run; what else it holds is its experiment's. */
const recordSchema = z.looseObject({
  id: z.string(),
  experiment: z.string(),
  parameters: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
  engine: z.strictObject({ id: z.enum(engineIds), version: z.string() }),
  initialisation: z.string(),
  status: z.enum(runStatuses),
  divergedAt: z.int().nullable(),
});

const outcomeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('finished'), record: recordSchema }),
  z.strictObject({ kind: z.literal('failed'), id: z.string(), attempts: z.int().min(1), error: z.string() }),
]);

const fileSchema = z.strictObject({
  format: z.literal(format),
  sha256: z.string(),
  outcome: outcomeSchema,
});

/**
 * What became of a job: its record (a run that diverged has one too), or, when it crashed every time, the last error.
 * It holds no times and no machine, so that a job has the same bytes wherever and however often it ran.
 */
export type JobOutcome =
  | { readonly kind: 'finished'; readonly record: JobRecord }
  | { readonly kind: 'failed'; readonly id: string; readonly attempts: number; readonly error: string };

const checksum = (outcome: unknown) => createHash('sha256').update(canonicalize(outcome)!).digest('hex');

/** A job's outcome as the text of its file, with the SHA-256 of the outcome's canonical JSON (RFC 8785). */
export function encodeOutcome(outcome: JobOutcome): string {
  return `${JSON.stringify({ format, sha256: checksum(outcome), outcome })}\n`;
}

/**
 * Reads the file of a job.
 * @throws Error saying why, if it is cut off, altered, of another format or of another job.
 */
export function decodeOutcome(text: string, job: Pick<Job, 'id'>): JobOutcome {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error(`it is no JSON (${text.length} characters)`);
  }
  const result = fileSchema.safeParse(content);
  if (!result.success) {
    const [{ path, message }] = result.error.issues as [z.core.$ZodIssue];
    throw new Error(`${path.length > 0 ? path.join('.') : 'it'} is not as ${format} has it: ${message}`);
  }
  const { sha256: expected, outcome } = result.data;
  const actual = checksum(outcome);
  if (actual !== expected) throw new Error(`its checksum is ${actual}; it says ${expected}`);
  const id = outcome.kind === 'finished' ? outcome.record.id : outcome.id;
  if (id !== job.id) throw new Error(`it is of run ${id}`);
  // The checksum shows that these are the bytes that were written, and only whole records of the experiment are written.
  return outcome;
}
