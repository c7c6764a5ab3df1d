"""Look one name up among all places that are known, in whichever script it is written.

The likeliest comes first, with its reason. What a name says after a comma ("Durham, North
Carolina") is what it lies in. Coordinates are WGS 84 degrees.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.drafting import airfields
from data.drafting.candidate import Candidate, key
from data.drafting.countries import countries, country_of
from data.drafting.gazetteer import find
from data.drafting.ranking import MOST_OFFERED, Context, Ranked, fits, rank

LONGEST_NAME = 200
"""Characters of a name that is looked up."""


def search(
    name: str, context: Context, country: str = "", most: int = MOST_OFFERED
) -> tuple[Ranked, ...]:
    """Give the places of a name; with the ISO code of a country, those that lie in it alone.

    ``context`` says of which countries there is much beside it.
    """
    name = name[:LONGEST_NAME]
    head, _, tail = name.rpartition(",")
    wider = [countries()[country]] if country else _named(tail) if head else []
    known = _named(name) or (_named(head) if head else [])
    inside = [(one, _around(one, wider)) for one in known]
    if any(around for _, around in inside) or country:
        known = [one for one, around in inside if around]
    lies = {id(one): f"it lies in {around.name}, " for one, around in inside if around}
    return tuple(
        Ranked(each.candidate, f"{lies.get(id(each.candidate), '')}{each.reason}")
        for each in rank(known, context, most=most)
    )


def _named(name: str) -> list[Candidate]:
    """Give all places that a name means, in the order of the lists.

    They spell it in letters that folding changes, as Arabic ones, or as it is folded.
    """
    names = [way for way in (key(name), " ".join(name.casefold().split())) if way]
    found = list(dict.fromkeys(one for each in find(names).values() for one in each))
    if (code := country_of(name)) and countries()[code] not in found:
        found.insert(0, countries()[code])
    # An airport is named after its town, and is meant where the name says so.
    says_so = airfields.field_name(name) != key(name)
    return [*found, *airfields.fields(name)] if says_so or not found else found


def _around(one: Candidate, wider: Sequence[Candidate]) -> Candidate | None:
    """Give what a place lies in, of what it may lie in; a country lies in itself."""
    return next((each for each in wider if fits(one, each) or one == each), None)
