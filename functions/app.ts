import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { requestId } from 'hono/request-id';
import type { AppEnvironment } from './environment.ts';
import { openApiAddress } from './links.ts';
import { log } from './middleware/log.ts';
import { policy } from './middleware/policy.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { withoutQuery } from './middleware/without-query.ts';
import { answerError, answerMethodNotAllowed, answerNotFound } from './problems/answers.ts';
import { aggregateRoutes } from './routes/aggregate.ts';
import { figureCitationRoutes, releaseCitationRoutes } from './routes/citations.ts';
import { articlePageRoutes } from './routes/article-page.ts';
import { dataPagesRoutes } from './routes/data-pages.ts';
import { dataRoutes } from './routes/data.ts';
import { dictionaryRoutes } from './routes/dictionary.ts';
import { embedRoutes } from './routes/embed.ts';
import { entryRoutes } from './routes/entry.ts';
import { experimentsRoutes } from './routes/experiments.ts';
import { figurePagesRoutes } from './routes/figure-pages.ts';
import { figuresRoutes } from './routes/figures.ts';
import { fitRoutes } from './routes/fit.ts';
import { frozenPagesRoutes } from './routes/frozen-pages.ts';
import { healthRoutes } from './routes/health.ts';
import { manyTrajectoriesRoutes } from './routes/many-trajectories.ts';
import { nearestRoutes } from './routes/nearest.ts';
import { oembedRoutes } from './routes/oembed.ts';
import { openApiHandler } from './routes/openapi.ts';
import { picturesRoutes } from './routes/pictures.ts';
import { problemsRoutes } from './routes/problems.ts';
import { runFilesRoutes } from './routes/run-files.ts';
import { releasesRoutes } from './routes/releases.ts';
import { runsRoutes } from './routes/runs.ts';
import { settingsRoutes } from './routes/settings.ts';
import { theoryRoutes } from './routes/theory.ts';
import { trajectoriesRoutes } from './routes/trajectories.ts';

const base = new OpenAPIHono<AppEnvironment>();

base.use(requestId(), log, policy);
base.use(
  cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'OPTIONS', 'POST'],
    allowHeaders: ['Content-Type', 'If-None-Match', 'If-Range', 'Range', 'X-Request-Id'],
    exposeHeaders: [
      ...['ETag', 'Link', 'X-Request-Id', 'Allow', 'Accept-Post', 'Accept-Ranges', 'Content-Range', 'Content-Length'],
      ...['RateLimit', 'RateLimit-Policy', 'Retry-After'],
    ],
    maxAge: 86_400,
  }),
);
base.use(rateLimit);
base.use(methodNotAllowed({ app: base, onMethodNotAllowed: answerMethodNotAllowed }));
base.onError(answerError);
base.notFound(answerNotFound);

/** The Worker's routes. Most pages of the site are static assets and do not come here. */
export const app = base
  .route('/api/v1', runsRoutes)
  .route('/api/v1', trajectoriesRoutes)
  .route('/api/v1', runFilesRoutes)
  .route('/api/v1', aggregateRoutes)
  .route('/api/v1', nearestRoutes)
  .route('/api/v1', manyTrajectoriesRoutes)
  .route('/api/v1', theoryRoutes)
  .route('/api/v1', fitRoutes)
  .route('/api/v1', releasesRoutes)
  .route('/api/v1', experimentsRoutes)
  .route('/api/v1', dictionaryRoutes)
  .route('/api/v1', settingsRoutes)
  .route('/api/v1', healthRoutes)
  .route('/api/v1', figuresRoutes)
  .route('/api/v1', problemsRoutes)
  .route('/', articlePageRoutes)
  .route('/figures', picturesRoutes)
  .route('/figures', figurePagesRoutes)
  .route('/embed', embedRoutes)
  .route('/', entryRoutes)
  .route('/', oembedRoutes)
  .route('/figures', figureCitationRoutes)
  .route('/figures', frozenPagesRoutes)
  .route('/', dataPagesRoutes)
  .route('/data', releaseCitationRoutes)
  .route('/data', dataRoutes);

app.get(openApiAddress, withoutQuery, openApiHandler(app));

/** For typed clients: `hc<AppType>('/')` of hono/client. */
export type AppType = typeof app;
