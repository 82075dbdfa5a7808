/** How the recorded steps of a run are spread. */
export interface ScheduleOptions {
  /** Number of logarithmically spaced steps asked for: they resolve the first steps and the plateau. Default 96. */
  readonly log?: number;
  /** Number of evenly spaced steps asked for: they resolve the rise, wherever it comes. Default 160. */
  readonly even?: number;
}

/**
 * The steps at which a run of `steps` updates is observed: 0, the last step, logarithmically spaced steps, and evenly
 * spaced ones. Logarithmic spacing alone leaves too few points in a late rise, even spacing alone none in the first steps.
 * @returns distinct increasing whole numbers in `[0, steps]`; all of them if `steps` is small.
 * @throws RangeError if `steps` is not a whole number from 1.
 */
export function recordingSteps(steps: number, { log = 96, even = 160 }: ScheduleOptions = {}): number[] {
  if (!Number.isInteger(steps) || steps < 1) {
    throw new RangeError(`steps is ${steps}; allowed is a whole number from 1.`);
  }
  const chosen = new Set([0, steps]);
  for (let n = 1; n < even; n++) chosen.add(Math.round((steps * n) / even));
  // Powers of a ratio built by multiplication, not Math.pow: the schedule is part of a run's bits.
  const ratio = nthRoot(steps, log);
  for (let n = 0, x = 1; n < log && x < steps; n++, x *= ratio) chosen.add(Math.round(x));
  return [...chosen].sort((a, b) => a - b);
}

/** The n-th root of `x >= 1` by bisection, with + - x / only, so that it is the same in every engine. */
function nthRoot(x: number, n: number): number {
  let low = 1;
  let high = Math.max(2, x);
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    let power = 1;
    for (let k = 0; k < n && power <= x; k++) power *= middle;
    if (power <= x) low = middle;
    else high = middle;
  }
  return low;
}
