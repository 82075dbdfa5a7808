import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatNumber, formatR2 } from '../../../lib/figures/axes.ts';
import type { OwnFit } from '../../../lib/figures/own-run/index.ts';
import { labelPicture } from '../../../lib/figures/picture.ts';
import { pageTheme } from '../../../lib/figures/theme.ts';
import { drawPairRun } from '../../../lib/figures/two-points/draw.ts';
import { showPicture } from '../figure/morph.ts';
import { Sentence } from '../figure/Sentence.tsx';
import { useWidth } from '../useWidth.ts';
import { saveFit } from './save.ts';

interface Props {
  readonly fit: OwnFit;
  readonly pair: { readonly dx2: number; readonly dy2: number };
  readonly rows: number;
  /** Milliseconds. */
  readonly time: number;
}

/** A value with its standard error, or the lack of one. */
const withError = (value: number, error: number | null) =>
  `${formatNumber(value)} ± ${error === null ? 'undetermined' : formatNumber(error)}`;

/** What the theory says of a reader's run: the verdict, the picture, the numbers, and the way to take them along. */
export function Fitted({ fit, pair, rows, time }: Props) {
  const { run, comparison, words } = fit;
  const drawing = useRef<HTMLDivElement>(null);
  const width = useWidth(drawing);
  useLayoutEffect(() => {
    if (!drawing.current || width === 0) return;
    const svg = drawPairRun(run, { document, width, theme: pageTheme });
    labelPicture(svg, words);
    showPicture(drawing.current, svg);
  }, [run, width]);
  const numbers = comparison.fit && {
    'Rate of the encoder, η_h': `${withError(comparison.fit.etaH, comparison.fit.etaHStandardError)} per step`,
    'Rate of the decoder, η_y': `${withError(comparison.fit.etaY, comparison.fit.etaYStandardError)} per step`,
    'R² of all, of h, of y, of w': [comparison.fit.r2, comparison.fit.r2H, comparison.fit.r2Y, comparison.fit.r2W]
      .map(formatR2)
      .join(', '),
    'Final h by the closed form': comparison.hTheory === null ? '–' : formatNumber(comparison.hTheory),
    'Shape: near 0 rich, large lazy': comparison.richness === null ? '–' : formatNumber(comparison.richness),
  };
  return (
    <section aria-label="The fit">
      <div class="canvas">
        <div class="picture" ref={drawing} />
      </div>
      <p class="description" role="status">
        <Sentence text={words} />
      </p>
      {numbers && (
        <dl class="reference">
          {Object.entries(numbers).map(([name, value]) => (
            <>
              <dt>
                <Sentence text={name} />
              </dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      )}
      <p class="engine">
        {rows.toLocaleString('en')} observations, ‖dx‖² = {pair.dx2}, ‖dy‖² = {pair.dy2}; fitted in this page in{' '}
        {time < 10 ? time.toFixed(1) : Math.round(time)} ms, and not sent anywhere.
      </p>
      <div class="toolbar" role="group" aria-label="Take the fit away">
        {(['svg', 'csv', 'json'] as const).map((extension) => (
          <button
            key={extension}
            type="button"
            onClick={() => {
              saveFit(extension, fit, pair);
            }}
          >
            {extension.toUpperCase()}
          </button>
        ))}
      </div>
    </section>
  );
}
