/** IDX files of made-up digits for tests, so that none needs MNIST itself: ten patterns with noise, in the same format. */
export interface IdxFiles {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** `count` digits of cycling labels 0 to 9: label `d` lights a block of pixels of its own, the rest is faint noise. */
export function drawnDigits(count: number): IdxFiles {
  const images = new Uint8Array(16 + 784 * count);
  const labels = new Uint8Array(8 + count);
  const [imageView, labelView] = [new DataView(images.buffer), new DataView(labels.buffer)];
  [0x803, count, 28, 28].forEach((value, n) => {
    imageView.setUint32(4 * n, value);
  });
  [0x801, count].forEach((value, n) => {
    labelView.setUint32(4 * n, value);
  });
  for (let n = 0; n < count; n++) {
    // Seven is prime to ten, so that neighbours differ and every label comes up.
    const label = (7 * n + 5) % 10;
    labels[8 + n] = label;
    for (let k = 0; k < 784; k++) {
      const lit = Math.floor(k / 78) === label;
      images[16 + 784 * n + k] = Math.round((lit ? 150 : 20) + 20 * Math.sin(1 + 2.4 * (784 * n + k)));
    }
  }
  return { images, labels };
}
