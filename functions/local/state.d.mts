/** The local D1's files. */
export const databaseFolder: string;
/** What tells wrangler about the folder. */
export const stateFlag: string;
