export { readOwnCsv } from './csv.ts';
export { readOwnJson } from './json.ts';
export { ownRunRows, ownRunSchema, pairShape, type OwnRun } from './run.ts';
