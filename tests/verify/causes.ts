/** Likely causes of disagreements, by a pattern of the row's id. A disagreement without one is said to have none. */
const causes: readonly (readonly [pattern: RegExp, cause: string])[] = [
  [
    /^two-points\/gain_1\.3\/fails$/,
    'Gain 1.3 is the border. The theory fails where h would have to shrink, and there h(0) varies severalfold from seed to ' +
      'seed while the final h varies less: a seed that starts low grows and is described, one that starts above its end is ' +
      'not. Both seeds of the reference start above. From gain 1.4 on no seed is described.',
  ],
  [
    /^depth\/best$/,
    'The least is flat: in a seed that has it beyond layer 14 the errors of layers 13 to 16 are nearly the same, so that its ' +
      'place is a matter of chance.',
  ],
];

/** The likely cause of a disagreement, or null. */
export function causeOf(id: string): string | null {
  return causes.find(([pattern]) => pattern.test(id))?.[1] ?? null;
}
