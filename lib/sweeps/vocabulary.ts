import { modernNetworks, optimiserNetworks } from '../experiments/architectures/networks.ts';
import { contextSettings, paperContextParameters, type ContextSettingId } from '../experiments/context/parameters.ts';
import { depthSettingIds, paperDepthParameters } from '../experiments/depth/parameters.ts';
import type { ExperimentId } from '../experiments/index.ts';
import { mnistSettings, paperMnistParameters, type MnistSettingId } from '../experiments/mnist/parameters.ts';
import { paperCells } from '../experiments/rich-structure/parameters.ts';
import { paperParameters } from '../experiments/two-points/parameters.ts';
import { twoPointsPresets } from '../experiments/two-points/presets.ts';
import { paperXorParameters, xorSettings, type XorSettingId } from '../experiments/xor/parameters.ts';
import { paperSettings, type PaperSettingId } from '../networks/settings.ts';

/**
 * Where a group may take ready-made parameters from: the paper's settings, or the presets: those of the live figure, and
 * the networks and optimisers beyond the paper.
 */
export const sources = ['paper', 'presets'] as const;
export type Source = (typeof sources)[number];

/** Parameters in an experiment's input form. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * Ready-made parameters by name. What a seed makes of them is one run, or for `rich-structure` the cells of a grid, of
 * which the seed is the number.
 */
type Named = ReadonlyMap<string, (seed: number) => readonly Given[]>;

/** One run for each seed; the parameters themselves do not depend on it. */
const seeded = (parameters: Given) => (seed: number) => [{ ...parameters, seed }];

function named<Id extends string>(ids: readonly Id[], parametersOf: (id: Id) => Given): Named {
  return new Map(ids.map((id) => [id, seeded(parametersOf(id))]));
}

const idsOf = <Id extends string>(settings: Readonly<Record<Id, unknown>>) => Object.keys(settings) as Id[];
const paperIds = idsOf<PaperSettingId>(paperSettings);

const paper: Readonly<Record<ExperimentId, Named>> = {
  'two-points': named(paperIds, (id) => paperParameters(id, 0)),
  depth: named(depthSettingIds, (id) => paperDepthParameters(0, id)),
  'rich-structure': new Map(paperIds.map((id) => [id, (number) => paperCells(id, number)])),
  xor: named<XorSettingId>(idsOf(xorSettings), (id) => paperXorParameters(id, 0)),
  context: named<ContextSettingId>(idsOf(contextSettings), (id) => paperContextParameters(id, 0)),
  mnist: named<MnistSettingId>(idsOf(mnistSettings), (id) => paperMnistParameters(id, 0)),
};

const presets: Named = new Map(
  [...twoPointsPresets, ...modernNetworks, ...optimiserNetworks].map(({ id, parameters }) => [id, seeded(parameters)]),
);

/** The ready-made parameters of an experiment. */
export function vocabularyOf(experiment: ExperimentId, source: Source): Named {
  if (source === 'paper') return paper[experiment];
  return experiment === 'two-points' ? presets : new Map();
}
