/** Compiles the kernel, if its sources have changed. */
export function buildKernel(): Promise<void>;
/** Builds the site, if anything that it is made of has changed. */
export function buildSite(): Promise<void>;
