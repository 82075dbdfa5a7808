/**
 * The letters of formulas, once the page stands: its first lines have none. One by one, because to turn their stylesheet on
 * would take up all fonts anew, and lines would move.
 */
function showFormulas(): void {
  const { sheet } = document.querySelector<HTMLStyleElement>('#formula-fonts') ?? {};
  for (const rule of sheet?.cssRules ?? []) {
    if (!(rule instanceof CSSFontFaceRule)) continue;
    const property = (name: string) => rule.style.getPropertyValue(name);
    const { href } = new URL(/url\("?([^")]+)/.exec(property('src'))![1]!, location.href);
    const descriptors = { style: property('font-style'), weight: property('font-weight'), display: 'block' } as const;
    document.fonts.add(new FontFace(property('font-family').replaceAll('"', ''), `url("${href}")`, descriptors));
  }
}
if (document.readyState === 'complete') setTimeout(showFormulas);
else addEventListener('load', () => setTimeout(showFormulas));
