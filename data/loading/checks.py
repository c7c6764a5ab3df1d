"""Checks that need more than one cell: sources, passages, places, status, loops."""

from __future__ import annotations

import hashlib
import math
import re
from itertools import islice
from pathlib import Path

import pandas as pd
import shapely.ops
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from data.basemap.lookup import country_polygon, land_of_all_countries
from data.geography import distance
from data.limits import MOST_BYTES_OF_SOURCE
from data.loading.areas import FILE as AREAS
from data.loading.filenames import is_file_everywhere, repeated
from data.loading.inside import read_inside
from data.loading.reading import decoded
from data.passages import verify
from data.problem import MOST_PROBLEMS, Problem
from data.schema import NOWHERE

COUNTRY_TOLERANCE = 0.25
"""Degrees of latitude (about 25 km) that a place may lie outside its country on the base map."""

FARTHEST_ISLAND = 18.0
"""Degrees from its country at which a point at sea is no island of it any more."""

MOST_SEARCHED = 5_000_000_000
"""Characters of texts that are searched for verbs and misplaced words: some ten seconds' work."""

_NEARBY = 500
"""Characters around a quotation in which its verb usually stands."""

_HINTS = 5
"""Places of misplaced words that are named."""

_OFFSET = re.compile(r"[0-9]{1,15}")
_NEEDS_REASON = ("disputed", "corrected", "withdrawn")


def read_sources(folder: Path, sources: pd.DataFrame) -> tuple[dict[str, str], list[Problem]]:
    """Read every source's text; check that it lies in the package and has its SHA-256."""
    texts: dict[str, str] = {}
    problems = []
    twice = set(repeated(sources["file"]))
    for row, source in sources.iterrows():
        file = source["file"]
        place = ("sources.csv", int(str(row)), "file", file)
        try:
            content = read_inside(folder, file, MOST_BYTES_OF_SOURCE)
        except ValueError:
            problems.append(
                Problem(*place, "a path inside the package, such as sources/report.txt")
            )
            continue
        except OSError:
            problems.append(Problem(*place, "a file inside the package"))
            continue
        if file in twice or (file and not is_file_everywhere(file)):
            expected = "a name that is a file of its own on every system"
            problems.append(Problem(*place, expected))
            continue
        text = decoded(content, file)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest != source["sha256"]:
            problems.append(
                Problem("sources.csv", int(str(row)), "sha256", source["sha256"], digest)
            )
        texts[source["id"]] = text
    return texts, problems


def check_withheld(sources: pd.DataFrame) -> list[Problem]:
    """Check that a text which may not be passed on is so for every source that has it."""
    withheld = sources["withheld"] == "true"
    closed = sources["sha256"].isin(sources.loc[withheld, "sha256"])
    expected = "true, as for another source with the same text"
    return [
        Problem("sources.csv", int(str(row)), "withheld", value, expected)
        for row, value in sources.loc[closed & ~withheld, "withheld"].items()
    ]


