"""Read coordinates as people write them: degrees, minutes, seconds, pairs, WKT, links of maps.

All are WGS 84 degrees, north and east positive.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from data.folding import fold

LATITUDE = "a latitude from -90 to 90, such as 55.7558 or 55°45′21″N"
LONGITUDE = "a longitude from -180 to 180, such as 37.6173 or 37°37′2″E"
POINT = "two coordinates, such as 55.7558, 37.6173 or POINT (37.6173 55.7558)"

_LONGEST = 200
_NUMBER = r"[-+]?\d{1,3}(?:[.,]\d{1,20})?"
_DEGREES = re.compile(
    rf"(?P<before>[a-zа-я.]{{0,6}})\s*(?P<degrees>{_NUMBER})\s*(?:°|deg|d)?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:[.,]\d{1,12})?)\s*(?:['′m]|min)?\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d{1,12})?)\s*(?:''|[\"″s]|sec)?\s*)?"
    r"(?P<after>[a-zа-я.]{0,6})"
)
_SIDES = {
    **dict.fromkeys(("n", "north", "с", "сш", "с.ш", "с.ш."), (1, "lat")),
    **dict.fromkeys(("s", "south", "ю", "юш", "ю.ш", "ю.ш."), (-1, "lat")),
    **dict.fromkeys(("e", "east", "в", "вд", "в.д", "в.д."), (1, "lon")),
    **dict.fromkeys(("w", "west", "з", "зд", "з.д", "з.д."), (-1, "lon")),
}
_WKT = re.compile(
    rf"(?:srid=\d+;)?\s*point\s*(?:z|m|zm)?\s*\(\s*({_NUMBER})\s+({_NUMBER})(?:\s+{_NUMBER}){{0,2}}\s*\)"
)
_JSON = re.compile(rf'\{{[^{{}}]{{0,80}}"coordinates"\s*:\s*\[\s*({_NUMBER})\s*,\s*({_NUMBER})')
_LINK = re.compile(
    rf"(?:https?://\S{{0,150}}?(?:@|[?&](?:q|ll|center|mlat)=|[=/]))({_NUMBER})(?:,|/|&mlon=)({_NUMBER})"
)
_GEO = re.compile(rf"geo:({_NUMBER}),({_NUMBER})(?:[,;?].*)?")
_PAIR = re.compile(
    rf"[(\[]?\s*({_NUMBER})\s*°?\s*(?:[;|/]|,\s|,(?=[-+\d])|\s)\s*({_NUMBER})\s*°?\s*[)\]]?"
)
_SIDED = re.compile(
    r"(.{1,60}?[nsсю]\.?ш?\.?)\s*[,;/ ]\s*(.{1,60})|([nsсю].{1,60}?)\s*[,;/ ]\s*([ewвз].{1,60})"
)


def number(cell: str, *, comma: bool = False) -> float:
    """Read a decimal number; raise ``ValueError`` for anything else."""
    text = fold(cell).replace(" ", "")
    if len(text) > 40 or not re.fullmatch(r"[-+]?\d+(?:[.,]\d+)?(?:e[-+]?\d{1,2})?", text):
        raise ValueError(cell)
    if "," in text and not comma and "." in text:
        raise ValueError(cell)
    return float(text.replace(",", "."))


def degrees(cell: str, kind: str) -> float:
    """Read one coordinate, ``kind`` "lat" or "lon"; raise ``ValueError`` for anything else."""
    if len(cell) > _LONGEST:
        raise ValueError(cell)
    text = fold(cell.replace("º", "°"))
    try:
        found = number(text)
    except ValueError:
        found = _parts(text, kind)
    if not math.isfinite(found) or abs(found) > (90 if kind == "lat" else 180):
        raise ValueError(cell)
    return round(found, 7)


def _parts(text: str, kind: str) -> float:
    match = _DEGREES.fullmatch(text)
    if not match:
        raise ValueError(text)
    side = match["before"] or match["after"]
    sign, of = _SIDES.get(side.strip(), (1, "")) if side else (1, kind)
    if of != kind or (match["before"] and match["after"]):
        raise ValueError(text)
    parts = [match[name] for name in ("degrees", "minutes", "seconds")]
    whole, minutes, seconds = (float((part or "0").replace(",", ".")) for part in parts)
    if minutes >= 60 or seconds >= 60 or (whole < 0 and sign < 0):
        raise ValueError(text)
    sign = -1 if parts[0].startswith("-") else sign
    return sign * (abs(whole) + minutes / 60 + seconds / 3600)


def pair(cell: str, *, lon_first: bool = False) -> tuple[float, float]:
    """Read latitude and longitude from one cell; raise ``ValueError`` for anything else.

    WKT and GeoJSON have the longitude first, as their standards say; of two bare numbers
    ``lon_first`` tells.
    """
    if len(cell) > _LONGEST:
        raise ValueError(cell)
    text = fold(cell.replace("º", "°"))
    for pattern, turned in ((_WKT, True), (_JSON, True), (_GEO, False), (_LINK, False)):
        if match := (pattern.match if pattern in (_JSON, _LINK) else pattern.fullmatch)(text):
            return _both(match[1], match[2], turned=turned)
    if match := _PAIR.fullmatch(text):
        return _both(match[1], match[2], turned=lon_first)
    if match := _SIDED.fullmatch(text):
        first, second = (match[1], match[2]) if match[1] else (match[3], match[4])
        return degrees(first, "lat"), degrees(second, "lon")
    raise ValueError(cell)


def _both(first: str, second: str, *, turned: bool) -> tuple[float, float]:
    lat, lon = (second, first) if turned else (first, second)
    return degrees(lat, "lat"), degrees(lon, "lon")


def lon_first(cells: Iterable[str]) -> bool:
    """Tell whether the pairs of a column have the longitude first: the first number passes 90."""
    first = second = 0
    for cell in cells:
        if len(cell) <= _LONGEST and (match := _PAIR.fullmatch(fold(cell))):
            one, other = (abs(float(match[at].replace(",", "."))) for at in (1, 2))
            first += one > 90
            second += other > 90
    return first > 0 and not second
