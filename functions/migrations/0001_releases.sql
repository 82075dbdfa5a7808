-- Releases, their runs and what was seen of each. The columns of "runs" are those of lib/results/dictionary.ts; one that is
-- added there later is added here when a release is loaded (functions/database/columns.ts), so all but the key may be null.

CREATE TABLE releases (
  release TEXT NOT NULL PRIMARY KEY,
  date TEXT NOT NULL,
  -- 1 for the release that addresses without a release mean. Written last of all, so that a release is seen whole.
  latest INTEGER NOT NULL CHECK (latest IN (0, 1))
) STRICT;

CREATE TABLE runs (
  "release" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "experiment" TEXT,
  "sweep" TEXT,
  "group" TEXT,
  "engine" TEXT,
  "engineVersion" TEXT,
  "initialisation" TEXT,
  "status" TEXT,
  "divergedAt" INTEGER,
  "architecture" TEXT,
  "optimizer" TEXT,
  "activation" TEXT,
  "width" INTEGER,
  "depth" INTEGER,
  "layer" INTEGER,
  "gain" REAL,
  "lr" REAL,
  "steps" INTEGER,
  "seed" INTEGER,
  "dx2" REAL,
  "dy2" REAL,
  "centre" REAL,
  "lossTarget" REAL,
  "epochs" INTEGER,
  "batch" INTEGER,
  "pixels" INTEGER,
  "positions" INTEGER,
  "images" INTEGER,
  "digits" INTEGER,
  "first" INTEGER,
  "second" INTEGER,
  "neighbours" INTEGER,
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
  "physical" INTEGER,
  "reason" TEXT,
  "hTheory" REAL,
  "richness" REAL,
  "endpointRatio" REAL,
  "bestLayer" INTEGER,
  "bestResidual" REAL,
  "firstResidual" REAL,
  "lastResidual" REAL,
  "physicalLayers" INTEGER,
  "stoppedAt" INTEGER,
  "knownEtaH" REAL,
  "knownEtaY" REAL,
  "knownRuns" INTEGER,
  "pearson" REAL,
  "pearsonInitial" REAL,
  "irrelevantInitial" REAL,
  "irrelevantFinal" REAL,
  "betweenContexts" REAL,
  "axisCosine" REAL,
  "richCorrelation" REAL,
  "lazyCorrelation" REAL,
  "targetCorrelation" REAL,
  "correlation" REAL,
  "correlationBetween" REAL,
  "initialCorrelation" REAL,
  "accuracy" REAL,
  "doubledDy" REAL,
  "doubledDh" REAL,
  "flippedDw" REAL,
  "truncatedDy" REAL,
  "bestSystem" TEXT,
  PRIMARY KEY ("release", "id")
) STRICT, WITHOUT ROWID;

CREATE INDEX runs_by_experiment ON runs ("release", "experiment", "sweep", "group");
CREATE INDEX runs_by_sweep ON runs ("release", "sweep", "group");
CREATE INDEX runs_by_activation ON runs ("release", "activation", "gain", "seed");
CREATE INDEX runs_by_gain ON runs ("release", "gain");
CREATE INDEX runs_by_size ON runs ("release", "width", "depth");
CREATE INDEX runs_by_seed ON runs ("release", "seed");
CREATE INDEX runs_by_status ON runs ("release", "status");

-- What a release holds besides its table of runs, in parts that a statement has room for: under a run's id its rows in the
-- other tables (encodeTable of lib/results/table-codec.ts), and under no id manifest.json as it was published.
CREATE TABLE details (
  "release" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "part" INTEGER NOT NULL,
  "body" BLOB NOT NULL,
  PRIMARY KEY ("release", "id", "name", "part")
) STRICT;
