-- Releases, their runs and the runs' curves. The columns of "runs" are those of lib/results/dictionary.ts, in its order;
-- tests/unit/migrations.test.ts holds the two together.

CREATE TABLE releases (
  release TEXT NOT NULL PRIMARY KEY,
  date TEXT NOT NULL,
  -- manifest.json as it was published.
  manifest TEXT NOT NULL,
  -- 1 for the release that addresses without a release mean. Written last of all, so that a release is seen whole.
  latest INTEGER NOT NULL CHECK (latest IN (0, 1))
) STRICT;

CREATE TABLE runs (
  "release" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "experiment" TEXT NOT NULL,
  "sweep" TEXT NOT NULL,
  "group" TEXT NOT NULL,
  "engine" TEXT NOT NULL,
  "engineVersion" TEXT NOT NULL,
  "initialisation" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "divergedAt" INTEGER,
  "architecture" TEXT NOT NULL,
  "optimizer" TEXT NOT NULL,
  "activation" TEXT NOT NULL,
  "width" INTEGER NOT NULL,
  "depth" INTEGER NOT NULL,
  "layer" INTEGER NOT NULL,
  "gain" REAL NOT NULL,
  "lr" REAL NOT NULL,
  "steps" INTEGER NOT NULL,
  "seed" INTEGER NOT NULL,
  "dx2" REAL NOT NULL,
  "dy2" REAL NOT NULL,
  "centre" REAL NOT NULL,
  "convergedAt" REAL,
  "halfRise" REAL,
  "h0" REAL,
  "y0" REAL,
  "w0" REAL,
  "loss0" REAL,
  "hFinal" REAL,
  "yFinal" REAL,
  "wFinal" REAL,
  "lossFinal" REAL,
  "etaH" REAL,
  "etaY" REAL,
  "etaHStandardError" REAL,
  "etaYStandardError" REAL,
  "etaCorrelation" REAL,
  "etaMean" REAL,
  "residual" REAL,
  "r2" REAL,
  "r2H" REAL,
  "r2Y" REAL,
  "r2W" REAL,
  "physical" INTEGER NOT NULL CHECK ("physical" IN (0, 1)),
  "reason" TEXT,
  "hTheory" REAL,
  "richness" REAL,
  "endpointRatio" REAL,
  PRIMARY KEY ("release", "id")
) STRICT, WITHOUT ROWID;

CREATE INDEX runs_by_sweep ON runs ("release", "sweep", "group");
CREATE INDEX runs_by_activation ON runs ("release", "activation", "gain", "seed");
CREATE INDEX runs_by_gain ON runs ("release", "gain");
CREATE INDEX runs_by_size ON runs ("release", "width", "depth");
CREATE INDEX runs_by_seed ON runs ("release", "seed");
CREATE INDEX runs_by_status ON runs ("release", "status");

CREATE TABLE trajectories (
  "release" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  -- encodeSeries of lib/results/series-codec.ts: step, h, y, w, loss as float32.
  "series" BLOB NOT NULL,
  PRIMARY KEY ("release", "id")
) STRICT;
