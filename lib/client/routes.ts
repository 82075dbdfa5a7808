import type { RunRow } from '../results/run-row.ts';
import type * as bodies from './bodies.ts';

type Operator = 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'null';

/** Filters of runs: every column of the data dictionary, alone or with an operator that its type has. */
export type RunFilters = Partial<Record<keyof RunRow | `${keyof RunRow}__${Operator}`, string>>;

/** The parameters of a list of runs; those of lists are values with commas between them. */
export type RunsQuery = RunFilters &
  Partial<Record<'limit' | 'sort' | 'fields' | 'cursor' | 'sample' | 'sampleSeed' | 'total', string>>;

type Given<Needed extends string, Optional extends string = never> = Record<Needed, string> &
  Partial<Record<Optional, string>>;
type Start = Given<'etaH' | 'etaY' | 'h0' | 'y0' | 'w0', 'dx2' | 'dy2'>;

// Types and not interfaces: only those have the index signature that Hono's types ask for.
/* eslint-disable @typescript-eslint/consistent-type-definitions */
/** The answers of an address: one in JSON, and problems. */
type Operation<Input, Body> = {
  input: Input;
  output: Body;
  outputFormat: 'json';
  status: 200;
};
type Refusal<Input> = {
  input: Input;
  output: bodies.ProblemBody;
  outputFormat: 'json';
  status: 400 | 404 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
};
type Get<Body, Input = object> = {
  $get: Operation<Input, Body> | Refusal<Input>;
};

/** The API's addresses as Hono's clients read them. What is answered in other forms than JSON is not among them. */
export type Routes = {
  '/api/v1/runs': Get<bodies.RunsBody, { query: RunsQuery }>;
  '/api/v1/runs/:id': Get<bodies.RunBody, { param: { id: string }; query: { include?: string } }>;
  '/api/v1/runs/:id/trajectory': Get<bodies.TrajectoryBody, { param: { id: string } }>;
  '/api/v1/trajectories': Get<bodies.TrajectoriesBody, { query: RunsQuery }>;
  '/api/v1/aggregate': Get<
    bodies.AggregateBody,
    { query: RunFilters & Partial<Record<'group_by' | 'of' | 'quantiles', string>> }
  >;
  '/api/v1/releases': Get<bodies.ReleasesBody>;
  '/api/v1/releases/:release': Get<bodies.ManifestBody, { param: { release: string } }>;
  '/api/v1/releases/:release/runs': Get<bodies.RunsBody, { param: { release: string }; query: RunsQuery }>;
  '/api/v1/releases/:release/runs/:id': Get<
    bodies.RunBody,
    { param: { release: string; id: string }; query: { include?: string } }
  >;
  '/api/v1/releases/:release/runs/:id/trajectory': Get<
    bodies.TrajectoryBody,
    { param: { release: string; id: string } }
  >;
  '/api/v1/releases/:release/trajectories': Get<
    bodies.TrajectoriesBody,
    { param: { release: string }; query: RunsQuery }
  >;
  '/api/v1/theory': Get<bodies.TheoryBody, { query: Start & Given<'until', 'points'> }>;
  '/api/v1/theory/phase-field': Get<
    bodies.PhaseFieldBody,
    { query: Start & Given<never, 'count' | 'hTo' | 'cFrom' | 'cTo'> }
  >;
  '/api/v1/experiments': Get<bodies.ExperimentsBody>;
  '/api/v1/figures': Get<bodies.FiguresBody>;
  '/api/v1/fit': { $post: Operation<FitInput, bodies.FitBody> | Refusal<FitInput> };
};
/* eslint-enable @typescript-eslint/consistent-type-definitions */

/** A run as docs/your-network.md records it. */
interface FitInput {
  query?: Partial<Record<'dx2' | 'dy2' | 'weights' | 'scaleH', string>>;
  json: Readonly<Record<'step' | 'h' | 'y' | 'w', number[]>> & { loss?: number[]; dx2?: number; dy2?: number };
}
