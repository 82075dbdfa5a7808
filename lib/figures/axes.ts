/** One decade of the ladder of axis limits. */
const ladder = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/**
 * The least number of the ladder (1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten) that is at least `value`: axis limits that jump seldom, so that states stay
 * comparable by eye. 0 and less give `least`.
 */
export function niceLimit(value: number, least: number): number {
  if (!(value > least)) return least;
  const power = 10 ** Math.floor(Math.log10(value));
  const step = ladder.find((candidate) => candidate * power >= value * (1 - 1e-9)) ?? 10;
  return Number((step * power).toPrecision(12));
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A whole number as a superscript. */
const raised = (power: number) =>
  (power < 0 ? '⁻' : '') + String(Math.abs(power)).replace(/\d/g, (digit) => superscripts[Number(digit)] ?? digit);

/** A number as ticks print it, where room is scarce: three significant digits, a true minus sign, `6e15` where it is huge. */
export function formatTick(value: number): string {
  const size = Math.abs(value);
  const text =
    size !== 0 && (size >= 1e5 || size < 1e-4)
      ? size.toExponential(1).replace('.0e', 'e')
      : String(Number(size.toPrecision(3)));
  return `${value < 0 ? '−' : ''}${text.replace('e+', 'e').replace('e-', 'e−')}`;
}

/** A power of ten as the ticks of a logarithmic axis print it: 0.01 to 100 in full, others as `10⁻⁴`. */
export function formatPower(value: number): string {
  const power = Math.round(Math.log10(value));
  return power >= -2 && power <= 2 ? String(Number(value.toPrecision(3))) : `10${raised(power)}`;
}

/** A number as text prints it: three significant digits, a true minus sign, powers of ten where it is tiny or huge. */
export function formatNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size >= 1e5 || size < 1e-3) {
    const [digits, power] = size.toExponential(1).split('e') as [string, string];
    return `${sign}${digits} × 10${raised(Number(power))}`;
  }
  if (size >= 1000) return sign + Math.round(size).toLocaleString('en');
  return sign + String(Number(size.toPrecision(3)));
}

/** A share as text prints it: cut, not rounded, so that what is not perfect never reads as 1. */
export const cutTo = (value: number, digits: number): string =>
  (Math.floor(value * 10 ** digits) / 10 ** digits).toFixed(digits).replace('-', '−');

/** R² as text prints it, to four digits. */
export const formatR2 = (r2: number): string => cutTo(r2, 4);
