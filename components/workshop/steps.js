// The steps of the workshop by their keys; each step's module puts itself here. A step has `parts(desk)`,
// which gives what is drawn, and where it needs them `act(desk, name, target)`, `key(desk, name)`,
// `change(desk, field)` and `opened(desk)`.
/** @type {Map<string | null, WorkStep>} */
export const STEPS = new Map();
