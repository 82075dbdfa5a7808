/** The id under which `details` has what is of the release itself, and the name of its manifest there. */
export const ofRelease = '';
export const manifestName = 'manifest';
