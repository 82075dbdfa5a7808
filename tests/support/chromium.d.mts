/** The Chromium to test with: `CHROMIUM_PATH`, else one of the system, else Playwright's own. */
export function findChromium(): string | undefined;
/** Finds a Chromium or installs one. */
export function installChromium(): string;
