import { DataTable } from '../figure/DataTable.tsx';
import { Position, StepButtons } from '../figure/Playback.tsx';
import { RunToolbar } from '../figure/RunToolbar.tsx';
import { TakeState } from '../figure/TakeState.tsx';
import type { useWidget } from '../figure/useWidget.ts';

/** What else can be done with the figure that the article opens with: what every figure has. */
export function Tools({ widget }: { readonly widget: ReturnType<typeof useWidget> }) {
  const { shown, prepare, hydrated, onReset, playback, finished } = widget;
  const { open, table } = shown;
  return (
    <div class="tools">
      <RunToolbar shown={shown} enabled={hydrated} onNear={prepare} onReset={onReset} training={null}>
        <StepButtons playback={playback} finished={finished} />
      </RunToolbar>
      <Position playback={playback} finished={finished} />
      <TakeState {...widget.taken} />
      {table && open && <DataTable table={table} open={open} />}
    </div>
  );
}
