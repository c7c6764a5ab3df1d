// What each panel shows, by its key: its module says it here, and is linked because PANELS names it.
/** @type {Map<string, (content: any, ask: (set: Changes) => void) => any[]>} */
export const PARTS = new Map();
