/** Likely causes of disagreements, by a pattern of the row's id. A disagreement without one is said to have none. */
const causes: readonly (readonly [pattern: RegExp, cause: string])[] = [];

/** The likely cause of a disagreement, or null. */
export function causeOf(id: string): string | null {
  return causes.find(([pattern]) => pattern.test(id))?.[1] ?? null;
}
