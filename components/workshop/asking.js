// The conversation with the server: questions, and changes that are kept until the server has them.
import { APP_ROOT } from "../link.js";

const session = { secret: "" };
const WAITS_MS = [500, 1000, 2000, 5000, 10_000];

/** Ask with the secret that a draft's link ends in, "" for none. @param {string} secret */
export function askWith(secret) {
  session.secret = secret;
}

/** An answer that is a refusal; its message is a sentence. */
export class Refused extends Error {}

/** @param {string} what @param {object} content @param {AbortSignal} [signal] */
function post(what, content, signal) {
  return fetch(new URL(`workshop/${what}`, APP_ROOT), {
    method: "POST",
    headers: { "Content-Type": "application/json", "Standpoint-Secret": session.secret },
    body: JSON.stringify(content),
    cache: "no-store",
    referrerPolicy: "no-referrer",
    signal,
  });
}

/**
 * Ask the server for one thing. Throws `Refused` where it refuses, a `TypeError` where nobody answers.
 * @param {string} what @param {object} [content]
 */
export async function ask(what, content = {}) {
  const answer = await post(what, content);
  if (answer.status >= 500 || answer.status === 429) throw new TypeError(`status ${answer.status}`);
  const said = await answer.json();
  if (!answer.ok) throw new Refused(said.detail);
  return said;
}

/**
 * Ask for what takes a while; `heard` is told how far it is.
 * @param {string} what @param {object} content @param {AbortSignal} signal @param {(progress: number[]) => void} heard
 */
export async function stream(what, content, signal, heard) {
  const answer = await post(what, content, signal);
  if (!answer.ok || !answer.body) throw new Refused((await answer.json()).detail);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; ; ) {
    const { value, done } = await reader.read();
    if (done) throw new TypeError("the answer ended too early");
    text += value;
    const ends = text.split("\n");
    text = ends.pop() ?? "";
    for (const line of ends) {
      const said = JSON.parse(line);
      if (said.progress) heard(said.progress);
      if (said.refused) throw new Refused(said.refused);
      if (said.draft) return said;
    }
  }
}

/**
 * Keep what is done to a draft, in order, until the server has it: in this browser, so that a closed tab loses
 * nothing. `number` gives the state that is known here; `told` hears each answer with what
 * it answers, and `null` when nobody answers.
 * @param {string} draft @param {() => number} number @param {(answer: Outcome | null, sent: Action[]) => void} told
 * @returns {Outbox}
 */
export function outbox(draft, number, told) {
  const place = `standpoint-workshop ${draft}`;
  const box = { waiting: kept(place), sending: 0, failed: 0, timer: 0 };

  async function send() {
    if (box.sending || box.timer || !box.waiting.length) return;
    const sent = [...box.waiting];
    box.sending = sent.length;
    try {
      const answer = await ask("act", { draft, since: number(), actions: sent });
      done();
      told(answer, sent);
    } catch (error) {
      if (error instanceof Refused) {
        done();
        told({ refused: [error.message] }, sent);
      } else {
        again();
        told(null, sent);
      }
    }
    send();
  }

  function done() {
    box.waiting = box.waiting.slice(box.sending);
    Object.assign(box, { sending: 0, failed: 0 });
    keep();
  }

  function again() {
    box.sending = 0;
    box.timer = window.setTimeout(
      () => {
        box.timer = 0;
        send();
      },
      WAITS_MS[Math.min(box.failed, WAITS_MS.length - 1)],
    );
    box.failed += 1;
  }

  function keep() {
    try {
      if (box.waiting.length) window.localStorage.setItem(place, JSON.stringify(box.waiting));
      else window.localStorage.removeItem(place);
    } catch {
      // a browser that keeps nothing, or has no room: the changes are kept in this tab
    }
  }

  window.addEventListener("online", () => {
    window.clearTimeout(box.timer);
    box.timer = 0;
    send();
  });
  return {
    /** @param {Action} action */
    add(action) {
      box.waiting = [...box.waiting, action];
      keep();
      send();
    },
    send,
    waiting: () => box.waiting,
    /** Say how it stands: "saved", "saving" or "lost". */
    state: () => (box.failed ? "lost" : box.waiting.length ? "saving" : "saved"),
  };
}

/** @param {string} place @returns {Action[]} */
function kept(place) {
  try {
    const found = JSON.parse(window.localStorage.getItem(place) ?? "[]");
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}
