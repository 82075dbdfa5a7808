import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from './labels.ts';
import { experimentLine, recordedLine, theoryLine } from './styles.ts';
import { themes } from './theme.ts';

describe('spreadLabels', () => {
  const labels = fc.array(fc.record({ y: fc.double({ min: 0, max: 200, noNaN: true }) }), { maxLength: 8 });

  it('puts labels apart, inside their bounds and in the order of their heights', () => {
    fc.assert(
      fc.property(labels, (given) => {
        const placed = spreadLabels(given, 16, [0, 200]);
        expect(placed).toHaveLength(given.length);
        const heights = placed.map(({ y }) => y).sort((a, b) => a - b);
        heights.forEach((y, n) => {
          expect(y).toBeGreaterThanOrEqual(-1e-9);
          expect(y).toBeLessThanOrEqual(200 + 1e-9);
          if (n > 0) expect(y - heights[n - 1]!).toBeGreaterThanOrEqual(16 - 1e-9);
        });
        given.forEach((label, n) => {
          given.forEach((other, m) => {
            if (label.y < other.y) expect(placed[n]!.y).toBeLessThan(placed[m]!.y);
          });
        });
      }),
    );
  });

  it('leaves alone what has room', () => {
    expect(spreadLabels([{ y: 100 }, { y: 20 }], 16, [0, 200])).toEqual([{ y: 100 }, { y: 20 }]);
  });
});

describe('the styles of lines', () => {
  it('tell experiment, theory and recorded runs apart without colour', () => {
    const [experiment, theory, recorded] = [
      experimentLine(themes.light.h),
      theoryLine(themes.light),
      recordedLine(themes.light),
    ];
    expect([experiment, recorded].map(({ strokeDasharray }) => strokeDasharray)).toEqual([undefined, undefined]);
    expect(theory.strokeDasharray).toBeDefined();
    expect(experiment.strokeWidth).toBeGreaterThan(2 * recorded.strokeWidth);
  });
});
