import { describe, expect, it } from 'vitest';
import { contrast, perceivedDistance } from './testing/colours.ts';
import { categoryStyle, colourOf } from './styles.ts';
import { pageTheme, themeDeclarations, themeNames, themes } from './theme.ts';

describe.each(themeNames)('the %s theme', (name) => {
  const theme = themes[name];
  const pairs = theme.categories.flatMap((a, n) => theme.categories.slice(n + 1).map((b) => [a, b] as const));

  it('has text that can be read (WCAG 2.2: 4.5 to 1), and marks that can be seen (3 to 1)', () => {
    for (const colour of [theme.ink, theme.muted, theme.theory, theme.h, theme.y, theme.w, theme.loss]) {
      expect(contrast(colour, theme.background), colour).toBeGreaterThanOrEqual(4.5);
    }
    for (const colour of [...theme.categories, theme.recorded]) {
      expect(contrast(colour, theme.background), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it('has categories that are told apart by everybody, whatever their cones', () => {
    expect(theme.categories).toHaveLength(8);
    for (const [a, b] of pairs) {
      for (const vision of ['all', 'protan', 'deutan', 'tritan'] as const) {
        expect(perceivedDistance(a, b, vision), `${a} ${b} ${vision}`).toBeGreaterThan(0.08);
      }
    }
  });

  it('has scales that go evenly: from the background away, and from a neutral middle to both sides', () => {
    const steps = theme.sequential.map((colour) => contrast(colour, theme.background));
    expect([...steps].sort((a, b) => a - b)).toEqual(steps);
    const { diverging } = theme;
    const middle = (diverging.length - 1) / 2;
    expect(contrast(diverging[middle]!, theme.background)).toBeLessThan(1.2);
    for (let n = 1; n <= middle; n++) {
      const [below, above] = [diverging[middle - n]!, diverging[middle + n]!];
      expect(contrast(below, theme.background)).toBeGreaterThan(contrast(diverging[middle - n + 1]!, theme.background));
      expect(contrast(above, theme.background)).toBeGreaterThan(contrast(diverging[middle + n - 1]!, theme.background));
      // Which side it is shows to everybody where it matters, at the ends.
      if (n > middle / 2) {
        for (const vision of ['protan', 'deutan', 'tritan'] as const) {
          expect(perceivedDistance(below, above, vision)).toBeGreaterThan(0.1);
        }
      }
    }
  });
});

describe('the theme of pages', () => {
  it('takes each colour from a property that every theme declares', () => {
    const used = [...JSON.stringify(pageTheme).matchAll(/var\((--figure-[\w-]+)\)/g)].map(([, property]) => property!);
    expect(used.length).toBeGreaterThan(40);
    for (const name of themeNames) {
      const declared = [...themeDeclarations(name).matchAll(/(--figure-[\w-]+): #[0-9a-f]{6};/g)].map(([, p]) => p!);
      expect([...declared].sort()).toEqual([...new Set(used)].sort());
    }
  });
});

describe('categoryStyle', () => {
  it('never tells two kinds apart by colour alone', () => {
    const styles = themes.light.categories.map((_, n) => categoryStyle(themes.light, n));
    expect(new Set(styles.map(({ symbol }) => symbol)).size).toBe(8);
    expect(new Set(styles.map(({ strokeDasharray }) => strokeDasharray)).size).toBe(8);
    expect(() => categoryStyle(themes.light, 8)).toThrow(RangeError);
  });
});

describe('colourOf', () => {
  it('takes the steps of a scale, its ends for what lies outside, and no colour for what is no number', () => {
    const scale = ['a', 'b', 'c'];
    expect([0, 0.2, 0.5, 0.8, 1, -1, 2].map((value) => colourOf(scale, value, [0, 1]))).toEqual([
      'a',
      'a',
      'b',
      'c',
      'c',
      'a',
      'c',
    ]);
    expect(colourOf(scale, NaN, [0, 1])).toBe('none');
    expect(colourOf(scale, 3, [3, 3])).toBe('b');
  });
});
