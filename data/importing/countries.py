"""Countries as cells name them: by code, or by name in any language whose names are known."""

from __future__ import annotations

from functools import cache

from data.drafting.candidate import key
from data.drafting.countries import ABBREVIATIONS, ALSO, countries, geonames, territories
from data.importing.dates import LANGUAGES


@cache
def _codes() -> dict[str, str]:
    """Give the ISO 3166-1 code of each country by its codes and names, folded."""
    known = countries()
    found = {name.casefold(): code for name, code in ABBREVIATIONS.items()}
    for code, entry in geonames().get_countries().items():
        found |= {code.casefold(): code, entry["iso3"].casefold(): code, key(entry["name"]): code}
    for language in LANGUAGES:
        for code, name in territories(language).items():
            if code in known:
                found.setdefault(key(name), code)
    return found | ALSO


def country(cell: str) -> str:
    """Give the ISO 3166-1 code of the country that a cell names; "" where it names none."""
    return _codes().get(key(cell), "") if 2 <= len(cell) <= 80 else ""


def name_of(code: str) -> str:
    """Give the usual English name of a country."""
    return countries()[code].name
