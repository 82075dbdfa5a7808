/** The code points that a TrueType font has glyphs for, read off its `cmap` table (formats 4 and 12). */
export function glyphsOf(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const points = new Set<number>();
  const add = (first: number, last: number) => {
    for (let point = first; point <= last && point !== 0xffff; point++) points.add(point);
  };
  let cmap = 0;
  for (let n = 0; n < view.getUint16(4); n++) {
    const name = String.fromCharCode(...font.subarray(12 + 16 * n, 16 + 16 * n));
    if (name === 'cmap') cmap = view.getUint32(20 + 16 * n);
  }
  for (let n = 0; n < view.getUint16(cmap + 2); n++) {
    const table = cmap + view.getUint32(cmap + 8 + 8 * n);
    const format = view.getUint16(table);
    if (format === 12) {
      for (let k = 0; k < view.getUint32(table + 12); k++) {
        const group = table + 16 + 12 * k;
        add(view.getUint32(group), view.getUint32(group + 4));
      }
    } else if (format === 4) {
      const segments = view.getUint16(table + 6) / 2;
      for (let k = 0; k < segments; k++) {
        add(view.getUint16(table + 16 + 2 * segments + 2 * k), view.getUint16(table + 14 + 2 * k));
      }
    }
  }
  return points;
}
