import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Preset } from '../../../lib/experiments/two-points/presets.ts';
import type { TwoPointsParameters } from '../../../lib/experiments/two-points/parameters.ts';
import type { TwoPointsTable } from '../../../lib/figures/two-points/table.ts';
import type { Choices } from '../figure/choices.ts';
import { FigureWidget, type Extension, type FigureWidgetProps } from '../figure/FigureWidget.tsx';
import { middleLayer, readableLayers } from './layers.ts';
import { PlayButtons, Position } from './Playback.tsx';
import { PresetChoice } from './PresetChoice.tsx';
import { usePlayback } from './usePlayback.ts';

interface Props extends FigureWidgetProps {
  /** Settings to start from, by the label of their group. */
  readonly presets: Readonly<Record<string, readonly Preset[]>>;
  // Astro hands over only what is named here.
  readonly children?: ComponentChildren;
  readonly numbers?: ComponentChildren;
}

/** Playback of the run, presets, and a layer that follows the depth, for the widget of the two-point figure. */
function twoPointsExtension(presets: Props['presets'], initial: TwoPointsParameters): Extension {
  const netOf = (choices: Choices) => ({ ...initial, ...choices }) as TwoPointsParameters;
  return {
    use: ({ table, phase }) => {
      const run = table as TwoPointsTable | undefined;
      const playback = usePlayback(run);
      const finished = run !== undefined && phase !== 'training' && phase !== 'loading';
      const until = playback.atEnd ? undefined : run?.record.series.step[playback.position];
      // The same object as long as the same is drawn: a new one would be drawn anew.
      const drawn = useMemo(() => (run && until !== undefined ? { ...run, until } : run), [run, until]);
      return {
        drawn,
        tools: <PlayButtons playback={playback} finished={finished} />,
        below: finished ? <Position playback={playback} table={run} /> : null,
      };
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
