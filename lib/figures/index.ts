import type { AnyFigureDefinition } from './figure.ts';
import { alternatives } from './alternatives/definition.ts';
import { architectures } from './architectures/definition.ts';
import { breakdown } from './breakdown/definition.ts';
import { centre } from './centre/definition.ts';
import { collapse } from './collapse/definition.ts';
import { context } from './context/definition.ts';
import { depth } from './depth/definition.ts';
import { mnistCurves } from './mnist-curves/definition.ts';
import { mnistStructure } from './mnist-structure/definition.ts';
import { modern } from './modern/definition.ts';
import { phasePortrait } from './phase-portrait/definition.ts';
import { rates } from './rates/definition.ts';
import { regimes } from './regimes/definition.ts';
import { richStructure } from './rich-structure/definition.ts';
import { richness } from './richness/definition.ts';
import { twoNetworks } from './two-networks/definition.ts';
import { twoPoints } from './two-points/definition.ts';
import { xor } from './xor/definition.ts';
import { xorRun } from './xor-run/definition.ts';

/** Every figure by its id: one line each. Definitions only; `code.ts` loads the rest. */
export const figures = {
  'two-networks': twoNetworks,
  'two-points': twoPoints,
  'phase-portrait': phasePortrait,
  richness,
  architectures,
  collapse,
  centre,
  rates,
  regimes,
  breakdown,
  depth,
  'rich-structure': richStructure,
  alternatives,
  xor,
  'xor-run': xorRun,
  modern,
  context,
  'mnist-curves': mnistCurves,
  'mnist-structure': mnistStructure,
} as const satisfies Record<string, AnyFigureDefinition>;

export type FigureId = keyof typeof figures;
export const figureIds = Object.keys(figures) as FigureId[];

export const isFigureId = (id: string): id is FigureId => Object.hasOwn(figures, id);

/** What may be asked of a figure whose types a host need not know. */
export const definitionOf = (id: FigureId): AnyFigureDefinition => figures[id];
