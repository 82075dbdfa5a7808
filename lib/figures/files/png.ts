/** What is used of `node:zlib`, which the Worker has too. Resvg's own compressor takes most of a picture's time. */
export interface Zlib {
  /** Compressed as RFC 1950 says. */
  readonly deflateSync: (bytes: Uint8Array, options: { level: number }) => Uint8Array;
  readonly crc32: (bytes: Uint8Array) => number;
}

/** A third of the default level's time, for half as many bytes again. */
const level = 3;

/** Pixels in rows from the top, each as red, green, blue and opacity. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const signature = [137, 80, 78, 71, 13, 10, 26, 10];
const text = new TextEncoder();

/** Pixels as a PNG (W3C, "Portable Network Graphics", third edition) of 8 bits to the channel, its rows not filtered. */
export function encodePng({ width, height, pixels }: Pixels, zlib: Zlib): Uint8Array {
  const header = new Uint8Array(13);
  const numbers = new DataView(header.buffer);
  numbers.setUint32(0, width);
  numbers.setUint32(4, height);
  // Depth 8, colour type 6: truecolour with alpha. Compression, filter and interlace methods are 0.
  header.set([8, 6], 8);
  const chunks = [
    Uint8Array.from(signature),
    chunk('IHDR', header, zlib),
    chunk('IDAT', zlib.deflateSync(scanlines(width, height, pixels), { level }), zlib),
    chunk('IEND', new Uint8Array(0), zlib),
  ];
  const png = new Uint8Array(chunks.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of chunks) {
    png.set(part, at);
    at += part.length;
  }
  return png;
}

/** Bytes of rows that are written into the same memory picture after picture: such buffers are freed late, and add up. */
const mostKept = 10_000_000;
let kept = new Uint8Array(0);

/** Memory for the rows of one picture, until the next one is encoded. What it held before is still in it. */
function roomFor(bytes: number): Uint8Array {
  if (bytes > mostKept) return new Uint8Array(bytes);
  if (bytes > kept.length) kept = new Uint8Array(bytes);
  return kept.subarray(0, bytes);
}

/** The rows, each behind its filter's number: 0, none. Flat colours gain nothing by the others. */
function scanlines(width: number, height: number, pixels: Uint8Array): Uint8Array {
  const row = width * 4;
  const lines = roomFor((row + 1) * height);
  for (let y = 0; y < height; y++) {
    lines[y * (row + 1)] = 0;
    lines.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  }
  return lines;
}

/** Length, type, data, and the checksum of type and data. */
function chunk(type: string, data: Uint8Array, { crc32 }: Zlib): Uint8Array {
  const bytes = new Uint8Array(data.length + 12);
  const numbers = new DataView(bytes.buffer);
  numbers.setUint32(0, data.length);
  bytes.set(text.encode(type), 4);
  bytes.set(data, 8);
  numbers.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}
