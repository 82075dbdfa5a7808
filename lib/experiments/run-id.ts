import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';

/** Everything that decides a run's numbers. */
export interface RunIdentity {
  readonly experiment: string;
  /** The experiment's parameters, complete: every default filled in. */
  readonly parameters: Readonly<Record<string, string | number | boolean>>;
  readonly engine: { readonly id: string; readonly version: string };
  /** Scheme, generator and version of the initial weights. */
  readonly initialisation: string;
}

/** Hexadecimal digits of a run's id: 80 bits, ample against chance collisions among millions of runs. */
export const runIdLength = 20;

/**
 * The id of a run: the start of the SHA-256 of its identity in canonical JSON (RFC 8785). The same parameters on the same
 * numeric version of an engine have the same id in every host, so that an id can be computed before the run exists.
 */
export function runId({ experiment, parameters, engine, initialisation }: RunIdentity): string {
  const canonical = canonicalize({
    experiment,
    parameters,
    engine: { id: engine.id, version: engine.version },
    initialisation,
  });
  if (canonical === undefined) throw new TypeError('A run identity must be plain JSON data.');
  return bytesToHex(sha256(utf8ToBytes(canonical))).slice(0, runIdLength);
}
