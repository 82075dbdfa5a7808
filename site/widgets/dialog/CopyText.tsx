import type { ComponentChildren } from 'preact';
import { useCopy } from './useCopy.ts';

interface Props {
  /** What the text is, for the button and for the live region: "BibTeX". */
  readonly name: string;
  readonly text: string;
  /** More to do with the same: to download it. */
  readonly children?: ComponentChildren;
}

/** A text to take away: shown whole, copied by a button that says aloud whether it has. */
export function CopyText({ name, text, children }: Props) {
  const [copied, copy] = useCopy();
  return (
    <section class="copy-text" aria-label={name}>
      <pre tabIndex={0}>
        <code>{text}</code>
      </pre>
      <div class="toolbar">
        <button type="button" onClick={() => void copy(text)}>
          Copy {name}
        </button>
        {children}
        <span class="copied" role="status">
          {copied === 'yes' && `${name} copied.`}
          {copied === 'refused' && 'The browser does not let this page copy: select the text instead.'}
        </span>
      </div>
    </section>
  );
}
