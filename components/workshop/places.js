// The places of a draft, each decided once for all records: where it lies, on the map beside them.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { ask } from "./asking.js";
import { drawAtlas, fit, project } from "./atlas.js";
import { doing, drawDoing, offered, opened, pointOf, pressed, regions, stop, undo } from "./doing.js";
import { row, rows } from "./draft.js";
import { counted, drawActs, drawHead, drawTitle, namesOf, undecided } from "./naming.js";
import { choice, field, text } from "./record.js";

const EDGES = [
  ["0", "none: it is sharp"],
  ["1000", "about 1 km wide"],
  ["5000", "about 5 km wide"],
  ["20000", "about 20 km wide"],
  ["50000", "about 50 km wide"],
];
/** @type {{ draft: string, asked: boolean, path: string, names: AtlasContent["names"] }} */
const base = { draft: "", asked: false, path: "", names: [] };

/** @param {Desk} desk */
function look(desk) {
  if (base.draft !== desk.draft) {
    Object.assign(doing, { place: "", mode: "", corners: [] });
    offered.clear();
    regions.clear();
    base.draft = desk.draft;
    requestAnimationFrame(() => fit(rows(desk.now(), "places").flatMap(pointOf)));
  }
  if (base.asked) return;
  base.asked = true;
  ask("world").then(
    ({ path, names }) => {
      Object.assign(base, { path, names });
      desk.draw();
    },
    () => {
      base.asked = false; // the next drawing asks again
    },
  );
}

/** Give the parts of the page that show the places. @param {Desk} desk @returns {Parts} */
export function placeParts(desk) {
  look(desk);
  const draft = desk.now();
  const places = rows(draft, "places");
  const named = counted(rows(draft, "statement_places"), "place");
  const areas = new Map(
    rows(draft, "areas")
      .sort((one, other) => Number(one.default === "true") - Number(other.default === "true"))
      .map((one) => [one.place, one]),
  );
  return [
    [
      "atlas-side",
      null,
      () => el("aside", { class: "named-aside", "aria-label": "The map of the places" }),
      [
        ["atlas", undefined, () => drawAtlas(atlasOf(desk, places, areas))],
        ["doing", [doing, row(draft, "places", doing.place)?.name], () => drawDoing(row(draft, "places", doing.place)?.name ?? "")],
      ],
    ],
    [
      "places-list",
      null,
      () => el("div", { class: "named-list" }),
      [
        ["places", undecided(places), (left) => drawTitle("Places", "places", left)],
        ...places.map(
          (place) =>
            /** @type {Part} */ ([
              `place ${place.id}`,
              [
                place,
                named.get(place.id) ?? 0,
                namesOf(places),
                [offered.has(place.id), offered.get(place.id)],
                [regions.has(place.id), regions.get(place.id)],
                areas.get(place.id),
                doing.place === place.id && doing.mode,
                doing.place === place.id,
              ],
              () => drawPlace(desk, place, named.get(place.id) ?? 0, places, areas.get(place.id)),
            ]),
        ),
      ],
    ],
  ];
}

/** @param {Desk} desk @param {Cells[]} places @param {Map<string, Cells>} areas @returns {AtlasContent} */
function atlasOf(desk, places, areas) {
  const chosen = row(desk.now(), "places", doing.place);
  const offers = (offered.get(doing.place) ?? []).flatMap(({ name, cells }, index) =>
    pointOf(cells).map((point) => ({ ...point, id: `offer ${index}`, name: `${index + 1}  ${name}`, own: false, offer: true })),
  );
  return {
    land: base.path,
    names: base.names,
    label: chosen && doing.mode ? `The map: a press sets where ${chosen.name} lies` : "The map of the places",
    mode: doing.mode,
    marks: [
      ...places.flatMap((place) =>
        pointOf(place).map((point) => ({ ...point, id: place.id, name: place.name, own: place.id === doing.place, offer: false })),
      ),
      ...offers,
    ],
    areas: [...areas].map(([place, { geometry }]) => ({ path: pathOf(geometry), own: place === doing.place })),
    corners: doing.corners.map(([lon, lat]) => [lon, project(lat)]),
    pressed: (lat, lon) => pressed(desk, lat, lon),
    opened: (id) => opened(desk, id),
    undo: () => undo(desk),
    cancel: () => stop(desk),
  };
}

/** @type {Map<string, string>} Areas as they are drawn, by their geometry. */
const paths = new Map();

/** @param {string} geometry as GeoJSON */
function pathOf(geometry) {
  const known = paths.get(geometry);
  if (known !== undefined) return known;
  let path = "";
  try {
    const { type, coordinates } = JSON.parse(geometry);
    const polygons = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : [];
    path = polygons
      .flat()
      .map((/** @type {number[][]} */ ring) => `M${ring.map(([lon, lat]) => `${Number(lon)} ${project(Number(lat))}`).join("L")}Z`)
      .join("");
  } catch {
    // what cannot be read is told of by the check
  }
  paths.set(geometry, path);
  return path;
}

