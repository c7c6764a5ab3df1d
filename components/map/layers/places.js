/* Places: one symbol for each, or for several that stand too close together, and their labels. */
import drawing from "../drawing.json" with { type: "json" };
import { describing } from "../describing.js";
import * as labels from "../labels.js";
import * as layout from "../layout.js";
import { leadersOf } from "../leaders.js";
import { MAKERS } from "./makers.js";
import { around } from "../room.js";
import * as symbol from "../symbol.js";
import { widthOf } from "../width.js";
import { statements } from "../../engine/wording.js";

const PAD = 100; // px around the view in which symbols are laid out, so that a drag finds them there
const NAME = 'bold 13px system-ui, "Noto Sans", sans-serif';
const DETAIL = '12px system-ui, "Noto Sans", sans-serif';
const WIDEST = 190;
const { NAME_HEIGHT, DETAIL_HEIGHT } = drawing.labels;
const DEEPEST = 11; // zoom beyond which the built-in map shows no more: spread instead
const SPREAD = 24; // so many at once are spread around their point
const LISTED = 6; // names in the tip of a gathered symbol

MAKERS.set("places", places);

/** @param {App} app @param {L.FeatureGroup} group @returns {Layer} */
function places(app, group) {
  const { map, data, index } = app;
  const pane = map.createPane("standpoint-places");
  pane.style.zIndex = "600";
  const leaders = symbol.svg("svg", { class: "map-leaders leaflet-zoom-hide", width: 1, height: 1, "aria-hidden": "true" });
  // By the id of a group.
  const shown = /** @type {Known<number, DrawnPlace>} */ (new Map());
  const describe = describing(app);
  const ground = data.places.map((place) => map.project([place.lat, place.lon], 0));
  /** @type {Set<number>} */
  let apart = new Set();
  let active = false;
  /** @type {Standing[]} */
  let groups = [];
  /** @type {Map<number, Standing>} */
  let spots = new Map();
  /** @type {L.Point | null} */
  let laidOutAt = null;

  /** The places to draw: those with matching statements and the chosen ones, in view or near it. @param {Box} view @returns {Item[]} */
  function items(view) {
    const scale = 2 ** map.getZoom();
    const origin = map.getPixelOrigin();
    const found = [];
    for (let p = 0; p < ground.length; p++) {
      const weight = app.counts.total[p];
      if (!weight && p !== app.state.at && !app.lit.has(p)) continue;
      const x = ground[p].x * scale - origin.x,
        y = ground[p].y * scale - origin.y;
      if (x < view.left - PAD || x > view.right + PAD || y < view.top - PAD || y > view.bottom + PAD) continue;
      found.push({ id: p, x, y, weight });
    }
    return found;
  }

  function layOut() {
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const view = { left: corner.x, top: corner.y, right: corner.x + size.x, bottom: corner.y + size.y };
    const blocked = app.legend
      .boxes()
      .map((box) => ({ left: box.left + corner.x, top: box.top + corner.y, right: box.right + corner.x, bottom: box.bottom + corner.y }));
    laidOutAt = corner;
    app.taken = blocked;
    app.told = new Set();
    spots = new Map();
    groups = [];
    if (!active) return;
    const arranged = layout.arrange(items(view), {
      view,
      blocked,
      apart,
      origin: map.getPixelOrigin(),
      half: (spot) => symbol.diameter(spot.weight, index.most) / 2 + symbol.MARGIN,
    });
    groups = arranged.map((group) => {
      const about = describe(group);
      const width = Math.min(WIDEST, Math.ceil(Math.max(widthOf(about.name, NAME), widthOf(about.detail, DETAIL))) + 2);
      return Object.assign(group, {
        about,
        width,
        height: NAME_HEIGHT + DETAIL_HEIGHT,
        box: around(group.atX, group.atY, group.half),
        label: null,
      });
    });
    for (const spot of groups) for (const p of spot.members) spots.set(p, spot);
    /** @param {Standing} spot */
    const claim = (spot) => (spot.about.chosen ? 2 : spot.about.lit ? 1 : 0);
    const inset = { left: view.left + 4, top: view.top + 4, right: view.right - 4, bottom: view.bottom - 4 };
    app.taken = labels.label(
      groups.slice().sort((a, b) => claim(b) - claim(a)),
      { view: inset, blocked },
    );
    for (const spot of groups) if (spot.label) app.told.add(data.places[spot.members[0]].name);
  }

  function paint() {
    // The legend explains gathered symbols from the first one on: it would twitch if it came and went.
    if (groups.some((spot) => spot.members.length > 1)) app.gathers = true;
    const focused = [...shown.values()].find((drawn) => drawn.button === document.activeElement);
    const keep = new Set(groups.map((spot) => spot.id));
    for (const [id, drawn] of shown) {
      if (keep.has(id)) continue;
      drawn.button.remove();
      drawn.label.remove();
      shown.delete(id);
    }
    for (const spot of groups) draw(spot);
    leaders.replaceChildren(...leadersOf(groups));
    app.discs.paint(groups, active);
    pane.classList.toggle("has-lit", app.lit.size > 0);
    // A focused symbol that was gathered into another hands the focus on.
    const heir = focused && !focused.button.isConnected ? spots.get(focused.id) : null;
    if (heir) shown.get(heir.id).button.focus({ preventScroll: true });
    else if (focused && !focused.button.isConnected) map.getContainer().focus({ preventScroll: true });
  }

  /** @param {Standing} spot */
  function draw(spot) {
    const drawn = shown.has(spot.id) ? shown.get(spot.id) : make(spot);
    const { about } = spot;
    drawn.spot = spot;
    const diameter = Math.min(symbol.diameter(about.counts.total, index.most), 2 * (spot.half - symbol.MARGIN));
    const picture = {
      shape: about.shape,
      diameter,
      several: about.several,
      tail: about.counts.said > 0,
      text: symbol.number(about.counts.total),
      parts: app.sides.map((side, i) => ({ colour: side.colour, count: about.counts.bySide[i] })),
    };
    const key = JSON.stringify(picture);
    if (key !== drawn.key) {
      drawn.key = key;
      drawn.button.replaceChildren(symbol.draw(picture));
    }
    drawn.half = diameter / 2 + symbol.MARGIN + 3;
    const { button, label } = drawn;
    button.classList.toggle("is-chosen", about.chosen);
    button.classList.toggle("is-lit", about.lit);
    button.setAttribute("aria-pressed", String(about.chosen));
    const { total, about: aboutHere, said } = about.counts;
    button.setAttribute(
      "aria-label",
      `${about.name}${about.several ? " places" : about.kind ? `, ${about.kind}` : ""}: ${statements(total)}, ${aboutHere} about, ${said} said here`,
    );
    button.setAttribute("aria-description", describeLooks(about));
    label.hidden = !spot.label;
    if (spot.label) {
      drawn.name.textContent = about.name;
      drawn.detail.textContent = about.detail;
      label.className = `map-label leaflet-zoom-animated is-${spot.label.align}`;
      label.classList.toggle("is-lit", about.lit);
      label.classList.toggle("is-chosen", about.chosen);
      label.style.width = `${spot.width}px`;
    }
    stand(drawn, L.point(spot.x, spot.y));
  }

  /** What the looks of a symbol say: how exact the place is, and whose the statements are. @param {Described} about */
  function describeLooks({ several, shape, counts }) {
    const whose = app.sides.flatMap((side, i) => (counts.bySide[i] ? [`${side.name} ${counts.bySide[i]}`] : []));
    return [several ? [] : symbol.MEANING[shape], ...whose].flat().join(", ");
  }

  /** Put a symbol and its label where they belong when the true point is at `point`. @param {DrawnPlace} drawn @param {L.Point} point */
  function stand(drawn, point) {
    const { spot } = drawn;
    const dx = point.x - spot.x,
      dy = point.y - spot.y;
    L.DomUtil.setPosition(drawn.button, L.point(spot.atX + dx - drawn.half, spot.atY + dy - drawn.half));
    if (spot.label) L.DomUtil.setPosition(drawn.label, L.point(spot.label.box.left + dx, spot.label.box.top + dy));
  }

  /** @param {Standing} spot */
  function make(spot) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "map-place leaflet-zoom-animated";
    const label = document.createElement("div");
    label.setAttribute("aria-hidden", "true");
    const name = document.createElement("strong"),
      detail = document.createElement("span");
    name.dir = detail.dir = "auto";
    label.append(name, detail);
    const drawn = { id: spot.id, button, label, name, detail, spot, half: spot.half, key: "" };
    /** @param {Event} event */
    const click = (event) => {
      L.DomEvent.stop(event);
      // The browser calls the end of a drag that began on a symbol a click, too.
      if (/** @type {MouseEvent} */ (event).detail > 0 && map.dragging && map.dragging.moved()) return;
      app.tip.hide();
      if (drawn.spot.members.length > 1) open(drawn.spot);
      else app.choose(drawn.id);
    };
    for (const element of [button, label]) {
      element.addEventListener("click", click);
      element.addEventListener("dblclick", L.DomEvent.stop);
      element.addEventListener("pointerenter", (event) => /** @type {PointerEvent} */ (event).pointerType !== "touch" && tell(drawn));
      element.addEventListener("pointerleave", app.tip.hide);
    }
    button.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") event.stopPropagation();
    });
    button.addEventListener("focus", () => button.matches(":focus-visible") && tell(drawn));
    button.addEventListener("blur", app.tip.hide);
    pane.append(button, label);
    shown.set(drawn.id, drawn);
    return drawn;
  }

  /** Show what the label leaves out: the whole name where it is cut, the members where there are several. @param {DrawnPlace} drawn */
  function tell(drawn) {
    const { spot } = drawn;
    const { members, about } = spot;
    const cut = spot.label && drawn.name.scrollWidth > drawn.name.clientWidth + 1;
    if (spot.label && !cut && members.length === 1) return;
    const names = members.length > 1 ? members.slice(0, LISTED).map((p) => data.places[p].name) : [];
    const rest = members.length - names.length;
    if (names.length && rest > 0) names.push(`and ${rest} more`);
    const at = map.layerPointToContainerPoint([spot.atX, spot.atY]);
    app.tip.show(names.length ? [about.detail, ...names] : [about.name, about.detail], at.x, at.y, spot.half);
  }

  /** Zoom to the members of a gathered symbol, or spread them where zooming would not part them. @param {Group} spot */
  function open(spot) {
    const points = spot.members.map((p) => ground[p]);
    const bounds = L.bounds(points);
    const extent = bounds.getSize();
    const zoom = map.getZoom();
    if (zoom >= map.getMaxZoom() - 0.01 || Math.max(extent.x, extent.y) * 2 ** DEEPEST < 24) {
      const next = spot.members.filter((p) => !apart.has(p)).slice(0, SPREAD);
      apart = new Set(next);
      app.paint();
      return;
    }
    const size = map.getSize();
    const fit = Math.log2(Math.min((size.x - 120) / Math.max(extent.x, 1e-6), (size.y - 120) / Math.max(extent.y, 1e-6)));
    const closest = Math.min(map.getMaxZoom(), DEEPEST + 1);
    const to = Math.max(zoom + 1, Math.min(fit, closest, zoom + 5));
    app.camera.move({ centre: map.unproject(bounds.getCenter(), 0), zoom: Math.min(to, map.getMaxZoom()) });
  }

  /** @param {number} [zoom] @param {L.LatLng} [centre] */
  function follow(zoom, centre) {
    for (const drawn of shown.values()) {
      const p = drawn.id;
      const at = L.latLng(data.places[p].lat, data.places[p].lon);
      stand(drawn, zoom === undefined || !centre ? map.latLngToLayerPoint(at) : map._latLngToNewLayerPoint(at, zoom, centre));
    }
  }

  const layer = new (L.Layer.extend({
    onAdd() {
      active = true;
      pane.prepend(leaders);
    },
    onRemove() {
      active = false;
      apart = new Set();
      for (const drawn of shown.values()) {
        drawn.button.remove();
        drawn.label.remove();
      }
      shown.clear();
      leaders.remove();
    },
    getEvents: () => ({
      zoomanim: (/** @type {L.ZoomAnimEvent} */ event) => follow(event.zoom, event.center),
      zoom: () => follow(),
      zoomstart: () => {
        apart = new Set();
      },
      move: () => {
        const corner = map.containerPointToLayerPoint([0, 0]);
        const dragging = map.dragging?.moving();
        if (dragging && laidOutAt && corner.distanceTo(laidOutAt) > PAD - 20) app.paint();
      },
    }),
  }))();
  group.addLayer(layer);
  app.spot = (place) => spots.get(place) || null;
  return {
    layOut,
    paint,
    /** Mark the chosen place, before all else is laid out anew. */
    mark() {
      for (const { button, label, spot } of shown.values()) {
        const chosen = spot.members.some((p) => p === app.state.at);
        for (const element of [button, label]) element.classList.toggle("is-chosen", chosen);
        button.setAttribute("aria-pressed", String(chosen));
      }
    },
    fold() {
      apart = new Set();
    },
    /** What stands on the map now, for tests: symbols with their boxes and labels. */
    standing: () => [...shown.values()].map((drawn) => drawn.spot),
  };
}
