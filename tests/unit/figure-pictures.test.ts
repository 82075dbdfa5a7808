import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { draw } from '../../lib/figures/files/drawing.ts';
import { rasterise } from '../../lib/figures/files/raster.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { figureIds } from '../../lib/figures/index.ts';
import { defaultOrFirst } from '../../lib/figures/testing/states.ts';
import { testSource } from '../../lib/figures/testing/source.ts';
import { buildRasteriser } from '../../site/build/rasteriser.ts';

/** Small, because the picture is kept in the repository; the goldens of the SVG have both themes and more widths. */
const view = { theme: 'light', px: 560, scale: 1 } as const;

/** Pixels that may differ: a golden picture may have been made on another processor, whose last bits round otherwise. */
const tolerance = { share: 0.001, threshold: 0.1 };

const update = process.env.UPDATE_PICTURES === '1';

// Make the golden pictures anew with UPDATE_PICTURES=1 and look at the difference.
it.each(figureIds)('the PNG of %s has the pixels of the golden one', async (id) => {
  const figure = await figureOf(id);
  const table = await defaultOrFirst(figure, await testSource());
  const bytes = rasterise(await buildRasteriser(), draw(figure, table, view), view.scale);
  const picture = PNG.sync.read(Buffer.from(bytes));
  const file = `lib/figures/${id}/golden/${view.theme}-${view.px}.png`;
  if (update) writeFileSync(file, PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 }));
  if (!existsSync(file)) throw new Error(`There is no golden picture ${file}. UPDATE_PICTURES=1 makes it.`);
  const golden = PNG.sync.read(readFileSync(file));
  const { width, height } = golden;
  expect([picture.width, picture.height]).toEqual([width, height]);
  const difference = new PNG({ width, height });
  const { threshold, share } = tolerance;
  const differing = pixelmatch(picture.data, golden.data, difference.data, width, height, { threshold });
  if (differing > 0) saveDifference(`${id}-${view.theme}-${view.px}`, difference);
  expect(differing).toBeLessThanOrEqual(share * width * height);
});

/** Leaves what differs where it can be looked at. */
function saveDifference(name: string, difference: PNG): void {
  const folder = 'tests/output/pictures';
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.png`, PNG.sync.write(difference));
}
