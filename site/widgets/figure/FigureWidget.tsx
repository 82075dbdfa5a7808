import type { ComponentChildren } from 'preact';
import { standBeside } from './beside.ts';
import { Canvas } from './Canvas.tsx';
import { ControlInput } from './Control.tsx';
import { DataTable } from './DataTable.tsx';
import { plain, type Extension } from './extension.ts';
import { PlayButton, Position, StepButtons } from './Playback.tsx';
import { RunToolbar } from './RunToolbar.tsx';
import { Status } from './Status.tsx';
import { TakeState } from './TakeState.tsx';
import { useWidget, type WidgetOptions } from './useWidget.ts';

export interface FigureWidgetProps extends WidgetOptions {
  readonly stateVersion: number;
  readonly description: string;
  /** What the page's own picture is of, in a line. */
  readonly source: string;
  /** The page's own table of the numbers, already in the document. */
  readonly numbers?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** Any figure, live: controls made from its state's schema, the picture redrawn in place, and the tools around it. */
export function FigureWidget({ extension = plain, ...props }: FigureWidgetProps & { readonly extension?: Extension }) {
  const { id, state, controls, canBeLive, children } = props;
  const widget = useWidget(props, { extension });
  const { shown, choices, change, hydrated, form, root, runs, drawn, over, playback, finished, below } = widget;
  const { open, table, asked, phase } = shown;
  return (
    <div
      class="live"
      ref={root}
      data-figure={id}
      data-phase={phase}
      data-run={runs?.length === 1 ? runs[0] : undefined}
      data-engine={shown.engine?.id}
    >
      <p class="figure-state">{table && open ? open.figure.title(table) : props.title}</p>
      <div class={standBeside(controls) ? 'bench beside' : 'bench'}>
        <div class="stage">
          <Canvas open={open} table={drawn} over={over}>
            {children}
          </Canvas>
          <Status shown={shown} seen={playback.drawn} idle={props.source} description={props.description} />
          <RunToolbar
            shown={shown}
            enabled={hydrated}
            onNear={widget.prepare}
            onReset={widget.onReset}
            training={canBeLive ? widget.training : null}
          >
            {canBeLive && (
              <>
                <PlayButton playback={playback} finished={finished} />
                <StepButtons playback={playback} finished={finished} />
              </>
            )}
          </RunToolbar>
          <Position playback={playback} finished={finished} />
          {below}
          <TakeState {...widget.taken} />
        </div>
        {controls.length > 0 && (
          <form
            class="controls"
            ref={form}
            onPointerEnter={widget.prepare}
            action={`/figures/${id}.svg`}
            aria-label={`What is shown: ${id.replaceAll('-', ' ')}`}
            onSubmit={(event) => {
              event.preventDefault();
              change(choices);
            }}
          >
            {extension.above(choices, change)}
            {controls.map((given) => {
              const { control, value } = extension.control(given, choices);
              const { name } = control;
              return (
                <ControlInput
                  key={name}
                  id={`${id}-${name}`}
                  control={control}
                  value={choices[name] ?? value ?? asked?.[name] ?? state[name]}
                  problem={shown.problems[name]}
                  // What follows from the rest is not part of what a form sends.
                  sent={value === undefined}
                  onChange={(part) => {
                    change(extension.changed(choices, part));
                  }}
                />
              );
            })}
            <input type="hidden" name="v" value={props.stateVersion} />
            <noscript>
              <button>
                {canBeLive ? 'Train on the server and open the picture' : 'Open the picture of this state'}
              </button>
            </noscript>
          </form>
        )}
      </div>
      {table === undefined && props.numbers}
      {table && open && <DataTable table={table} open={open} />}
    </div>
  );
}
