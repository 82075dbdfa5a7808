/** Most steps of a run that a release keeps, unless its sweep says fewer. */
export const mostKeptSteps = 200;

/**
 * Which of `count` recorded steps a release keeps: all, or `most` of them, evenly spread over their list, the first and the
 * last among them. Recorded steps are spaced logarithmically first and evenly later (`recordingSteps`), and so are those.
 * @returns increasing indices into the recorded steps.
 * @throws RangeError if `most` is not a whole number from 2.
 */
export function keptSteps(count: number, most: number = mostKeptSteps): number[] {
  if (!Number.isInteger(most) || most < 2) throw new RangeError(`most is ${most}; allowed is a whole number from 2.`);
  if (count <= most) return Array.from({ length: count }, (_, n) => n);
  return Array.from({ length: most }, (_, n) => Math.round((n * (count - 1)) / (most - 1)));
}
