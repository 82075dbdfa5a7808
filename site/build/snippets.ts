/** How a figure's numbers are had in a language. */
export interface Snippet {
  readonly language: string;
  readonly code: string;
}

/** What stands for this host in code until the page knows its own address. */
export const hostInCode = 'https://this.host';

/**
 * A figure's numbers in four languages, by addresses that mean the same for ever.
 * @param csv address of its table, without the host.
 * @param json address of all its data.
 */
export function snippets({ csv, json }: { readonly csv: string; readonly json: string }): readonly Snippet[] {
  return [
    { language: 'curl', code: `curl -o figure.csv '${hostInCode}${csv}'` },
    {
      language: 'Python',
      code: `import pandas as pd\n\ntable = pd.read_csv("${hostInCode}${csv}")`,
    },
    { language: 'R', code: `table <- read.csv("${hostInCode}${csv}")` },
    {
      language: 'TypeScript',
      code: [
        `const response = await fetch('${hostInCode}${json}');`,
        'const { state, rows, columns, description } = await response.json();',
      ].join('\n'),
    },
  ];
}
