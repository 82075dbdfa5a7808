import * as Plot from '@observablehq/plot';
import type { DrawOptions } from '../figure.ts';
import { compactBelow } from '../panels.ts';
import { place, plainPlot, textLine } from '../sheet.ts';
import type { ContextState } from './definition.ts';
import { contextSymbols, pointFill } from './marks.ts';

const line = 20;

/** Two lines on a phone, one elsewhere. */
export const keyHeight = (width: number): number => (width < compactBelow ? 2 * line : line) + 6;

/** Which shape is which context, and what the colours are. */
export function contextKey({ colour }: ContextState, options: DrawOptions): SVGElement[] {
  const { theme, width } = options;
  const compact = width < compactBelow;
  const fill = pointFill(theme, colour);
  const names = ['asked for: feature 1', 'feature 2'];
  const shapes = names.flatMap((name, context) => {
    const x = 8 + 148 * context;
    const dot = plainPlot(options, {
      ...{ width: 14, height: 14, margin: 0, x: { domain: [-1, 1], axis: null }, y: { domain: [-1, 1], axis: null } },
      marks: [
        Plot.dot([{ context, asked: 0.7, ignored: 0.7, at: [0, 0, 0] as const }], {
          ...{ x: 0, y: 0, r: 4, symbol: contextSymbols[context]!, fill },
        }),
      ],
    });
    place(dot, x - 8, 2);
    const text = textLine(options, { x: x + 10, y: 14, size: 12, fill: theme.ink });
    text.textContent = name;
    return [dot, text];
  });
  if (colour === 'context') return shapes;
  const [left, top] = compact ? [0, line] : [250, 0];
  const label = textLine(options, { x: left, y: top + 14, size: 12, fill: theme.ink });
  label.textContent = colour === 'asked' ? 'position, feature asked for: 0' : 'position, other feature: 0';
  const steps = 9;
  const from = left + (colour === 'asked' ? 184 : 160);
  const bar = plainPlot(options, {
    ...{ width: 90, height: 12, margin: 0, x: { domain: [0, steps], axis: null }, y: { axis: null, domain: [0, 1] } },
    marks: [
      Plot.rect(
        Array.from({ length: steps }, (_, n) => ({ n, context: 0, asked: n / (steps - 1), ignored: n / (steps - 1) })),
        {
          ...{ x1: 'n', x2: ({ n }: { n: number }) => n + 1, y1: 0, y2: 1 },
          fill: ({ asked, ignored }: { asked: number; ignored: number }) =>
            fill({ context: 0, asked, ignored, at: [0, 0, 0] }),
        },
      ),
    ],
  });
  place(bar, from, top + 4);
  const end = textLine(options, { x: from + 95, y: top + 14, size: 12, fill: theme.ink });
  end.textContent = '1';
  return [...shapes, label, bar, end];
}
