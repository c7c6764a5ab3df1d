"""The Statements tab: the cards of what matches, at the chosen place or everywhere."""

from __future__ import annotations

from dataclasses import asdict
from itertools import islice
from typing import Any

import numpy as np

from components.panels.cards import side_of, statement_cards
from data import wording
from data.choosing.filters import FILTERS
from data.choosing.place_links import pinless_counts, unplaced
from data.choosing.selection import Selection, Shown, relief
from data.choosing.spot import listed
from data.choosing.suggesting import Suggestion, suggestions, who_speaks
from data.dataset import Dataset
from data.telling.claims import differences, has_ties, heads, wordings

PER_PAGE = 25
MOST_PINLESS = 30
MOST_UNKNOWN = 3
"""Typed words that look like names, which are looked up each by itself."""
_MARKS = ".,;:!?()[]“”\"’'"
MOST_WORDINGS = 10
"""Of one claim; beyond them the others are counted."""


def statements(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give the cards of one page: the one asked for, else that of the chosen statement.

    The wordings of one claim stand together, as one entry of the list. A chosen statement that
    is not listed stands first, with a sentence that says so.
    """
    here = listed(dataset, shown.mask, selection.spot)
    positions = np.flatnonzero(here)
    chosen = dataset.positions["statements"].get(selection.statement or "")
    entries = heads(dataset, here) if has_ties(dataset) else positions
    pages = max(1, -(-len(entries) // PER_PAGE))
    page = 1
    if selection.page is not None:
        page = min(selection.page, pages)
    elif chosen is not None and here[chosen]:
        entry = wordings(dataset, here, chosen)[0]
        page = int(np.searchsorted(entries, entry)) // PER_PAGE + 1
    first = (page - 1) * PER_PAGE
    claims = [
        wordings(dataset, here, entry) if has_ties(dataset) else [entry]
        for entry in entries[first : first + PER_PAGE].tolist()
    ]
    outside = ""
    if chosen is not None and not here[chosen]:
        filtered = not shown.mask[chosen]
        why = "among those that the filters show" if filtered else "one of those listed here"
        outside = f"The chosen statement is not {why}."
        claims = [[chosen], *claims]
    kept = [_kept(claim, chosen) for claim in claims]
    # All at once: asking for each claim alone takes three times as long.
    cards = iter(statement_cards(dataset, [position for claim in kept for position in claim]))
    return {
        "count": len(positions),
        "entries": [
            _entry(list(islice(cards, len(few))), len(claim))
            for few, claim in zip(kept, claims, strict=True)
        ],
        "chosen": selection.statement,
        "outside": outside,
        "page": page,
        "pages": pages,
        "first": first + 1,
        "last": min(first + PER_PAGE, len(entries)),
        "of": len(entries),
        "unit": "claims" if has_ties(dataset) else "statements",
        "unplaced": int((shown.mask & unplaced(dataset)).sum()),
        "pinless": _pinless(dataset, shown),
        "empty": _empty(dataset, selection, shown),
        **_near(dataset, selection, shown),
    }


def _kept(positions: list[int], chosen: int | None) -> list[int]:
    """Keep as many wordings of a claim as are shown, the chosen one among them."""
    kept = positions[:MOST_WORDINGS]
    if chosen in positions and chosen not in kept:
        return [*kept[:-1], chosen]
    return kept


def _entry(cards: list[dict[str, Any]], of: int) -> dict[str, Any]:
    """Arrange the cards of one claim: nearest to own words first, then what differs from it."""
    if len(cards) == 1:
        return {"cards": cards}
    cards.sort(key=lambda card: NEARNESS.index(nearness_of(card)))
    for card in cards[1:]:
        card["differs"] = difference(card, cards[0])
    told = [
        (words, sorted({c["source"] for c in cards if nearness_of(c) == words}))
        for words in NEARNESS
    ]
    return {
        "cards": cards,
        "told": [[words, sources] for words, sources in told if sources],
        "of": of,
    }


NEARNESS = ("own words", "partly own words", "in the report’s words")


def nearness_of(card: dict[str, Any]) -> str:
    """Say how near a card's words are to the speaker's own."""
    return NEARNESS[{"direct": 0, "mixed": 1}.get(card["form"], 2)]


def difference(card: dict[str, Any], against: dict[str, Any]) -> dict[str, Any] | None:
    """Mark what differs between two wordings, in a language that both are there in."""
    versions = [
        {"exact": of["language"], "translation": of["translation"] and of["translationLanguage"]}
        for of in (card, against)
    ]
    for field, language in versions[0].items():
        for other, same in versions[1].items():
            if language and language == same:
                found = differences(card[field], against[other])
                return {"field": field, "parts": [[part.text, part.differs] for part in found]}
    return None


def _pinless(dataset: Dataset, shown: Shown) -> list[dict[str, Any]]:
    """Give the places of matching statements that have no point on the map, with their counts."""
    ids = dataset.ids["places"]
    counts = pinless_counts(dataset, shown.mask)
    return [
        {"id": ids[place], "name": dataset.names["places"][ids[place]], "count": count}
        for place, count in counts[:MOST_PINLESS]
    ]


def _near(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any]:
    """Give what words that nothing has may mean; else, as there is no such name, who speaks."""
    words = next(iter(selection.values("q")), "")
    if not words or shown.matching:
        return {"looked": "", "near": []}
    found = suggestions(dataset, selection, words)
    looked = ["Words are looked for in what was said and in its translation."]
    unknown = _unknown(dataset, selection, words) or ([] if found else [words])
    if unknown:
        is_none = "is no name" if len(unknown) == 1 else "are no names"
        looked.append(f"{' and '.join(map(_said, unknown))} {is_none} here.")
    looked.append("Perhaps this is meant:" if found else "These speak:")
    return {
        "looked": " ".join(looked),
        "near": [suggested(dataset, one) for one in found or who_speaks(dataset, selection)],
    }


def _unknown(dataset: Dataset, selection: Selection, words: str) -> list[str]:
    """Give the words of a text that look like names, and that nothing has for one."""
    parts = words.split()
    named = [part.strip(_MARKS) for part in parts[len(parts) > 1 :] if part[:1].isupper()]
    few = list(dict.fromkeys(named))[:MOST_UNKNOWN]
    return [word for word in few if not suggestions(dataset, selection, word)]


def suggested(dataset: Dataset, one: Suggestion) -> dict[str, Any]:
    """Give a suggestion with the colour of the speaker's side, where it is one."""
    speakers = [value for key, value in one.chosen if key == "speaker"]
    return asdict(one) | {"side": side_of(dataset, *speakers)["colour"] if speakers else ""}


def _said(words: str) -> str:
    return f"“{wording.isolated(words)}”"


def _empty(dataset: Dataset, selection: Selection, shown: Shown) -> dict[str, Any] | None:
    if dataset.size == 0:
        return {"words": "This dataset has no statements.", "keys": [], "offer": ""}
    if shown.matching:
        return None
    found = relief(dataset, selection)
    if found is None:
        return None
    labels = [entry.label for entry in FILTERS if entry.key in found.keys]
    what = [f"the filter “{labels[0]}”" if len(labels) == 1 else "all filters"] if labels else []
    if found.keys == ("q",):
        what = [f"the words {_said(*selection.values('q'))}"]
    what += ["the comparison"] if "compare" in found.keys else []
    return {
        "words": "No statement matches these filters.",
        "keys": list(found.keys),
        "offer": f"Drop {' and '.join(what)} ({wording.statements(found.matching)})",
    }
