import type { APIRoute } from 'astro';
import { scalarScript } from '../../../build/scalar.ts';

export const GET: APIRoute = async () =>
  new Response(await scalarScript(), { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
