"""The tables of a dataset: one definition, from which files are checked and described.

Standards: Data Package 2.0 and its Table Schema; EDTF (ISO 8601-2, levels 0 and 1) for dates;
BCP 47 for languages; UCDP GED ``where_prec`` for precision; Searle's illocutionary acts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
SLUGS = rf"{SLUG}( {SLUG})*"
LANGUAGE = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
SHA256 = r"[0-9a-f]{64}"
WIKIDATA = r"Q[1-9][0-9]*"
ISO_3166_2 = r"[A-Z]{2}(-[A-Z0-9]{1,3})?"

ACTOR_KINDS = ("person", "organisation", "state", "outlet")
DIRECTNESS = ("direct", "indirect", "mixed", "narration")
ACTS = ("assertive", "commissive", "directive", "expressive", "declarative")
CERTAINTY = ("certain", "probable", "possible")
STATUS = ("reported", "disputed", "corrected", "withdrawn")
UNDECIDED = "undecided"
REVIEW = (UNDECIDED, "confirmed", "changed")
ROLES = ("said_at", "about")
NOWHERE = "none"
"""In place of a place's id: statements without any place on the map."""
RELATIONS = ("affirms", "denies", "qualifies")

PRECISION = {
    1: "exact location",
    2: "within about 25 km of a named place",
    3: "second-level division",
    4: "first-level division",
    5: "part of a country, or vague",
    6: "country",
    7: "sea or airspace",
}
"""UCDP GED ``where_prec`` codes and what each means in words."""


@dataclass(frozen=True)
class Field:
    """One column: its Table Schema type and constraints, and what else must hold.

    ``refers_to`` names a table whose ``id`` each value must be; with ``several`` the cell holds
    ids separated by single spaces. ``edtf`` asks for a date in EDTF.
    """

    name: str
    type: Literal["string", "integer", "number", "boolean", "object"] = "string"
    description: str = ""
    required: bool = False
    unique: bool = False
    pattern: str | None = None
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    refers_to: str | None = None
    several: bool = False
    edtf: bool = False

    def descriptor(self) -> dict[str, Any]:
        """Give the field as a Table Schema field descriptor."""
        constraints: dict[str, Any] = {
            "required": self.required or None,
            "unique": self.unique or None,
            "pattern": self.pattern,
            "enum": list(self.enum) or None,
            "minimum": self.minimum,
            "maximum": self.maximum,
        }
        constraints = {key: value for key, value in constraints.items() if value is not None}
        field: dict[str, Any] = {"name": self.name, "type": self.type}
        if self.description:
            field["description"] = self.description
        if constraints:
            field["constraints"] = constraints
        return field


@dataclass(frozen=True)
class Table:
    """One table of a dataset, kept in ``<name>.csv``."""

    name: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ("id",)
    optional: bool = False
    """A dataset may lack the file: then the table is empty."""

    @property
    def file(self) -> str:
        """The table's file name inside the package."""
        return f"{self.name}.csv"

    def descriptor(self) -> dict[str, Any]:
        """Give the table as a Table Schema: fields, primary key and foreign keys."""
        keys = [
            {"fields": [f.name], "reference": {"resource": f.refers_to, "fields": ["id"]}}
            for f in self.fields
            if f.refers_to and not f.several
        ]
        schema: dict[str, Any] = {
            "fields": [field.descriptor() for field in self.fields],
            "missingValues": [""],
            "primaryKey": list(self.primary_key),
        }
        if keys:
            schema["foreignKeys"] = keys
        return schema


def _id() -> Field:
    return Field("id", description="permanent slug", required=True, unique=True, pattern=SLUG)


def _names() -> Field:
    return Field("names", "object", "names in other languages, by BCP 47 tag")


def _review() -> Field:
    return Field(
        "review",
        description="what a person made of a record that a program drafted; empty for all others",
        enum=REVIEW,
    )


def _reason(field: str) -> Field:
    return Field(field, description="why it was inferred; empty when the source states it")


