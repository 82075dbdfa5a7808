import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { proveClaim, readProofs } from '../../site/build/claims.ts';

const folder = 'content/article';
const claims = readdirSync(folder).flatMap((file) =>
  [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/<Claim\s([^>]*)>/g)].map(([, attributes = '']) => {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]+)"`).exec(attributes)![1]!;
    return { file, id: attribute('id'), says: attribute('says') };
  }),
);

describe('the numbers in the article', () => {
  // The first to ask waits for the release to be read.
  it.each(claims)(
    '$file, $id: “$says” is what the release says',
    async ({ id, says }) => {
      await expect(proveClaim(id, says)).resolves.toBeDefined();
    },
    120_000,
  );

  it('all have a proof, and every proof is of a number in the text', () => {
    expect(Object.keys(readProofs()).sort()).toEqual(claims.map(({ id }) => id).sort());
  });

  it('cannot be wrong by more than their rounding', async () => {
    const { id } = claims.find(({ says }) => says === '0.996')!;
    await expect(proveClaim(id, '0.995')).rejects.toThrow('The text says “0.995”');
    await expect(proveClaim('no-such', '1')).rejects.toThrow('has no proof no-such');
  });
});
