/** Vite plugin: of each font in KaTeX's stylesheet only the format that every browser of today reads. */
export const katexFonts = {
  name: 'katex-fonts',
  enforce: 'pre' as const,
  transform(code: string, id: string): string | undefined {
    if (!/katex(\.min)?\.css/.test(id)) return undefined;
    return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\(["'](?:woff|truetype)["']\)/g, '');
  },
};
