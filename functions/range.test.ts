import { describe, expect, it } from 'vitest';
import { readRange } from './range.ts';

describe('a Range header', () => {
  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=2-5', 2, 5],
    ['bytes=2-', 2, 9],
    ['bytes=7-99', 7, 9],
    ['bytes=-3', 7, 9],
    ['bytes=-99', 0, 9],
    ['Bytes= 0-9', 0, 9],
  ])('%s of ten bytes is bytes %i to %i', (header, first, last) => {
    expect(readRange(header, 10)).toEqual({ first, last });
  });

  it.each(['bytes=10-', 'bytes=10-12', 'bytes=-0', 'bytes=99999999999999999999-'])(
    '%s of ten bytes cannot be satisfied',
    (header) => {
      expect(readRange(header, 10)).toBe('unsatisfiable');
    },
  );

  it.each(['bytes=-', 'bytes=5-2', 'bytes=0-1,4-5', 'rows=0-1', 'bytes=a-b', 'bytes', ''])(
    '%s is none that must be honoured',
    (header) => {
      expect(readRange(header, 10)).toBeNull();
    },
  );

  it('has no byte in an empty file', () => {
    for (const header of ['bytes=0-', 'bytes=-1']) expect(readRange(header, 0)).toBe('unsatisfiable');
  });
});
