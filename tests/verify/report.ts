import { causeOf } from './causes.ts';
import { enoughSeeds, type Row, type Section } from './judge.ts';

export interface ReportOptions {
  /** Runs that there are, and runs that the verification plans. */
  readonly done: number;
  readonly planned: number;
  readonly engine: { readonly id: string; readonly version: string };
  readonly initialisation: string;
}

const inRange = 'reference within our range ± 10 %';

function line(row: Row): string {
  const asked = row.verdict === 'reported' ? '–' : (row.criterion ?? inRange);
  return `| ${[row.figure, row.quantity, row.reference, row.ours, row.seeds, asked, row.verdict].join(' | ')} |`;
}

/** The verification's findings as Markdown. */
export function report(sections: readonly Section[], { done, planned, engine, initialisation }: ReportOptions): string {
  const rows = sections.flatMap((section) => section.rows);
  const count = (verdict: Row['verdict']) => rows.filter((row) => row.verdict === verdict).length;
  const differing = rows.filter(({ verdict }) => verdict === 'differs');
  const parts = [
    '# Reproduction of the paper, number by number',
    'Written by `npm run verify:paper`; not by hand. Reference values are of the paper’s own program, run on two or three seeds ' +
      `per setting (\`tests/reference\`). Ours are of the ${engine.id} engine, version ${engine.version}, with initial weights ` +
      `\`${initialisation}\`: other random numbers than the reference’s, so that ranges over seeds are compared, not runs. ` +
      'Values of ours are the median and, in brackets, the range over seeds.',
    `Of the ${planned} runs of the full verification ${done} are there. ` +
      `Of ${rows.length} numbers ${count('agrees')} agree, ${count('differs')} differ, ${count('undecided')} are undecided ` +
      `(fewer than ${enoughSeeds} of our seeds), ${count('reported')} are reported without a verdict and ` +
      `${count('not run')} have not been run.`,
    ...sections.flatMap((section) => [
      `## ${section.title}`,
      section.text,
      [
        '| figure | quantity | reference | ours | seeds | asked | verdict |',
        '| --- | --- | --- | --- | --: | --- | --- |',
        ...section.rows.map(line),
      ].join('\n'),
      ...(section.after ? [section.after] : []),
    ]),
    '## Disagreements',
    differing.length === 0
      ? 'None.'
      : differing
          .map((row) => {
            return (
              `- **${row.figure}, ${row.quantity}**: reference ${row.reference}; ours ${row.ours} over ${row.seeds} seeds; ` +
              `asked: ${row.criterion ?? inRange}. ${causeOf(row.id) ?? 'No cause is known yet.'}`
            );
          })
          .join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
