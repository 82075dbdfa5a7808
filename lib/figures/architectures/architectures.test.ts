import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { spread } from '../../experiments/statistics.ts';
import { standalone } from '../picture.ts';
import { networkSets } from '../networks.ts';
import { testSource } from '../testing/source.ts';
import { themes } from '../theme.ts';
import type { ArchitecturesState } from './definition.ts';
import { architecturesFigure as figure } from './index.ts';

const { document } = parseHTML('<!doctype html><html><body></body></html>');
const source = await testSource();
const tableOf = (change: Partial<ArchitecturesState> = {}) => figure.load(figure.state.parse(change), source);
const rows = await source.rows({
  where: { sweep: 'settings' },
  columns: ['id', 'group', 'r2', 'halfRise', 'physical', 'etaH', 'etaY'],
});

describe('the table of architectures', () => {
  it('has a panel for each network of the set that the release has, in the order of the paper', async () => {
    const { panels } = await tableOf();
    expect(panels.map(({ id }) => id)).toEqual(['default', 'tanh', 'adam']);
    expect((await tableOf({ set: 'gains' })).panels.map(({ name }) => name)).toEqual(['gain 1, default']);
  });

  it('shows the run that is asked for, and says what all seeds do', async () => {
    const of = (id: string) => rows.filter(({ group }) => group === id);
    const [typical, best, worst] = await Promise.all(
      (['typical', 'best', 'worst'] as const).map(async (run) => (await tableOf({ run })).panels),
    );
    typical!.forEach((panel, n) => {
      const fits = of(panel.id).map(({ r2 }) => r2!);
      expect(panel.r2).toEqual(spread(fits));
      expect(panel.run.r2).toBe(panel.r2!.median);
      expect(best![n]!.run.r2).toBe(Math.max(...fits));
      expect(worst![n]!.run.r2).toBe(Math.min(...fits));
      expect(panel.halfRises).toEqual(of(panel.id).flatMap(({ halfRise }) => halfRise ?? []));
    });
  });

  it('has the released curves and the theory of the released fit', async () => {
    const { panels } = await tableOf({ curve: 'y' });
    const { run } = panels[0]!;
    const series = (await source.series([run.id])).get(run.id)!;
    expect(run.network).toEqual(series.y);
    expect(run.theory).toHaveLength(run.network.length);
    expect(run.theory![0]).toBeCloseTo(run.network[0]!, 9);
    expect(figure.rows(await tableOf())).toHaveLength(panels.reduce((sum, panel) => sum + panel.run.step.length, 0));
  });

  it('is refused where the release has none of the networks', async () => {
    const empty = { ...source, rows: () => Promise.resolve([]) };
    const beyond = figure.load(figure.state.parse({ set: 'beyond' }), empty);
    await expect(beyond).rejects.toThrow(/The architectures need runs with .*sweep__in=modern/);
    expect(networkSets.beyond.networks.map(({ id }) => id)).toContain('gelu');
  });
});

describe('the picture of architectures', () => {
  // Regenerate with `vitest run --project unit -u` and look at the difference.
  it.each([['w-dark-360', { curve: 'w', run: 'worst' }, 360, themes.dark]] as const)(
    'is the golden one: %s',
    async (name, change, width, theme) => {
      const svg = standalone(figure, await tableOf(change), { document, width, theme });
      await expect(svg.outerHTML.replaceAll('><', '>\n<')).toMatchFileSnapshot(`golden/${name}.svg`);
    },
  );

  it('marks a fit that is not meaningful in words', async () => {
    const table = await tableOf();
    const text = figure.draw(table, { document, width: 760, theme: themes.light }).textContent;
    const failing = table.panels.filter(({ run }) => !run.physical);
    expect(failing.map(({ id }) => id)).toEqual(['adam']);
    expect(text.match(/, fails/g)).toHaveLength(failing.length);
    expect(figure.describe(table)).toMatch(/^In 2 of 3 networks .* It fails for adam\./);
  });
});
