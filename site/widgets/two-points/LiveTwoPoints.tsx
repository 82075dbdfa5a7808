import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Preset } from '../../../lib/experiments/two-points/presets.ts';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import type { Choices } from '../figure/choices.ts';
import type { Extension } from '../figure/extension.ts';
import { FigureWidget, type FigureWidgetProps } from '../figure/FigureWidget.tsx';
import { BeatTheFit, useOwnRates } from './BeatTheFit.tsx';
import { middleLayer, readableLayers } from './layers.ts';
import { PresetChoice } from './PresetChoice.tsx';

interface Props extends FigureWidgetProps {
  /** Settings to start from, by the label of their group. */
  readonly presets: Readonly<Record<string, readonly Preset[]>>;
  // Astro hands over only what is named here.
  readonly children?: ComponentChildren;
  readonly numbers?: ComponentChildren;
}

/** Presets, and a layer that follows the depth, for the widget of the two-point figure. */
function twoPointsExtension(presets: Props['presets'], initial: TwoPointsParameters): Extension {
  const netOf = (choices: Choices) => ({ ...initial, ...choices }) as TwoPointsParameters;
  return {
    use: ({ drawn, finished, start }) => {
      const game = useOwnRates(drawn as TwoPointsTable | undefined);
      return { drawn: game.drawn, below: <BeatTheFit game={game} ready={finished} onStart={start} /> };
    },
    control: (control, choices) => {
      if (control.kind !== 'number' || control.name !== 'layer' || !control.slider) return { control };
      const net = netOf(choices);
      const fitted = { ...control, slider: { ...control.slider, max: readableLayers(net) - 1 } };
      return choices.layer === undefined ? { control: fitted, value: middleLayer(net) } : { control: fitted };
    },
    changed: (choices, part) => {
      // Another network has another middle layer.
      const other = 'depth' in part || 'architecture' in part;
      return { ...choices, ...(other ? { layer: undefined } : {}), ...part };
    },
    above: (choices, onChange) => (
      <PresetChoice groups={presets} base={initial} choices={choices} onChange={onChange} />
    ),
  };
}

/** The live two-point figure: a network trained in the page, the theory fitted to it, played back at will. */
export function LiveTwoPoints({ presets, ...props }: Props) {
  const extension = useMemo(() => twoPointsExtension(presets, props.state as TwoPointsParameters), []);
  return <FigureWidget {...props} extension={extension} />;
}
