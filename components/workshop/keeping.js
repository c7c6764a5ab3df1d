// What is done with a draft as a whole: shared, taken along, taken back, deleted.
import { el } from "../dom.js";
import { APP_ROOT, copyText } from "../link.js";
import { choice, field, text } from "./record.js";

const RIGHTS = [
  ["reading", "Link to read it"],
  ["editing", "Link to work on it"],
  ["publishing", "Link to do all"],
];
const INVITED = [
  ["reading", "Read it"],
  ["editing", "Work on it"],
  ["publishing", "Do all, also publish"],
];
/** @type {Record<string, string>} */
const MAY = { reading: "may read it", editing: "may work on it", publishing: "may do all" };

/** @type {{ told: DraftLinks | null, address: string, sure: string }} What is known of the draft's links; which one was just made; what is about to be done for ever. */
const kept = { told: null, address: "", sure: "" };

/** @param {Desk} desk */
export async function openKeeping(desk) {
  Object.assign(kept, { told: null, address: "", sure: "" });
  if (desk.may.publishing) kept.told = await desk.question("links");
  desk.draw();
}

/** @param {Desk} desk @param {boolean} published @returns {Part} */
export function keepingPart(desk, published) {
  return ["keeping", [kept.told, kept.address, kept.sure, published, desk.may.publishing], () => drawKeeping(desk, published)];
}

/** @param {Desk} desk @param {boolean} published */
function drawKeeping(desk, published) {
  const { told, address } = kept;
  return el(
    "section",
    { "aria-label": "The draft" },
    el("h2", {}, "The draft"),
    told?.inviting ? drawInvited(told) : null,
    told?.open
      ? [
          el("p", { class: "muted" }, "Whoever has a link needs no account. It ends when you take it back, or after 30 days without use."),
          el(
            "div",
            { class: "row" },
            RIGHTS.map(([right, words]) =>
              el("button", { class: "button", "data-do": "share", "data-id": right, "data-focus": `share ${right}` }, words),
            ),
          ),
          address
            ? el(
                "p",
                { role: "status" },
                "The link is shown this once: ",
                el("button", { class: "link", "data-do": "copy-secret", "data-focus": "copy-secret" }, "Copy link"),
              )
            : null,
          el("ul", { class: "listed" }, told.links.map(drawLink)),
        ]
      : null,
    el(
      "div",
      { class: "row" },
      el("button", { class: "button", "data-do": "carry", "data-focus": "carry" }, "Take the draft as a file"),
      desk.may.publishing && published ? forEver("take-back", "Take back what is published") : null,
      desk.may.publishing ? forEver("delete", "Delete the draft") : null,
    ),
  );
}

/** @param {DraftLinks} told */
function drawInvited({ invited }) {
  return [
    el("p", { class: "muted" }, "Invite somebody who signs in here, by their e-mail address. You can take it back at any time."),
    el(
      "form",
      { class: "row invite", onsubmit: (event) => event.preventDefault() },
      field("E-mail address", text("address", "", { inputmode: "email", autocomplete: "off" })),
      field(
        "What they may do",
        choice(
          "right",
          "editing",
          INVITED.map(([right, words]) => [right, words]),
        ),
      ),
      el("button", { type: "button", class: "button", "data-do": "invite", "data-focus": "invite" }, "Invite"),
    ),
    el(
      "ul",
      { class: "listed" },
      invited.map(({ address, right, taken }) =>
        el(
          "li",
          {},
          el("span", {}, el("bdi", {}, address), ` ${MAY[right]}`),
          taken ? null : el("span", { class: "muted small" }, "has not come yet"),
          el("button", { class: "link end", "data-do": "uninvite", "data-id": address, "data-focus": `uninvite ${address}` }, "Take back"),
        ),
      ),
    ),
  ];
}

/** @param {DraftLink} link */
function drawLink({ id, right, used }) {
  const last = new Date(used).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" });
  return el(
    "li",
    {},
    `A link that ${MAY[right]}`,
    el("span", { class: "muted small" }, `last used ${last}`),
    el("button", { class: "link end", "data-do": "revoke", "data-id": id, "data-focus": `revoke ${id}` }, "Take back"),
  );
}

/** @param {string} what @param {string} words */
function forEver(what, words) {
  const sure = kept.sure === what;
  return el("button", { class: "button", "data-do": what, "data-focus": what }, sure ? `${words}: press again, it is for ever` : words);
}

/** @param {HTMLElement} root */
function filledIn(root) {
  const form = /** @type {HTMLFormElement} */ (root.querySelector(".invite"));
  return Object.fromEntries(new FormData(form).entries());
}

/** Do one of these things; tell whether it was one. @param {Desk} desk @param {string} name @param {Pressed} target */
export async function keep(desk, name, target) {
  if (name === "share") {
    const made = await desk.question("share", { right: target.dataset.id });
    if (made) kept.address = new URL(`?workshop=${encodeURIComponent(desk.draft)}#${made.secret}`, APP_ROOT).href;
  } else if (name === "invite") {
    const { address, right } = filledIn(desk.root);
    if (!(await desk.question("invite", { address, right }))) return true;
  } else if (name === "uninvite") {
    await desk.question("uninvite", { address: target.dataset.id });
  } else if (name === "revoke") {
    await desk.question("revoke", { link: target.dataset.id });
  } else if (name === "copy-secret") {
    await copyText(target, kept.address, "Copy link");
    return true;
  } else if (name === "carry") {
    const found = await desk.question("carry");
    if (found) save(found.content);
  } else if (name === "take-back" || name === "delete") {
    if (kept.sure !== name) {
      kept.sure = name;
      desk.draw();
      return true;
    }
    kept.sure = "";
    if ((await desk.question(name)) && name === "delete") window.location.href = new URL("?workshop=", APP_ROOT).href;
  } else return false;
  if (name !== "carry" && desk.may.publishing) kept.told = (await desk.question("links")) ?? kept.told;
  desk.draw();
  return true;
}

/** @param {string} content */
function save(content) {
  const bytes = Uint8Array.from(window.atob(content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/zip" }));
  el("a", { href: address, download: "draft.zip" }).click();
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
