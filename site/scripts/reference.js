// Scalar with the document of this server: no fonts, proxy, counting or assistant of anybody else's.
const chosen = localStorage.getItem('theme');
const isDark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;

globalThis.Scalar.createApiReference('#reference', {
  url: '/api/v1/openapi.json',
  // The document's own `/` would stand twice before every address.
  servers: [{ url: location.origin }],
  forceDarkModeState: isDark ? 'dark' : 'light',
  hideDarkModeToggle: true,
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  documentDownloadType: 'direct',
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
});
