import { describe, expect, it } from 'vitest';
import { digitPoints, firstEntries, readDigits } from './mnist.ts';
import { drawnDigits } from './testing/drawn-digits.ts';

const files = drawnDigits(12);

describe('readDigits', () => {
  it('reads pixels and labels of IDX files', () => {
    const set = readDigits(files.images, files.labels);
    expect(set.size).toBe(12);
    expect([...set.labels.subarray(0, 4)]).toEqual([5, 2, 9, 6]);
    expect(set.pixels).toHaveLength(12 * 784);
    expect(set.pixels[784 + 2 * 78]).toBe(files.images[16 + 784 + 2 * 78]);
  });

  it('reads files that lie somewhere in a larger buffer', () => {
    const shifted = new Uint8Array(files.images.length + 3);
    shifted.set(files.images, 3);
    expect(readDigits(shifted.subarray(3), files.labels).pixels).toEqual(files.images.subarray(16));
  });

  it('names what is wrong with a file', () => {
    const changed = (bytes: Uint8Array, at: number, value: number) => {
      const copy = bytes.slice();
      copy[at] = value;
      return copy;
    };
    const { images, labels } = files;
    expect(() => readDigits(labels, labels)).toThrow(
      'begins with 0x00000801; an IDX file of them begins with 0x00000803',
    );
    expect(() => readDigits(images.subarray(0, 9), labels)).toThrow('has 9 bytes; its header alone has 16');
    expect(() => readDigits(images.subarray(0, 100), labels)).toThrow('has 100 bytes; by its header it has 9424');
    expect(() => readDigits(images, drawnDigits(11).labels)).toThrow('12 images and 11 labels');
    expect(() => readDigits(images, changed(labels, 9, 10))).toThrow('Label 1 is 10');
    const wide = changed(changed(images, 11, 14), 15, 56);
    expect(() => readDigits(wide, labels)).toThrow('14 x 56 pixels');
  });
});

describe('the first entries of a file', () => {
  it('are a file of their own, of the same digits', () => {
    const [images, labels] = [firstEntries(files.images, 5), firstEntries(files.labels, 5)];
    const [part, whole] = [readDigits(images, labels), readDigits(files.images, files.labels)];
    expect(part.size).toBe(5);
    expect(part.pixels).toEqual(whole.pixels.subarray(0, 5 * 784));
    expect(part.labels).toEqual(whole.labels.subarray(0, 5));
    expect(readDigits(files.images, files.labels).size).toBe(12);
  });

  it('are refused if there are not as many', () => {
    for (const count of [0, 13, 2.5])
      expect(() => firstEntries(files.images, count)).toThrow(`count is ${count}; the file has 12`);
  });
});

describe('digitPoints', () => {
  const set = readDigits(files.images, files.labels);

  it('normalises pixels by the mean and deviation of MNIST and makes targets one-hot', () => {
    const { size, inputs, targets } = digitPoints(set, [3, 0]);
    expect(size).toBe(2);
    expect(inputs[784 + 7]).toBeCloseTo((set.pixels[7]! / 255 - 0.1307) / 0.3081, 6);
    expect(inputs[0]).toBeCloseTo((set.pixels[3 * 784]! / 255 - 0.1307) / 0.3081, 6);
    expect([...targets]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  });

  it('refuses a digit that is not there', () => {
    expect(() => digitPoints(set, [0, 12])).toThrow('no digit 12; these are digits 0 to 11');
  });
});
