import type { APIRoute } from 'astro';
import start from '../../../scripts/reference.js?raw';

export const GET: APIRoute = () =>
  new Response(start, { headers: { 'Content-Type': 'text/javascript; charset=utf-8' } });
