import { afterEach, describe, expect, it, vi } from 'vitest';
import { app } from '../app.ts';
import { bindings } from '../testing/client.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** What is written while a request is answered. */
async function linesOf(path: string, init: RequestInit = {}): Promise<Record<string, unknown>[]> {
  const lines: string[] = [];
  for (const level of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => {
      lines.push(line);
    });
  await (await app.request(path, init, bindings)).arrayBuffer();
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('has one line for each request, with what was asked and how it ended', async () => {
    const [line, ...others] = await linesOf('/api/v1/runs?limit=2', { headers: { 'X-Request-Id': 'abc-123' } });
    expect(others).toEqual([]);
    expect(line).toMatchObject({
      ...{ level: 'info', requestId: 'abc-123', method: 'GET', path: '/api/v1/runs', query: 'limit=2' },
      ...{ route: '/api/v1/runs', status: 200 },
    });
    expect(line!.milliseconds).toBeGreaterThanOrEqual(0);
  });

  it('has one for a problem too, and none of who asked', async () => {
    const headers = { 'CF-Connecting-IP': '203.0.113.9', Authorization: 'secret', Cookie: 'a=b' };
    const lines = await linesOf('/api/v1/runs/nonsense', { headers });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ status: 404, level: 'info' });
    expect(JSON.stringify(lines)).not.toMatch(/203\.0|secret|a=b/);
  });
});
