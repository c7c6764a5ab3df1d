"""Disputed areas and lines: which they are, how they are cut, and the words shown for them.

The rule: an area that one state administers and another claims, or that has authorities of its
own which few states recognise, is a feature of its own and belongs to no country's polygon.
Its outline is a disputed line wherever the other side is one of its claimants or its
administrator; towards a third country it is an ordinary border. Names of claimants are in
alphabetical order of their codes. Coordinates are WGS 84 longitude and latitude in degrees.
"""

from collections.abc import Callable, Mapping

import shapely
from shapely.geometry.base import BaseGeometry

from data.basemap.building.disputed_areas import AREAS
from data.basemap.building.disputed_lines import LINES, Line
from data.basemap.building.topology import areal

Divisions = Callable[[str], Mapping[str, BaseGeometry]]

# Boundaries inside one state that the source keeps as units of their own: not drawn.
INTERNAL = (("CN", "HK"), ("CN", "MO"))


def line_between(a: str, b: str, middle: shapely.Point) -> Line | None:
    """Return what is disputed about an edge between two units, or None for an agreed border.

    Rules, first match wins: an entry of LINES for the pair (and stretch); an area against one
    of its claimants, its administrator, or another area that shares a claimant.
    """
    for line in LINES:
        if set(line.between) == {a, b} and (line.within is None or line.within.covers(middle)):
            return line
    for one, other in ((a, b), (b, a)):
        area = BY_KEY.get(one)
        if area is None:
            continue
        parties = {*area.claimed_by, area.administered_by}
        if other in parties or (other in BY_KEY and parties & set(BY_KEY[other].claimed_by)):
            return Line((a, b), area.name, area.note)
    return None


def cut_out(countries: dict[str, BaseGeometry], divisions: Divisions) -> dict[str, BaseGeometry]:
    """Take the disputed areas out of the countries; areas come back under "~" and their key.

    A division is matched to the country's own outline: near its edges everything that is no
    other division of that country goes with it, so that no sliver stays behind.
    """
    rest = dict(countries)
    areas: dict[str, BaseGeometry] = {}
    for area in AREAS:
        pieces = []
        for cut in area.cut:
            country = rest[cut.country]
            shape: BaseGeometry | None = cut.within
            if cut.file:
                named = divisions(cut.file)
                inside = shapely.union_all([named[name] for name in cut.divisions])
                others = [g for name, g in named.items() if name not in cut.divisions]
                shape = inside.buffer(0.08).difference(shapely.union_all(others))
            pieces.append(areal(country.intersection(shape)))
            rest[cut.country] = areal(country.difference(shape))
        if pieces:
            pieces += [rest.pop("~" + area.key)] if area.unit else []
            areas["~" + area.key] = areal(shapely.union_all(pieces))
    return {**areas, **rest}


BY_KEY = {"~" + area.key: area for area in AREAS}
