import { percent, type Row } from './row.ts';

/**
 * How far a run of ours from the reference's own start may be off the reference to count as the same, as a share of it. Two
 * programs of the reference itself, which differ in the order of their sums alone, come to rates 3 % apart (narrow, seed 0).
 */
export const sameStart = 0.05;

/**
 * Why a line differs, as far as it was checked: by runs of ours from the reference's own initial weights, which leave nothing
 * but the computation to differ, and by what else the runs say.
 */
export function causeOf({ twins, reference, remark }: Row): string {
  return [checked(twins, reference), ...(remark ? [remark] : [])].join(' ');
}

function checked(twins: Row['twins'], reference: string): string {
  if (twins === undefined) return 'Not checked from the reference’s own initial weights.';
  const found = `From the reference’s own initial weights our networks give ${twins.values}`;
  if (twins.deviation <= sameStart) {
    return `**Seeds.** ${found}, where the reference gives ${reference}: it is the seeds that differ, not what is computed.`;
  }
  return `${found}, which is ${percent(twins.deviation)} off: the seeds alone do not explain it.`;
}

/** The twins of some lines in a sentence: how near they come to the reference. */
export function nearness(rows: readonly Row[]): string {
  const deviations = rows.flatMap(({ twins }) => twins?.deviation ?? []).sort((a, b) => a - b);
  if (deviations.length === 0) return 'No run has been made from the reference’s own initial weights yet.';
  const within = (share: number) => deviations.filter((deviation) => deviation <= share).length;
  const beyond = rows.filter(({ twins }) => twins !== undefined && twins.deviation > sameStart);
  const exceptions = beyond.map(
    ({ figure, quantity, twins }) => `${figure}, ${quantity} (${percent(twins!.deviation)})`,
  );
  return (
    `Of ${deviations.length} numbers that were also computed from the reference’s own initial weights ` +
    `${within(0.001)} come within 0.1 % of the reference, ${within(0.01)} within 1 % and ${within(sameStart)} within ` +
    `${percent(sameStart)}${exceptions.length > 0 ? `; further off: ${exceptions.join('; ')}` : ''}.`
  );
}
