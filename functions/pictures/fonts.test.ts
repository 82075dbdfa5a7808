import { describe, expect, it } from 'vitest';
import { ask, seeded } from '../testing/client.ts';
import { glyphsOf } from '../testing/glyphs.ts';
import { figureAddressOf } from './address.ts';
import { fonts } from './fonts.ts';

describe('the fonts of pictures', () => {
  it('have a glyph for every character that the figures of very different runs write', async () => {
    const { release } = seeded.latest.manifest;
    const written = new Set<string>();
    for (const { row } of seeded.runs.latest) {
      const address = figureAddressOf(row, release);
      if (address === null) continue;
      const svg = await (await ask(address)).text();
      for (const character of svg.replaceAll(/<[^>]*>/g, '').replaceAll(/&\w+;/g, '')) written.add(character);
    }
    expect(written.size).toBeGreaterThan(40);
    for (const font of fonts) {
      const glyphs = glyphsOf(font);
      expect([...written].filter((character) => character !== '\n' && !glyphs.has(character.codePointAt(0)!))).toEqual(
        [],
      );
    }
  });
});
