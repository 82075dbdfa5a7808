import type { Slider } from '../../../lib/figures/controls.ts';

/** Positions of a logarithmic slider. */
export const logPositions = 200;

/** The value at a slider's position. */
export function valueAt({ scale, min, max, step }: Slider, position: number): number {
  if (scale === 'linear') return Number(position.toFixed(4));
  const value = min * (max / min) ** (position / logPositions);
  const rounded = Number(value.toPrecision(2));
  return step === 1 ? Math.round(rounded) : rounded;
}

/** The slider's position for a value; values outside its range sit at its end. */
export function positionOf({ scale, min, max }: Slider, value: number): number {
  const inside = Math.min(max, Math.max(min, value));
  return scale === 'linear' ? inside : Math.round((logPositions * Math.log(inside / min)) / Math.log(max / min));
}

/**
 * The value that a slider gives when it is moved to a position. Values are rounded, so neighbouring positions may share one:
 * then the next position with another value counts, lest a key press do nothing.
 */
export function movedTo(slider: Slider, from: number, position: number): number {
  const direction = Math.sign(position - positionOf(slider, from));
  const last = slider.scale === 'log' ? logPositions : slider.max;
  let at = position;
  while (slider.scale === 'log' && direction !== 0 && valueAt(slider, at) === from && at > 0 && at < last) {
    at += direction;
  }
  return valueAt(slider, at);
}
