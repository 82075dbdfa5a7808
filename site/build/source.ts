import { releaseSource } from '../../lib/figures/release-source.ts';
import type { FigureSource } from '../../lib/figures/source.ts';
import { buildKernel } from './kernel.ts';
import { latestRelease } from './release.ts';

let source: Promise<FigureSource> | undefined;

/** Figures' data for pages: from the latest release; runs that it does not hold are trained while the page is built. */
export function buildSource(): Promise<FigureSource> {
  source ??= make();
  return source;
}

async function make(): Promise<FigureSource> {
  const { manifest, runs } = await latestRelease();
  const host = { engine: await buildKernel(), where: 'page build', beforeTraining: () => undefined };
  return releaseSource({ release: manifest.release, runs }, host);
}
