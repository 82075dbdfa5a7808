import { useEffect, useRef, useState } from 'preact/hooks';
import type { FitAnswer, FitRequest } from '../../workers/fit.ts';

/** What is known of the run that was given last. */
export type FitState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'lost'; readonly reason: string }
  | FitAnswer;

/** Fits runs in a worker of the page's own; of several asked for at once only the last is told of. */
export function useFit(): { readonly state: FitState; readonly fit: (asked: Omit<FitRequest, 'token'>) => void } {
  const [state, setState] = useState<FitState>({ kind: 'idle' });
  const worker = useRef<Worker>();
  const token = useRef(0);
  useEffect(
    () => () => {
      worker.current?.terminate();
    },
    [],
  );
  const start = () => {
    const own = new Worker(new URL('../../workers/fit.ts', import.meta.url), { type: 'module', name: 'fit' });
    own.addEventListener('message', ({ data }: MessageEvent<FitAnswer>) => {
      if (data.token === token.current) setState(data);
    });
    own.addEventListener('error', (event) => {
      event.preventDefault();
      worker.current = undefined;
      setState({ kind: 'lost', reason: event.message || 'it could not be loaded' });
    });
    return own;
  };
  return {
    state,
    fit: (asked) => {
      worker.current ??= start();
      token.current += 1;
      setState({ kind: 'busy' });
      worker.current.postMessage({ token: token.current, ...asked } satisfies FitRequest);
    },
  };
}
