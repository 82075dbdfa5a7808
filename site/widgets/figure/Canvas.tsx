import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWidth } from '../useWidth.ts';
import type { OpenFigure } from './open.ts';
import { pageWidthAt } from './page-width.ts';
import { rove } from './roving.ts';

interface Props {
  readonly open: Pick<OpenFigure, 'drawInto'> | undefined;
  /** What is drawn; the page's own picture stands while there is none. */
  readonly table: object | undefined;
  /** Whether it is drawn as large as the page's own picture is, so that nothing below it moves. */
  readonly asPage?: boolean;
  /** What lies over a drawn picture, given its width. */
  readonly over?: ((width: number) => ComponentChildren) | undefined;
  /** The page's own picture, already in the document. */
  readonly children?: ComponentChildren;
}

/** The picture: the page's own until a table is drawn in its place. */
export function Canvas({ open, table, asPage = false, over, children }: Props) {
  const canvas = useRef<HTMLDivElement>(null);
  const drawing = useRef<HTMLDivElement>(null);
  const width = useWidth(canvas);
  useLayoutEffect(() => {
    if (!table || !open || !drawing.current || width <= 0) return;
    open.drawInto(drawing.current, table, asPage ? pageWidthAt(width) : width);
    for (const picture of drawing.current.children) rove(picture);
  }, [table, open, width]);
  return (
    <div class="canvas" ref={canvas}>
      <div class="picture" hidden={table !== undefined}>
        {children}
      </div>
      <div class="picture" ref={drawing} hidden={table === undefined} />
      {table !== undefined && width > 0 && over?.(width)}
    </div>
  );
}
