// What a reader would call one step: a word that is typed with pauses, an arrow key that is held. A step
// goes on while the same is asked for and nothing new was begun: pressed, entered, left, gone back.
const BEGINNING = ["Enter", " ", "Tab", "Escape"];
const step = { isNew: true, keys: "" };

export function beginStep() {
  step.isNew = true;
}

/** Whether changes go on with the step before. @param {Changes} set */
export function goesOn(set) {
  const keys = Object.keys(set).sort().join();
  const same = !step.isNew && keys === step.keys;
  Object.assign(step, { isNew: false, keys });
  return same;
}

window.addEventListener("pointerdown", beginStep, true);
window.addEventListener("popstate", beginStep, true);
window.addEventListener("keydown", ({ key }) => BEGINNING.includes(key) && beginStep(), true);
// What reads the screen for someone clicks without a pointer; arrow keys click the next of some choices.
window.addEventListener(
  "click",
  (event) => {
    const [target] = event.composedPath();
    if (event.isTrusted && !(target instanceof HTMLInputElement && target.type === "radio")) beginStep();
  },
  true,
);
