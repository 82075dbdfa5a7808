import { compareContext } from '../../../lib/experiments/context/compare.ts';
import type { ContextSettingId } from '../../../lib/experiments/context/parameters.ts';
import type { Finished, RecordOf } from '../finished.ts';
import { contextIds } from '../plan.ts';
import { contextReference, type ReferenceContextRun } from '../reference.ts';
import { conditionRow, listed, reportedRow, twinsOf, type Row, type Section } from '../row.ts';

const names: Readonly<Record<ContextSettingId, string>> = {
  high_init: 'lazy',
  low_init: 'low gain',
  vlow_init: 'very low gain',
};

/** What is asked of the share of hidden variance on the feature that is not asked for, mean of both contexts. */
const asked: Readonly<Record<ContextSettingId, readonly [criterion: string, holds: (share: number) => boolean]>> = {
  high_init: ['0.2 to 0.45', (share) => share >= 0.2 && share <= 0.45],
  low_init: ['below 0.02', (share) => share < 0.02],
  vlow_init: ['below 0.001', (share) => share < 0.001],
};

/** What is compared: its name, what the reference says of it, what a run of ours does. */
type Quantity = readonly [
  id: string,
  text: string,
  reference: (run: ReferenceContextRun) => number,
  ours: (record: RecordOf<'context'>) => number | null | undefined,
];

const irrelevant = ({ context_0, context_1 }: ReferenceContextRun['structure_final']) =>
  (context_0.irrelevant_fraction + context_1.irrelevant_fraction) / 2;

const share: Quantity = [
  'irrelevant',
  'share of hidden variance on the feature not asked for, mean of both contexts',
  ({ structure_final }) => irrelevant(structure_final),
  (record) => compareContext(record).irrelevantFinal,
];
const reported: readonly Quantity[] = [
  [
    'irrelevant-initial',
    'the same before training',
    ({ structure_initial }) => irrelevant(structure_initial),
    (record) => compareContext(record).irrelevantInitial,
  ],
  [
    'between',
    'share of hidden variance between the contexts',
    ({ structure_final }) => structure_final.between_context_variance_fraction,
    ({ final }) => final?.betweenContexts,
  ],
  [
    'axes',
    'absolute cosine of the two contexts’ axes',
    ({ structure_final }) => structure_final.abs_cos_between_relevant_axes_of_the_two_contexts,
    ({ final }) => final?.axisCosine,
  ],
  ['loss', 'final loss', ({ loss_final }) => loss_final, ({ series }) => series.loss.at(-1)],
];

export function contextSection(finished: Finished): Section {
  return {
    id: 'context',
    title: 'Two contexts',
    text:
      'As `orthogonal.ipynb`: blobs on a grid of pixels, each position in two contexts that ask for one coordinate each; ' +
      'mini-batches of 64. What the hidden layer keeps of the coordinate that is not asked for tells lazy from rich. The ' +
      'same start does not make the same run here: the batches are drawn in another order. One context alone may lie ' +
      'outside of the lazy range, in the reference as in ours: that depends on the seed. The first three principal ' +
      'coordinates of every point are in the records, for the figure.',
    rows: contextIds.flatMap((setting) => settingRows(finished, setting)),
  };
}

function settingRows(finished: Finished, setting: ContextSettingId): Row[] {
  const ours = finished.of('context', setting);
  const theirs = contextReference.filter((run) => run.setting === setting);
  const line = ([id, quantity, reference, own]: Quantity) => {
    const found = (records: typeof ours) => records.map(own).filter((value) => typeof value === 'number');
    return {
      head: { id: `context/${setting}/${id}`, figure: `two contexts, ${names[setting]}`, quantity },
      reference: listed(theirs.map(reference)),
      values: found(ours),
      same: twinsOf(
        theirs.map(reference),
        theirs.map(({ seed }) => found(finished.twins('context', setting, seed))),
      ),
    };
  };
  const [criterion, holds] = asked[setting];
  const { head, reference, values, same } = line(share);
  return [
    conditionRow({ ...head, criterion }, reference, values, holds, same),
    ...reported.map(line).map((each) => reportedRow(each.head, each.reference, each.values, each.same)),
  ];
}
