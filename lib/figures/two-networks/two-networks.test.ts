import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { drawnDigits } from '../../datasets/testing/drawn-digits.ts';
import { mnistFiles } from '../../datasets/mnist.ts';
import { compareStructure } from '../../experiments/mnist/compare.ts';
import { mnistExperiment as experiment } from '../../experiments/mnist/index.ts';
import { digitNetworkParameters, digitNetworks } from '../../experiments/mnist/presets.ts';
import type { MnistRecord } from '../../experiments/mnist/run.ts';
import { pearson } from '../../experiments/statistics.ts';
import { kernelEngine } from '../../training/kernel/index.ts';
import { compiledKernel } from '../../training/kernel/testing/compiled-kernel.ts';
import { formatR } from '../mnist-structure/table.ts';
import type { ComparedRun } from '../source.ts';
import { themes } from '../theme.ts';
import { describeTwoNetworks } from './describe.ts';
import { drawTwoNetworks, twoNetworksHeight } from './draw.ts';
import { twoNetworksFigure as figure } from './index.ts';
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
const state = figure.state.parse({});
const compared = (record: MnistRecord): ComparedRun<'mnist'> => ({
  ...{ record, comparison: experiment.compare(record), provenance: { kind: 'computed', where: 'a test' } },
});
const table = twoNetworksTable(state, [compared(one), compared(other)]);

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
    expect(() => twoNetworksTable(state, [compared(one), compared(fewer)])).toThrow('different digits');
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
    const lost = twoNetworksTable(state, [compared(one), compared({ ...other, final: null })]);
    expect(lost.now).toBeNull();
    expect(describeTwoNetworks(lost)).toContain('and is not defined;');
    expect(drawTwoNetworks(lost, { document, width: 700, theme: themes.dark }).textContent).not.toContain('NaN');
  });

  it('begin where both are before training', () => {
    const start = { ...table, until: 0 };
    expect(describeTwoNetworks(start)).toContain(`is ${formatR(table.before!.all!)};`);
    const texts = drawTwoNetworks(start, { document, width: 700, theme: themes.light }).textContent;
    for (const r of [table.before!.all!, table.before!.between!]) expect(texts).toContain(formatR(r));
  });

  it('have rows from which their likeness can be recomputed', () => {
    const rows = figure.rows(table);
    const between = rows.filter(({ what, firstLabel, secondLabel }) => what === 'pair' && firstLabel !== secondLabel);
    for (const [r, left, right] of [
      ['r', 'left', 'right'],
      ['rBefore', 'leftBefore', 'rightBefore'],
    ] as const) {
      const recomputed = pearson(
        between.map((row) => Number(row[left])),
        between.map((row) => Number(row[right])),
      );
      expect(recomputed).toBeCloseTo(Number(rows.find(({ over }) => over === 'between')![r]), 12);
    }
  });

  it('name both runs, once where they are the same', () => {
    const { runs, release, computed } = figure.sources(table);
    expect([runs, release, computed]).toEqual([[one.id, other.id], null, 'a test']);
    expect(figure.sources(twoNetworksTable(state, [compared(one), compared(one)])).runs).toEqual([one.id]);
  });

  it('are two runs to train, of the networks and seeds that the state names', () => {
    const live = figure.live!(figure.state.parse({ left: 'narrow', leftSeed: 7 }));
    expect(live.map(({ parameters }) => parameters)).toEqual([
      digitNetworkParameters('narrow', 7),
      digitNetworkParameters('tanh', 2),
    ]);
  });

  it('may be any of those of the opening', () => {
    for (const { id } of digitNetworks) expect(digitNetworkParameters(id, 3)).toMatchObject({ seed: 3, digits: 40 });
    expect(() => digitNetworkParameters('huge', 1)).toThrow('There is no network huge; there are relu, tanh');
  });
});
