// Elementwise work on signals.

/** values *= by. */
export function multiply(values: usize, by: usize, bytes: usize): void {
  const end = values + bytes;
  for (; values < end; values += 16, by += 16) v128.store(values, f32x4.mul(v128.load(values), v128.load(by)));
}
