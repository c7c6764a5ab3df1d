// What is done on the map of the places: for which of them, what its name may mean, what has been drawn so far.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { edit } from "./acts.js";
import { panTo, project } from "./atlas.js";
import { row } from "./draft.js";

const NO_POINT = { lat: "", lon: "", uncertainty_m: "", geonames: "", coordinate_source: "" };
const NEAR = 6; // degrees that are in sight around a place
/** @type {Record<string, number>} */
const AROUND = { 4: 12, 5: 14, 6: 40, 7: 40 };
/** What is done on the map: for which place, and what with it. @type {{ place: string, mode: string, corners: [number, number][] }} */
export const doing = { place: "", mode: "", corners: [] };
/** What the lists say of a name, by place: candidates, or null while they are asked. @type {Map<string, Candidate[] | null>} */
export const offered = new Map();
/** Regions of the base map, the same way. @type {Map<string, RegionOffer[] | null>} */
export const regions = new Map();

/** @param {Cells} place */
export function pointOf({ lat, lon }) {
  return lat && lon && Number.isFinite(Number(lat)) && Number.isFinite(Number(lon)) ? [{ x: Number(lon), y: project(Number(lat)) }] : [];
}

/** @param {Desk} desk @param {number} lat @param {number} lon */
export function pressed(desk, lat, lon) {
  if (doing.mode === "area") doing.corners = [...doing.corners, [lon, lat]];
  else {
    const values = { lat: String(lat), lon: String(lon), geonames: "", coordinate_source: "set on the map by the author" };
    desk.change("place", edit(desk.now(), "places", doing.place, values));
    doing.mode = "";
  }
  desk.draw();
}

/** A mark of the map leads to its place, or to what is offered. @param {Desk} desk @param {string} id */
export function opened(desk, id) {
  if (!id.startsWith("offer ")) doing.place = id;
  desk.draw();
  const focus = id.startsWith("offer ") ? `take ${doing.place} ${id.slice(6)}` : `place ${id} name`;
  /** @type {HTMLElement | null} */
  const field = desk.root.querySelector(`[data-focus="${CSS.escape(focus)}"]`);
  (id.startsWith("offer ") ? field : field?.closest(".box"))?.scrollIntoView({ block: "nearest" });
  field?.focus({ preventScroll: true });
}

/** @param {Desk} desk */
export function undo(desk) {
  doing.corners = doing.corners.slice(0, -1);
  desk.draw();
}

/** @param {Desk} desk */
export function stop(desk) {
  Object.assign(doing, { mode: "", corners: [] });
  desk.draw();
}

/** @param {Cells | null | undefined} cells */
function show(cells) {
  if (cells && pointOf(cells).length) panTo(Number(cells.lat), Number(cells.lon), AROUND[cells.where_prec] ?? NEAR);
}

/** Do on the map what a button of a place asks for. @param {Desk} desk @param {string} name @param {Pressed} target */
export async function actOnPlace(desk, name, target) {
  const { id, index, region } = target.dataset;
  const place = row(desk.now(), "places", id);
  if (name === "stop") stop(desk);
  else if (name === "undo-corner") undo(desk);
  else if (name === "close-area") {
    const key = doing.place;
    desk.ask("area", { key, corners: doing.corners });
    stop(desk);
  } else if (name === "no-point") desk.change("no point", edit(desk.now(), "places", id, NO_POINT));
  else if (name === "no-area") desk.ask("no area", { key: id });
  else if (name === "take") {
    const { cells } = offered.get(id)?.[Number(index)] ?? { cells: {} };
    offered.delete(id);
    desk.change("place", edit(desk.now(), "places", id, cells));
    show(cells);
  } else if (name === "take-region") {
    regions.delete(id);
    desk.ask("area", { key: id, region }, () => {
      show(row(desk.now(), "places", id));
      desk.draw();
    });
  } else if (place) {
    if (doing.place !== id) Object.assign(doing, { place: id, mode: "", corners: [] });
    if (name === "show") show(place);
    if (name === "show-offer") show(offered.get(id)?.[Number(index)].cells);
    if (name === "pick" || name === "draw") begin(desk, name === "pick" ? "point" : "area", place);
    desk.draw();
    if (name === "look-up") await offer(desk, offered, id, "candidates", place.name);
    if (name === "regions") {
      if (regions.has(id)) regions.delete(id);
      else await offer(desk, regions, id, "regions", place.name);
      desk.draw();
    }
    if (name === "look-up") show(offered.get(id)?.[0]?.cells);
  }
}

/** @param {Desk} desk @param {string} mode @param {Cells} place */
function begin(desk, mode, place) {
  const again = doing.mode === mode;
  Object.assign(doing, { mode: again ? "" : mode, corners: [] });
  if (again) return;
  show(place);
  desk.draw();
  /** @type {HTMLElement | null} */ (desk.root.querySelector("[data-focus=atlas]"))?.focus({ preventScroll: true });
}

/** Ask what a name may mean. @param {Desk} desk @param {Map<string, any>} found @param {string} id @param {string} what @param {string} name */
async function offer(desk, found, id, what, name) {
  found.set(id, null);
  desk.draw();
  const answer = await desk.question(what, { name });
  if (answer) found.set(id, answer[what]);
  else found.delete(id);
  desk.draw();
}

/** Look for another region. @param {Desk} desk @param {Field} target */
export function changeRegion(desk, target) {
  if (target.value.trim()) offer(desk, regions, target.dataset.id, "regions", target.value.trim());
}

/** Say what is done, and offer what ends it. @param {string} name the place's */
export function drawDoing(name) {
  const { mode, corners } = doing;
  /** @param {string} act @param {string} words @param {boolean} [disabled] @param {string} [kind] */
  const button = (act, words, disabled = false, kind = "button") =>
    el("button", { class: kind, "data-do": act, "data-focus": act, disabled }, words);
  const words =
    mode === "point"
      ? ["Press where ", el("bdi", {}, name), " lies; with the keyboard, move the map and press Enter."]
      : mode === "area"
        ? [
            "Press the corners of ",
            el("bdi", {}, name),
            corners.length ? `, ${figures(corners.length)} ${plural(corners.length, "corner", "corners")} so far.` : ", one after another.",
          ]
        : ["Drag the map to move it. A press on a place leads to it."];
  return el(
    "div",
    { class: "doing" },
    el("p", { class: "small muted", role: "status" }, words),
    mode === "area"
      ? el(
          "div",
          { class: "row" },
          button("close-area", "Close the area", corners.length < 3, "button main"),
          button("undo-corner", "Undo a corner", !corners.length),
          button("stop", "Cancel"),
        )
      : null,
    mode === "point" ? el("div", { class: "row" }, button("stop", "Cancel")) : null,
  );
}
