import { formatNumber } from '../axes.ts';
import type { Handle } from '../figure.ts';
import { phasePlaces } from './draw.ts';
import { withStart, type PhasePoint, type PhasePortraitTable } from './table.ts';

/** Where the theory starts: where the run does, until a reader puts it elsewhere. */
function startOf({ start, record }: PhasePortraitTable): PhasePoint {
  const { h, y, w } = record.series;
  return start?.point ?? { h: h[0]!, c: y[0]! - w[0]! };
}

/** The start of the theory's way, which a reader can put elsewhere. */
export const startHandle: Handle<PhasePortraitTable> = {
  label: 'Start of the theory',
  place: (table, width) => (table.flow ? phasePlaces(width, table.limits).placeOf(startOf(table)) : null),
  text: (table) => {
    const { h, c } = startOf(table);
    return `h = ${formatNumber(h)}, c = ${formatNumber(c)}`;
  },
  moved: (table, to, width) => withStart(table, phasePlaces(width, table.limits).pointAt(to)),
};
