import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface Props {
  readonly title: string;
  readonly open: boolean;
  /** Called however it is closed: by its button, by Esc, by a click beside it. */
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/**
 * A modal dialog, the browser's own: it keeps the focus inside, closes by Esc, and gives the focus back to what opened it.
 * What is in it is made when it opens.
 */
export function Dialog({ title, open, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    else if (!open) element?.close();
  }, [open]);
  return (
    <dialog
      class="dialog"
      ref={dialog}
      aria-label={title}
      onClose={onClose}
      onClick={({ target, currentTarget }) => {
        // The dialog has no room of its own around its content: what is hit in it is the ground behind.
        if (target === currentTarget) currentTarget.close();
      }}
    >
      {open && (
        <div class="dialog-content">
          <div class="dialog-head">
            <h2>{title}</h2>
            <button type="button" onClick={() => dialog.current?.close()}>
              Close
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}

interface OpenerProps {
  /** What it is called, on the button. */
  readonly children: ComponentChildren;
  /** Where the same is to be had without script. */
  readonly href: string;
  readonly onOpen: () => void;
}

/** What opens a dialog: a plain link without script, and for those who want it in a tab of its own. */
export function DialogLink({ children, href, onOpen }: OpenerProps) {
  return (
    <a
      class="button"
      href={href}
      aria-haspopup="dialog"
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen();
      }}
    >
      {children}
    </a>
  );
}
