// What makes each layer, by its key: its module says it here, and is linked because LAYERS names it. In this
// order they are reached by the Tab key; what lies above what is said by their panes.
/** @type {Map<string, (app: App, group: L.FeatureGroup) => Layer>} */
export const MAKERS = new Map();
