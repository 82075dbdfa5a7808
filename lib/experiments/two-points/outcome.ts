import { z } from 'zod';

const nullableNumber = z.number().nullable();
const perStep = '1/step';

/** Columns that a two-point run adds to the table of runs; null where a run does not have the number, never a guess. */
export const twoPointsOutcomeShape = {
  convergedAt: nullableNumber.meta({ description: 'First observed step with a loss of at most 0.001.', unit: 'step' }),
  halfRise: nullableNumber.meta({
    description: 'Step at which y passes half the squared target distance, interpolated between observed steps.',
    unit: 'step',
  }),
  h0: nullableNumber.meta({ description: 'h before the first update.', symbol: 'h(0)' }),
  y0: nullableNumber.meta({ description: 'y before the first update.', symbol: 'y(0)' }),
  w0: nullableNumber.meta({ description: 'w before the first update.', symbol: 'w(0)' }),
  loss0: nullableNumber.meta({ description: 'Loss before the first update.', symbol: 'L(0)' }),
  hFinal: nullableNumber.meta({ description: 'Last observed h.', symbol: 'h(T)' }),
  yFinal: nullableNumber.meta({ description: 'Last observed y.', symbol: 'y(T)' }),
  wFinal: nullableNumber.meta({ description: 'Last observed w.', symbol: 'w(T)' }),
  lossFinal: nullableNumber.meta({ description: 'Last observed loss.', symbol: 'L(T)' }),
  etaH: nullableNumber.meta({
    description: 'Fitted effective learning rate of the encoder, 1/(2 tau_h).',
    symbol: '\\eta_h',
    unit: perStep,
  }),
  etaY: nullableNumber.meta({
    description: 'Fitted effective learning rate of the decoder, 1/(2 tau_y).',
    symbol: '\\eta_y',
    unit: perStep,
  }),
  etaHStandardError: nullableNumber.meta({
    description:
      'Standard error of etaH from the residuals; model error is not noise, so the spread over seeds is larger.',
    unit: perStep,
  }),
  etaYStandardError: nullableNumber.meta({
    description: 'Standard error of etaY from the residuals; see etaHStandardError.',
    unit: perStep,
  }),
  etaCorrelation: nullableNumber.meta({ description: 'Correlation of the two fitted rates, -1 to 1.' }),
  etaMean: nullableNumber.meta({
    description: 'Fitted rate at which the error of the mean output decays.',
    symbol: '\\eta_{\\bar y}',
    unit: perStep,
  }),
  residual: nullableNumber.meta({
    description: 'Sum of squared residuals of h, y and w over training steps, as the paper sums it.',
  }),
  r2: nullableNumber.meta({ description: 'Coefficient of determination of h, y and w pooled.', symbol: 'R^2' }),
  r2H: nullableNumber.meta({ description: 'Coefficient of determination of h alone.' }),
  r2Y: nullableNumber.meta({ description: 'Coefficient of determination of y alone.' }),
  r2W: nullableNumber.meta({ description: 'Coefficient of determination of w alone.' }),
  physical: z
    .boolean()
    .meta({ description: 'Whether the fit is meaningful: both rates positive and found, r2 above 0.8.' }),
  reason: z.string().nullable().meta({ description: 'Why the fit is not meaningful; null if it is.' }),
  hTheory: nullableNumber.meta({ description: 'Final h that the closed form gives at the fitted rates.' }),
  richness: nullableNumber.meta({
    description: 'Shape of the curves: near 0 rich (logistic), large lazy (exponential).',
    symbol: 'C',
  }),
  endpointRatio: nullableNumber.meta({
    description: 'etaH/etaY from the end points alone; where it is negative no positive rates can fit.',
  }),
};

export type TwoPointsOutcome = z.output<z.ZodObject<typeof twoPointsOutcomeShape>>;
