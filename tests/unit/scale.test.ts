import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { BenchReport } from '../../bench/report.ts';
import { withMeasured } from '../../bench/scale.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const report = JSON.parse(read('bench/results/api.json')) as BenchReport;
const document = read('docs/scale.md');

describe('what docs/scale.md says was measured', () => {
  it('is what bench/results/api.json says', () => {
    expect(withMeasured(document, report)).toBe(document);
  });

  it('would not be if a number were another', () => {
    const rows = report.rows.map((row) => (row.metric === 'api/304/rate' ? { ...row, value: row.value * 2 } : row));
    expect(withMeasured(document, { ...report, rows })).not.toBe(document);
  });
});
