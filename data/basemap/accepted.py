"""The land in which a place with a country's code may lie: more than the country's own outline.

ISO 3166-2 has territories with a code of their own as subdivisions of the country that they belong
to, and land that several countries claim passes for each of them: boundaries take no position. The
outlines are those of the base map; coordinates are WGS 84 longitude and latitude in degrees.
"""

from functools import cache

import shapely
from shapely import box
from shapely.geometry.base import BaseGeometry

from data.basemap.lookup import country_polygon

TERRITORIES = {
    "AU": ("CC", "CX", "HM", "NF"),
    "CN": ("HK", "MO", "TW"),
    "DK": ("FO", "GL"),
    "FI": ("AX",),
    "FR": ("BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"),
    "GB": (
        "AI",
        "BM",
        "FK",
        "GG",
        "GI",
        "GS",
        "IM",
        "IO",
        "JE",
        "KY",
        "MS",
        "PN",
        "SH",
        "TC",
        "VG",
    ),
    "NL": ("AW", "BQ", "CW", "SX"),
    "NO": ("BV", "SJ"),
    "NZ": ("CK", "NU", "TK"),
    "US": ("AS", "GU", "MP", "PR", "UM", "VI"),
}
"""Land with a code of its own that belongs to a country, mostly as a subdivision in ISO 3166-2."""

CLAIMS = {
    "AR": ("AQ", "FK", "GS"),
    "AU": ("AQ",),
    "CL": ("AQ",),
    "ES": ("GI",),
    "FR": ("AQ",),
    "GB": ("AQ",),
    "GT": ("BZ",),
    "KM": ("YT",),
    "KP": ("KR",),
    "KR": ("KP",),
    "MU": ("IO",),
    "NO": ("AQ",),
    "NZ": ("AQ",),
}
"""Land with a code of its own that a country claims."""

PARTS = (
    (("SD", "SS"), ("SD", "SS"), (27.8, 9.3, 29.2, 10.3)),  # Abyei
    (("SD", "SS"), ("SD", "SS"), (23.4, 8.6, 25.0, 10.1)),  # Kafia Kingi
    (("EG", "SD"), ("EG", "SD"), (33.0, 21.8, 37.1, 23.2)),  # Hala'ib triangle
    (("ET", "KE", "SS"), ("ET", "KE", "SS"), (33.9, 4.1, 36.1, 5.6)),  # Ilemi triangle
    (("VE",), ("GY",), (-61.5, 1.1, -58.3, 8.7)),  # west of the Essequibo
    (("SR",), ("GY",), (-58.2, 1.8, -56.4, 3.7)),  # New River triangle
    (("SR",), ("FR",), (-54.8, 2.0, -53.6, 3.8)),  # Marouini
    (("IN",), ("CN",), (77.7, 33.9, 80.5, 36.2)),  # Aksai Chin
    (("IN",), ("CN",), (75.7, 35.4, 78.0, 37.1)),  # Shaksgam valley
    (("CN",), ("IN",), (91.4, 26.5, 97.5, 29.6)),  # Arunachal Pradesh, South Tibet
    (("CN", "IN"), ("BT", "CN", "IN"), (88.7, 27.0, 89.4, 27.7)),  # Doklam
    (("IN", "NP"), ("IN", "NP"), (80.3, 29.8, 81.1, 30.7)),  # Kalapani
    (("LB", "SY"), ("IL", "LB", "SY"), (35.5, 33.1, 35.9, 33.5)),  # Shebaa farms
    (("IL", "PS"), ("IL", "PS"), (34.2, 31.2, 35.6, 32.6)),  # Jerusalem, the West Bank, Gaza
    (("AM", "AZ"), ("AM", "AZ"), (46.0, 38.8, 47.4, 40.5)),  # Nagorno-Karabakh
    (("RU",), ("UA",), (31.4, 45.9, 40.3, 50.1)),  # Kherson, Zaporizhzhia, Donetsk, Luhansk
    (("MA",), ("ES",), (-5.5, 35.1, -2.8, 36.0)),  # Ceuta, Melilla
    (("PT",), ("ES",), (-7.4, 38.4, -6.8, 38.9)),  # Olivenza
    (("PH",), ("MY",), (115.0, 4.0, 119.4, 7.5)),  # Sabah
    (("HT",), ("UM",), (-75.2, 18.3, -74.9, 18.5)),  # Navassa
    (("MH",), ("UM",), (166.5, 19.2, 166.8, 19.4)),  # Wake
    (("MG", "MU"), ("FR", "TF"), (39.5, -22.5, 54.7, -11.4)),  # islands around Madagascar
)
"""Parts of a country that others claim: who claims, whose land it is on the base map, within."""


@cache
def accepted_land(code: str) -> BaseGeometry | None:
    """Give the land in which a place with a country's code (ISO 3166-1 alpha-2) may lie.

    None where the base map has no outline of the country.
    """
    own = country_polygon(code)
    if own is None:
        return None
    found = [own]
    others = (*TERRITORIES.get(code, ()), *CLAIMS.get(code, ()))
    found += [land for other in others if (land := country_polygon(other)) is not None]
    for claimants, holders, bounds in PARTS:
        if code in claimants:
            lands = [land for holder in holders if (land := country_polygon(holder)) is not None]
            found += [land.intersection(box(*bounds)) for land in lands]
    return shapely.union_all(found) if len(found) > 1 else own
