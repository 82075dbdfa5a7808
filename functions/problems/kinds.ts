import type { ContentfulStatusCode } from 'hono/utils/http-status';

interface ProblemKind {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  /** What it means and what to do, for the page that the problem's `type` names. */
  readonly description: string;
}

/** Every kind of problem that the API answers with; `/api/v1/problems` lists them. */
export const problemKinds = {
  'invalid-parameters': {
    status: 400,
    title: 'A parameter is not allowed',
    description: '`errors` names each parameter, what was given and what is allowed.',
  },
  'invalid-cursor': {
    status: 400,
    title: 'The cursor is not one of this query',
    description:
      'A cursor continues the very query that gave it: the same filters and the same order. Follow `links.next`.',
  },
  'other-release': {
    status: 410,
    title: 'The cursor is of another release',
    description:
      'A page can only be followed by pages of its own release. `links` leads to that release or to a new start.',
  },
  'state-version': {
    status: 400,
    title: "The figure's address is of another version",
    description:
      'The meaning of an address never changes silently: `v` says which version of the parameters it was written for.',
  },
  'too-many-pixels': {
    status: 400,
    title: 'The picture would be too large',
    description: 'Ask for a smaller `px` or `scale`, or for the SVG, which has no pixels.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    description: '`/api/v1/openapi.json` lists every address of the API.',
  },
  'no-data': {
    status: 404,
    title: 'The release has no data for this figure',
    description:
      'A figure draws runs of one release. This release does not hold those that its state asks for; another one may: ' +
      '`/api/v1/releases` lists them.',
  },
  'no-solution': {
    status: 422,
    title: 'The theory is not solved that far',
    description:
      'A solution costs at most a number of steps of the solver. Ask for fewer steps of training, or for rates that are not ' +
      'as far apart.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    description: 'A run has at most 20,000 rows. Send fewer: every tenth step, or steps spaced logarithmically.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body is of a type that is not read',
    description: 'The header `Content-Type` must name one of the types that `Accept-Post` lists.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not allowed',
    description: 'Nothing here can be changed; the header `Allow` lists the methods of this address.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'The file has no such bytes',
    description: 'The header `Content-Range` of the answer says how many bytes the file has.',
  },
  'not-recorded': {
    status: 422,
    title: 'The run is neither recorded nor small enough to be computed now',
    description:
      'A figure shows a run of a release; other runs are computed on request up to a budget of floating-point operations. ' +
      'Ask for a smaller or shorter run, or for one of the recorded ones, or train it in your browser at `links.live`.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    description:
      'Wait for the seconds that `Retry-After` says. Whoever wants all of a release takes its files: they are listed in ' +
      '`/api/v1/releases/{release}`.',
  },
  internal: {
    status: 500,
    title: 'The server failed',
    description: 'This is our mistake. `requestId` finds it in our log.',
  },
  'format-not-implemented': {
    status: 501,
    title: 'There is no such format',
    description: 'oEmbed answers in JSON and in XML: `format=json` or `format=xml`.',
  },
  'no-release': {
    status: 503,
    title: 'No release is loaded',
    description: 'The database holds no release yet.',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemKindId = keyof typeof problemKinds;
