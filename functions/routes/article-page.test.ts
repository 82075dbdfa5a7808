import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { askBuilt } from '../testing/pages.ts';

describe('the article, at the host that it is read at', () => {
  it('has its own address with that host, and its words as they are', async () => {
    const response = await askBuilt('/?figure=two-points&v=1&gain=0.7');
    expect(response.status).toBe(200);
    const { document } = parseHTML(await response.text());
    expect(document.querySelector('link[rel=canonical]')!.getAttribute('href')).toBe('https://example.org/');
    const said = (name: string) => document.querySelector(`meta[property="${name}"]`)!.getAttribute('content');
    expect(said('og:url')).toBe('https://example.org/');
    expect(said('og:title')).toBe('Of https://host.invalid & others');
    expect(document.querySelector('p')!.textContent).toBe('kept');
  });

  it('keeps the headers of the page, and is not sent to those who have it', async () => {
    const first = await askBuilt('/');
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=0, must-revalidate');
    expect(first.headers.get('Content-Security-Policy')).toBe("frame-ancestors 'self'");
    const tag = first.headers.get('ETag')!;
    const again = await askBuilt('/', { headers: { 'If-None-Match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
});
