"""Make the tables of a dataset from drafted texts: every record of it undecided."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from data.drafting.candidate import Candidate
from data.drafting.document import NARRATION, Drafted, Placed, Statement
from data.drafting.mention import Mention
from data.drafting.rows import FIELDS, UNNAMED, Row, Tables
from data.drafting.slugs import Ids, slug
from data.limits import MOST_LABEL
from data.passages import context
from data.schema import NOWHERE, UNDECIDED

REPORT = "The report"

LONGEST_PASSAGE = 20_000
"""Code points of a record's words; what is longer is cut, and its note says so."""

MOST_TEXT = 2_000
"""Characters of a note or a reason."""


class _Builder:
    def __init__(self) -> None:
        self.tables = Tables()
        self.ids = {name: Ids() for name in FIELDS}
        self.ids["places"] = Ids(NOWHERE)
        self.actors: dict[str, str] = {}
        self.rows: dict[str, Row] = {}
        self.kinds: dict[str, str] = {}
        self.places: dict[tuple[str, ...], str] = {}
        self.countries: dict[str, str] = {}

    def add(self, drafted: Drafted) -> None:
        source = self._source(drafted)
        publisher = drafted.text.publisher or REPORT
        outlet = self._actor(publisher, "outlet", "the text’s own words")
        speaking = _speaking(drafted)
        self.kinds = {actor.name: actor.kind for actor in drafted.reading.actors}
        for actor in drafted.reading.actors:
            if actor.name in speaking:
                self._actor(actor.name, actor.kind, actor.role)
        for actor in drafted.reading.actors:
            self._affiliate(actor.name, actor.affiliation)
        # Countries come first, so that what lies in them can name them.
        for mention in sorted(drafted.places, key=lambda each: each.kind != "country"):
            self._place(mention)
        for statement in drafted.statements:
            self._statement(drafted, statement, source, outlet)

    def _source(self, drafted: Drafted) -> str:
        text = drafted.text
        stem = text.name.rpartition("/")[2].rpartition("\\")[2]
        key = self.ids["sources"].give(slug(stem.rpartition(".")[0] or stem, "text"))
        file = f"sources/{key}.txt"
        self.tables.texts[file] = text.text
        first = next((line.strip() for line in text.text.split("\n") if line.strip()), "")
        title = text.title or (first if len(first) <= 200 else stem.rpartition(".")[0] or stem)
        notes = f"Read as {text.format}. " + " ".join(drafted.notes)
        self.tables.rows["sources"].append(
            {
                "id": key,
                "title": _short(title, MOST_LABEL),
                "publisher": _short(text.publisher, MOST_LABEL),
                "author": "",
                "published": drafted.published.value if drafted.published else "",
                "language": drafted.reading.language,
                "url": text.address if text.address.startswith(("http://", "https://")) else "",
                "file": file,
                "sha256": hashlib.sha256(text.text.encode()).hexdigest(),
                "licence": "",
                "note": _short(notes.strip(), MOST_TEXT),
            }
        )
        return key

    def _actor(self, name: str, kind: str, role: str = "") -> str:
        name = _short(" ".join(name.split()), MOST_LABEL)
        if name not in self.actors:
            key = self.actors[name] = self.ids["actors"].give(slug(name, "speaker"))
            row = {"id": key, "name": name, "kind": kind, "role": _short(role, MOST_LABEL)}
            self.rows[key] = row | {"affiliation": "", "review": UNDECIDED}
            self.tables.rows["actors"].append(self.rows[key])
        return self.actors[name]

    def _affiliate(self, name: str, affiliation: str) -> None:
        key, of = self.actors.get(name), self.actors.get(affiliation)
        if not key or not of or key == of:
            return
        above, rows = of, self.rows
        while above:  # nobody belongs to those who belong to them
            if above == key:
                return
            above = rows[above]["affiliation"]
        if not rows[key]["affiliation"]:
            rows[key]["affiliation"] = of

    def _place(self, mention: Mention) -> str:
        one = mention.likeliest
        known = (one.name, one.kind, one.country, str(one.lat), str(one.lon)) if one else ()
        identity = known or (mention.name.casefold(), mention.kind, mention.country)
        if identity not in self.places:
            name = _called(mention, one)
            key = self.places[identity] = self.ids["places"].give(slug(name, "place"))
            country = self.countries.get(mention.country, "")
            if mention.kind == "country":
                self.countries[mention.country], country = key, ""
            self.tables.rows["places"].append(
                {
                    "id": key,
                    "name": _short(name, MOST_LABEL),
                    "kind": mention.kind,
                    "lat": "" if one is None or one.lat is None else str(one.lat),
                    "lon": "" if one is None or one.lon is None else str(one.lon),
                    "where_prec": str(one.precision if one else 5),
                    "parent": country,
                    "iso_3166_2": mention.country if mention.country != "XK" else "",
                    "geonames": str(one.geonames or "") if one else "",
                    "coordinate_source": _short(_coordinates(mention), MOST_TEXT),
                    "review": UNDECIDED,
                }
            )
        return self.places[identity]

    def _statement(self, drafted: Drafted, statement: Statement, source: str, outlet: str) -> None:
        text, each = drafted.text.text, statement.attribution
        start, end = statement.passage
        cut = end - start > LONGEST_PASSAGE
        end = min(end, start + LONGEST_PASSAGE)
        prefix, suffix = context(text, start, end)
        speaker = outlet if each.directness == NARRATION else self._speaker(drafted, statement)
        words = text[each.content[0][0] : each.content[0][1]]
        named = "" if each.directness == NARRATION else speaker.split("-")[-1]
        key = self.ids["statements"].give(slug(f"{named} {_first_words(words)}", "statement"))
        notes = [_because(each.reasons)]
        notes += ["The words go on in the text; the record was cut."] if cut else []
        said_on, about_when = statement.said_on, statement.about_when
        self.tables.rows["statements"].append(
            {
                "id": key,
                "source": source,
                "exact": text[start:end],
                "prefix": prefix,
                "suffix": suffix,
                "start": str(start),
                "end": str(end),
                "speaker": speaker,
                "reported_by": outlet,
                "quoted_by": " ".join(
                    dict.fromkeys(
                        self._actor(name, self.kinds.get(name, "organisation"))
                        for name in each.quoted_by
                    )
                ),
                "cue": text[slice(*each.cue)] if each.cue else "",
                "directness": each.directness,
                "act": each.act,
                "said_on": said_on.value if said_on else "",
                "said_on_inferred": said_on.reason if said_on else "",
                "about_when": about_when.value if about_when else "",
                "about_when_inferred": about_when.reason if about_when else "",
                "certainty": "possible",
                "status": "reported",
                "note": _short(" ".join(notes).strip(), MOST_TEXT),
                "review": UNDECIDED,
            }
        )
        self._statement_places(key, statement.places)

    def _speaker(self, drafted: Drafted, statement: Statement) -> str:
        each = statement.attribution
        if each.speaker_name:
            return self._actor(each.speaker_name, self.kinds.get(each.speaker_name, "person"))
        if each.speaker:
            mention = drafted.text.text[slice(*each.speaker)]
            if mention.casefold() not in _PRONOUNS:
                return self._actor(mention, "person")
        return self._actor(UNNAMED, "person", "named nowhere in the text")

    def _statement_places(self, key: str, placed: Iterable[Placed]) -> None:
        seen = set()
        for each in placed:
            place = self._place(each.mention)
            if (place, each.role) not in seen:
                seen.add((place, each.role))
                row = {"statement": key, "place": place, "role": each.role}
                reason = _short(each.reason, MOST_TEXT)
                self.tables.rows["statement_places"].append(row | {"inferred": reason})


