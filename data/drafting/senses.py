"""Words that tell in which sense a name of a place stands: a place, a government, a person."""

from __future__ import annotations

import re

from data.drafting.wordlist import words_of

IN = words_of(
    """
    in near outside around across throughout inside within via off toward towards into leaving
    visited visits visiting entered reached entering downtown between over through
    """
)
"""What nearly always stands before a place."""

WITH = words_of(
    """
    from to of at for on and or
    """
)
"""What often stands before a place."""

SETTLEMENT = words_of(
    """
    city town village capital suburb district province governorate port region county municipality
    island state prefecture oblast borough settlement neighbourhood neighborhood commune emirate
    canton department
    """
)
"""What a place is called in small letters: "the town of X", "X province"."""

DIVISION = words_of(
    """
    province governorate region county state oblast prefecture district department canton krai
    territory emirate wilaya voivodeship
    """
)

COMPASS = words_of(
    """
    northern southern eastern western northeastern northwestern southeastern southwestern
    north-eastern north-western south-eastern south-western central north south east west
    northeast northwest southeast southwest upper lower
    """
)
"""What makes a vague part of a place."""

BASES = (
    ("air force base", "air base"),
    ("air base", "air base"),
    ("airbase", "air base"),
    ("international airport", "airport"),
    ("airport", "airport"),
    ("airfield", "airport"),
    ("naval base", "naval base"),
    ("naval facility", "naval base"),
    ("naval station", "naval base"),
    ("navy base", "naval base"),
    ("military base", "military base"),
    ("army base", "military base"),
    ("seaport", "port"),
    ("port", "port"),
    ("harbour", "port"),
    ("harbor", "port"),
    ("space center", "facility"),
    ("space centre", "facility"),
    ("refugee camp", "facility"),
    ("power plant", "facility"),
    ("nuclear plant", "facility"),
    ("border crossing", "facility"),
    ("crossing", "facility"),
    ("bridge", "facility"),
    ("dam", "facility"),
    ("refinery", "facility"),
    ("cemetery", "facility"),
    ("stadium", "facility"),
)
"""What follows the name of a place that people built, longest first, and the kind that it is."""

NATURAL = words_of(
    """
    island islands bay river lake strait straits mountains mount sea peninsula valley desert
    plains plain hills canal beach gulf cape archipelago delta heights forest glacier square basin
    corridor pass channel ocean reef isthmus plateau
    """
)
"""What is part of the name of a place that nature made, at either end of it."""

TITLES = words_of(
    """
    president prime minister premier chancellor king queen prince emir governor senator mayor
    ambassador foreign defence defense interior secretary attorney general vice deputy chief sen
    gov rep congressman congresswoman representative envoy consul sultan pm finance trade health
    police crown supreme justice
    """
)
"""What follows the country that somebody speaks or rules for."""

HONORIFICS = words_of(
    """
    mr mrs ms miss dr sir lord lady prof professor sen senator gov governor president minister
    king queen prince princess pope captain colonel gen general lt sgt judge justice rep saint
    secretary chancellor mayor spokesman spokeswoman spokesperson officer coach ceo founder
    director bishop imam sheikh rabbi father
    """
)
"""What stands before a person's name."""

SPEAKS = words_of(
    """
    said says say told denied denies accused accuses called calls wants wanted warned warns
    rejected rejects insists insisted hopes announced announces backs backed claims claimed argues
    argued has supports supported opposes opposed condemned condemns urged urges demanded demands
    agreed agrees refused refuses expects sees seeks promised pledged threatened welcomed believes
    considers would will stated confirmed signalled signaled responded replied vowed imposed
    recognised recognized sent did does had recalled expelled banned
    """
)
"""What a government does and a town does not."""

GOVERNED = words_of(
    """
    for with by against
    """
)
"""What stands before a capital that means a government: "ties with Moscow"."""

GIVEN = words_of(
    """
    backing support pressure aid approval demands help funding response assurances criticism
    condemnation assistance orders instructions relief threats sanctions money weapons statement
    statements reaction loans independence permission signals message concessions guarantees
    """
)
"""What a government gives: "backing from Moscow"."""

POLICY = words_of(
    """
    government position policy demands demand forces claims claim stance foreign ambassador role
    interests interest influence decision ally allies proposal plan plans intentions response
    support war troops army military leaders leadership offer envoy concerns ambitions sanctions
    diplomats hopes refusal goals aims
    """
)
"""What a government has: "Moscow's position"."""

BODIES = words_of(
    """
    bank university ministry embassy institute council church party army navy house court museum
    college school society association union league federation commission academy department
    parliament congress board office journal times voice team command front movement brotherhood
    chamber committee authority agency daughters battle treaty declaration wizard lord duke
    archdiocese order senate assembly police force forces guard corps society trust foundation
    service services group network institution company corporation club press post herald tribune
    gazette news party government council library hospital orchestra festival cup museum standards
    org tourism treasury district union administration
    """
)
"""Bodies and things that are named for a place and are none: "Bank of England"."""

BESIDE_CUE = re.compile(
    r"\b(?:in|at|from|near|outside|aboard)(?: the| a)?(?: (?:capital|city|town|port|village))?"
    r"(?: of)?(?:,? the)?\s*$",
    re.IGNORECASE,
)
"""What stands right before the name of the place where something is said."""
