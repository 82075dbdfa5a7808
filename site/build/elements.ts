import { build } from 'esbuild';

/** Scripts for the pages of others, each one file. Their addresses stay, so that their names do. */
export const elements = ['representations-figure', 'auto-height'] as const;
export type ElementName = (typeof elements)[number];

/** The script as it is served: one module without imports. */
export async function bundleElement(name: ElementName): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`site/elements/${name}.ts`],
    ...{ bundle: true, minify: true, write: false },
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
  });
  return outputFiles[0]!.text;
}
