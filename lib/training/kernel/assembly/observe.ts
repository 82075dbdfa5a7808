// What is seen of the network: sums in f64 of differences of f32 numbers, which f64 holds without error.
import { PAIR, observations, output, outputBlocks, outputs, points, target } from './layout';

/** Value of a signal at a point and a unit. */
export function at(signal: usize, blocks: usize, point: usize, unit: usize): usize {
  return signal + ((point >> 1) * blocks + (unit >> 2)) * PAIR + ((point & 1) << 4) + ((unit & 3) << 2);
}

/** Squared distance of the first two points of a signal. */
function squaredDistance(signal: usize, blocks: usize): f64 {
  const end = signal + blocks * PAIR;
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (; signal < end; signal += PAIR) {
    const a = v128.load(signal);
    const b = v128.load(signal, 16);
    const d = f64x2.sub(f64x2.promote_low_f32x4(b), f64x2.promote_low_f32x4(a));
    const au = v128.shuffle<f32>(a, a, 2, 3, 2, 3);
    const bu = v128.shuffle<f32>(b, b, 2, 3, 2, 3);
    const e = f64x2.sub(f64x2.promote_low_f32x4(bu), f64x2.promote_low_f32x4(au));
    low = f64x2.add(low, f64x2.mul(d, d));
    high = f64x2.add(high, f64x2.mul(e, e));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Half the mean over points and outputs of the squared error. */
export function loss(): f64 {
  let sum: f64 = 0;
  for (let p: usize = 0; p < points; p++) {
    for (let j: usize = 0; j < outputs; j++) {
      const d = <f64>load<f32>(at(output, outputBlocks, p, j)) - <f64>load<f32>(at(target, outputBlocks, p, j));
      sum += d * d;
    }
  }
  return (0.5 * sum) / (<f64>points * <f64>outputs);
}

/** w = sum of dyhat (dyhat - dy): the difference is taken before the product, so that w keeps its digits near 0. */
function alignment(): f64 {
  let sum: f64 = 0;
  for (let j: usize = 0; j < outputs; j++) {
    const predicted = <f64>load<f32>(at(output, outputBlocks, 1, j)) - <f64>load<f32>(at(output, outputBlocks, 0, j));
    const wanted = <f64>load<f32>(at(target, outputBlocks, 1, j)) - <f64>load<f32>(at(target, outputBlocks, 0, j));
    sum += predicted * (predicted - wanted);
  }
  return sum;
}

/** One NaN for all, since engines differ in the bits of a computed one. */
function canonical(x: f64): f64 {
  return x == x ? x : NaN;
}

/** Writes observation `index`, of a representation of `blocks` blocks, and tells whether all of it is finite. */
export function observe(index: i32, hidden: usize, blocks: usize, currentLoss: f64): bool {
  const place = observations + ((<usize>index) << 5);
  const h = squaredDistance(hidden, blocks);
  const y = squaredDistance(output, outputBlocks);
  const w = alignment();
  store<f64>(place, canonical(h));
  store<f64>(place, canonical(y), 8);
  store<f64>(place, canonical(w), 16);
  store<f64>(place, canonical(currentLoss), 24);
  return isFinite(h) && isFinite(y) && isFinite(w) && isFinite(currentLoss);
}
