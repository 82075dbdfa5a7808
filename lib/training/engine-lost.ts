/**
 * Raised when what an engine computes with is gone (a graphics driver may take a WebGL context at any time), and with it the
 * state of every trainer of that engine. What a host has copied out before, a snapshot, can be taken up on another engine.
 */
export class EngineLostError extends Error {
  override readonly name = 'EngineLostError';
}
