import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { twoPointsExperiment } from '../../lib/experiments/two-points/index.ts';
import { networkOf, twoPointsParameters } from '../../lib/experiments/two-points/parameters.ts';
import type { AnyFigure, FigureState } from '../../lib/figures/figure.ts';
import { figureData } from '../../lib/figures/files/data.ts';
import { figureOf } from '../../lib/figures/code.ts';
import { figureIds } from '../../lib/figures/index.ts';
import { releaseSource } from '../../lib/figures/release-source.ts';
import { DataUnavailable, type FigureSource } from '../../lib/figures/source.ts';
import { figureNotebook } from '../../lib/figures/notebook/notebook.ts';
import { stateQuery } from '../../lib/figures/state.ts';
import { testSource } from '../../lib/figures/testing/source.ts';
import { statesOf } from '../../lib/figures/testing/states.ts';
import { initialise } from '../../lib/networks/initialise.ts';
import { architectures } from '../../lib/networks/network.ts';
import { kernelEngine } from '../../lib/training/kernel/index.ts';
import { compiledKernel } from '../../lib/training/kernel/testing/compiled-kernel.ts';
import { cpuEngine } from '../../lib/training/tfjs/cpu.ts';

/** Debian's interpreter, which has PyTorch where python3-torch is installed. */
const interpreter = '/usr/bin/python3';
const has = (module: string) => {
  const look = `import sys, importlib.util; sys.exit(importlib.util.find_spec("${module}") is None)`;
  return spawnSync(interpreter, ['-c', look]).status === 0;
};
const hasTorch = has('torch');
const hasPlots = has('matplotlib');

/** What a notebook is by nbformat 4.5, as far as these have it. */
const common = { id: z.string().regex(/^[\w-]{1,64}$/), metadata: z.strictObject({}), source: z.string().min(1) };
const notebookSchema = z.strictObject({
  nbformat: z.literal(4),
  nbformat_minor: z.literal(5),
  metadata: z.looseObject({ kernelspec: z.looseObject({ name: z.string(), display_name: z.string() }) }),
  cells: z.array(
    z.discriminatedUnion('cell_type', [
      z.strictObject({ cell_type: z.literal('markdown'), ...common }),
      z.strictObject({ cell_type: z.literal('code'), ...common, execution_count: z.null(), outputs: z.tuple([]) }),
    ]),
  ),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'notebook-'));
  // Where there is no matplotlib, something that takes every call in its place: what is asked is whether the code runs.
  if (!hasPlots) {
    mkdirSync(join(folder, 'matplotlib'));
    writeFileSync(join(folder, 'matplotlib/__init__.py'), '');
    writeFileSync(
      join(folder, 'matplotlib/pyplot.py'),
      [
        'import numpy as np',
        'from unittest.mock import MagicMock',
        'def subplots(rows=1, columns=1, squeeze=True, **options):',
        '    axes = np.empty((rows, columns), object)',
        '    for place in np.ndindex(rows, columns): axes[place] = MagicMock()',
        '    return MagicMock(), (axes.squeeze()[()] if squeeze else axes)',
        'show = MagicMock()',
      ].join('\n'),
    );
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Made {
  readonly figure: AnyFigure;
  readonly state: FigureState;
  readonly code: string;
  /** The files that the notebook fetches, by address. */
  readonly files: Readonly<Record<string, object>>;
}

/** A state's notebook as a program, and what it fetches. */
async function make(figure: AnyFigure, state: FigureState, source: FigureSource): Promise<Made> {
  const table = await figure.load(state, source);
  const data = figureData(figure, state, stateQuery(figure, state), table);
  const files: Record<string, object> = { [data.links.self!]: data };
  const [live] = figure.live?.(state) ?? [];
  if (live?.experiment === 'two-points') {
    const twoPoints = await figureOf('two-points');
    const own = live.parameters as FigureState;
    const run = figureData(twoPoints, own, stateQuery(twoPoints, own), await twoPoints.load(own, source));
    files[run.links.self!] = run;
  }
  const notebook = notebookSchema.parse(figureNotebook({ figure, state, table, origin: pathToFileURL(folder).href }));
  const code = notebook.cells.flatMap((cell) => (cell.cell_type === 'code' ? [cell.source] : [])).join('\n\n');
  return { figure, state, code, files };
}

/** Runs programs in one Python, each in a name space of its own, and gives back what each printed, or how it failed. */
function run(all: readonly Made[], after = ''): string[] {
  const jobs = all.map(({ code, files }, n) => {
    // A file cannot be called by a query: the address is looked up instead.
    const places = Object.entries(files).map(([address, body], k) => {
      const file = join(folder, `${n}-${k}.json`);
      writeFileSync(file, JSON.stringify(body));
      return [address, file];
    });
    return { code: `${code}\n${after}`, places: Object.fromEntries(places) as Record<string, string> };
  });
  writeFileSync(join(folder, 'jobs.json'), JSON.stringify(jobs));
  writeFileSync(
    join(folder, 'run.py'),
    [
      'import contextlib, io, json, traceback, urllib.request',
      `for job in json.load(open(${JSON.stringify(join(folder, 'jobs.json'))})):`,
      '    served = lambda address: open(next(f for a, f in job["places"].items() if address.endswith(a)), "rb")',
      '    urllib.request.urlopen = served',
      '    said = io.StringIO()',
      '    try:',
      '        with contextlib.redirect_stdout(said): exec(compile(job["code"], "notebook", "exec"), {})',
      '    except Exception: said.write(traceback.format_exc())',
      '    print(json.dumps(said.getvalue()))',
    ].join('\n'),
  );
  const env = { ...process.env, PYTHONPATH: folder, MPLBACKEND: 'agg', MPLCONFIGDIR: folder };
  const { stdout, stderr } = spawnSync(interpreter, [join(folder, 'run.py')], { env, encoding: 'utf8' });
  expect(stderr).not.toMatch(/Traceback/);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as string);
}

