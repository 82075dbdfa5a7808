import * as Plot from '@observablehq/plot';
import type { CurveName } from '../../experiments/run-record.ts';
import { formatTick, niceLimit } from '../axes.ts';
import type { DrawOptions } from '../figure.ts';
import { plainPlot } from '../sheet.ts';
import { setCurve, stencil } from '../stencil.ts';
import { stepAxis, type Layout } from './layout.ts';
import { drawnTheory, seenSteps, type PairRun } from './pair-run.ts';

/** What decides the axes of a strip, and whether there is anything in it. */
interface StripFrame {
  readonly name: CurveName;
  readonly layout: Layout;
  readonly steps: number;
  readonly limit: number;
  readonly filled: boolean;
}

const stripFrame = stencil(
  ({ name, layout, steps, limit, filled }: StripFrame, options: DrawOptions): SVGSVGElement => {
    const { theme } = options;
    const along = { x: (d: number) => d };
    return plainPlot(options, {
      width: layout.panelWidth,
      height: layout.stripHeight,
      marginLeft: layout.marginLeft,
      marginRight: layout.marginRight,
      marginTop: 14,
      marginBottom: 34,
      x: stepAxis(steps, layout),
      y: {
        domain: [-limit, limit],
        ticks: [-limit, limit],
        tickFormat: (d: number) => `${d > 0 ? '+' : ''}${formatTick(d)}%`,
        label: null,
      },
      marks: [
        Plot.ruleY([0], { stroke: theme.muted, strokeWidth: 0.75 }),
        ...(filled
          ? [
              Plot.areaY([0, steps], { ...along, y1: 0, y2: () => 0, fill: theme[name], fillOpacity: 0.35 }),
              Plot.line([0, steps], { ...along, y: () => 0, stroke: theme[name], strokeWidth: 1 }),
            ]
          : []),
      ],
    });
  },
);

/** The difference of network and theory, in per cent of the curve's peak. */
export function stripPlot(run: PairRun, name: CurveName, layout: Layout, options: DrawOptions): SVGSVGElement {
  const values = run.series[name];
  const theory = drawnTheory(run)?.[name];
  const peak = values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const residual = theory && peak > 0 ? values.map((value, n) => (100 * (value - theory[n]!)) / peak) : undefined;
  const limit = niceLimit(residual?.reduce((a, b) => Math.max(a, Math.abs(b)), 0) ?? 0, 5);
  const frame = stripFrame({ name, layout, steps: run.steps, limit, filled: residual !== undefined }, options);
  if (!residual) return frame.picture;
  const step = seenSteps(run);
  setCurve(frame, { kind: 'area' }, step, residual);
  setCurve(frame, {}, step, residual);
  return frame.picture;
}
