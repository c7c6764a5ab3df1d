// The speakers of a draft, each decided once for all records, and the sides that follow from whom they belong to.
import { dot, el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { ask } from "./asking.js";
import { rows } from "./draft.js";
import { counted, drawActs, drawHead, drawTitle, namesOf, undecided } from "./naming.js";
import { choice, field, text } from "./record.js";

/** What the server says of the sides: of which state of which draft, and what. @type {{ asked: string, told: SidesContent }} */
const sides = { asked: "", told: { sides: [], of: {} } };

/** @param {Desk} desk */
function look(desk) {
  const wanted = `${desk.draft} ${desk.base.number}`;
  if (sides.asked === wanted) return;
  sides.asked = wanted;
  ask("sides", { draft: desk.draft }).then(
    (told) => {
      if (sides.asked !== wanted) return;
      sides.told = told;
      desk.draw();
    },
    () => {}, // the preview stays as it was; what is done is said elsewhere
  );
}

/** Give the parts of the page that show the speakers. @param {Desk} desk @returns {Parts} */
export function speakerParts(desk) {
  look(desk);
  const actors = rows(desk.now(), "actors");
  const said = counted(
    rows(desk.now(), "statements").filter((one) => !one.aside),
    "speaker",
  );
  /** @param {Cells} actor */
  const sideOf = ({ id }) => sides.told.sides[sides.told.of[id]];
  return [
    [
      "speakers-list",
      null,
      () => el("div", { class: "named-list" }),
      [
        ["speakers", undecided(actors), (left) => drawTitle("Speakers", "actors", left)],
        ...actors.map(
          (actor) =>
            /** @type {Part} */ ([
              `actor ${actor.id}`,
              [actor, said.get(actor.id) ?? 0, namesOf(actors), sideOf(actor)],
              () => drawActor(desk, actor, said.get(actor.id) ?? 0, actors, sideOf(actor)),
            ]),
        ),
      ],
    ],
    ["those-here", namesOf(actors), (/** @type {string[][]} */ named) => drawNames(named)],
    ["sides", [sides.told, namesOf(actors)], () => drawSides(actors)],
  ];
}

/** The names that "Belongs to" offers while one is typed. @param {string[][]} named */
function drawNames(named) {
  return el(
    "datalist",
    { id: "those-here" },
    named.map(([, name]) => el("option", { value: name })),
  );
}

/** @param {Cells[]} actors */
function drawSides(actors) {
  const { sides: found, of } = sides.told;
  return el(
    "aside",
    { class: "named-aside sides", "aria-label": "Sides" },
    el("h2", {}, "Sides on the map"),
    el("p", { class: "muted small" }, "They follow from whom each speaker belongs to. Who belongs to nobody is a side of their own."),
    el(
      "ul",
      {},
      found.map(({ name, colour }, index) =>
        el(
          "li",
          {},
          dot(colour),
          el("strong", { dir: "auto" }, name),
          el(
            "span",
            { class: "muted small" },
            actors
              .filter(({ id, name: own }) => of[id] === index && own !== name)
              .flatMap((one, nth) => [nth ? ", " : "", el("bdi", {}, one.name)]),
          ),
        ),
      ),
    ),
  );
}

/** @param {Desk} desk @param {Cells} actor @param {number} said @param {Cells[]} actors @param {WorkshopSide | undefined} side */
function drawActor(desk, actor, said, actors, side) {
  const own = { "data-table": "actors", "data-id": actor.id };
  /** @param {string} name */
  const named = (name) => ({ ...own, "data-focus": `actor ${actor.id} ${name}` });
  return el(
    "section",
    { class: "box named" },
    drawHead(actor, said ? `${figures(said)} ${plural(said, "record", "records")}` : "says nothing", side && dot(side.colour, side.name)),
    el(
      "form",
      { class: "fields", onsubmit: (event) => event.preventDefault() },
      field("Name", text("name", actor.name, named("name"))),
      field("Role", text("role", actor.role, named("role"))),
      field("Is a", choice("kind", actor.kind, desk.told.codes.kind, named("kind"))),
      field(
        "Belongs to",
        text("affiliation-name", actors.find(({ id }) => id === actor.affiliation)?.name ?? "", {
          ...named("affiliation"),
          list: "those-here",
          autocomplete: "off",
          placeholder: "A state, an organisation, a person",
        }),
      ),
    ),
    drawActs("actors", actor, actors),
  );
}
