/** Path of the Firefox to test with. Throws an Error if there is none. */
export function findFirefox(): string;
/** Paths of WebKit's WebDriver and of the virtual screen. Throws an Error if one is missing. */
export function findWebKit(): { driver: string; screen: string };
