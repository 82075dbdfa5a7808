import type { AnyFigure } from './figure.ts';
import type { FigureId } from './index.ts';

/**
 * The whole of every figure by its id, drawing code included. Apart from the registry: a page that shows one figure loads and
 * runs the schemas of that one, not of all.
 */
const code = {
  'two-networks': async () => (await import('./two-networks/index.ts')).twoNetworksFigure,
  'two-points': async () => (await import('./two-points/index.ts')).twoPointsFigure,
  'phase-portrait': async () => (await import('./phase-portrait/index.ts')).phasePortraitFigure,
  richness: async () => (await import('./richness/index.ts')).richnessFigure,
  architectures: async () => (await import('./architectures/index.ts')).architecturesFigure,
  collapse: async () => (await import('./collapse/index.ts')).collapseFigure,
  centre: async () => (await import('./centre/index.ts')).centreFigure,
  rates: async () => (await import('./rates/index.ts')).ratesFigure,
  regimes: async () => (await import('./regimes/index.ts')).regimesFigure,
  breakdown: async () => (await import('./breakdown/index.ts')).breakdownFigure,
  depth: async () => (await import('./depth/index.ts')).depthFigure,
  'rich-structure': async () => (await import('./rich-structure/index.ts')).richStructureFigure,
  alternatives: async () => (await import('./alternatives/index.ts')).alternativesFigure,
  xor: async () => (await import('./xor/index.ts')).xorFigure,
  'xor-run': async () => (await import('./xor-run/index.ts')).xorRunFigure,
  modern: async () => (await import('./modern/index.ts')).modernFigure,
  context: async () => (await import('./context/index.ts')).contextFigure,
  'mnist-curves': async () => (await import('./mnist-curves/index.ts')).mnistCurvesFigure,
  'mnist-structure': async () => (await import('./mnist-structure/index.ts')).mnistStructureFigure,
} as const satisfies Record<FigureId, () => Promise<AnyFigure>>;

/** Loads the whole figure. */
export const figureOf = (id: FigureId): Promise<AnyFigure> => code[id]();
