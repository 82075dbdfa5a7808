/** Runs of no release that the Worker does not train: see `builtRunAddress`. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { builtRuns } from '../../../build/runs.ts';

export const getStaticPaths = (async () =>
  (await builtRuns()).map((run) => ({ params: { id: run.record.id }, props: { run } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) =>
  new Response(JSON.stringify(props.run), { headers: { 'Content-Type': 'application/json' } });
