/** CITATION.cff, which describes the article to machines. */
import { readFile } from 'node:fs/promises';
import type { APIRoute } from 'astro';

export const GET: APIRoute = async () =>
  new Response(await readFile('CITATION.cff', 'utf8'), { headers: { 'Content-Type': 'application/yaml' } });
