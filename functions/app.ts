import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import type { AppEnvironment } from './environment.ts';
import { openApiAddress } from './links.ts';
import { policy } from './middleware/policy.ts';
import { withoutQuery } from './middleware/without-query.ts';
import { answerError, answerMethodNotAllowed, answerNotFound } from './problems/answers.ts';
import { dataRoutes } from './routes/data.ts';
import { experimentsRoutes } from './routes/experiments.ts';
import { figuresRoutes } from './routes/figures.ts';
import { openApiHandler } from './routes/openapi.ts';
import { picturesRoutes } from './routes/pictures.ts';
import { problemsRoutes } from './routes/problems.ts';
import { releasesRoutes } from './routes/releases.ts';
import { runsRoutes } from './routes/runs.ts';
import { trajectoriesRoutes } from './routes/trajectories.ts';

const base = new OpenAPIHono<AppEnvironment>();

base.use(requestId(), policy);
base.use(
  cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'OPTIONS'],
    allowHeaders: ['If-None-Match', 'If-Range', 'Range', 'X-Request-Id'],
    exposeHeaders: ['ETag', 'Link', 'X-Request-Id', 'Allow', 'Accept-Ranges', 'Content-Range', 'Content-Length'],
    maxAge: 86_400,
  }),
);
base.use(methodNotAllowed({ app: base, onMethodNotAllowed: answerMethodNotAllowed }));
base.onError(answerError);
base.notFound(answerNotFound);

/** The Worker's routes. Pages of the site are static assets and do not come here. */
export const app = base
  .route('/api/v1', runsRoutes)
  .route('/api/v1', trajectoriesRoutes)
  .route('/api/v1', releasesRoutes)
  .route('/api/v1', experimentsRoutes)
  .route('/api/v1', figuresRoutes)
  .route('/api/v1', problemsRoutes)
  .route('/figures', picturesRoutes)
  .route('/data', dataRoutes);

app.get(openApiAddress, withoutQuery, openApiHandler(app));

/** For typed clients: `hc<AppType>('/')` of hono/client. */
export type AppType = typeof app;
