import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Extension } from './extension.ts';
import { HandleOver } from './HandleOver.tsx';
import type { PlayedTable } from './played.ts';
import type { Shown } from './useFigure.ts';
import { usePlayback } from './usePlayback.ts';

interface Options {
  readonly canBeLive: boolean;
  readonly extension: Extension;
  /** Trains the run of the present choices. */
  readonly start: () => void;
}

/** What is drawn of the table that a figure shows: as far as it is played, with what the reader has done to it since. */
export function useDrawn(shown: Shown, { canBeLive, extension, start }: Options) {
  const { open, table, phase } = shown;
  // What is trained here can be gone through.
  const run = canBeLive ? (table as PlayedTable | undefined) : undefined;
  const playback = usePlayback(run, shown.snapshots as readonly PlayedTable[]);
  const finished = run !== undefined && phase !== 'training' && phase !== 'loading';
  const more = extension.use({ drawn: playback.drawn, finished, start });
  const [dragged, setDragged] = useState<{ readonly of: object; readonly table: object }>();
  const before = run ? more.drawn : table;
  // What has been dragged is of the run that was shown then.
  const drawn = dragged && dragged.of === before ? dragged.table : before;

  const handle = open?.figure.handle;
  const over =
    handle && drawn && before && finished
      ? (width: number): ComponentChildren => (
          <HandleOver
            handle={handle}
            table={drawn}
            width={width}
            onMove={(next) => {
              setDragged({ of: before, table: next });
            }}
          />
        )
      : undefined;
  return { drawn, over, playback, finished, below: more.below };
}
