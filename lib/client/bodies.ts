import type { TwoPointsComparison } from '../experiments/two-points/compare.ts';
import type { RunHead, RunSeries } from '../experiments/run-record.ts';
import type { OwnFit } from '../figures/own-run/index.ts';
import type { Column } from '../results/column.ts';
import type { ReleaseManifest } from '../results/manifest.ts';
import type { RunRow } from '../results/run-row.ts';
import type { Cell, Columns, TableName } from '../results/tables.ts';

/* Bodies of the API's answers. The Worker's own types are held to these: functions/client.test.ts. */

/** Addresses, relative to the host. */
export type Links = Readonly<Record<string, string>>;

/** The release that an answer is of. */
export interface ReleaseMeta {
  readonly release: string;
  /** ISO 8601. */
  readonly date: string;
  /** How to cite the release. */
  readonly citation: string;
}

/** An answer of a release: what it is, where to go, and the data. */
export interface Answer<Data, Meta = object> {
  readonly meta: ReleaseMeta & Meta;
  readonly links: Links;
  readonly data: Data;
}

/** An answer that is computed from its request alone. */
export interface Computed<Data> {
  readonly meta: { readonly release: null; readonly citation: string };
  readonly links: Links;
  readonly data: Data;
}

interface Page {
  /** Runs on all pages; null if nobody asked and more pages follow. */
  readonly total: number | null;
  /** Runs on this page. */
  readonly count: number;
  readonly limit: number;
}

/** Columns of a run: those that were asked for. */
export type SomeOfRun = { readonly [Name in keyof RunRow]?: RunRow[Name] | undefined };

/** A page of runs. `links.next` has the next one. */
export type RunsBody = Answer<readonly SomeOfRun[], Page & { readonly sort: string }>;

/** A run, with its rows in the tables that were asked for. */
export type RunBody = Answer<RunRow> & {
  readonly tables?: Readonly<Partial<Record<TableName, Columns | undefined>>> | undefined;
};

/** The curves of a run; what is seen of other experiments than two-points is their own. */
export type TrajectoryBody = Answer<
  | {
      readonly record: RunHead<Readonly<Record<string, string | number | boolean>>> & { readonly series: RunSeries };
      readonly comparison: TwoPointsComparison;
    }
  | {
      readonly record: RunHead<Readonly<Record<string, string | number | boolean>>> & {
        readonly series: Readonly<Record<string, unknown>>;
      };
      readonly comparison: Readonly<Record<string, unknown>>;
    }
>;

/** The curves of a page of runs, column by column. */
export type TrajectoriesBody = Answer<
  readonly { readonly run: SomeOfRun; readonly trajectory: Columns | null }[],
  Page
>;

/** What is said of a column in a group. Numbers are null where the group has no run that has the column. */
export interface Summary {
  /** Runs that have a value. */
  readonly n: number;
  readonly mean: number | null;
  /** Standard deviation over `n - 1`; null for fewer than two values. */
  readonly sd: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** By the share, as text. */
  readonly quantiles: Readonly<Record<string, number | null>>;
}

/** A group of runs. */
export interface Group {
  /** What its runs share, by column. */
  readonly group: Readonly<Record<string, Cell>>;
  readonly count: number;
  readonly columns: Readonly<Record<string, Summary>>;
}
export type AggregateBody = Answer<readonly Group[], { readonly groups: number; readonly count: number }>;

/** The solution of the theory, at every step that was asked for. */
export type TheoryBody = Computed<
  Readonly<Record<'step' | 'h' | 'y' | 'w', readonly number[]>> & {
    readonly hFinal: number;
  } & Readonly<Record<'richness' | 'heightUnit' | 'rate', number | null>>
>;

/** The flow of the theory at every place of a grid, c running fastest. */
export type PhaseFieldBody = Computed<
  Readonly<Record<'h' | 'c', readonly number[]>> & Readonly<Record<'dh' | 'dc', readonly (number | null)[]>>
>;

/** What the theory says of a run that was sent. */
export type FitBody = Computed<Omit<OwnFit, 'run'>>;

export type ReleasesBody = Answer<readonly (ReleaseMeta & { readonly latest: boolean; readonly links: Links })[]>;
export type ManifestBody = Answer<ReleaseManifest>;
export type ExperimentsBody = Answer<
  readonly (Readonly<Record<'id' | 'title' | 'description', string>> & {
    /** A JSON Schema. */
    readonly parameters: Readonly<Record<string, unknown>>;
    readonly columns: readonly Column[];
  })[]
>;
export type FiguresBody = Answer<
  readonly {
    readonly id: string;
    readonly stateVersion: number;
    readonly columns: readonly (Readonly<Record<'name' | 'description', string>> & {
      readonly unit?: string | undefined;
    })[];
    readonly links: Links;
  }[]
>;

/** An answer that is no success: RFC 9457. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?:
    | readonly (Readonly<Record<'parameter' | 'detail' | 'allowed', string>> & { readonly given: string | null })[]
    | undefined;
  readonly links?: Links | undefined;
  readonly requestId: string;
}
