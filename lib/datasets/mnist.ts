import type { PointSet } from './point-set.ts';

/** The files of MNIST that are used, by the names that they are published under. A host finds them. */
export const mnistFiles = { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' } as const;

/** Pixels along each side of a digit, and kinds of digits. */
const side = 28;
export const digitPixels = side * side;
export const digitKinds = 10;

/** Mean and standard deviation of MNIST's training pixels on a scale from 0 to 1: what inputs are normalised by. */
const pixelMean = 0.1307;
const pixelDeviation = 0.3081;

/** Labelled pictures of digits. */
export interface DigitSet {
  readonly size: number;
  /** `[size][784]`, from 0 to 255. */
  readonly pixels: Uint8Array;
  /** `[size]`, from 0 to 9. */
  readonly labels: Uint8Array;
}

/** Types of IDX files of unsigned bytes, with one dimension and with three. */
const labelMagic = 0x00000801;
const imageMagic = 0x00000803;

/**
 * Reads IDX files of images and labels, as MNIST is published: big-endian 32-bit numbers (type, then sizes), then bytes. A
 * file of the first part of MNIST alone is as good; nothing is copied.
 * @throws RangeError if a file is of another type, shorter or longer than it says, if images are not 28 x 28, if there
 *   are not as many labels, or a label is not from 0 to 9.
 */
export function readDigits(images: Uint8Array, labels: Uint8Array): DigitSet {
  const [size, rows, columns] = idxSizes('images', images, imageMagic, 3) as [number, number, number];
  const [labelled] = idxSizes('labels', labels, labelMagic, 1) as [number];
  if (rows !== side || columns !== side) {
    throw new RangeError(`The images are ${rows} x ${columns} pixels; those of MNIST are ${side} x ${side}.`);
  }
  if (labelled !== size)
    throw new RangeError(`There are ${size} images and ${labelled} labels; there must be as many.`);
  const values = labels.subarray(8);
  const wrong = values.findIndex((label) => label >= digitKinds);
  if (wrong >= 0) throw new RangeError(`Label ${wrong} is ${values[wrong]!}; it must be from 0 to 9.`);
  return { size, pixels: images.subarray(16), labels: values };
}

/**
 * The first `count` entries of an IDX file of unsigned bytes, as a file of its own: a copy.
 * @throws RangeError if it has fewer.
 */
export function firstEntries(file: Uint8Array, count: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const [size, header] = [view.getUint32(4), 4 + 4 * view.getUint8(3)];
  if (!Number.isInteger(count) || count < 1 || count > size) {
    throw new RangeError(`count is ${count}; the file has ${size} entries, so it must be an integer from 1 to that.`);
  }
  const first = file.slice(0, header + (count * (file.length - header)) / size);
  new DataView(first.buffer).setUint32(4, count);
  return first;
}

function idxSizes(name: string, bytes: Uint8Array, magic: number, dimensions: number): number[] {
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) {
    throw new RangeError(`The file of ${name} has ${bytes.length} bytes; its header alone has ${header}.`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = view.getUint32(0);
  if (found !== magic) {
    const hex = (value: number) => `0x${value.toString(16).padStart(8, '0')}`;
    throw new RangeError(
      `The file of ${name} begins with ${hex(found)}; an IDX file of them begins with ${hex(magic)}.`,
    );
  }
  const sizes = Array.from({ length: dimensions }, (_, n) => view.getUint32(4 + 4 * n));
  const wanted = header + sizes.reduce((product, size) => product * size, 1);
  if (bytes.length !== wanted) {
    throw new RangeError(`The file of ${name} has ${bytes.length} bytes; by its header it has ${wanted}.`);
  }
  return sizes;
}

/**
 * Digits as a network takes them: pixels from 0 to 1, less 0.1307 and divided by 0.3081; targets one-hot.
 * @param places which digits, in which order.
 * @throws RangeError if there is no such digit.
 */
export function digitPoints({ size, pixels, labels }: DigitSet, places: ArrayLike<number>): PointSet {
  const scale = Float32Array.from({ length: 256 }, (_, value) => (value / 255 - pixelMean) / pixelDeviation);
  const inputs = new Float32Array(places.length * digitPixels);
  const targets = new Float32Array(places.length * digitKinds);
  for (let n = 0; n < places.length; n++) {
    const place = places[n]!;
    if (!Number.isInteger(place) || place < 0 || place >= size) {
      throw new RangeError(`There is no digit ${place}; these are digits 0 to ${size - 1}.`);
    }
    for (let k = 0; k < digitPixels; k++) inputs[n * digitPixels + k] = scale[pixels[place * digitPixels + k]!]!;
    targets[n * digitKinds + labels[place]!] = 1;
  }
  return { size: places.length, inputDim: digitPixels, outputDim: digitKinds, inputs, targets };
}
