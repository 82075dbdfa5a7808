/** One decade of the ladder of axis limits. */
const ladder = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/**
 * The least number of the ladder (1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten) that is at least `value`: axis limits that jump seldom, so that states stay
 * comparable by eye. 0 and less give `least`.
 */
export function niceLimit(value: number, least: number): number {
  if (!(value > least)) return least;
  const power = 10 ** Math.floor(Math.log10(value));
  return (ladder.find((step) => step * power >= value * (1 - 1e-9)) ?? 10) * power;
}

/** A number as axes and text print it: three significant digits, no exponent between 0.001 and 100,000. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return value.toExponential(1).replace('e', ' × 10^').replace('^+', '^');
  if (size >= 1000) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
