"""Make the tables of a dataset from the records of a spreadsheet, its cells as their source."""

from __future__ import annotations

import hashlib

from data.drafting.countries import countries
from data.drafting.detection import language_of
from data.drafting.rows import Tables
from data.drafting.slugs import Ids, slug
from data.importing import cells
from data.importing.actors import Actors
from data.importing.answers import About, Taken
from data.importing.fields import says_quotation
from data.importing.header import Table
from data.importing.mapping import Mapping
from data.importing.placing import Places, Wanted, misplaced, unnamed
from data.importing.records import Record, Rows, read
from data.importing.sheet import UnreadableError
from data.importing.sources import Quoted, Source, Texts
from data.limits import MOST_LABEL, MOST_ROWS
from data.passages import context
from data.problem import Problem

_ROUNDS = 5
"""Times that places are looked at anew, when others that lay wrong are gone."""

_MOST_NOTE = 20_000
"""Characters of a note."""


def build(table: Table, mapping: Mapping, about: About) -> Taken:
    """Make the tables; raise ``UnreadableError`` for more records than a dataset may have."""
    where = about.file if not table.sheet.name else f"{about.file}, sheet {table.sheet.name[:100]}"
    rows = read(table, mapping, where)
    builder = _Builder(table, mapping, about)
    for _ in range(_ROUNDS):
        builder.build(rows.records)
        wrong = misplaced(builder.tables.rows["places"])
        if not wrong:
            break
        _take_out(rows, wrong, builder.place_of, mapping, where)
        builder = _Builder(table, mapping, about)
    for name, made in builder.tables.rows.items():
        if len(made) > MOST_ROWS[name]:
            found = f"{len(made):,} {name.replace('_', ' ')}"
            raise UnreadableError(f"The table has {found}; a dataset has {MOST_ROWS[name]:,}.")
    notes = [*table.sheet.notes, *builder.texts.notes]
    return Taken(builder.tables, rows.refused, rows.left_out, notes)


def _take_out(
    rows: Rows, wrong: dict[str, Problem], places: dict[int, str], mapping: Mapping, where: str
) -> None:
    """Refuse the rows whose places lie where a dataset may not have them."""
    held = {key: name for name, key in mapping.columns if key}
    column = next((held[key] for key in ("lat", "point", "place") if key in held), None)
    kept = []
    for record in rows.records:
        if problem := wrong.get(places.get(record.row, "")):
            found = Problem(where, record.row, column, problem.value, problem.expected)
            rows.refused.append(found)
        else:
            kept.append(record)
    rows.records = kept


