import style from "./about.css" with { type: "css" };
import { asks, delegate, el, rootOf, show, wear } from "../dom.js";
import { showPanelOnPhone } from "../phone.js";

wear(style);

/**
 * Under the head: what this file is, where it comes from, and the way to the live page.
 * @param {About} data @param {HTMLElement | ShadowRoot} parentElement @param {Send} send
 */
export function drawAbout(data, parentElement, send) {
  const root = rootOf(parentElement, "div", { class: "about" });
  show(root, [
    [
      "about",
      data,
      () =>
        el(
          "div",
          { class: "row" },
          el("button", { class: "link", "data-focus": "guide", ...asks({ tab: ["guide"] }) }, "How to read this map"),
          el(
            "details",
            {},
            el("summary", {}, "About this page"),
            el("p", {}, "This page is one file. It loads nothing from anywhere, and nothing that is chosen in it is sent anywhere."),
            el(
              "dl",
              {},
              data.rows.flatMap(({ label, words }) => [el("dt", {}, label), ...words.map((text) => el("dd", { dir: "auto" }, text))]),
            ),
            /^https?:\/\//.test(data.link)
              ? el("p", {}, el("a", { href: data.link, rel: "noopener noreferrer", target: "_blank" }, "Open the live page"))
              : null,
          ),
          data.excerpt ? el("p", { class: "notice", dir: "auto" }, data.excerpt) : null,
        ),
    ],
  ]);
  delegate(root, (action, target) => {
    if (action !== "ask") return;
    send({ set: JSON.parse(target.dataset.ask) });
    showPanelOnPhone();
  });
}
