import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import { hasPlace } from './draw.ts';
import { alternativesFigure as figure } from './index.ts';
import { systems } from './table.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (runs: 'all' | 'meaningful') => figure.load(figure.state.parse({ runs }), source);
const table = await tableOf('all');
const rows = await source.rows({
  where: { sweep: 'settings' },
  columns: ['id', 'group', 'doubledDy', 'doubledDh', 'flippedDw', 'truncatedDy', 'bestSystem', 'physical'],
});
const runs = table.groups.flatMap((group) => group.runs);

describe('the table of altered systems', () => {
  it('has every run that they were fitted to, in the order of the paper', () => {
    expect(table.groups.map(({ name }) => name)).toEqual(['default', 'tanh', 'adam']);
    const fitted = rows.filter(({ bestSystem, group }) => bestSystem !== null && group !== 'gain_10');
    expect(runs.map(({ id }) => id).sort()).toEqual(fitted.map(({ id }) => id).sort());
    for (const run of runs) expect(run).toMatchObject(rows.find(({ id }) => id === run.id)!);
  });

  it('leaves out what the theory does not describe if asked to', async () => {
    const { groups } = await tableOf('meaningful');
    expect(groups.map(({ name }) => name)).toEqual(['default', 'tanh']);
    expect(groups.flatMap((group) => group.runs).every(({ physical }) => physical)).toBe(true);
  });
});

describe('the picture of altered systems', () => {
  const svg = figure.draw(table, { document, width: 760, theme: themes.light });

  it('has a dot for each factor on its axis, and counts the others', () => {
    const factors = runs.flatMap((run) => systems.map(({ column }) => run[column]));
    expect(svg.querySelectorAll('[data-mark=dot] circle')).toHaveLength(factors.filter(hasPlace).length);
  });

  it('says for each system in how many runs it is worse', () => {
    for (const { column, name } of systems) {
      const worse = runs.filter((run) => run[column]! > 1).length;
      expect(svg.textContent).toContain(`${name}worse in ${worse} of ${runs.length}`);
    }
  });
});

describe('the words of altered systems', () => {
  it('say who fits best, whoever it is', () => {
    const own = runs.filter(({ bestSystem }) => bestSystem === 'theory').length;
    expect(figure.describe(table)).toContain(`The theory fits best in ${own} of ${runs.length} runs`);
    for (const { column, name } of systems) {
      const best = runs.filter((run) => run.bestSystem === column.replace('D', '-d')).length;
      if (best > 0) expect(figure.describe(table)).toContain(`“${name}” in ${best}`);
    }
  });
});
