"""Air bases and airports, by their own names and by the towns for which they are named."""

from __future__ import annotations

import re
from functools import cache

import airportsdata

from data.drafting.candidate import AIRPORTS, Candidate, key

_FIELD = re.compile(
    r"\b(?:international|intl|regional|municipal|national|airport|airfield|aerodrome|"
    r"air force base|air base|airbase|afb|naval air station|naval base|military|joint base|ab)\b"
)


def field_name(name: str) -> str:
    """Give the key of an air base or airport without the words that say what it is."""
    return " ".join(_FIELD.sub(" ", key(name)).split())


@cache
def _fields() -> dict[str, list[Candidate]]:
    """Give air bases and airports by their own names, and by the town for which they are named."""
    found: dict[str, list[Candidate]] = {}
    for code, entry in airportsdata.load("ICAO").items():
        if not entry["name"] or (not entry["iata"] and not _FIELD.search(key(entry["name"]))):
            continue
        military = re.search(r"air (?:force )?base|\bafb\b|\bnas\b", key(entry["name"]))
        candidate = Candidate(
            entry["name"],
            "air base" if military else "airport",
            1,
            entry["country"],
            entry["lat"],
            entry["lon"],
            source=AIRPORTS.format(code=code),
            population=bool(entry["iata"]) + bool("international" in key(entry["name"])),
        )
        own = field_name(entry["name"])
        town = key(entry["city"]) if entry["iata"] else ""
        short = own.removeprefix(f"{town} ") if town else own  # "London Heathrow" is Heathrow
        for name in {own, short, *own.split("/"), town} - {""}:
            found.setdefault(name.strip(), []).append(candidate)
    return found


def fields(name: str) -> list[Candidate]:
    """Give the air bases and airports of a name, with or without the words that say what it is."""
    return _fields().get(field_name(name), [])
