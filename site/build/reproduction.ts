import { readFileSync } from 'node:fs';

const file = 'docs/reproduction.md';
/** How a row of the report ends; what each means stands in the report. */
const verdicts = ['agrees', 'differs', 'undecided', 'reported', 'not run'] as const;
type Verdict = (typeof verdicts)[number];

/** What the verification against the paper's own program found, for one group of numbers. */
export interface ReproductionPart {
  readonly title: string;
  readonly counts: Readonly<Record<Verdict, number>>;
}

const verdictOf = (row: string) => row.split('|').at(-2)?.trim() as Verdict;
const isRow = (line: string) => line.startsWith('|') && (verdicts as readonly string[]).includes(verdictOf(line));
/** The report's own table of counts, whose head ends as a row does. */
const summary = 'In short';

/** The verdicts of docs/reproduction.md, counted group by group. @throws Error if the report holds none. */
export function reproductionParts(): readonly ReproductionPart[] {
  const parts = readFileSync(file, 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const [title = '', ...lines] = text.split('\n');
      const found = lines.filter(isRow).map(verdictOf);
      const count = (verdict: Verdict) => found.filter((one) => one === verdict).length;
      return { title, counts: Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) };
    })
    .filter(
      ({ title, counts }) => title !== summary && verdicts.some((verdict) => counts[verdict]! > 0),
    ) as ReproductionPart[];
  if (parts.length === 0) throw new Error(`${file} holds no verdicts.`);
  return parts;
}