/** Minutes, where other work shares the machine: PyTorch alone takes its time to load. */
const patience = 180_000;

describe('a notebook', () => {
  const all: Made[] = [];
  beforeAll(async () => {
    for (const id of figureIds) {
      const figure = await figureOf(id);
      for (const state of statesOf(figure).slice(0, 3)) {
        try {
          all.push(await make(figure, state, await testSource()));
        } catch (error) {
          // Not every state has data in the tests' small release.
          if (!(error instanceof DataUnavailable)) throw error;
        }
      }
    }
  }, patience);

  it('is one by nbformat 4.5, for every figure, and names where its data are', () => {
    expect(new Set(all.map(({ figure }) => figure.id)).size).toBe(figureIds.length);
    for (const { code, files } of all) expect(code).toContain(JSON.stringify(Object.keys(files)[0]));
  });

  it.skipIf(!has('numpy'))(
    'fetches and draws every figure',
    () => {
      // Training is tested below: here each program ends where it begins.
      const printed = run(all.map((made) => ({ ...made, code: made.code.split('\n\nimport torch')[0]! })));
      for (const [n, said] of printed.entries()) expect(said, all[n]!.figure.id).not.toMatch(/Traceback/);
      expect(printed).toHaveLength(all.length);
    },
    patience,
  );
});

/** One run of every architecture and optimiser, small. */
const wanted = [
  { width: 20, depth: 3, steps: 120, lr: 0.1 },
  { width: 20, depth: 4, steps: 60, architecture: 'residual', activation: 'tanh', optimizer: 'momentum', lr: 0.02 },
  { width: 20, depth: 2, steps: 60, architecture: 'dropout', activation: 'relu' },
  { width: 45, depth: 2, steps: 20, architecture: 'cnn', activation: 'elu', lr: 0.02 },
  { width: 16, depth: 2, steps: 60, architecture: 'layer_norm', activation: 'gelu', optimizer: 'adam', lr: 0.002 },
  { width: 8, depth: 2, steps: 40, architecture: 'transformer', activation: 'swish', lr: 0.02 },
  { width: 12, depth: 3, steps: 60, architecture: 'gru', activation: 'tanh' },
] as const;

describe.skipIf(!hasTorch)('the run that a notebook trains again in PyTorch', () => {
  it(
    'starts from the same bits and ends with the same curves, for every architecture and optimiser',
    async () => {
      expect(new Set(wanted.map((given) => ('architecture' in given ? given.architecture : 'mlp')))).toEqual(
        new Set(architectures),
      );
      const figure = await figureOf('two-points');
      const kernel = kernelEngine(compiledKernel());
      const tfjs = await cpuEngine();
      const all: Made[] = [];
      for (const given of wanted) {
        const state = twoPointsParameters.parse(given);
        const engine = kernel.supports(twoPointsExperiment.workload(state)) === true ? kernel : tfjs;
        const host = { engine, where: 'a test', beforeTraining: () => undefined };
        all.push(await make(figure, state, releaseSource({ release: 'none', runs: [] }, host)));
      }
      const after = [
        'import hashlib',
        'bits = b"".join(array.astype("<f4").tobytes() for array in initialise(BLOCKS, GAIN, SEED))',
        'print("DONE", hashlib.sha256(bits).hexdigest(), len(retrained), json.dumps({name: max(abs(retrained[s][name] - recorded[s][name]) for s in retrained) / max(abs(recorded[s][name]) for s in retrained) for name in ["h", "y", "w", "loss"]}))',
      ].join('\n');
      const printed = run(all, after);
      for (const [n, { state }] of all.entries()) {
        const parameters = twoPointsParameters.parse(state);
        const [, digest, steps, apart] = /DONE (\w+) (\d+) (.*)/.exec(printed[n]!) ?? [];
        expect(apart, printed[n]).toBeDefined();
        const weights = initialise(networkOf(parameters), parameters);
        const bytes = Buffer.concat(
          weights.flatMap(({ weight, bias }) => [Buffer.from(weight.buffer), Buffer.from(bias.buffer)]),
        );
        expect(digest, parameters.architecture).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(Number(steps)).toBeGreaterThan(10);
        for (const [name, difference] of Object.entries(JSON.parse(apart!) as Record<string, number>)) {
          expect(difference, `${parameters.architecture} ${name}`).toBeLessThan(2e-3);
        }
      }
    },
    patience,
  );
});