_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "we", "i", "you", "one", "this", "that"))


def build(drafts: Iterable[Drafted]) -> Tables:
    """Make the tables of one dataset from drafted texts; what has one name is one record."""
    builder = _Builder()
    for drafted in drafts:
        builder.add(drafted)
    return builder.tables


def _speaking(drafted: Drafted) -> set[str]:
    """Name the actors who speak, and those to whom one who speaks belongs."""
    names = {each.attribution.speaker_name for each in drafted.statements}
    of = {actor.affiliation for actor in drafted.reading.actors if actor.name in names}
    return names | of


def _because(reasons: object) -> str:
    return " ".join(f"{name}: {why}" for name, why in sorted(dict(reasons).items()))  # type: ignore[call-overload]


def _first_words(words: str) -> str:
    return " ".join(words.split()[:6])


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _called(mention: Mention, one: Candidate | None) -> str:
    """Name a place as the text does; a country as it is usually named."""
    if one and one.kind == "country":
        return one.name
    name = " ".join(mention.name.split())
    return name.title() if name.isupper() and len(name) > 3 else name


def _coordinates(mention: Mention) -> str:
    """Say where coordinates come from, why this place was taken, and which others there are."""
    if not mention.ranked:
        return f"No point: {mention.reason}." if mention.reason else ""
    first, others = mention.ranked[0], mention.ranked[1:4]
    source = f"{first.candidate.source}." if first.candidate.source else "No point."
    chosen = f" Taken for this place because: {mention.reason}." if mention.reason else ""
    more = "; ".join(
        f"{each.candidate.name}, {each.candidate.country} ({each.reason})" for each in others
    )
    return f"{source}{chosen}" + (f" Others of this name: {more}." if more else "")