class Search:
    """The texts of the sources by their ids, which are searched up to ``MOST_SEARCHED``."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self._left = MOST_SEARCHED
        self._found: dict[tuple[str, str], list[int]] = {}

    def starts(self, source: str, words: str) -> list[int] | None:
        """Give the first places of words in a text; None when too much was searched already."""
        key = (source, words)
        if key not in self._found:
            text = self.texts[source]
            if self._left < len(text):
                return None
            self._left -= len(text)
            places: list[int] = []
            while words and len(places) < _HINTS:
                place = text.find(words, places[-1] + 1 if places else 0)
                if place < 0:
                    break
                places.append(place)
            self._found[key] = places
        return self._found[key]


def check_passages(statements: pd.DataFrame, search: Search) -> list[Problem]:
    """Check that each quotation, its prefix and its suffix stand at their offsets."""
    problems = []
    columns = ("source", "exact", "prefix", "suffix", "start", "end", "cue")
    for row, source, exact, prefix, suffix, first, last, cue in zip(
        statements.index, *(statements[name].tolist() for name in columns), strict=True
    ):
        text = search.texts.get(source)
        if text is None or not (_OFFSET.fullmatch(first) and _OFFSET.fullmatch(last)):
            continue
        start, end = int(first), int(last)
        if not verify(text, exact, start, end):
            expected = f"the words at {first} to {last} of {source}" + _hint(
                search.starts(source, exact)
            )
            problems.append(Problem("statements.csv", int(row), "exact", exact, expected))
            continue
        if not text.endswith(prefix, 0, start):
            expected = f"the words right before {start}"
            problems.append(Problem("statements.csv", int(row), "prefix", prefix, expected))
        if not text.startswith(suffix, end):
            expected = f"the words right after {end}"
            problems.append(Problem("statements.csv", int(row), "suffix", suffix, expected))
        nearby = text[max(0, start - _NEARBY) : end + _NEARBY]
        if cue and cue not in nearby and not (places := search.starts(source, cue)):
            where = f"near these words in {source}" if places is None else f"in {source}"
            expected = f"a verb that stands {where}"
            problems.append(Problem("statements.csv", int(row), "cue", cue, expected))
    return problems


def _hint(starts: list[int] | None) -> str:
    if not starts:
        return "" if starts is None else "; these words are nowhere in it"
    return f"; these words begin at {', '.join(map(str, starts))}"


def check_places(places: pd.DataFrame, with_areas: set[str]) -> list[Problem]:
    """Check that coordinates are whole, not (0, 0), and inside the place's country.

    A place outside its country whose coordinates, swapped, lie inside it is reported as
    swapped. Places of precision 7 (sea, airspace) may lie anywhere, and a point at sea may be an
    island that the base map is too coarse for.
    """
    problems = []
    lats, lons = (pd.to_numeric(places[name], errors="coerce") for name in ("lat", "lon"))
    for row, place, lat, lon in zip(
        places.index, places.to_dict("records"), lats.tolist(), lons.tolist(), strict=True
    ):
        number = int(row)
        if (place["area"] == "true") != (place["id"] in with_areas):
            expected = f"true exactly when {AREAS} has a reading of {place['id']}"
            problems.append(Problem("places.csv", number, "area", place["area"], expected))
        if bool(place["lat"]) != bool(place["lon"]):
            column = "lon" if place["lat"] else "lat"
            problems.append(
                Problem("places.csv", number, column, "", "both coordinates, or neither")
            )
            continue
        if not (math.isfinite(lat) and math.isfinite(lon)):
            continue
        value = f"{place['lat']}, {place['lon']}"
        if lat == 0 and lon == 0:
            problems.append(Problem("places.csv", number, "lat", value, "a real place, not 0, 0"))
            continue
        country = place["iso_3166_2"].partition("-")[0]
        outline = country_polygon(country) if country and place["where_prec"] != "7" else None
        if outline is None or _near(outline, lat, lon) or _may_be_an_island(outline, lat, lon):
            continue
        swapped = abs(lon) <= 90 and _near(outline, lon, lat)
        hint = "; latitude and longitude seem to be swapped" if swapped else ""
        expected = f"a point inside {country} or within 25 km of it{hint}"
        problems.append(Problem("places.csv", number, "lat", value, expected))
    return problems


def _may_be_an_island(outline: BaseGeometry, lat: float, lon: float) -> bool:
    """Tell whether a point is at sea where its country may have an island the base map lacks."""
    if _near(outline, lon, lat) or outline.distance(Point(lon, lat)) > FARTHEST_ISLAND:
        return False
    return not any(land.covers(Point(lon, lat)) for land in land_of_all_countries())


def _near(outline: BaseGeometry, lat: float, lon: float) -> bool:
    """Tell whether a point lies in an outline or within the tolerance, at its own latitude."""
    nearest, _ = shapely.ops.nearest_points(outline, Point(lon, lat))
    return distance((nearest.y, nearest.x), (lat, lon)) <= COUNTRY_TOLERANCE


def check_status(statements: pd.DataFrame) -> list[Problem]:
    """Check that a disputed, corrected or withdrawn statement gives its date and reason."""
    changed = statements["status"].isin(_NEEDS_REASON)
    found = (
        Problem("statements.csv", int(str(row)), column, "", f"{words} it was {status}")
        for column, words in (("status_on", "the date when"), ("status_reason", "the reason why"))
        for row, status in statements.loc[changed & (statements[column] == ""), "status"].items()
    )
    return list(islice(found, MOST_PROBLEMS + 1))


def check_reserved(places: pd.DataFrame) -> list[Problem]:
    """Check that no place has the id that means statements without a place."""
    taken = places.index[places["id"] == NOWHERE]
    expected = f"another id than {NOWHERE}, which means no place"
    return [Problem("places.csv", int(row), "id", NOWHERE, expected) for row in taken]


def check_relations(relations: pd.DataFrame) -> list[Problem]:
    """Check that no statement affirms, denies or qualifies itself."""
    same = relations[relations["statement"] == relations["other"]][: MOST_PROBLEMS + 1]
    expected = "another statement than the one that it is said of"
    return [
        Problem("statement_relations.csv", int(str(row)), "other", value, expected)
        for row, value in same["other"].items()
    ]


def check_loops(frame: pd.DataFrame, file: str, column: str) -> list[Problem]:
    """Check that following a column from id to id never leads back to where it began."""
    upward = dict(zip(frame["id"], frame[column], strict=True))
    problems = []
    walked: set[str] = {""}  # each id is followed once, however long the chains are
    looping: set[str] = set()
    for row, key in zip(frame.index, frame["id"], strict=True):
        path: dict[str, None] = {}
        following = key
        while following not in walked and following not in path:
            path[following] = None
            following = upward.get(following, "")
        if following in path:
            on_the_way = list(path)
            looping.update(on_the_way[on_the_way.index(following) :])
        walked.update(path)
        if key in looping:
            expected = f"an id whose own {column} does not lead back to {key}"
            problems.append(Problem(file, int(row), column, str(upward[key]), expected))
    return problems
