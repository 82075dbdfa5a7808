import { readFileSync } from 'node:fs';
import { compareContext } from '../../lib/experiments/context/compare.ts';
import {
  contextSettings,
  paperContextParameters,
  type ContextParameters,
  type ContextSettingId,
} from '../../lib/experiments/context/parameters.ts';
import { runContext, type ContextRecord } from '../../lib/experiments/context/run.ts';
import type { RunOptions } from '../../lib/experiments/experiment.ts';
import { conditionRow, number, reportedRow, type ReproductionRow } from './row.ts';

interface ReferenceStructure {
  readonly between_context_variance_fraction: number;
  readonly context_0: { readonly irrelevant_fraction: number };
  readonly context_1: { readonly irrelevant_fraction: number };
  readonly abs_cos_between_relevant_axes_of_the_two_contexts: number;
}
interface ReferenceRun {
  readonly setting: ContextSettingId;
  readonly loss_final: number;
  readonly structure_final: ReferenceStructure;
}
const reference = (
  JSON.parse(readFileSync(new URL('../reference/orthogonal.json', import.meta.url), 'utf8')) as {
    runs: ReferenceRun[];
  }
).runs;

const names: Readonly<Record<ContextSettingId, string>> = {
  high_init: 'lazy',
  low_init: 'low gain',
  vlow_init: 'very low gain',
};
const ids = Object.keys(contextSettings) as ContextSettingId[];

/** What is asked of the share of hidden variance on the feature that is not asked for, mean of both contexts. */
const asked: Readonly<Record<ContextSettingId, readonly [criterion: string, holds: (share: number) => boolean]>> = {
  high_init: ['0.2 to 0.45', (share) => share >= 0.2 && share <= 0.45],
  low_init: ['below 0.02', (share) => share < 0.02],
  vlow_init: ['below 0.001', (share) => share < 0.001],
};

/** The runs of the reproduction at full size: each some 20 to 60 seconds on one core. */
export function contextPlan(seeds: readonly number[]): { setting: ContextSettingId; parameters: ContextParameters }[] {
  return seeds.flatMap((seed) =>
    ids.map((setting) => ({ setting, parameters: paperContextParameters(setting, seed) })),
  );
}

/** Which of the paper's settings a run is of; undefined if of none. */
function settingOf({ gain, lr, epochs }: ContextParameters): ContextSettingId | undefined {
  return ids.find((id) => {
    const setting = contextSettings[id];
    return setting.gain === gain && setting.lr === lr && setting.epochs === epochs;
  });
}

/** The table of some runs; those of other than the paper's settings are left out. */
export function contextRows(records: readonly ContextRecord[]): ReproductionRow[] {
  return ids.flatMap((setting) => {
    const ours = records.filter(({ parameters }) => settingOf(parameters) === setting);
    const theirs = reference.filter((run) => run.setting === setting);
    const listed = (read: (run: ReferenceRun) => number) => theirs.map((run) => number(read(run))).join(', ');
    const found = (read: (record: ContextRecord) => number | null | undefined) =>
      ours.map(read).filter((value) => typeof value === 'number');
    const head = (what: string, quantity: string, values: string, note = '') => ({
      ...{ id: `context/${setting}/${what}`, figure: `Two contexts, ${names[setting]}` },
      ...{ quantity, reference: values, note },
    });
    const [criterion, holds] = asked[setting];
    const share = 'share of hidden variance on the feature not asked for, mean of both contexts';
    const irrelevant = listed(
      ({ structure_final: { context_0, context_1 } }) =>
        (context_0.irrelevant_fraction + context_1.irrelevant_fraction) / 2,
    );
    const note =
      setting === 'high_init' ? 'One context alone may lie outside of the range: that depends on the seed.' : '';
    return [
      conditionRow(
        { ...head('irrelevant', share, irrelevant, note), criterion },
        found((record) => compareContext(record).irrelevantFinal),
        holds,
      ),
      reportedRow(
        head(
          'between',
          'share of hidden variance between the contexts',
          listed(({ structure_final: { between_context_variance_fraction: value } }) => value),
        ),
        found(({ final }) => final?.betweenContexts),
      ),
      reportedRow(
        head(
          'axes',
          'absolute cosine of the two contexts’ axes',
          listed(({ structure_final: { abs_cos_between_relevant_axes_of_the_two_contexts: value } }) => value),
        ),
        found(({ final }) => final?.axisCosine),
      ),
      reportedRow(
        head(
          'loss',
          'final loss',
          listed(({ loss_final }) => loss_final),
        ),
        found(({ series }) => series.loss.at(-1)),
      ),
    ];
  });
}

/** Makes the runs of some seeds, one after the other, and their table. */
export async function contextReproduction(
  seeds: readonly number[],
  options: Pick<RunOptions<never>, 'engine' | 'signal'>,
): Promise<ReproductionRow[]> {
  const records: ContextRecord[] = [];
  for (const { parameters } of contextPlan(seeds)) records.push(await runContext(parameters, options));
  return contextRows(records);
}
