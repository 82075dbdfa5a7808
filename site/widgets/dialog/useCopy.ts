import { useEffect, useRef, useState } from 'preact/hooks';

/** Whether what was to be copied is in the clipboard; refused without a secure address or the reader's leave. */
export type Copied = 'no' | 'yes' | 'refused';

/** Milliseconds for which a button says that it has copied. */
const patience = 2000;

/** Copies text, and says for a moment that it has. */
export function useCopy(): readonly [Copied, (text: string) => Promise<void>] {
  const [copied, setCopied] = useState<Copied>('no');
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );
  const copy = async (text: string) => {
    clearTimeout(timer.current);
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
      timer.current = setTimeout(() => {
        setCopied('no');
      }, patience);
    } catch {
      setCopied('refused');
    }
  };
  return [copied, copy];
}
