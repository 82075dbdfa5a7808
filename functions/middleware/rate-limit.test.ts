import { describe, expect, it } from 'vitest';
import { ask, askDocumented } from '../testing/client.ts';
import { rate } from './rate-limit.ts';

const address = '/api/v1/problems/internal';
const from = (client: string) => askDocumented(address, { headers: { 'CF-Connecting-IP': client } });

describe('a client that asks too much', () => {
  it('is told to wait, and nobody else is', async () => {
    let status = 200;
    let asked = 0;
    for (; status === 200 && asked <= rate.quota; asked++) {
      const response = await ask(address, { headers: { 'CF-Connecting-IP': '203.0.113.7' } });
      await response.arrayBuffer();
      status = response.status;
    }
    expect(asked).toBe(rate.quota + 1);
    const { response } = await from('203.0.113.7');
    expect(response.status).toBe(429);
    expect(response.headers.get('Retry-After')).toBe('60');
    expect(response.headers.get('RateLimit')).toBe('"default";r=0;t=60');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    for (const client of ['203.0.113.8', '127.0.0.1', '::1']) {
      const other = await from(client);
      expect(other.response.status, client).toBe(200);
      expect(other.response.headers.get('RateLimit-Policy')).toBe('"default";q=600;w=60');
    }
  });
});
