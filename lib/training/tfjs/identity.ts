/** The release of TF.js that this engine is written for: the one that is installed, as a test shows. */
export const tfjsRelease = '4.22.0';

/** Raised when a change to this engine can alter a number. */
const revision = 1;

/**
 * Numeric version of the TF.js engine, known without loading TF.js: so that ids of its runs can be computed where it is not.
 */
export const tfjsVersion = `${tfjsRelease}-${revision}`;

/** See `Engine.supports`: TF.js runs whatever there is. */
export const tfjsSupports = (): true => true;
