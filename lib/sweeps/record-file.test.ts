import { describe, expect, it } from 'vitest';
import { jobOf, recordOf } from './fixtures.ts';
import { decodeOutcome, encodeOutcome, type JobOutcome } from './record-file.ts';

const job = jobOf(1);
const finished: JobOutcome = { kind: 'finished', record: recordOf(job) };
const failed: JobOutcome = { kind: 'failed', id: job.id, attempts: 3, error: 'Error: no' };

describe('a record file', () => {
  it('gives back what was written', () => {
    for (const outcome of [finished, failed]) expect(decodeOutcome(encodeOutcome(outcome), job)).toEqual(outcome);
  });

  it('is refused after any cut', () => {
    const text = encodeOutcome(finished).trimEnd();
    for (let length = 0; length < text.length; length += 7) {
      expect(() => decodeOutcome(text.slice(0, length), job)).toThrow('it is no JSON');
    }
  });

  it('is refused after a change of one digit', () => {
    const text = encodeOutcome(finished);
    expect(() => decodeOutcome(text.replace('0.125', '0.126'), job)).toThrow(/its checksum is [0-9a-f]{64}/);
  });

  it('is refused if it is of another job or another format', () => {
    const other = jobOf(2);
    expect(() => decodeOutcome(encodeOutcome(finished), other)).toThrow(`it is of run ${job.id}`);
    expect(() => decodeOutcome(encodeOutcome(failed), other)).toThrow(`it is of run ${job.id}`);
    const text = encodeOutcome(finished).replace('sweep-record/1', 'sweep-record/0');
    expect(() => decodeOutcome(text, job)).toThrow('format is not as sweep-record/1 has it');
    expect(() => decodeOutcome('null', job)).toThrow('it is not as sweep-record/1 has it');
  });
});
