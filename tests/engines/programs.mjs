/** Where the browsers are, and how a machine without them gets them. */
import { installChromium } from '../support/chromium.mjs';
import { canInstallPackages, fromEnvironment, installPackages, onPath } from '../support/debian.mjs';

const programs = {
  Firefox: {
    packages: ['firefox-esr'],
    sought: 'a firefox on PATH, or FIREFOX_PATH',
    locate: () => fromEnvironment('FIREFOX_PATH') ?? onPath('firefox-esr', 'firefox'),
  },
  WebKit: {
    packages: ['webkit2gtk-driver', 'xvfb'],
    sought: 'WebKitWebDriver and Xvfb on PATH',
    locate() {
      const [driver, screen] = [onPath('WebKitWebDriver'), onPath('Xvfb')];
      return driver && screen ? { driver, screen } : undefined;
    },
  },
};

function find(name) {
  const { packages, sought, locate } = programs[name];
  const found = locate();
  if (found) return found;
  throw new Error(
    `${name} cannot be had; needed is ${sought}. On Debian, "npm run test:engines" installs it if root calls it: ` +
      `apt-get install ${packages.join(' ')}.`,
  );
}

/**
 * The Firefox to test with: `FIREFOX_PATH`, else one of the system.
 * @throws Error if there is none.
 */
export const findFirefox = () => find('Firefox');

/**
 * GTK's WebKit with its WebDriver, and a virtual screen.
 * @throws Error if one is not there.
 */
export const findWebKit = () => find('WebKit');

/** Finds a browser or installs it; throws if neither can be done. */
export function obtain(name) {
  if (name === 'Chromium') return installChromium();
  const { packages, locate } = programs[name];
  if (!locate() && canInstallPackages()) {
    console.log(`Installing ${name} from Debian …`);
    installPackages(...packages);
  }
  return find(name);
}
