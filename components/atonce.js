// Answers choices in the page itself, at once, where the columns of its dataset are there. They are
// fetched when the page stands, so that nothing waits for them.
import { basisOf } from "./engine/choosing.js";
import { changedLink, liveAnswer } from "./engine/live.js";
import { found, goAhead, goBack, mayGoAhead } from "./connection.js";
import { APP_ROOT } from "./link.js";
import { goesOn } from "./steps.js";

/** @type {{ address: string, basis: Basis | null, stands: boolean }} */
const own = { address: "", basis: null, stands: false };

/** Says where the columns are of what the page shows now; of others it has none any more. @param {string} [address] */
export function prepare(address = "") {
  if (address === own.address) return;
  Object.assign(own, { address, basis: null });
  if (own.stands) fetchLater();
}

window.addEventListener("standpoint:map-ready", () => {
  own.stands = true;
  fetchLater();
});

function fetchLater() {
  const idle = window.requestIdleCallback ?? window.setTimeout;
  idle(() => {
    if (own.address && !own.basis) fetchColumns(own.address);
  });
}

/** @param {string} address */
async function fetchColumns(address) {
  try {
    const answer = await fetch(new URL(address, APP_ROOT));
    const columns = answer.ok ? await answer.json() : null; // else the server goes on answering
    if (!columns || own.address !== address) return;
    own.basis = basisOf(columns);
    performance.mark("standpoint:columns");
  } catch (reason) {
    console.warn("standpoint: the columns could not be loaded:", reason);
  }
}

/**
 * Answers a choice: changes the link, and gives what the page shows of it; null where the server must.
 * @param {Partial<Message>} latest @param {Parameters<Send>[0]} asked
 */
export function answerAtOnce(latest, { set = {}, find = {} }) {
  const keys = latest.head?.keys ?? [];
  if (!own.basis || !mayGoAhead()) return null;
  const { search } = window.location;
  const link = Object.keys(set).length ? changedLink(own.basis, keys, search, set) : search.slice(1);
  if (link === null) return null;
  const content = liveAnswer(own.basis, latest, link, { ...found(), ...find });
  if (content) goAhead(keys, { query: `?${link}`, goingOn: Object.keys(set).length > 0 && goesOn(set), find });
  return content;
}

/** Gives what the page shows after "back"; null where the server must. @param {Partial<Message>} latest */
export function answerBack(latest) {
  if (!own.basis) return null;
  const content = liveAnswer(own.basis, latest, window.location.search, found());
  goBack(latest.head?.keys ?? [], content !== null);
  return content;
}
