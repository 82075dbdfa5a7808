import type { ComponentChildren } from 'preact';

interface Props {
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** Whether it is the first thing to do. */
  readonly primary?: boolean;
  readonly title?: string;
  /** Of what it unfolds: whether that is to be seen. */
  readonly expanded?: boolean;
  readonly children: ComponentChildren;
}

/** A button of a toolbar. */
export function ToolButton({ onClick, disabled = false, primary = false, title, expanded, children }: Props) {
  return (
    <button
      type="button"
      class={primary ? 'primary' : undefined}
      disabled={disabled}
      title={title}
      aria-expanded={expanded}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
