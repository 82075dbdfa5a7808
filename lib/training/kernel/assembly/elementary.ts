// exp and expm1 of four numbers <= 0 from + - * and bit operations only, so that every engine gives the same bits.
//
// x = n ln 2 + r with |r| <= ln(2)/2, and expm1(r) = r + r^2 q(r). The coefficients of q are our own minimax fit of
// degree 4: relative error of expm1(r) below 1.8e-8 before rounding. NaN stays NaN.

/** Arguments below this give exp(-87) = 1.6e-38 still: the smallest one whose power of two is a normal number. */
const LOWEST: f32 = -87;

export function clampExponent(x: v128): v128 {
  return f32x4.max(x, f32x4.splat(LOWEST));
}

/** n of the clamped x, as a float. */
export function halvings(x: v128): v128 {
  return f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
}

/** expm1(r) of the clamped x. */
export function remainder(x: v128, n: v128): v128 {
  const coarse = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  const r = f32x4.sub(coarse, f32x4.mul(n, f32x4.splat(-2.1219444e-4)));
  let q = f32x4.add(f32x4.mul(r, f32x4.splat(1.38825165e-3)), f32x4.splat(8.36654752e-3));
  q = f32x4.add(f32x4.mul(r, q), f32x4.splat(4.16672006e-2));
  q = f32x4.add(f32x4.mul(r, q), f32x4.splat(1.66665435e-1));
  q = f32x4.add(f32x4.mul(r, q), f32x4.splat(4.9999997e-1));
  return f32x4.add(r, f32x4.mul(f32x4.mul(r, r), q));
}

/** 2^n. */
export function power(n: v128): v128 {
  return i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
}

/** exp from 2^n and expm1(r). */
export function exponential(scale: v128, p: v128): v128 {
  return f32x4.add(scale, f32x4.mul(scale, p));
}

/** expm1 from 2^n and expm1(r); keeps its relative accuracy at 0, where 1 + expm1(x) would not. */
export function exponentialLessOne(scale: v128, p: v128): v128 {
  return f32x4.add(f32x4.mul(scale, p), f32x4.sub(scale, f32x4.splat(1)));
}
