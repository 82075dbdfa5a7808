/**
 * Resolves in a later macrotask, so that messages, timers and input that wait are handled first. `setTimeout` would do,
 * but browsers hold it back by 4 ms when it is nested.
 */
export function yieldToEventLoop(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve);
      return;
    }
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
