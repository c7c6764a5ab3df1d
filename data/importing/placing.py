"""The places of a table: each once, with its point, or looked up by its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from data.drafting.candidate import key
from data.drafting.countries import countries
from data.drafting.ranking import Context, Ranked
from data.drafting.rows import Row
from data.drafting.searching import search
from data.drafting.slugs import Ids, slug
from data.loading.placing import check_places
from data.problem import Problem
from data.schema import NOWHERE, PLACES, UNDECIDED

GIVEN = "The table gives it."


@dataclass(frozen=True)
class Wanted:
    """A place as a row names it: its name, its point in degrees if it has one, its country."""

    name: str
    point: tuple[float, float] | None = None
    country: str = ""
    precision: int = 0
    """A UCDP GED code; 0 where the table has none."""

    @property
    def identity(self) -> tuple[object, ...]:
        """Give what is the same for all rows that mean this place."""
        if self.point:
            return (key(self.name), round(self.point[0], 5), round(self.point[1], 5))
        return (key(self.name), self.country)


class Places:
    """The places of a table, by what they are the same in; ids are given as they come."""

    def __init__(self) -> None:
        self._ids = Ids(NOWHERE)
        self._found: dict[tuple[object, ...], tuple[str, Wanted]] = {}

    def give(self, wanted: Wanted) -> str:
        """Give the id of a place."""
        if wanted.identity not in self._found:
            self._found[wanted.identity] = (self._ids.give(slug(wanted.name, "place")), wanted)
        return self._found[wanted.identity][0]

    def rows(self) -> list[Row]:
        """Give the places as rows; what was looked up by its name is undecided.

        All others then count as confirmed: whoever made the table gave their points.
        """
        looked = _looked_up([each for _, each in self._found.values() if not each.point])
        rows = [_row(name, each, looked) for name, each in self._found.values()]
        if any(row["review"] for row in rows):
            rows = [row | {"review": row["review"] or "confirmed"} for row in rows]
        return rows


def unnamed(point: tuple[float, float]) -> str:
    """Name a place that has only coordinates."""
    return f"{abs(point[0]):.4f}°{'NS'[point[0] < 0]} {abs(point[1]):.4f}°{'EW'[point[1] < 0]}"


def _row(given: str, wanted: Wanted, looked: dict[tuple[object, ...], Ranked]) -> Row:
    code = wanted.country
    row = {
        "id": given,
        "name": wanted.name,
        "kind": "place",
        "where_prec": str(wanted.precision or 5),
        "iso_3166_2": code if code != "XK" else "",
        "review": "",
    }
    if wanted.point:
        lat, lon = wanted.point
        return row | {"lat": f"{lat:.7g}", "lon": f"{lon:.7g}", "coordinate_source": GIVEN}
    if not (ranked := looked.get(wanted.identity)):
        return row | {"coordinate_source": "No point: the name is in no list."}
    one = ranked.candidate
    point = {"lat": str(one.lat), "lon": str(one.lon)} if one.lat is not None else {}
    source = f"{one.source}. " if one.source else "No point. "
    return (
        row
        | point
        | {
            "kind": one.kind,
            "where_prec": str(max(wanted.precision, one.precision)),
            "iso_3166_2": one.country if one.country != "XK" else "",
            "geonames": str(one.geonames or ""),
            "coordinate_source": f"{source}Looked up by its name: {ranked.reason}.",
            "review": UNDECIDED,
        }
    )


def _looked_up(wanted: Iterable[Wanted]) -> dict[tuple[object, ...], Ranked]:
    """Find what names without a point mean, in the country that a row has beside the name."""
    asked = {each.identity: each for each in wanted}
    counts = Counter(each.country for each in asked.values() if each.country)
    context = Context(counts, {code: countries()[code].name for code in counts})
    found = {key: search(each.name, context, each.country, 1) for key, each in asked.items()}
    return {identity: ranked[0] for identity, ranked in found.items() if ranked}


def misplaced(rows: list[Row]) -> dict[str, Problem]:
    """Give by id the places that a dataset may not have where they are: outside their country."""
    empty = {each.name: "" for each in PLACES.fields}
    frame = pd.DataFrame([empty | row for row in rows], columns=list(empty), dtype="str")
    return {
        rows[problem.row]["id"]: problem
        for problem in check_places(frame, None)
        if problem.row is not None
    }
