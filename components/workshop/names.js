// Speakers and places, each decided once for all records: who is the same, where a place lies.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { confirm, edit } from "./acts.js";
import { row, rows } from "./draft.js";
import { drawPicker, world } from "./picker.js";
import { choice, field, text } from "./record.js";
import { stateOf, STATE_WORDS } from "./states.js";
import { STEPS } from "./steps.js";

STEPS.set("names", { parts, act, change, isReady: (desk) => rows(desk.now(), "actors").length + rows(desk.now(), "places").length > 0 });

/** The place whose point is being set on the map. */
let picking = "";
const NO_POINT = { lat: "", lon: "", uncertainty_m: "", geonames: "", coordinate_source: "" };
/** What the lists say of a name, by place: candidates, or null while they are asked. @type {Map<string, Candidate[] | null>} */
const offered = new Map();

/** @param {Desk} desk @returns {Parts} */
function parts(desk) {
  const draft = desk.now();
  const [actors, places] = [rows(draft, "actors"), rows(draft, "places")];
  const said = counted(
    rows(draft, "statements").filter((one) => !one.aside),
    "speaker",
  );
  const named = counted(rows(draft, "statement_places"), "place");
  return [
    [
      "sheet",
      null,
      () => el("div", { class: "sheet-of" }),
      [
        ["speakers", undecided(actors), (left) => drawTitle("Speakers", "actors", left)],
        ...actors.map(
          (actor) =>
            /** @type {Part} */ ([
              `actor ${actor.id}`,
              [actor, said.get(actor.id) ?? 0, namesOf(actors)],
              () => drawActor(desk, actor, said.get(actor.id) ?? 0, actors),
            ]),
        ),
        ["places", undecided(places), (left) => drawTitle("Places", "places", left)],
        ...places.map(
          (place) =>
            /** @type {Part} */ ([
              `place ${place.id}`,
              [
                place,
                named.get(place.id) ?? 0,
                namesOf(places),
                offered.has(place.id),
                offered.get(place.id),
                picking === place.id && Boolean(world(desk)),
              ],
              () => drawPlace(desk, place, named.get(place.id) ?? 0, places),
            ]),
        ),
        [
          "on",
          null,
          () =>
            el("div", { class: "row" }, el("button", { class: "button main", "data-do": "on", "data-focus": "on" }, "Go on to the check")),
        ],
      ],
    ],
  ];
}

/** @param {Cells[]} records */
const undecided = (records) => records.filter((one) => stateOf(one) === "undecided").length;

/**
 * All of a list is in sight below its title: whoever has read it decides it at once.
 * @param {string} title @param {string} table @param {number} left
 */
function drawTitle(title, table, left) {
  const words = left > 1 ? `Confirm all ${figures(left)} that are undecided` : "Confirm the one that is undecided";
  return el(
    "header",
    { class: "row title" },
    el("h2", {}, title),
    left
      ? el("button", { class: "button", "data-do": "confirm-all", "data-table": table, "data-focus": `all ${table}` }, words)
      : el("p", { class: "muted small" }, "every one is decided"),
  );
}

/** @param {Cells[]} records @param {string} column @returns {Map<string, number>} */
function counted(records, column) {
  const found = new Map();
  for (const one of records) found.set(one[column], (found.get(one[column]) ?? 0) + 1);
  return found;
}

/** @param {Cells[]} records */
const namesOf = (records) => records.map(({ id, name }) => [id, name]);

/** @param {Cells} record @param {string} words */
function drawHead(record, words) {
  const state = stateOf(record);
  return el(
    "header",
    { class: "row" },
    el("h3", { dir: "auto" }, record.name),
    el("p", { class: "muted small" }, words, " · ", el("span", { class: `state ${state}` }, STATE_WORDS[state])),
  );
}

/** @param {string} table @param {Cells} record @param {Cells[]} others */
function drawActs(table, record, others) {
  const same = others.filter(({ id }) => id !== record.id).map(({ id, name }) => [id, name]);
  return el(
    "div",
    { class: "row acts" },
    record.review === "undecided"
      ? el(
          "button",
          { class: "button main", "data-do": "confirm", "data-table": table, "data-id": record.id, "data-focus": `confirm ${record.id}` },
          "Confirm",
        )
      : null,
    same.length
      ? choice("same", "", [["", "The same as …"], ...same], {
          "data-table": table,
          "data-id": record.id,
          "data-focus": `same ${table} ${record.id}`,
          "aria-label": `${record.name} is the same as`,
        })
      : null,
  );
}

/** @param {Desk} desk @param {Cells} actor @param {number} said @param {Cells[]} actors */
function drawActor(desk, actor, said, actors) {
  const own = { "data-table": "actors", "data-id": actor.id };
  /** @param {string} name */
  const named = (name) => ({ ...own, "data-focus": `actor ${actor.id} ${name}` });
  return el(
    "section",
    { class: "box named" },
    drawHead(actor, said ? `${figures(said)} ${plural(said, "record", "records")}` : "says nothing"),
    el(
      "form",
      { class: "fields", onsubmit: (event) => event.preventDefault() },
      field("Name", text("name", actor.name, named("name"))),
      field("Role", text("role", actor.role, named("role"))),
      field("Is a", choice("kind", actor.kind, desk.told.codes.kind, named("kind"))),
      field(
        "Belongs to",
        choice(
          "affiliation",
          actor.affiliation ?? "",
          [["", "nobody here"], ...namesOf(actors.filter(({ id }) => id !== actor.id))],
          named("affiliation"),
        ),
      ),
    ),
    drawActs("actors", actor, actors),
  );
}

