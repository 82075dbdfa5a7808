/** What V8's inspector says of a heap (Runtime.getHeapUsage of the Chrome DevTools Protocol), in bytes. */
interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize?: number;
  /** Array buffers and WebAssembly memories. */
  readonly backingStorageSize?: number;
}

/** Watches the memory of a Worker's isolate, which is what the platform limits. */
export interface IsolateMemory {
  /** Megabytes that the isolate holds now: objects, array buffers and WebAssembly memories. */
  read(): Promise<number>;
  close(): void;
}

/**
 * Connects to the inspector of `wrangler dev`.
 * @throws Error if no Worker is found there.
 */
export async function isolateMemory(inspectorPort: number): Promise<IsolateMemory> {
  const answer = await fetch(`http://127.0.0.1:${inspectorPort}/json`);
  const [target] = (await answer.json()) as { webSocketDebuggerUrl?: string }[];
  if (!target?.webSocketDebuggerUrl) throw new Error(`The inspector at port ${inspectorPort} knows no Worker.`);
  // Wrangler refuses whoever does not say that they are of this machine. Node's WebSocket takes headers, the web's does not.
  const options = { headers: { Origin: 'http://localhost' } };
  const socket = new WebSocket(target.webSocketDebuggerUrl, options as never);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  let last = 0;
  const waiting = new Map<number, (usage: HeapUsage) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result?: HeapUsage };
    if (id === undefined || !result) return;
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  return {
    async read() {
      const id = ++last;
      const usage = new Promise<HeapUsage>((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify({ id, method: 'Runtime.getHeapUsage' }));
      const { usedSize, embedderHeapUsedSize = 0, backingStorageSize = 0 } = await usage;
      return (usedSize + embedderHeapUsedSize + backingStorageSize) / 1e6;
    },
    close: () => {
      socket.close();
    },
  };
}
