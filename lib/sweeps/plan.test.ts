import { describe, expect, it } from 'vitest';
import { paperContextParameters } from '../experiments/context/parameters.ts';
import { paperDepthParameters } from '../experiments/depth/parameters.ts';
import { paperMnistParameters } from '../experiments/mnist/parameters.ts';
import { paperGrid } from '../experiments/rich-structure/parameters.ts';
import { twoPointsExperiment } from '../experiments/two-points/index.ts';
import { paperParameters, twoPointsShape } from '../experiments/two-points/parameters.ts';
import { paperXorParameters } from '../experiments/xor/parameters.ts';
import { planSweep } from './plan.ts';
import { SweepFileError } from './sweep-file.ts';

const plan = (text: string) => planSweep(text, { file: 'a.yaml' });

const head = ['id: a', 'title: A', 'experiment: two-points', 'groups:'];
/** A sweep file with the lines of one group, the first of which is line 5. */
const withGroup = (...lines: string[]) =>
  [...head, '  - id: one', '    note: a test', ...lines.map((line) => `    ${line}`)].join('\n');

function problemsOf(text: string): string[] {
  try {
    plan(text);
  } catch (error) {
    if (error instanceof SweepFileError) return error.message.split('\n');
    throw error;
  }
  throw new Error('The sweep was accepted.');
}

