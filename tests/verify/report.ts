import { causeOf, nearness } from './causes.ts';
import { enoughSeeds, type Row, type Section, type Verdict } from './row.ts';

export interface ReportOptions {
  /** Runs that there are, and runs that the verification plans. */
  readonly done: number;
  readonly planned: number;
  readonly engine: { readonly id: string; readonly version: string };
  readonly initialisation: string;
}

const columns = ['figure', 'quantity', 'reference', 'same start', 'ours', 'seeds', 'asked', 'verdict'];

function line(row: Row): string {
  const { figure, quantity, reference, twins, ours, seeds, criterion, verdict } = row;
  return `| ${[figure, quantity, reference, twins?.values ?? '', ours, seeds, criterion, verdict].join(' | ')} |`;
}

const count = (rows: readonly Row[], verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;

/** One row per section: how many of its numbers have which verdict. */
function overview(sections: readonly Section[]): string {
  const verdicts: readonly Verdict[] = ['agrees', 'differs', 'undecided', 'reported', 'not run'];
  const cells = (rows: readonly Row[]) => verdicts.map((verdict) => count(rows, verdict)).join(' | ');
  const all = sections.flatMap(({ rows }) => rows);
  return [
    `| part | ${verdicts.join(' | ')} |`,
    `| --- | ${verdicts.map(() => '--:').join(' | ')} |`,
    ...sections.map(({ id, title, rows }) => `| [${title}](#${id}) | ${cells(rows)} |`),
    `| together | ${cells(all)} |`,
  ].join('\n');
}

/** What differs, one item per section that has something. */
function differences(sections: readonly Section[]): string {
  return sections
    .flatMap(({ id, title, rows }) => {
      const byFigure = Map.groupBy(
        rows.filter(({ verdict }) => verdict === 'differs'),
        ({ figure }) => figure,
      );
      const found = [...byFigure].map(
        ([figure, lines]) => `${figure} (${lines.map(({ quantity }) => quantity).join('; ')})`,
      );
      return found.length === 0 ? [] : [`- [${title}](#${id}): ${found.join(', ')}.`];
    })
    .join('\n');
}

/** The verification's findings as Markdown. */
export function report(sections: readonly Section[], { done, planned, engine, initialisation }: ReportOptions): string {
  const rows = sections.flatMap((section) => section.rows);
  const differing = rows.filter(({ verdict }) => verdict === 'differs');
  const seeds = differing.filter((row) => causeOf(row).startsWith('**Seeds.**'));
  const parts = [
    '# Reproduction of the paper, number by number',
    'Written by `npm run verify:paper`, never by hand.',
    '## In short',
    `Of ${rows.length} numbers ${count(rows, 'agrees')} agree with the paper’s own program and ${differing.length} differ; ` +
      `${count(rows, 'undecided')} are undecided (fewer than ${enoughSeeds} of our seeds), ${count(rows, 'reported')} are ` +
      `reported without a verdict and ${count(rows, 'not run')} have not been run. ` +
      (differing.length === 0
        ? ''
        : `Of those that differ ${seeds.length} were shown to differ by the seeds alone ([each with its cause](#disagreements)). `) +
      nearness(rows),
    overview(sections),
    ...(differing.length === 0 ? [] : ['What differs:', differences(sections)]),
    '## How it is compared',
    '**Reference**: numbers of the paper’s own program, two or three seeds per setting (`tests/reference`). Figures are named ' +
      'as the notebooks that draw them. **Ours**: the ' +
      `${engine.id} engine, version ${engine.version}, initial weights \`${initialisation}\`; median and, in brackets, range ` +
      'over seeds. Our seeds are other random numbers than the reference’s, so that ranges are compared, not runs. **Asked** is, ' +
      'where nothing else is said, that every reference value lies in our range, widened by a tenth at either end; as a ' +
      'further draw from one distribution lies outside of the range of ten in one case of six or so, some do not for no other reason ' +
      'than chance, and the verdict says “differs” all the same. **Same start** tells chance from error: our engine, started from the very ' +
      'weights that the paper’s program draws for its seeds (Mersenne Twister and Box–Muller as in PyTorch 1.13, ' +
      '`tests/verify/reference-weights.ts`), one value for each seed of the reference. What is left to differ there is the ' +
      'computation. In deep networks with a kinked activation that includes rounding errors, which decide at which step a unit ' +
      'passes its kink; there the same start was also trained with every weight moved by a rounding error, twice, and ' +
      'brackets have the range.',
    `Of the ${planned} runs of the full verification ${done} are there.`,
    ...sections.flatMap((section) => [
      // A title that is the id already gives it to its heading; no id may stand twice.
      ...(section.title.toLowerCase() === section.id ? [] : [`<a id="${section.id}"></a>`]),
      `## ${section.title}`,
      section.text,
      [
        `| ${columns.join(' | ')} |`,
        '| --- | --- | --- | --- | --- | --: | --- | --- |',
        ...section.rows.map(line),
      ].join('\n'),
      ...(section.after ? [section.after] : []),
    ]),
    '## Disagreements',
    differing.length === 0
      ? 'None.'
      : differing
          .map((row) => {
            const { figure, quantity, reference, ours, seeds: number, criterion } = row;
            return (
              `- **${figure}, ${quantity}**: reference ${reference}; ours ${ours} over ${number} seeds; ` +
              `asked: ${criterion}. ${causeOf(row)}`
            );
          })
          .join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}
