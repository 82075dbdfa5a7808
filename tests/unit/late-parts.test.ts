import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { lateProperties, lateScripts, ownPolicy } from '../../site/build/late.ts';

const script = '<script type="module" src="/_astro/Page.js"></script>';

const head = '<head><meta charset="utf-8"><title>T</title>';
const waits = '<script>document.querySelectorAll("meta[name=late-script]")</script>';

it('puts the scripts of a page that waits for its first paint aside, and of no other', () => {
  const late = '<meta name="late-script" content="/_astro/Page.js">';
  const page = head.replace('<title>', `${late}<title>`) + waits;
  expect(lateScripts(head + waits + script)).toEqual({ page, files: new Map() });
  expect(lateScripts(head + script)).toEqual({ page: head + script, files: new Map() });
});

it('puts what brings islands to life into a file, before the scripts of the page', () => {
  const [near, element] = ['(self.Astro||(self.Astro={})).near=n;', 'customElements.define("astro-island",I);'];
  const { page, files } = lateScripts(
    `${head}${waits}<script>${near}</script><p>x</p><script>${element}</script>${script}`,
  );
  const [[address, code]] = [...files] as [[string, string]];
  expect(code).toBe(`${near}\n${element}`);
  const metas = [address, '/_astro/Page.js'].map((late) => `<meta name="late-script" content="${late}">`).join('');
  expect(page).toBe(`${head.replace('<title>', `${metas}<title>`)}${waits}<p>x</p>`);
});

const long = `{"text":"${'a'.repeat(2000)} & \\"b\\""}`;
const island = (uid: string, properties: string, client = 'near') => {
  const escaped = properties.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<astro-island uid="${uid}" props="${escaped}" ssr client="${client}"><p>x</p></astro-island>`;
};

it('takes long properties of islands out of the page, unescaped, to an address that the island names', () => {
  const { page, files } = lateProperties(island('A1', long) + island('B2', '{"short":1}') + island('C3', long, 'load'));
  const kept = island('B2', '{"short":1}') + island('C3', long, 'load');
  expect(page).toBe(`<astro-island uid="A1" ssr client="near"><p>x</p></astro-island>${kept}`);
  expect([...files]).toEqual([['/_astro/properties.A1.json', long]]);
});

it('refuses two islands with one uid and different properties', () => {
  expect(() => lateProperties(island('A1', long) + island('A1', long.replace('b', 'c')))).toThrow('the uid A1');
  expect(lateProperties(island('A1', long) + island('A1', long)).files.size).toBe(1);
});

it('allows in a page the scripts and styles that it has, and no others', () => {
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = (scripts: string[], styles: string[]) =>
    `<meta http-equiv="content-security-policy" content="default-src 'none'; script-src ${["'self'", ...scripts].join(' ')}; style-src ${["'self'", ...styles].join(' ')};">`;
  const body = '<style id="x">a{}</style><script type="module">f()</script>';
  const page = ownPolicy(policy([hash('f()'), hash('g()')], [hash('b{}'), hash('a{}')]) + body);
  expect(page).toBe(policy([hash('f()')], [hash('a{}')]) + body);
});
