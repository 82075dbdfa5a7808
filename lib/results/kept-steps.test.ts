import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingSteps } from '../training/schedule.ts';
import { keptSteps } from './kept-steps.ts';

describe('keptSteps', () => {
  it('keeps the first, the last and no more than asked for, each once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 2, max: 300 }), (count, most) => {
        const kept = keptSteps(count, most);
        expect(kept).toHaveLength(Math.min(count, most));
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        if (count > 0) expect([kept[0], kept.at(-1)]).toEqual([0, count - 1]);
      }),
    );
  });

  it('leaves the early steps close together, as they were recorded', () => {
    const steps = recordingSteps(6000);
    const kept = keptSteps(steps.length).map((n) => steps[n]!);
    expect(steps.length).toBeGreaterThan(200);
    expect(kept.filter((step) => step <= 60).length).toBeGreaterThan(20);
    expect(kept.filter((step) => step > 3000).length).toBeGreaterThan(50);
  });

  it('refuses to keep fewer than two', () => {
    expect(() => keptSteps(10, 1)).toThrow('most is 1');
  });
});
