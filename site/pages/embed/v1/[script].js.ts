/** Scripts for the pages of others, at addresses that stay. What breaks a page that uses one becomes v2, beside it. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { bundleElement, elements, type ElementName } from '../../../build/elements.ts';

export const getStaticPaths = (() => elements.map((script) => ({ params: { script } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(await bundleElement(params.script as ElementName), {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8' },
  });
