import { releaseSource } from '../../lib/figures/release-source.ts';
import type { FigureSource } from '../../lib/figures/source.ts';
import { packagedFiles } from '../../lib/sweeps/packaged-files.ts';
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
  const host = {
    ...{ engine: await buildKernel(), where: 'page build', beforeTraining: () => undefined },
    files: packagedFiles,
  };
  const source = releaseSource({ release: manifest.release, runs }, host);
  // Several pages show the same run; what is trained is trained once.
  const known = new Map<string, Promise<unknown>>();
  return {
    ...source,
    run: (experiment, parameters) => {
      const key = JSON.stringify([experiment, parameters]);
      const run = (known.get(key) ?? source.run(experiment, parameters)) as ReturnType<
        typeof source.run<typeof experiment>
      >;
      known.set(key, run);
      return run;
    },
  };
}