SOURCES = Table(
    "sources",
    (
        _id(),
        Field("title", required=True),
        Field("publisher"),
        Field("author"),
        Field("published", edtf=True),
        Field("language", required=True, pattern=LANGUAGE),
        Field("url", pattern=r"https?://.+"),
        Field("file", description="the text, inside the package", required=True),
        Field("sha256", required=True, pattern=SHA256),
        Field("licence"),
        Field(
            "withheld",
            "boolean",
            "true when the licence forbids passing the whole text on: exports leave it out",
        ),
        Field("note"),
    ),
)

ACTORS = Table(
    "actors",
    (
        _id(),
        Field("name", required=True),
        Field("kind", required=True, enum=ACTOR_KINDS),
        Field("role"),
        Field("affiliation", description="the actor it belongs to", refers_to="actors"),
        Field("wikidata", pattern=WIKIDATA),
        _names(),
        _review(),
    ),
)

PLACES = Table(
    "places",
    (
        _id(),
        Field("name", required=True),
        Field("kind", required=True),
        Field("lat", "number", "degrees north, WGS 84", minimum=-90, maximum=90),
        Field("lon", "number", "degrees east, WGS 84", minimum=-180, maximum=180),
        Field("where_prec", "integer", "UCDP GED precision", required=True, minimum=1, maximum=7),
        Field("uncertainty_m", "number", "metres", minimum=0),
        Field("area", "boolean", "true when areas.geojson holds readings of it"),
        Field("parent", description="the place it lies in", refers_to="places"),
        Field("iso_3166_2", description="country or division code", pattern=ISO_3166_2),
        Field("geonames", pattern=r"[1-9][0-9]*"),
        Field("wikidata", pattern=WIKIDATA),
        Field("coordinate_source"),
        _names(),
        _review(),
    ),
)

TOPICS = Table("topics", (_id(), Field("name", required=True), Field("description")))

STATEMENTS = Table(
    "statements",
    (
        _id(),
        Field("source", required=True, refers_to="sources"),
        Field("exact", description="the words, as TextQuoteSelector", required=True),
        Field("prefix"),
        Field("suffix"),
        Field("start", "integer", "code point offset", required=True, minimum=0),
        Field("end", "integer", "code point offset, exclusive", required=True, minimum=1),
        Field("speaker", required=True, refers_to="actors"),
        Field("reported_by", refers_to="actors"),
        Field(
            "quoted_by",
            description="who passed the words on to who reports them, nearest the speaker first",
            pattern=SLUGS,
            refers_to="actors",
            several=True,
        ),
        Field("claim", description="the same for statements of the same claim", pattern=SLUG),
        Field("cue", description="the reporting verb as it stands in the text"),
        Field("directness", required=True, enum=DIRECTNESS),
        Field("act", description="illocutionary act", required=True, enum=ACTS),
        Field("topics", pattern=SLUGS, refers_to="topics", several=True),
        Field("said_on", edtf=True),
        _reason("said_on_inferred"),
        Field("about_when", edtf=True),
        _reason("about_when_inferred"),
        Field("event_code", description="CAMEO or PLOVER"),
        Field("certainty", description="of the coding", required=True, enum=CERTAINTY),
        Field("status", required=True, enum=STATUS),
        Field("status_on", edtf=True),
        Field("status_reason"),
        Field("translation"),
        Field("translation_language", pattern=LANGUAGE),
        Field("note"),
        _review(),
    ),
)

STATEMENT_PLACES = Table(
    "statement_places",
    (
        Field("statement", required=True, refers_to="statements"),
        Field("place", required=True, refers_to="places"),
        Field("role", required=True, enum=ROLES),
        _reason("inferred"),
    ),
    primary_key=("statement", "place", "role"),
)

STATEMENT_RELATIONS = Table(
    "statement_relations",
    (
        Field("statement", required=True, refers_to="statements"),
        Field("relation", description="to the other one", required=True, enum=RELATIONS),
        Field("other", required=True, refers_to="statements"),
        Field("note"),
    ),
    primary_key=("statement", "relation", "other"),
    optional=True,
)

TABLES = (SOURCES, ACTORS, PLACES, TOPICS, STATEMENTS, STATEMENT_PLACES, STATEMENT_RELATIONS)


def table(name: str) -> Table:
    """Find a table by its name; raise ``KeyError`` when there is none."""
    return {entry.name: entry for entry in TABLES}[name]
