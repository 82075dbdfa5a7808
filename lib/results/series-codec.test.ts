import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSeries, encodeSeries } from './series-codec.ts';

const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
const series = fc.integer({ min: 0, max: 40 }).chain((length) => {
  const curve = fc.array(float32, { minLength: length, maxLength: length });
  const step = fc.array(fc.nat(1 << 24), { minLength: length, maxLength: length });
  return fc.record({ step, h: curve, y: curve, w: curve, loss: curve });
});

describe('encodeSeries', () => {
  it('is undone by decodeSeries, bit for bit', () => {
    fc.assert(
      fc.property(series, (original) => {
        expect(decodeSeries(encodeSeries(original))).toEqual(original);
      }),
    );
  });

  it('decodes a view that does not start at its buffer', () => {
    const bytes = encodeSeries({ step: [3], h: [1], y: [2], w: [-0.5], loss: [0] });
    const padded = new Uint8Array(bytes.length + 7);
    padded.set(bytes, 7);
    expect(decodeSeries(padded.subarray(7)).w).toEqual([-0.5]);
  });

  it('refuses what float32 cannot hold', () => {
    expect(() => encodeSeries({ step: [0], h: [0.1], y: [0], w: [0], loss: [0] })).toThrow('h[0] is 0.1');
  });

  it('refuses bytes of a wrong length', () => {
    expect(() => decodeSeries(new Uint8Array(21))).toThrow('21 bytes');
  });
});
