import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { drawnDigits } from '../../datasets/testing/drawn-digits.ts';
import { mnistFiles } from '../../datasets/mnist.ts';
import { compareStructure } from '../../experiments/mnist/compare.ts';
import { mnistExperiment as experiment } from '../../experiments/mnist/index.ts';
import { digitNetworkParameters, digitNetworks } from '../../experiments/mnist/presets.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { formatR } from '../mnist-structure/table.ts';
import { themes } from '../theme.ts';
import { describeTwoNetworks } from './describe.ts';
import { drawTwoNetworks, twoNetworksHeight } from './draw.ts';
import { twoNetworksTable } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const engine = kernelEngine(compiledKernel());
const drawn = drawnDigits(120);
const files = (name: string) => Promise.resolve(name === mnistFiles.images ? drawn.images : drawn.labels);
const trained = (change: object) =>
  experiment.run(
    experiment.parameters.parse({
      images: 120,
      neighbours: 30,
      digits: 30,
      width: 16,
      depth: 3,
      epochs: 20,
      ...change,
    }),
    { engine, files },
  );
const [one, other] = [await trained({ seed: 1 }), await trained({ seed: 2, activation: 'tanh', depth: 2 })];
const table = twoNetworksTable([
  { label: 'one', run: one },
  { label: 'other', run: other },
]);

describe('two networks side by side', () => {
  it('are compared before training and as last seen', () => {
    // The correlation of a run's end with another matrix, by the experiment's own comparison.
    const asStart = compareStructure([{ ...one, initial: other.final }])!;
    expect(table.now).toEqual(asStart.initial);
    expect(table.before!.all).not.toBe(table.now!.all);
    expect(table.sides.map(({ seed }) => seed)).toEqual([1, 2]);
  });

  it('must have been read on the same digits', async () => {
    const fewer = await trained({ digits: 20, epochs: 1 });
    expect(() =>
      twoNetworksTable([
        { label: 'one', run: one },
        { label: 'fewer', run: fewer },
      ]),
    ).toThrow('different digits');
  });

  it('are drawn as two matrices and a gauge, at every width, in what height is announced', () => {
    for (const width of [300, 519, 520, 760, 1600]) {
      const svg = drawTwoNetworks(table, { document, width, theme: themes.light });
      expect(svg.getAttribute('viewBox')).toBe(`0 0 ${width} ${twoNetworksHeight(width)}`);
      expect(svg.querySelectorAll('svg[shape-rendering]')).toHaveLength(2);
      expect(svg.outerHTML).not.toMatch(/NaN|undefined/);
      for (const r of [table.now!.all!, table.now!.between!]) expect(svg.textContent).toContain(formatR(r));
    }
  });

  it('say in words what they show, and that a diverged one has nothing to show', () => {
    expect(describeTwoNetworks(table)).toContain(`and is ${formatR(table.now!.all!)};`);
    const lost = twoNetworksTable([
      { label: 'one', run: one },
      { label: 'lost', run: { ...other, final: null } },
    ]);
    expect(lost.now).toBeNull();
    expect(describeTwoNetworks(lost)).toContain('and is not defined;');
    expect(drawTwoNetworks(lost, { document, width: 700, theme: themes.dark }).textContent).not.toContain('NaN');
  });

  it('may be any of those of the opening', () => {
    for (const { id } of digitNetworks) expect(digitNetworkParameters(id, 3)).toMatchObject({ seed: 3, digits: 40 });
    expect(() => digitNetworkParameters('huge', 1)).toThrow('There is no network huge; there are relu, tanh');
  });
});