/** @param {Desk} desk @param {Cells} place @param {number} named @param {Cells[]} places @param {Cells | undefined} area */
function drawPlace(desk, place, named, places, area) {
  const own = { "data-table": "places", "data-id": place.id };
  /** @param {string} name */
  const of = (name) => ({ ...own, "data-focus": `place ${place.id} ${name}` });
  const point = place.lat && place.lon;
  const where = [
    named ? `${figures(named)} ${plural(named, "record", "records")}` : "named by no record",
    ...(point ? [] : ["no point on the map"]),
    ...(area ? ["an area"] : []),
  ];
  /** @param {string} act @param {string} words @param {string} [mode] */
  const tool = (act, words, mode) =>
    el(
      "button",
      {
        class: "button",
        type: "button",
        "data-do": act,
        "data-id": place.id,
        "data-focus": `${act} ${place.id}`,
        "aria-pressed": mode ? String(doing.place === place.id && doing.mode === mode) : null,
      },
      words,
    );
  return el(
    "section",
    { class: doing.place === place.id ? "box named now" : "box named" },
    drawHead(place, where.join(" · ")),
    el(
      "form",
      { class: "fields", onsubmit: (event) => event.preventDefault() },
      field("Name", text("name", place.name, of("name"))),
      field("Kind", text("kind", place.kind, of("kind"))),
      field("How precise", choice("where_prec", place.where_prec, desk.told.codes.where_prec, of("where_prec"))),
      field(
        "Lies in",
        choice("parent", place.parent ?? "", [["", "nothing here"], ...namesOf(places.filter(({ id }) => id !== place.id))], of("parent")),
      ),
      field("North (degrees)", text("lat", place.lat, { ...of("lat"), inputmode: "decimal" })),
      field("East (degrees)", text("lon", place.lon, { ...of("lon"), inputmode: "decimal" })),
    ),
    place.coordinate_source ? el("p", { class: "reason small muted" }, place.coordinate_source) : null,
    area ? drawArea(area) : null,
    el(
      "div",
      { class: "row" },
      point ? tool("show", "Show") : null,
      tool("look-up", "Look it up"),
      tool("pick", "Set its point", "point"),
      tool("draw", "Draw its area", "area"),
      tool("regions", "Take a region"),
      area ? tool("no-area", "No area") : point ? tool("no-point", "No point") : null,
    ),
    drawOffers(place),
    drawRegions(place),
    drawActs("places", place, places),
  );
}

/** What readers are told of an area. @param {Cells} area */
function drawArea(area) {
  const key = `${area.place} ${area.reading}`;
  /** @param {string} name */
  const of = (name) => ({ "data-table": "areas", "data-id": key, "data-focus": `area ${key} ${name}` });
  const edge = area.edge_m ?? "0";
  const edges = EDGES.some(([metres]) => metres === edge)
    ? EDGES
    : [...EDGES, [edge, `about ${figures(Math.round(Number(edge) / 1000))} km wide`]];
  return el(
    "form",
    { class: "fields area", onsubmit: (event) => event.preventDefault() },
    field("The area, for readers", text("label", area.label, of("label"))),
    field("Its soft edge", choice("edge_m", edge, edges, of("edge_m"))),
    el("div", { class: "placed" }, field("What it rests on", text("note", area.note, of("note")))),
  );
}

/** @param {Cells} place */
function drawOffers({ id }) {
  if (!offered.has(id)) return null;
  const found = offered.get(id);
  if (!found) return el("p", { class: "muted" }, "Looking …");
  if (!found.length)
    return el(
      "p",
      { class: "muted" },
      "No list has a place of this name. Set its point, draw its area, or leave it without: it stays in the list of places.",
    );
  return el(
    "ol",
    { class: "listed" },
    found.map(({ name, words, reason }, index) =>
      drawOffer(
        [
          el(
            "button",
            {
              class: "link",
              type: "button",
              "data-do": "show-offer",
              "data-id": id,
              "data-index": index,
              "data-focus": `offer ${id} ${index}`,
            },
            `${index + 1}  `,
            el("bdi", {}, name),
          ),
          `, ${words}`,
        ],
        reason,
        { "data-do": "take", "data-id": id, "data-index": index, "data-focus": `take ${id} ${index}` },
      ),
    ),
  );
}

/** @param {Child} words @param {string} reason @param {Attributes} taking */
function drawOffer(words, reason, taking) {
  return el(
    "li",
    {},
    el("span", {}, words, reason ? el("span", { class: "muted small because" }, reason) : null),
    el("button", { class: "button end", type: "button", ...taking }, "This one"),
  );
}

/** @param {Cells} place */
function drawRegions({ id, name }) {
  if (!regions.has(id)) return null;
  const found = regions.get(id);
  return el(
    "div",
    { class: "regions" },
    field("A region of the base map", text("region", name, { "data-id": id, "data-table": "regions", "data-focus": `region ${id}` })),
    !found
      ? el("p", { class: "muted" }, "Looking …")
      : found.length
        ? el(
            "ul",
            { class: "listed" },
            found.map((one) =>
              drawOffer([el("bdi", {}, one.name), `, ${one.words}`], "", {
                "data-do": "take-region",
                "data-id": id,
                "data-region": one.key,
                "data-focus": `region ${id} ${one.key}`,
              }),
            ),
          )
        : el("p", { class: "muted" }, "There is no country, division or disputed area of this name. Write another, or draw the area."),
  );
}
