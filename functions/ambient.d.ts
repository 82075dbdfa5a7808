/** Not every host has it; lib/training/kernel asks before it calls. */
declare function setImmediate(callback: () => void): unknown;

/** Of Node's modules the Worker uses these functions alone, so that nothing else of Node is taken for granted in it. */
declare module 'node:zlib' {
  export function deflateSync(bytes: Uint8Array, options: { level: number }): Uint8Array;
  export function crc32(bytes: Uint8Array): number;
}

/** A file's text, as Vite gives it to tests. */
declare module '*?raw' {
  const text: string;
  export default text;
}
