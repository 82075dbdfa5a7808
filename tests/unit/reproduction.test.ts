import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reproductionParts } from '../../site/build/reproduction.ts';

describe('the counts of the reproduction', () => {
  it('are those that the report itself gives, part by part and together', () => {
    const table = readFileSync('docs/reproduction.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| (\[|together)/.test(line))
      .map((line) => line.split('|').slice(1, -1));
    const given = table.map(([, ...cells]) => cells.map(Number));
    const parts = reproductionParts().map(({ counts }) => Object.values(counts));
    const together = parts.reduce((sum, counts) => sum.map((count, n) => count + counts[n]!));
    expect(given).toEqual([...parts, together]);
  });
});
