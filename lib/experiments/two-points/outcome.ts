import { z } from 'zod';

const number = z.number().nullable();
const positive = z.number().min(0).nullable();
/** A coefficient of determination: 1 less a quotient of sums of squares. */
const determination = z.number().max(1).nullable();

const perStep = '1/step';
const unseen = 'Nothing finite was observed.';
const unfitted = 'No rates were found; reason says why.';
const equations = 'lib/theory/README.md, "Equations"';
const fits = 'Sum over steps of squared residuals of h, y and w; lib/theory/README.md, "What a fit is worth"';

/**
 * Columns that a two-point run adds to the table of runs; null where a run does not have the number, never a guess. Other
 * experiments take those of these columns that they have from here: one name, one meaning.
 */
export const twoPointsOutcomeShape = {
  convergedAt: positive.meta({
    description: 'First observed step with a loss of at most 0.001.',
    unit: 'step',
    missing: 'The loss did not get there.',
  }),
  halfRise: positive.meta({
    description: 'Step at which y passes half the squared target distance, interpolated between observed steps.',
    unit: 'step',
    formula: 'y(t) = \\tfrac12 \\|dy\\|^2',
    missing: 'y started above or never got there.',
  }),
  h0: positive.meta({ description: 'h before the first update.', symbol: 'h(0)', missing: unseen, source: equations }),
  y0: positive.meta({ description: 'y before the first update.', symbol: 'y(0)', missing: unseen, source: equations }),
  w0: number.meta({ description: 'w before the first update.', symbol: 'w(0)', missing: unseen, source: equations }),
  loss0: positive.meta({
    description:
      'Loss before the first update: half the mean squared error; for xor, as in the paper, the mean squared error itself.',
    symbol: 'L(0)',
    missing: unseen,
  }),
  hFinal: positive.meta({ description: 'Last observed h.', symbol: 'h(T)', missing: unseen, source: equations }),
  yFinal: positive.meta({ description: 'Last observed y.', symbol: 'y(T)', missing: unseen, source: equations }),
  wFinal: number.meta({ description: 'Last observed w.', symbol: 'w(T)', missing: unseen, source: equations }),
  lossFinal: positive.meta({ description: 'Last observed loss; see loss0.', symbol: 'L(T)', missing: unseen }),
  etaH: number.meta({
    description: 'Fitted effective learning rate of the encoder.',
    symbol: '\\eta_h',
    unit: perStep,
    formula: '\\eta_h = 1/(2\\tau_h)',
    missing: unfitted,
    source: fits,
  }),
  etaY: number.meta({
    description: 'Fitted effective learning rate of the decoder.',
    symbol: '\\eta_y',
    unit: perStep,
    formula: '\\eta_y = 1/(2\\tau_y)',
    missing: unfitted,
    source: fits,
  }),
  etaHStandardError: positive.meta({
    description:
      'Standard error of etaH from the residuals; model error is not noise, so the spread over seeds is larger.',
    unit: perStep,
    missing: 'The rate is not determined, or there is no fit.',
    source: fits,
  }),
  etaYStandardError: positive.meta({
    description: 'Standard error of etaY from the residuals; see etaHStandardError.',
    unit: perStep,
    missing: 'The rate is not determined, or there is no fit.',
    source: fits,
  }),
  etaCorrelation: number.meta({
    description: 'Correlation of the two fitted rates, -1 to 1.',
    missing: 'A rate is not determined, or there is no fit.',
    source: fits,
  }),
  etaMean: number.meta({
    description: 'Fitted rate at which the error of the mean output decays.',
    symbol: '\\eta_{\\bar y}',
    unit: perStep,
    formula: 'L = \\tfrac14 [2 e^{-2\\eta_{\\bar y} t} \\|\\bar e_0\\|^2 + w + \\tfrac12(\\|dy\\|^2 - y)]',
    missing: 'The loss does not determine it, or there is no fit.',
    source: equations,
  }),
  residual: positive.meta({
    description: 'Sum of squared residuals of h, y and w over training steps, as the paper sums it.',
    formula: '\\sum_t (h-\\hat h)^2 + (y-\\hat y)^2 + (w-\\hat w)^2',
    missing: unfitted,
    source: fits,
  }),
  r2: determination.meta({
    description: 'Coefficient of determination of h, y and w pooled.',
    symbol: 'R^2',
    missing: unfitted,
    source: fits,
  }),
  r2H: determination.meta({ description: 'Coefficient of determination of h alone.', missing: unfitted, source: fits }),
  r2Y: determination.meta({ description: 'Coefficient of determination of y alone.', missing: unfitted, source: fits }),
  r2W: determination.meta({ description: 'Coefficient of determination of w alone.', missing: unfitted, source: fits }),
  physical: z.boolean().meta({
    description: 'Whether the fit is meaningful: both rates positive and found, r2 above 0.8.',
    source: 'lib/theory/README.md, "Decisions"',
  }),
  reason: z.string().nullable().meta({
    description: 'Why the fit is not meaningful, or why what the theory says of the run is missing.',
    missing: 'The fit is meaningful, and nothing is missing.',
  }),
  hTheory: positive.meta({
    description:
      "Final h by the closed form, from the run's own start, at its fitted rates; at knownEtaH and knownEtaY where the run " +
      'has these.',
    formula: 'h(\\infty) = \\tfrac12 (A_{high} + \\sqrt{A_{high}^2 + 4 A_{low}^2})',
    missing: 'There are no rates, or they have no closed form.',
    source: 'lib/theory/README.md, "Invariant"',
  }),
  richness: number.meta({
    description: 'Shape of the curves: near 0 rich (logistic), large lazy (exponential).',
    symbol: 'C',
    formula: 'C = H - Y/H',
    missing: 'There is no fit, or the targets are equal.',
    source: 'lib/theory/README.md, "Without units"',
  }),
  endpointRatio: number.meta({
    description: 'etaH/etaY from the end points alone; where it is negative no positive rates can fit.',
    formula: '\\frac{1}{\\|dx\\|^2} \\frac{h_T - h_0}{y_T/h_T - y_0/h_0}',
    missing: 'The end points do not determine it.',
    source: 'lib/theory/README.md, "Invariant"',
  }),
};

export type TwoPointsOutcome = z.output<z.ZodObject<typeof twoPointsOutcomeShape>>;

/** The columns of a fit alone, for experiments whose runs have a pair to fit. */
export const fitShape = z.strictObject(twoPointsOutcomeShape).pick({
  etaH: true,
  etaY: true,
  etaHStandardError: true,
  etaYStandardError: true,
  etaCorrelation: true,
  residual: true,
  r2: true,
  r2H: true,
  r2Y: true,
  r2W: true,
  physical: true,
  reason: true,
}).shape;
