import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { finalDistance } from './final-distance.ts';
import { pairwiseDistances } from './pairwise.ts';

interface XorRun {
  setting: string;
  seed: number;
  dist_x: number[][];
  dist_y: number[][];
  dist_h_initial: number[][];
  dist_out_initial: number[][];
  dist_h_theory: number[][];
}

const file = new URL('../../tests/reference/xor.json', import.meta.url);
const xor = JSON.parse(readFileSync(file, 'utf8')) as { eta_h: number; eta_y: number; runs: XorRun[] };
const squared = (matrix: number[][]) => matrix.flat().map((distance) => distance * distance);

const two = { size: 2, dx2: [0, 1, 1, 0], dy2: [0, 0.5, 0.5, 0], h: [0, 0.1, 0.1, 0], y: [0, 0.01, 0.01, 0] };
const rates = { etaH: 0.01, etaY: 0.02 };

describe('pairwiseDistances', () => {
  it.each(xor.runs.map((run) => [`${run.setting}, seed ${run.seed}`, run] as const))(
    'gives the XOR theory of the reference: %s',
    (_, run) => {
      const found = pairwiseDistances(
        {
          size: 4,
          dx2: squared(run.dist_x),
          dy2: squared(run.dist_y),
          h: squared(run.dist_h_initial),
          y: squared(run.dist_out_initial),
        },
        { etaH: xor.eta_h, etaY: xor.eta_y },
      );
      const expected = run.dist_h_theory.flat();
      for (let i = 0; i < 16; i++)
        expect(Math.abs(Math.sqrt(found[i]!) - expected[i]!)).toBeLessThan(1e-6 * (1 + expected[i]!));
    },
  );

  it('agrees with finalDistance for two points, and is 0 on the diagonal', () => {
    const expected = finalDistance({ h: 0.1, y: 0.01, w: 0 }, rates, { dx2: 1, dy2: 0.5 });
    expect([...pairwiseDistances(two, rates)]).toEqual([0, expected, expected, 0]);
  });

  it('keeps points with equal inputs together, and starts equal representations from no gain', () => {
    const found = pairwiseDistances({ ...two, dx2: [0, 0, 1, 0], h: [0, 0, 0, 0], y: [0, 0, 0, 0] }, rates);
    expect([...found]).toEqual([0, 0, 0.5, 0]);
  });

  it('refuses bad matrices and names the entry', () => {
    expect(() => pairwiseDistances({ ...two, size: 0 }, rates)).toThrow(/size is 0/);
    expect(() => pairwiseDistances({ ...two, dy2: [0, 1] }, rates)).toThrow(/dy2 has 2 entries; 2 points need 4/);
    expect(() => pairwiseDistances({ ...two, dx2: [0, 1, NaN, 0] }, rates)).toThrow(/dx2\[1\]\[0\] is NaN/);
    expect(() => pairwiseDistances({ ...two, h: [0, -1, 1, 0] }, rates)).toThrow(/h\[0\]\[1\] is -1/);
    expect(() => pairwiseDistances({ ...two, h: [0, 0, 1, 0] }, rates)).toThrow(/h\[0\]\[1\] is 0 but y is 0.01/);
    expect(() => pairwiseDistances(two, { etaH: 1, etaY: 0 })).toThrow(/etaY=0/);
  });
});
