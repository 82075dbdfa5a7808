import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Tells whether an element is on the screen or near it, whenever that changes. */
export function useOnScreen(element: RefObject<Element>, onChange: (visible: boolean) => void): void {
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (!element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        latest.current(entries.at(-1)!.isIntersecting);
      },
      { rootMargin: '50%' },
    );
    observer.observe(element.current);
    return () => {
      observer.disconnect();
    };
  }, []);
}
