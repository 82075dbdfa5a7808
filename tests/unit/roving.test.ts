import { describe, expect, it } from 'vitest';
import { placeAfter, type Place } from '../../site/widgets/figure/roving.ts';

/** Three columns and two rows, row by row. */
const grid: Place[] = [0, 1].flatMap((row) => [0, 1, 2].map((column) => ({ x: 50 * column, y: 40 * row })));
const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

describe('arrow keys among the links of a picture', () => {
  it('lead to the neighbour in the grid, and nowhere at its edge', () => {
    expect(keys.map((key) => placeAfter(grid, 4, key))).toEqual([3, 5, 1, 4]);
    expect(keys.map((key) => placeAfter(grid, 0, key))).toEqual([0, 1, 0, 3]);
  });

  it('lead over gaps', () => {
    const withGap = grid.filter((_, n) => n !== 1);
    expect(placeAfter(withGap, 0, 'ArrowRight')).toBe(1);
  });

  it('reach every place from every other', () => {
    const reached = new Set([0]);
    for (const at of reached) for (const key of keys) reached.add(placeAfter(grid, at, key)!);
    expect(reached.size).toBe(grid.length);
  });

  it('Home and End lead to the ends of the row; other keys are not ours', () => {
    expect([placeAfter(grid, 4, 'Home'), placeAfter(grid, 4, 'End')]).toEqual([3, 5]);
    expect(placeAfter(grid, 4, 'Enter')).toBeUndefined();
  });
});
