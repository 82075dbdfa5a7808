import type { Experiment } from './experiment.ts';
import { allExperiments, type AnyExperimentId } from './index.ts';
import type { RunIdentity } from './run-id.ts';
import type { RunHead } from './run-record.ts';

/** Complete parameters of any experiment: plain values by name. */
export type AnyParameters = RunIdentity['parameters'];

/** The record of a run of any experiment; what it holds besides its head is the experiment's own. */
export type AnyRecord = RunHead<AnyParameters>;

/** The numbers of any experiment that a table of runs shows. */
export type AnyOutcome = Readonly<Record<string, string | number | boolean | null>>;

/** An experiment seen from where its parameters were checked by itself, by its own schema, and its records are its own. */
export type AnyExperiment = Experiment<AnyParameters, unknown, AnyOutcome, object, unknown>;

/** The experiment of an id, for code that treats all alike. */
export const experimentOf = (id: AnyExperimentId): AnyExperiment => allExperiments[id];
