// What each panel shows, by its key: its module says it here, and is linked because PANELS names it.
/** @type {Map<string, (content: any, ask: (set: Changes) => void) => Parts>} */
export const PARTS = new Map();
