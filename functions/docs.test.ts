import { describe, expect, it } from 'vitest';
import { askDocumented } from './testing/client.ts';
import { documentedAddresses } from './testing/documented-queries.ts';

describe('the addresses of docs/api.md', () => {
  it('are many', () => {
    expect(documentedAddresses.length).toBeGreaterThan(15);
  });

  it.each(documentedAddresses)('%s answers, without a detour', async (address) => {
    const { response } = await askDocumented(address, { redirect: 'manual' });
    expect(response.status).toBe(200);
  });
});
