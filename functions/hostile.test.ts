import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { citationFormats } from '../lib/citation/formats.ts';
import { definitionOf, figureIds } from '../lib/figures/index.ts';
import { controlsOf } from '../lib/figures/controls.ts';
import { ask, bindings, seeded } from './testing/client.ts';
import { askBuilt } from './testing/pages.ts';

/** How many states are tried: some in `npm test`, 10,000 with `HOSTILE_STATES=10000`. */
const tries = Number(bindings.HOSTILE_STATES);

/** What somebody would write who wants to break out of text or attribute, or the server. */
const nasty = fc.constantFrom(
  '"><script>alert(1)</script>',
  "'/><svg onload=alert(1)>",
  '</title><style>*{}</style>',
  'javascript:alert(1)',
  '&lt;script&gt;',
  ']]><!--',
  '{{7*7}}',
  '%00',
  '../../etc/passwd',
  "1' OR '1'='1",
  '__proto__',
  'constructor',
  '9'.repeat(400),
  '1e309',
  '-0',
  'NaN',
);
const value = fc.oneof(
  nasty,
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.double().map(String),
  fc.integer().map(String),
);

/** Names and values of a figure's own state, so that some requests come through. */
const known = (id: (typeof figureIds)[number]) => {
  const definition = definitionOf(id);
  const parameters = controlsOf(definition, definition.state.parse({})).map((control) => {
    if (control.kind === 'choice')
      return fc.tuple(fc.constant(control.name), fc.constantFrom(...control.options.map((o) => o.value)));
    if (control.kind === 'switch') return fc.tuple(fc.constant(control.name), fc.constantFrom('true', 'false'));
    // Small ones: what is asked is whether it breaks, not how long it takes.
    const { min = 0, max = 1 } = control.slider ?? {};
    const number = control.whole
      ? fc.integer({ min, max: Math.min(max, min + 20) })
      : fc.double({ min, max, noNaN: true });
    return fc.tuple(fc.constant(control.name), number.map(String));
  });
  return fc.oneof(...parameters);
};

const latest = seeded.latest.manifest.release;
const releases = fc.constantFrom('', '@0123456789ab', '@', '@x');
const file = fc.constantFrom('svg', 'svg', 'json', 'csv', 'png', 'ipynb');

/** A figure's id, where of it is asked, and what. */
const request = (id: (typeof figureIds)[number], path: fc.Arbitrary<string>) =>
  fc.record({
    path,
    query: fc.array(
      fc.oneof(
        { weight: 4, arbitrary: known(id) },
        {
          weight: 2,
          arbitrary: fc.tuple(fc.constantFrom(...Object.keys(definitionOf(id).shape), 'theme', 'px', 'v'), value),
        },
        { weight: 1, arbitrary: fc.tuple(value, value) },
      ),
      { maxLength: 3 },
    ),
  });
const address = fc.constantFrom(...figureIds).chain((id) =>
  request(
    id,
    fc.tuple(releases, file).map(([release, format]) => `/figures/${id}${release}.${format}`),
  ),
);
const page = fc.constantFrom(...figureIds).chain((id) =>
  request(
    id,
    fc.oneof(
      releases.map((release) => `/embed/${id}${release}`),
      fc.constantFrom(`/figures/${id}/`, `/figures/${id}@${latest}`),
      fc
        .tuple(fc.constantFrom('', `@${latest}`, '@x'), fc.constantFrom(...citationFormats))
        .map(([release, format]) => `/figures/${id}${release}/cite.${format}`),
    ),
  ),
);

/** Everything in a picture that could act rather than be seen. */
function activeIn(svg: string): string[] {
  const { document } = parseHTML(svg);
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const name = element.localName.toLowerCase();
    const found = ['script', 'style', 'foreignobject', 'iframe', 'image', 'use', 'a', 'set', 'animate'].includes(name)
      ? [name]
      : [];
    for (const attribute of element.getAttributeNames()) {
      const isLink = /href$|^src$/i.test(attribute);
      if (/^on/i.test(attribute) || isLink || /javascript:|url\(/i.test(element.getAttribute(attribute) ?? '')) {
        found.push(`${name} ${attribute}`);
      }
    }
    return found;
  });
}

/** Addresses of this host and places of the page itself, and the words and the licence by which every page says what it is. */
const ours =
  /^(https:\/\/example\.org)?\/|^#[a-z]+$|^https:\/\/(schema\.org\/[A-Za-z]+$|creativecommons\.org\/licenses\/by\/4\.0\/$)/;

/** Everything in a page that acts, or leads away from this host. */
function strangeIn(html: string): string[] {
  const { document } = parseHTML(html);
  return [...document.querySelectorAll('*')].flatMap((element) => {
    const name = element.localName.toLowerCase();
    const isData = ['application/json', 'application/ld+json'].includes(element.getAttribute('type') ?? '');
    const acts = name === 'script' && !isData;
    const found = acts || ['style', 'iframe', 'object', 'embed', 'foreignobject'].includes(name) ? [name] : [];
    for (const attribute of element.getAttributeNames()) {
      const leads = /href$|^src$/i.test(attribute) && !ours.test(element.getAttribute(attribute) ?? '');
      if (/^on/i.test(attribute) || leads) found.push(`${name} ${attribute}`);
    }
    return found;
  });
}

describe('a figure, asked for anything', () => {
  it('answers or says clearly what is wrong, and never with markup from an address', async () => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(address, async ({ path, query }) => {
        const response = await ask(`${path}?${new URLSearchParams(query).toString()}`);
        const body = new TextDecoder().decode(await response.arrayBuffer());
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
        expect([200, 400, 404, 422], body.slice(0, 500)).toContain(response.status);
        const type = response.headers.get('Content-Type')!;
        if (response.status !== 200) {
          expect(type).toBe('application/problem+json');
          const problem = JSON.parse(body) as { detail: string; title: string };
          expect(problem.detail.length + problem.title.length).toBeGreaterThan(20);
        } else if (type.startsWith('image/svg+xml')) {
          expect(activeIn(body)).toEqual([]);
        }
        // Whatever a browser makes of the type, it may run nothing.
        expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
        expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
        expect(type).not.toContain('html');
      }),
      { numRuns: tries },
    );
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400, 404]));
  }, 3_600_000);

  it('in a page never makes markup of an address, nor a link to elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(page, async ({ path, query }) => {
        const response = await askBuilt(`${path}?${new URLSearchParams(query).toString()}`);
        const html = new TextDecoder().decode(await response.arrayBuffer());
        expect([200, 302, 400, 404, 422], html.slice(0, 500)).toContain(response.status);
        if (response.headers.get('Content-Type')?.startsWith('text/html')) expect(strangeIn(html)).toEqual([]);
        else if (response.status !== 302) {
          expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
          expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
        }
      }),
      { numRuns: Math.ceil(tries / 3) },
    );
  }, 3_600_000);

  it('would be caught: the eye for markup sees what is there', () => {
    expect(activeIn('<svg><title>a</title><script>1</script></svg>')).toEqual(['script']);
    expect(activeIn('<svg onload="x()"><path fill="url(#a)"/></svg>')).toEqual(['svg onload', 'path fill']);
    expect(
      strangeIn('<head></head><body><script>1</script><a href="https://elsewhere.example">x</a></body>'),
    ).toHaveLength(2);
    expect(strangeIn('<body><p onclick="x()"><script type="application/json">{}</script></body>')).toEqual([
      'p onclick',
    ]);
    expect(activeIn('<svg><text>&lt;script&gt; javascript:</text></svg>')).toEqual([]);
  });
});
