"""Countries of the source: their ISO codes, plain names and outlines.

Codes are ISO 3166-1 alpha-2, taken from the numeric codes of the source by way of pycountry.
Outlines are WGS 84 longitude and latitude in degrees, in the working frame of `topology`.
"""

from pathlib import Path

import pycountry
import shapely
from shapely import box
from shapely.geometry.base import BaseGeometry

from data.basemap.building.disputed import Divisions, cut_out
from data.basemap.building.disputed_areas import AREAS
from data.basemap.building.topology import polygon_of, read_topojson

# Units of the source without a code of their own, and the feature each of them belongs to.
UNITS = {
    "Akrotiri": "Akrotiri and Dhekelia",
    "Dhekelia": "Akrotiri and Dhekelia",
    "USNB Guantanamo Bay": "CU",
    "Baikonur": "KZ",
    "Clipperton I.": "FR",
    "Coral Sea Is.": "AU",
    "Bajo Nuevo Bank": "~serranilla",
    **{area.unit: "~" + area.key for area in AREAS if area.unit},
}
CHRISTMAS_ISLAND = box(105, -11, 106, -10)

# Where the source abbreviates, or has a name that is no longer in use.
NAMES = {
    "AE": "United Arab Emirates",
    "AG": "Antigua and Barbuda",
    "BA": "Bosnia and Herzegovina",
    "AX": "Åland Islands",
    "BL": "Saint Barthélemy",
    "CC": "Cocos Islands",
    "CD": "Democratic Republic of the Congo",
    "CF": "Central African Republic",
    "CG": "Republic of the Congo",
    "CK": "Cook Islands",
    "CX": "Christmas Island",
    "DO": "Dominican Republic",
    "FK": "Falkland Islands (Malvinas)",
    "FO": "Faroe Islands",
    "GQ": "Equatorial Guinea",
    "GS": "South Georgia",
    "HM": "Heard Island and McDonald Islands",
    "IO": "Chagos Archipelago",
    "KN": "Saint Kitts and Nevis",
    "KY": "Cayman Islands",
    "MF": "Saint Martin",
    "MH": "Marshall Islands",
    "MK": "North Macedonia",
    "MP": "Northern Mariana Islands",
    "PF": "French Polynesia",
    "PM": "Saint Pierre and Miquelon",
    "PN": "Pitcairn Islands",
    "SB": "Solomon Islands",
    "SS": "South Sudan",
    "ST": "São Tomé and Príncipe",
    "SZ": "Eswatini",
    "TC": "Turks and Caicos Islands",
    "TF": "French Southern Territories",
    "TR": "Türkiye",
    "UM": "United States Minor Outlying Islands",
    "US": "United States",
    "VA": "Vatican City",
    "VC": "Saint Vincent and the Grenadines",
    "VG": "British Virgin Islands",
    "WF": "Wallis and Futuna",
    "CV": "Cabo Verde",
    "BS": "Bahamas",
    "VI": "United States Virgin Islands",
}


def features(
    packages: Path, divisions: Divisions
) -> tuple[dict[str, BaseGeometry], dict[str, str]]:
    """Return outlines by key and names by key, disputed areas cut out.

    A key is an alpha-2 code, "~" and the key of a disputed area, or a name without a code.
    """
    topology, arcs = read_topojson(packages / "world-atlas" / "countries-10m.json")
    pieces: dict[str, list[BaseGeometry]] = {}
    names: dict[str, str] = {}
    coarse, coarse_arcs = read_topojson(packages / "world-atlas" / "countries-50m.json")
    larger = {g["properties"]["name"]: g for g in coarse["objects"]["countries"]["geometries"]}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        outline = polygon_of(geometry, arcs)
        if outline.is_empty:  # Vatican City has no area at 1:10m
            outline = polygon_of(larger[name], coarse_arcs)
        if name == "Indian Ocean Ter.":
            pieces["CX"] = [outline.intersection(CHRISTMAS_ISLAND)]
            pieces["CC"] = [outline.difference(CHRISTMAS_ISLAND)]
            continue
        key = UNITS.get(name) or _alpha_2(geometry["id"])
        pieces.setdefault(key, []).append(outline)
        if name not in UNITS:
            names.setdefault(key, name)
    names |= {"Akrotiri and Dhekelia": "Akrotiri and Dhekelia"} | NAMES
    outlines = {key: shapely.union_all(found) for key, found in pieces.items()}
    return cut_out(outlines, divisions), names


def _alpha_2(numeric: str) -> str:
    country = pycountry.countries.get(numeric=numeric)
    if country is None:
        raise ValueError(f"no ISO 3166-1 code for {numeric}")
    return str(country.alpha_2)
