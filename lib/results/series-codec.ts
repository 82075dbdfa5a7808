import type { RunSeries } from '../experiments/run-record.ts';

const columns = ['step', 'h', 'y', 'w', 'loss'] as const;

/**
 * A run's curves as bytes: five little-endian float32 columns (`step, h, y, w, loss`) one after the other. Lossless,
 * because records hold float32 values and steps below 2^24.
 * @throws RangeError if a step is not exact in float32.
 */
export function encodeSeries(series: RunSeries): Uint8Array {
  const length = series.step.length;
  const view = new DataView(new ArrayBuffer(columns.length * length * 4));
  columns.forEach((name, column) => {
    series[name].forEach((value, n) => {
      if (Math.fround(value) !== value) {
        throw new RangeError(`${name}[${n}] is ${value}; allowed are numbers that float32 holds exactly.`);
      }
      view.setFloat32((column * length + n) * 4, value, true);
    });
  });
  return new Uint8Array(view.buffer);
}

/**
 * The inverse of `encodeSeries`.
 * @throws RangeError if the number of bytes does not fit five columns.
 */
export function decodeSeries(bytes: Uint8Array): RunSeries {
  const length = bytes.byteLength / (columns.length * 4);
  if (!Number.isInteger(length)) {
    throw new RangeError(`A series of ${bytes.byteLength} bytes; allowed are multiples of ${columns.length * 4}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const column = (index: number) => Array.from({ length }, (_, n) => view.getFloat32((index * length + n) * 4, true));
  return { step: column(0), h: column(1), y: column(2), w: column(3), loss: column(4) };
}
