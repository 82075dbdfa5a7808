import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { recordingSteps } from './schedule.ts';

describe('recordingSteps', () => {
  it('starts at 0, ends at the last step and increases in between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (steps) => {
        const chosen = recordingSteps(steps);
        expect(chosen[0]).toBe(0);
        expect(chosen.at(-1)).toBe(steps);
        chosen.slice(1).forEach((step, n) => {
          expect(step).toBeGreaterThan(chosen[n]!);
          expect(Number.isInteger(step)).toBe(true);
        });
        expect(chosen.length).toBeLessThanOrEqual(258);
      }),
    );
  });

  it('keeps every step of a short run', () => {
    expect(recordingSteps(5)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('sees both the first steps and a late rise', () => {
    const chosen = recordingSteps(6000);
    expect(chosen.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
    const gaps = chosen.slice(1).map((step, n) => step - chosen[n]!);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(38);
  });

  it('refuses a number of steps that is no whole number from 1', () => {
    for (const steps of [0, -3, 2.5, NaN, Infinity]) expect(() => recordingSteps(steps)).toThrow(`steps is ${steps}`);
  });
});
