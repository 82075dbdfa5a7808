import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { twoPoints } from './two-points.ts';

const reference = JSON.parse(readFileSync('tests/reference/two_points.json', 'utf8')) as {
  inputs: number[][];
  targets: number[][];
};

describe('twoPoints', () => {
  it("gives the paper's inputs and targets by default geometry", () => {
    const points = twoPoints({ dx2: 1, dy2: 0.5, centre: -0.5 });
    expect([...points.inputs]).toEqual(reference.inputs.flat());
    reference.targets.flat().forEach((target, n) => {
      expect(points.targets[n]).toBeCloseTo(target, 6);
    });
  });

  it('moves both inputs with the centre and leaves their distance alone', () => {
    const points = twoPoints({ dx2: 2.25, dy2: 0, centre: 0 });
    expect([...points.inputs]).toEqual([-0.75, 0.75]);
    expect(points.targets[0]).toBe(points.targets[1]);
  });

  it('names the offending number', () => {
    expect(() => twoPoints({ dx2: 0, dy2: 1, centre: 0 })).toThrow('dx2 is 0');
    expect(() => twoPoints({ dx2: 1, dy2: -1, centre: 0 })).toThrow('dy2 is -1');
    expect(() => twoPoints({ dx2: 1, dy2: 1, centre: Infinity })).toThrow('centre is Infinity');
  });
});
