import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { plain } from '../figure/extension.ts';
import { useWidget, type WidgetOptions } from '../figure/useWidget.ts';

export { PlayButton } from '../figure/Playback.tsx';
export { EngineNotes, StatusLine } from '../figure/Status.tsx';

export type Widget = ReturnType<typeof useWidget>;

interface Props {
  readonly options: WidgetOptions;
  readonly root: RefObject<HTMLDivElement>;
  /** Hears of the widget whenever something of it changes. */
  readonly onWidget: (widget: Widget) => void;
}

/** The widget of the figure that the article opens with, for whoever lays it out: it shows nothing itself. */
export function Live({ options, root, onWidget }: Props) {
  // The kernel gives the same networks and seeds the same bits as the page's own picture has.
  const widget = useWidget(options, { extension: plain, usualEngine: 'kernel', root });
  useLayoutEffect(() => {
    onWidget(widget);
  });
  return null;
}
