/** What messages of heights are called, as Embedly and those after it have it, so that what reads theirs reads ours. */
export const resize = 'iframe.resize';

/** What a page asks a frame that may have told its height before anybody listened. */
export const question = JSON.stringify({ context: `${resize}.ask` });