describe('planSweep', () => {
  it('runs every combination of a grid with every seed, seeds varying fastest', () => {
    const { jobs } = plan(
      withGroup('base: { depth: 2 }', 'grid: { gain: [1, 2], width: { from: 8, to: 9 } }', 'seeds: [5, 6]'),
    );
    expect(jobs.map(({ parameters: { gain, width, seed } }) => [gain, width, seed])).toEqual([
      [1, 8, 5],
      [1, 8, 6],
      [1, 9, 5],
      [1, 9, 6],
      [2, 8, 5],
      [2, 8, 6],
      [2, 9, 5],
      [2, 9, 6],
    ]);
    for (const { parameters, cost, group, sweep } of jobs) {
      expect(parameters).toMatchObject({ depth: 2, layer: 1, activation: 'leaky_relu' });
      expect(cost).toBeGreaterThan(0);
      expect([sweep, group]).toEqual(['a', 'one']);
    }
  });

  it('gives a job the id of its run, which the engine is part of', () => {
    const jobWith = (...lines: string[]) => plan(withGroup('paper: [shallow]', 'seeds: [7]', ...lines)).jobs[0]!;
    const job = jobWith();
    const parameters = paperParameters('shallow', 7);
    expect(job).toMatchObject({ parameters, engine: { id: 'kernel' } });
    expect(job.id).toBe(twoPointsExperiment.runId(parameters, job.engine));
    const other = jobWith('engine: tfjs-wasm');
    expect(other).toMatchObject({ parameters, engine: { id: 'tfjs-wasm' } });
    expect(other.id).not.toBe(job.id);
  });

  it('takes the first engine that can run a job, and refuses one that cannot', () => {
    const lines = ['base: { architecture: gru, width: 8, depth: 2 }', 'seeds: [1]'];
    expect(plan(withGroup(...lines)).jobs[0]!.engine.id).toBe('tfjs-wasm');
    expect(problemsOf(withGroup(...lines, 'engine: kernel'))).toEqual([
      'a.yaml:9: group "one": No engine of kernel can run this. kernel: The kernel has no networks of kind gru; ' +
        'it has mlp, residual, dropout, cnn. TF.js has all.',
    ]);
  });

  it.each([
    ['depth', 'default, tanh, skip', paperDepthParameters(7), 3],
    ['xor', 'rich, lazy', paperXorParameters('rich', 7), 2],
    ['context', 'high_init', paperContextParameters('high_init', 7), 1],
    ['mnist', 'structure', paperMnistParameters('structure', 7), 1],
  ])('knows the settings of %s in the paper', (experiment, settings, parameters, count) => {
    const text = withGroup(`paper: [${settings}]`, 'seeds: [7]').replace('two-points', experiment);
    const { jobs } = plan(text);
    expect(jobs).toHaveLength(count);
    expect(jobs[0]!.parameters).toEqual(parameters);
  });

  it('makes a grid of 25 cells of a setting of rich-structure, each with its seed, of which the group has the number', () => {
    const text = withGroup('paper: [shallow]', 'seeds: [1, 2]').replace('two-points', 'rich-structure');
    const { jobs } = plan(text);
    expect(jobs.map(({ parameters }) => parameters)).toEqual([...paperGrid('shallow', 1), ...paperGrid('shallow', 2)]);
  });

  it('lays parameters over a setting, sets of them together and grids by themselves', () => {
    const { jobs } = plan(
      withGroup(
        'paper: [shallow]',
        'base: { width: 8 }',
        'cases: [{ gain: 1, lr: 0.1 }, { gain: 2, lr: 0.2 }]',
        'grid: { activation: [relu, tanh] }',
        'seeds: [5]',
      ),
    );
    expect(
      jobs.map(({ parameters: { width, steps, gain, lr, activation } }) => [width, steps, gain, lr, activation]),
    ).toEqual([
      [8, 6000, 1, 0.1, 'relu'],
      [8, 6000, 1, 0.1, 'tanh'],
      [8, 6000, 2, 0.2, 'relu'],
      [8, 6000, 2, 0.2, 'tanh'],
    ]);
  });

  it('knows the presets of the live figure', () => {
    const { jobs } = plan(withGroup('presets: [rich, lazy]', 'seeds: { from: 1, to: 3 }'));
    expect(jobs.map(({ parameters: { centre, seed } }) => [centre, seed])).toEqual([
      [-0.5, 1],
      [-0.5, 2],
      [-0.5, 3],
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
  });

  it.each<[string, string[], string]>([
    [
      'an unknown parameter',
      ['base:', '  width: 8', '  widht: 8', 'seeds: [1]'],
      `a.yaml:9: group "one": there is no parameter widht. Allowed: ${Object.keys(twoPointsShape).join(', ')}.`,
    ],
    [
      'a value out of range',
      ['grid:', '  gain: [1, 11]', 'seeds: [1]'],
      'a.yaml:8: group "one": gain is 11. Allowed: a number above 0 to 10.',
    ],
    [
      'an unknown activation',
      ['base:', '  activation: softplus', 'seeds: [1]'],
      'a.yaml:8: group "one": activation is "softplus". Allowed: leaky_relu, relu, tanh, elu, swish, linear, gelu.',
    ],
    [
      'a value of another type',
      ['base: { width: wide }', 'seeds: [1]'],
      'a.yaml:7: group "one": width is "wide". Allowed: a whole number from 1 to 1024.',
    ],
    [
      'a layer that the network lacks',
      ['base: { depth: 2, layer: 2 }', 'seeds: [1]'],
      'a.yaml:7: group "one": layer is 2, but a network of depth 2 has hidden layers 0 to 1.',
    ],
    [
      'an empty range',
      ['grid:', '  depth: { from: 3, to: 2 }', 'seeds: [1]'],
      'a.yaml:8: group "one": depth: The range { from: 3, to: 2 } is empty: from must be at most to.',
    ],
    [
      'no seeds',
      ['base: {}', 'seeds: []'],
      'a.yaml:8: group "one": seed: The list is empty; allowed is at least one value.',
    ],
    [
      'a seed out of range',
      ['base: {}', 'seeds: [-1]'],
      'a.yaml:8: group "one": seed is -1. Allowed: a whole number from 0 to 4294967295.',
    ],
    [
      'a seed among the parameters',
      ['base: { seed: 3 }', 'seeds: [1]'],
      `a.yaml:7: group "one": seed: allowed are seeds of the group's own "seeds".`,
    ],
    [
      'a parameter that is given twice',
      ['base: { gain: 1 }', 'grid: { gain: [1, 2] }', 'seeds: [1]'],
      'a.yaml:8: group "one": gain is in base and in grid; allowed is one of them.',
    ],
    [
      'two sources',
      ['presets: [rich]', 'paper: [default]', 'seeds: [1]'],
      'a.yaml:5: group "one": allowed is one of paper, presets, with or without base, cases and grid, or some of these.',
    ],
    [
      'no parameters at all',
      ['seeds: [1]'],
      'a.yaml:5: group "one": allowed is one of paper, presets, with or without base, cases and grid, or some of these.',
    ],
    [
      'a parameter out of range in one of several sets',
      ['cases:', '  - { gain: 1 }', '  - { gain: 11 }', 'seeds: [1]'],
      'a.yaml:9: group "one": gain is 11. Allowed: a number above 0 to 10.',
    ],
    [
      'rates for an experiment that takes none',
      ['base: {}', 'seeds: [1]', 'rates: { sweep: settings }'],
      'a.yaml:9: group "one": rates: two-points takes no rates of other runs. Allowed for: rich-structure, xor.',
    ],
    [
      'a setting to keep fewer steps than a curve has',
      ['base: {}', 'seeds: [1]', 'keep: 3'],
      'a.yaml:9: group "one", keep: Too small: expected number to be >=8',
    ],
    [
      'an unknown setting',
      ['paper: [default, defualt]', 'seeds: [1]'],
      'a.yaml:7: group "one": there is no defualt in paper. Allowed: default, shallow, narrow,',
    ],
    [
      'an unknown key',
      ['base: {}', 'seed: [1]', 'seeds: [1]'],
      'a.yaml:8: group "one", seed: there is no such key. Allowed: id, note, paper, presets, base, cases, grid, seeds, engine, rates, also, keep.',
    ],
    [
      'a grid that is no list',
      ['grid: { gain: 1 }', 'seeds: [1]'],
      'a.yaml:7: group "one", grid.gain: Allowed is a list of values, { from, to, count } or { from, to, step }.',
    ],
    [
      'a missing key',
      ['base: {}'],
      'a.yaml:5: group "one", seeds: Allowed is a list of whole numbers or { from, to }, both whole.',
    ],
  ])('names group and line of %s', (_, lines, message) => {
    const [first, ...others] = problemsOf(withGroup(...lines));
    expect(first!.slice(0, message.length)).toBe(message);
    expect(others).toEqual([]);
  });

  it('takes rates of a setting of the paper for the experiments that need them, and alternatives for two-points', () => {
    const of = (experiment: string, ...lines: string[]) =>
      withGroup('base: {}', 'seeds: [1]', ...lines).replace('two-points', experiment);
    const rates = { sweep: 'settings', paper: 'default' };
    expect(plan(of('xor', 'rates: { sweep: settings, paper: default }')).groups[0]).toMatchObject({ rates });
    expect(problemsOf(of('xor', 'rates: { sweep: settings, paper: defualt }'))[0]).toMatch(
      /^a\.yaml:9: group "one": rates: there is no setting defualt\. Allowed: default, /,
    );
    expect(plan(of('two-points', 'also: [alternatives]')).groups[0]).toMatchObject({ also: ['alternatives'] });
    expect(problemsOf(of('xor', 'also: [alternatives]'))).toEqual([
      'a.yaml:9: group "one": also: alternatives looks at runs of two-points, and these are of xor.',
    ]);
  });

  it('names both groups of a run that is asked for twice', () => {
    const second = ['  - id: two', '    note: the same', '    base: { width: 100 }', '    seeds: [1]'];
    const [problem] = problemsOf([withGroup('base: { depth: 3 }', 'seeds: [1, 2]'), ...second].join('\n'));
    expect(problem).toMatch(
      /^a\.yaml:9: group "two": run [0-9a-f]{20} is in group "one" \(line 5\) already: \{"width":100,"seed":1\}\.$/,
    );
    expect(problemsOf(withGroup('grid: { gain: [1, 1] }', 'seeds: [1]'))[0]).toMatch(/is in this group already/);
  });

  it('refuses two groups of one id', () => {
    const second = ['  - id: one', '    note: again', '    base: { width: 8 }', '    seeds: [1]'];
    expect(problemsOf([withGroup('base: {}', 'seeds: [1]'), ...second].join('\n'))).toEqual([
      'a.yaml:9: group "one": its id is that of group number 1 too.',
    ]);
  });

  it('names the line of text that is no YAML, and of an unknown experiment', () => {
    expect(problemsOf('id: a\ntitle: [A\n')[0]).toMatch(/^a\.yaml:\d: /);
    expect(problemsOf(withGroup('base: {}', 'seeds: [1]').replace('two-points', 'xorr'))[0]).toMatch(
      /^a\.yaml:3: experiment: .*two-points/,
    );
    expect(problemsOf('')[0]).toMatch(/^a\.yaml: /);
  });

  it('reports all problems at once, and not one for each combination', () => {
    const lines = problemsOf(
      withGroup('base: { width: 0 }', 'grid: { gain: [0, 1], depth: [40] }', 'seeds: { from: 1, to: 50 }'),
    );
    expect(lines).toHaveLength(3);
  });

  it('refuses a sweep of more than a million jobs before making them', () => {
    expect(problemsOf(withGroup('grid: { width: { from: 1, to: 1024 } }', 'seeds: { from: 1, to: 1000 }'))).toEqual([
      'a.yaml:5: group "one": it has 1024000 jobs; a sweep has at most 1000000.',
    ]);
  });
});