class _Builder:
    def __init__(self, table: Table, mapping: Mapping, about: About) -> None:
        self.about, self.sheet = about, table.sheet.name[:100]
        self.texts = Texts(table, mapping)
        self.tables = Tables()
        self.actors, self.places = Actors(), Places()
        self.topics: dict[str, str] = {}
        self.place_of: dict[int, str] = {}
        """The place that the row with each number is about."""
        self.ids = {name: Ids() for name in ("sources", "topics", "statements")}
        self.quotes = any(key == "words" and says_quotation(name) for name, key in mapping.columns)
        self.language = ""

    def build(self, records: list[Record]) -> None:
        sample = "\n".join(each.values.get("words", "") for each in records[:200])
        self.language = self.about.language or language_of(sample)
        for source in self.texts.sources(records):
            given, outlet = self._source(source)
            for quoted in source.quoted:
                self._statement(quoted, source.text, given, outlet)
        self.tables.rows["actors"] = self.actors.rows
        self.tables.rows["places"] = self.places.rows()

    def _source(self, source: Source) -> tuple[str, str]:
        """Add a source; give its id, and the report's name or host, "" for the table itself."""
        name, url, published, author = source.key
        if not url and name:
            try:
                url, name = cells.address(name), ""
            except ValueError:
                url = ""
        outlet = name or url.partition("://")[2].partition("/")[0].removeprefix("www.")
        title = (name or url or self.about.name)[: MOST_LABEL - 10]
        given = self.ids["sources"].give(slug(outlet or self.about.name, "table"))
        file = f"sources/{given}.txt"
        self.tables.texts[file] = source.text
        of = f"sheet {self.sheet} of a table" if self.sheet else "a table"
        not_itself = ", and not the report itself" if outlet else ""
        self.tables.rows["sources"].append(
            {
                "id": given,
                "title": f"{title} ({source.number})" if source.number > 1 else title,
                "publisher": outlet or self.about.publisher,
                "author": author,
                "published": published or ("" if outlet else self.about.published),
                "language": self.language,
                "url": url,
                "file": file,
                "sha256": hashlib.sha256(source.text.encode()).hexdigest(),
                "licence": self.about.licence,
                "note": f"The text is made of rows of {of}{not_itself}.",
            }
        )
        return given, outlet

    def _statement(self, quoted: Quoted, text: str, source: str, outlet: str) -> None:
        record, values = quoted.record, quoted.record.values
        exact = text[quoted.start : quoted.end]
        prefix, suffix = context(text, quoted.start, quoted.end)
        who, reported_by, directness = self._speaker(record, exact, outlet)
        words = values.get("title") or exact[:200]
        named = who.rpartition("-")[2] if "speaker" in values else ""
        wanted = values.get("id") or f"{named} {' '.join(words.split()[:6])}"
        given = self.ids["statements"].give(slug(wanted, "statement"))
        self.tables.rows["statements"].append(
            {
                "id": given,
                "source": source,
                "exact": exact,
                "prefix": prefix,
                "suffix": suffix,
                "start": str(quoted.start),
                "end": str(quoted.end),
                "speaker": who,
                "reported_by": reported_by,
                "cue": "" if self.texts.words_alone else values.get("cue", ""),
                "directness": values.get("directness", directness),
                "act": values.get("act", "assertive"),
                "topics": " ".join(dict.fromkeys(map(self._topic, record.topics))),
                "said_on": values.get("said_on", ""),
                "about_when": values.get("about_when", ""),
                "certainty": values.get("certainty", "probable"),
                "status": "reported",
                "translation": values.get("translation", ""),
                "note": "\n".join(record.notes)[:_MOST_NOTE],
            }
        )
        self.tables.rows["statement_places"] += [
            {"statement": given, "place": place, "role": role, "inferred": ""}
            for place, role in self._places(record)
        ]

    def _speaker(self, record: Record, exact: str, outlet: str) -> tuple[str, str, str]:
        """Give who speaks, who reports it, and how: the table tells what no other is named for."""
        table = self.about.publisher or self.about.name
        values = record.values
        if name := values.get("speaker"):
            known = (values.get(key, "") for key in ("speaker_kind", "role", "affiliation"))
            direct = self.quotes or cells.quoted(exact)
            reported_by = self.actors.give(outlet or table, "outlet")
            return self.actors.give(name, *known), reported_by, "direct" if direct else "indirect"
        if outlet:
            both = self.actors.give(outlet, "outlet"), self.actors.give(table, "outlet")
            return *both, "indirect"
        itself = self.actors.give(table, "outlet")
        return itself, itself, "narration"

    def _topic(self, name: str) -> str:
        if name not in self.topics:
            given = self.topics[name] = self.ids["topics"].give(slug(name, "topic"))
            self.tables.rows["topics"].append({"id": given, "name": name, "description": ""})
        return self.topics[name]

    def _places(self, record: Record) -> list[tuple[str, str]]:
        """Give the places of a record, each with its role."""
        values, point = record.values, record.point
        found: list[tuple[str, str]] = []
        code = values.get("country", "")
        name = values.get("place") or (
            unnamed(point) if point else countries()[code].name if code else ""
        )
        if name:
            usual = 0 if point is None else 1 if record.is_fine else 2
            precision = int(values.get("precision", usual))
            about = self.places.give(Wanted(name, point, code, precision))
            self.place_of[record.row] = about
            found.append((about, "about"))
        if said_at := values.get("said_at"):
            found.append((self.places.give(Wanted(said_at)), "said_at"))
        return found
