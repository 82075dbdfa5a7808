import { expect, it } from 'vitest';
import { squaredDistances } from './squared-distances.ts';

it('gives the squared distances of all pairs, row by row', () => {
  expect(squaredDistances(Float32Array.of(0, 0, 3, 4, 0, 1), 3)).toEqual([0, 25, 1, 25, 0, 18, 1, 18, 0]);
});
