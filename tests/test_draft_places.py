"""Places that a text names, in the sense in which it names them, by rules alone."""

from __future__ import annotations

import pytest

from data.drafting import airfields, gazetteer
from data.drafting.candidate import key
from data.drafting.places import find

Found = list[tuple[str, str, str]]

# What a sentence names: the words, the kind, the country.
NAMED: tuple[tuple[str, Found], ...] = (
    ("The minister spoke in Lisbon.", [("Lisbon", "town", "PT")]),
    ("She flew from Nairobi to Accra.", [("Nairobi", "town", "KE"), ("Accra", "town", "GH")]),
    (
        "Talks were held in Durham, North Carolina.",
        [("Durham", "town", "US"), ("North Carolina", "region", "US")],
    ),
    (
        "A church in Paris, Texas, burned down.",
        [("Paris", "town", "US"), ("Texas", "region", "US")],
    ),
    (
        "He left for Perth in Western Australia.",
        [("Perth", "town", "AU"), ("Western Australia", "region", "AU")],
    ),
    ("Floods hit the north of Lombardy.", [("Lombardy", "region", "IT")]),
    ("The U.S. and the UK agreed.", [("U.S.", "country", "US"), ("UK", "country", "GB")]),
    ("It is up to us, they told us.", []),
    ("Ships left the port in the Black Sea.", [("Black Sea", "sea", "")]),
    ("They spoke of the Middle East.", [("Middle East", "area", "")]),
    ("Troops withdrew from southern Lebanon.", [("southern Lebanon", "area", "LB")]),
    ("Bases lie along Albania’s coast.", [("Albania’s coast", "area", "AL")]),
    ("Jets left Ramstein Air Base at noon.", [("Ramstein Air Base", "air base", "DE")]),
    ("He landed at Heathrow Airport.", [("Heathrow Airport", "airport", "GB")]),
    ("A plant near the town of Zorblax was hit.", [("Zorblax", "town", "")]),
    ("Fishers met on Qundlup Island.", [("Qundlup Island", "area", "")]),
)


@pytest.mark.parametrize(("text", "expected"), NAMED, ids=[text for text, _ in NAMED])
def test_places_are_found(text: str, expected: Found) -> None:
    """Names, kinds and countries of the places that a sentence names."""
    found, _ = find(text)
    assert [(each.name, each.kind, each.country) for each in found] == expected
    assert all(text[each.start : each.end] == each.name for each in found)
    assert all(each.reason for each in found)


# Names of places that stand for something else.
NO_PLACE = (
    "Kyiv said the offer was too late.",
    "Ottawa’s position has not changed.",
    "It enjoyed backing from Tehran for years.",
    "They want closer ties with Beijing.",
    "The actress Valeria London smiled. London waved.",
    "A study by the University of Ghent appeared.",
    "The Bank of Ghana raised its rate.",
    "She studied at the University of Southern Indiana.",
    "The Irving Police Department denied it.",
    "The form must be filled in in English.",
    "He had left the Sea Org.",
    "They were asked to the White House.",
    "Most of it was Nice. Reading helps.",
    "In March and May, Monday was best.",
    "President Lincoln Houston spoke.",
    "He paid US$ 20 for it.",
)


@pytest.mark.parametrize("text", NO_PLACE)
def test_what_is_no_place_is_left_out(text: str) -> None:
    """Governments, persons, bodies, months and ordinary words are no places."""
    assert [each.name for each in find(text)[0]] == []


def test_a_government_is_noted() -> None:
    """A capital that stands for a government is said to be left out, and why."""
    _, notes = find("Kyiv said the offer was too late.")
    assert len(notes) == 1
    assert "Kyiv" in notes[0]
    assert "government" in notes[0]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The capital of Georgia is not far from Armenia. He spoke in Georgia.", "GE"),
        ("They live in Atlanta, Georgia.", "US"),
        ("He studied in Cambridge, England.", "GB"),
        ("He studied in Cambridge, Massachusetts.", "US"),
    ],
)
def test_one_name_of_several_places(text: str, country: str) -> None:
    """What stands beside a name decides which place it is; the others are offered after it."""
    found, _ = find(text)
    named = [each for each in found if each.name in {"Georgia", "Cambridge"}]
    assert named
    for each in named:
        assert each.country == country
        assert len(each.ranked) > 1
        assert all(one.reason for one in each.ranked)


def test_a_point_says_where_it_comes_from() -> None:
    """Each point has a source and a precision; what no list has is a place without a point."""
    found, _ = find("They met in Oslo. Norway agreed. Jets left the Zorblax air base.")
    points = {each.name: each.likeliest for each in found}
    oslo, norway = points["Oslo"], points["Norway"]
    assert oslo is not None
    assert norway is not None
    assert (oslo.precision, oslo.source, oslo.geonames) == (1, "GeoNames", 3143244)
    assert (norway.precision, norway.kind) == (6, "country")
    assert "Natural Earth" in norway.source
    assert points["Zorblax air base"] is None


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("de", "Der Minister sprach in Österreich.", "AT"),
        ("fr", "Il est arrivé en Allemagne.", "DE"),
        ("ru", "Он прилетел в Египет вчера.", "EG"),
        ("ar", "قال الوزير في مصر", "EG"),
        ("ar", "قال الوزير في دمشق", "SY"),
        ("ru", "Москва ответила.", "RU"),
    ],
)
def test_countries_in_other_languages(language: str, text: str, country: str) -> None:
    """A country's name is known in the text's own language."""
    assert country in [each.country for each in find(text, (), language)[0]]


def test_a_model_s_word_counts() -> None:
    """What a parser takes for a person is no town; what it alone places near something is one."""
    text = "He met Florence there. Later, they met near Qarzum."
    person, place = text.index("Florence"), text.index("Qarzum")
    found, _ = find(text, [(person, person + 8, "PERSON"), (place, place + 6, "GPE")])
    assert [(each.name, each.kind, each.ranked) for each in found] == [("Qarzum", "town", ())]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("U.S.", "us"),
        ("Saint-Denis", "saint denis"),
        ("Genève", "geneve"),
        ("Washington D.C.", "washington dc"),
    ],
)
def test_keys(name: str, expected: str) -> None:
    """Names are looked up without case, accents, points and hyphens."""
    assert key(name) == expected


def test_airfields_go_by_their_own_names_and_their_towns() -> None:
    """With and without the words that say what they are."""
    assert {each.country for each in airfields.fields("Ramstein Air Base")} == {"DE"}
    assert airfields.fields("Zorblax Airport") == []


def test_only_what_is_asked_for_is_looked_up() -> None:
    """A list has hundreds of thousands of names; those of the text alone come back."""
    assert set(gazetteer.find({"lisbon", "zorblax"})) == {"lisbon"}


@pytest.mark.parametrize(
    "text",
    [
        "(" * 50_000,
        "A" * 300_000,
        "Paris " * 5_000,
        "“" * 300_000,
        "The " * 10_000,
        "A. " * 20_000,
    ],
    ids=["brackets", "one word", "one name", "marks", "the", "initials"],
)
def test_nasty_texts_end(text: str) -> None:
    """What is long and odd takes no longer than it is long."""
    found, _ = find(text)
    assert len(found) <= len(text)