/** @param {Desk} desk @param {Cells} place @param {number} named @param {Cells[]} places */
function drawPlace(desk, place, named, places) {
  const own = { "data-table": "places", "data-id": place.id };
  /** @param {string} name */
  const of = (name) => ({ ...own, "data-focus": `place ${place.id} ${name}` });
  const point = place.lat && place.lon;
  return el(
    "section",
    { class: "box named" },
    drawHead(
      place,
      `${named ? `${figures(named)} ${plural(named, "record", "records")}` : "named by no record"}${point ? "" : " · no point on the map"}`,
    ),
    place.coordinate_source ? el("p", { class: "reason small muted" }, place.coordinate_source) : null,
    el(
      "form",
      { class: "fields", onsubmit: (event) => event.preventDefault() },
      field("Name", text("name", place.name, of("name"))),
      field("Kind", text("kind", place.kind, of("kind"))),
      field("North (degrees)", text("lat", place.lat, { ...of("lat"), inputmode: "decimal" })),
      field("East (degrees)", text("lon", place.lon, { ...of("lon"), inputmode: "decimal" })),
      field("How precise", choice("where_prec", place.where_prec, desk.told.codes.where_prec, of("where_prec"))),
      field(
        "Lies in",
        choice("parent", place.parent ?? "", [["", "nothing here"], ...namesOf(places.filter(({ id }) => id !== place.id))], of("parent")),
      ),
    ),
    drawOffers(place),
    picking === place.id && world(desk) ? drawPicker(place, places, (lat, lon) => setPoint(desk, place.id, lat, lon)) : null,
    el(
      "div",
      { class: "row" },
      el("button", { class: "button", "data-do": "look-up", "data-id": place.id, "data-focus": `look ${place.id}` }, "Look it up"),
      el(
        "button",
        {
          class: "button",
          "data-do": "pick",
          "data-id": place.id,
          "data-focus": `pick ${place.id}`,
          "aria-expanded": String(picking === place.id),
        },
        "Set on the map",
      ),
      point
        ? el("button", { class: "button", "data-do": "no-point", "data-id": place.id, "data-focus": `none ${place.id}` }, "No point")
        : null,
      drawActs("places", place, places),
    ),
  );
}

/** @param {Desk} desk @param {string} id @param {number} lat @param {number} lon */
function setPoint(desk, id, lat, lon) {
  const values = { lat: String(lat), lon: String(lon), geonames: "", coordinate_source: "set on the map by the author" };
  desk.change("place", edit(desk.now(), "places", id, values));
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
      "No list has a place of this name. Give its degrees, or leave it without a point: it stays in the list of places.",
    );
  return el(
    "ul",
    { class: "listed" },
    found.map(({ name, words, reason }, index) =>
      el(
        "li",
        {},
        el("span", {}, el("bdi", {}, name), `, ${words}`),
        reason ? el("span", { class: "muted small" }, reason) : null,
        el(
          "button",
          { class: "button end", "data-do": "take", "data-id": id, "data-index": index, "data-focus": `take ${id} ${index}` },
          "This one",
        ),
      ),
    ),
  );
}

/** @param {Desk} desk @param {string} name @param {Pressed} target */
async function act(desk, name, target) {
  const draft = desk.now();
  const { id, table } = target.dataset;
  if (name === "on") desk.go("check");
  if (name === "confirm-all") {
    const left = rows(draft, table).filter((one) => stateOf(one) === "undecided");
    desk.change(
      "confirm",
      left.flatMap((one) => confirm(draft, table, one.id)),
    );
  }
  if (name === "confirm") desk.change("confirm", confirm(draft, table, id));
  if (name === "no-point") desk.change("no point", edit(draft, "places", id, NO_POINT));
  if (name === "take") {
    desk.change("place", edit(draft, "places", id, offered.get(id)?.[Number(target.dataset.index)].cells ?? {}));
    offered.delete(id);
    desk.draw();
  }
  if (name === "pick") {
    picking = picking === id ? "" : (id ?? "");
    desk.draw();
  }
  if (name === "look-up") {
    offered.set(id, null);
    desk.draw();
    const answer = await desk.question("candidates", { name: row(draft, "places", id)?.name });
    if (answer) offered.set(id, answer.candidates);
    else offered.delete(id);
    desk.draw();
  }
}

/** @param {Desk} desk @param {Field} target */
function change(desk, target) {
  const { table, id, field: name } = target.dataset;
  if (!table || !name) return;
  if (name === "same") {
    if (target.value) desk.ask("same", { table, key: target.value, other: id });
    target.value = "";
    return;
  }
  const value = target.value.trim();
  if (name === "name" && !value) target.value = row(desk.now(), table, id)?.name ?? "";
  else
    desk.change(
      "edit",
      edit(desk.now(), table, id, {
        [name]: value,
        ...(name === "lat" || name === "lon" ? { coordinate_source: "set by the author" } : {}),
      }),
    );
}
