import { useEffect, useMemo, useState } from 'preact/hooks';
import { cutTo } from '../../../lib/figures/axes.ts';
import type * as OwnRatesCode from '../../../lib/figures/two-points/own-rates.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import { logPositions, movedTo, positionOf } from '../figure/slider.ts';

type Name = 'etaH' | 'etaY';
const labels: Readonly<Record<Name, string>> = { etaH: 'Rate of the encoder', etaY: 'Rate of the decoder' };

/** A reader's own rates for the run that is shown, and the picture of it with them. */
export interface OwnRatesState {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  /** The table to draw: with the reader's rates while the game is open. */
  readonly drawn: TwoPointsTable | undefined;
  readonly range: ReturnType<typeof OwnRatesCode.ownRange> | undefined;
  readonly set: (change: Partial<Record<Name, number>>) => void;
}

/** The game's state: rates stay when another network is trained, so that one can see what they were worth there. */
export function useOwnRates(table: TwoPointsTable | undefined): OwnRatesState {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<typeof OwnRatesCode>();
  const [rates, setRates] = useState<Partial<Record<Name, number>>>({});
  useEffect(() => {
    if (open && !code) void import('../../../lib/figures/two-points/own-rates.ts').then(setCode);
  }, [open, code]);
  const fit = table?.comparison.fit;
  const range = code && fit ? code.ownRange(fit) : undefined;
  const own = range && { etaH: rates.etaH ?? range.etaH.min * 4, etaY: rates.etaY ?? range.etaY.min * 4 };
  const [etaH, etaY] = [own?.etaH, own?.etaY];
  const drawn = useMemo(
    () =>
      open && code && table && etaH !== undefined && etaY !== undefined
        ? (code.withOwnRates(table, { etaH, etaY }) ?? table)
        : table,
    [open, code, table, etaH, etaY],
  );
  return {
    ...{ open, setOpen, drawn, range },
    set: (change) => {
      if (own) setRates({ ...own, ...change });
    },
  };
}

/** What the reader's curves are worth beside the fitted ones. */
function verdict({ own, comparison }: TwoPointsTable): string {
  const fitted = comparison.fit!.r2;
  const yours = own?.explained?.r2;
  if (yours === undefined) return 'At these rates the equations have no solution to the end of the run.';
  const score = `Your curves explain ${cutTo(yours, 4)} of the variance, the fitted ones ${cutTo(fitted, 4)}.`;
  if (Math.abs(fitted - yours) < 1e-5) return `${score} No difference that could be seen.`;
  if (yours > fitted) return `${score} Yours are better: the search has missed them.`;
  if (fitted - yours < 0.01) return `${score} Very close.`;
  if (yours < 0) return `${score} A constant would do better than yours so far.`;
  return score;
}

interface Props {
  readonly game: OwnRatesState;
  /** Whether there is a finished run. */
  readonly ready: boolean;
  /** Trains one, for who opens the game first. */
  readonly onStart: () => void;
}

/** Two rates to set by hand, and what they explain, against the fit. */
export function BeatTheFit({ game: { open, setOpen, drawn, range, set }, ready, onStart }: Props) {
  const own = drawn?.own;
  return (
    <details
      class="beat"
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
      }}
    >
      <summary
        onClick={() => {
          // Not when it is unfolded by anything but the reader's hand.
          if (!open && !ready) onStart();
        }}
      >
        Try to beat the fit: set the two rates yourself
      </summary>
      {ready && own && range ? (
        <>
          <div class="beat-rates">
            {(['etaH', 'etaY'] as const).map((name) => {
              const slider = { ...range[name], scale: 'log', step: 0 } as const;
              const value = own.rates[name];
              return (
                <label key={name}>
                  <span>
                    {labels[name]},{' '}
                    <span class="math">
                      η<sub>{name === 'etaH' ? 'h' : 'y'}</sub>
                    </span>{' '}
                    = {Number(value.toPrecision(2))} per step
                  </span>
                  <input
                    type="range"
                    min={0}
                    max={logPositions}
                    value={positionOf(slider, value)}
                    aria-valuetext={`${Number(value.toPrecision(2))} per step`}
                    onInput={({ currentTarget }) => {
                      set({ [name]: movedTo(slider, value, currentTarget.valueAsNumber) });
                    }}
                  />
                </label>
              );
            })}
          </div>
          <p class="beat-score" role="status">
            {verdict(drawn)}
          </p>
          <button
            type="button"
            onClick={() => {
              const { etaH, etaY } = drawn.comparison.fit!;
              set({ etaH, etaY });
            }}
          >
            Show me the fitted rates
          </button>
        </>
      ) : (
        <p>
          {ready ? 'No rates could be fitted to this run: there is nothing to beat.' : 'A network is trained first …'}
        </p>
      )}
    </details>
  );
}
