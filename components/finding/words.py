"""The words of what a link chooses, for whoever runs no script: readers, search engines, archives.

It is the page of the list that the screen shows, in the same order and with the same marks, as
plain text; and, for programs, the same in words of schema.org.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from components.finding.cards import plain
from components.panels.statements import statements
from data.choosing import link
from data.exports.excerpt import Excerpt

MOST = 100_000
"""Characters of the statements on a page; what is beyond them is counted."""
_NO_SCRIPT = (
    "The map and the filters need JavaScript, which is turned off. The statements stand here."
)
_CONTEXT = "https://schema.org"
Card = dict[str, Any]


class Words:
    """What stands in the page for an excerpt; ``page`` is the address of the app's page."""

    def __init__(self, excerpt: Excerpt, page: str) -> None:
        self._excerpt, self._page = excerpt, page
        self._listed = statements(excerpt.dataset, excerpt.selection, excerpt.shown)
        self._cards = list(_fitting(card for of in self._listed["entries"] for card in of["cards"]))

    def _link(self, **changes: str) -> str:
        """Give the address of the same view but for some parameters; "" is none."""
        chosen = {**link.write(self._excerpt.selection), **{k: [v] for k, v in changes.items()}}
        kept = {key: values for key, values in chosen.items() if any(values)}
        query = {"dataset": [self._excerpt.dataset.name], **kept}
        return f"?{urlencode(query, doseq=True)}"

    def listing(self) -> ET.Element:
        """Give the list for readers, with links to the pages before and after it."""
        root, about, listed = ET.Element("noscript"), self._excerpt.dataset.about, self._listed
        _add(root, "p", _NO_SCRIPT)
        _add(root, "h1", about.title, dir="auto")
        _add(root, "p", f"{self._excerpt.sentence}.")
        for words in (listed["outside"], (listed["empty"] or {}).get("words", "")):
            if words:
                _add(root, "p", words)
        for card in self._cards:
            self._add_card(_add(root, "article", "", id=card["id"]), card)
        left = sum(len(of["cards"]) for of in listed["entries"]) - len(self._cards)
        if left:
            _add(root, "p", f"{left:,} more on this page are left out here.")
        for step, words in ((-1, "Previous page"), (1, "Next page")):
            if 1 <= (number := listed["page"] + step) <= listed["pages"]:
                pages = self._link(page=str(number), statement="")
                _add(_add(root, "p", ""), "a", words, href=pages)
        return root

    def _add_card(self, root: ET.Element, card: Card) -> None:
        who = "in its own words" if card["narration"] else card["role"]
        _add(root, "h2", ", ".join(filter(None, [card["speaker"], who])), dir="auto")
        if card["status"]:
            _add(root, "p", card["status"])
        words = _add(root, "blockquote", "", lang=card["language"], dir=card["direction"])
        _add(words, "q" if card["quoted"] else "p", card["exact"])
        if card["translation"]:
            language = {"lang": card["translationLanguage"], "dir": card["translationDirection"]}
            _add(root, "p", card["translation"], **language)
        _add(root, "p", " · ".join(_how(card)), dir="auto")
        _add(_add(root, "p", ""), "a", "On the map", href=self._link(statement=card["id"]))

    def described(self) -> str:
        """Give the dataset and these statements as JSON-LD that can stand in a script element."""
        dataset = self._excerpt.dataset
        address = f"{self._page}?{urlencode({'dataset': dataset.name})}"
        node = {
            "@context": _CONTEXT,
            "@type": "Dataset",
            "@id": address,
            "url": address,
            "name": plain(dataset.about.title),
            "description": plain(dataset.about.description) or self._excerpt.sentence,
            "version": dataset.about.version,
            "license": [plain(one) for one in dataset.about.licences if one],
            "hasPart": [_quotation(card, f"{address}&{_one(card)}") for card in self._cards],
        }
        text = json.dumps({key: value for key, value in node.items() if value})
        # In a script element only "<" could end it or begin a comment.
        return text.replace("<", "\\u003c")


def _fitting(cards: Iterator[Card]) -> Iterator[Card]:
    room = MOST
    for card in cards:
        room -= len(card["exact"]) + len(card["translation"])
        if room < 0:
            return
        yield card


def _how(card: Card) -> Iterator[str]:
    """Say how, where and when; what was inferred says so."""
    yield card["act"]
    if not card["narration"]:
        yield card["directness"]
        yield from filter(None, [f"“{card['cue']}”" * bool(card["cue"]), card["chain"]])
    for place in card["places"]:
        yield f"{'said in' if place['said'] else 'about'} {place['name']}{_inferred(place)}"
    for date in card["dates"]:
        yield f"{date['label']} {date['words']}{_inferred(date)}"
    yield f"in {card['source']}"


def _inferred(one: dict[str, Any]) -> str:
    return " (inferred)" if one["inferred"] else ""


def _quotation(card: Card, address: str) -> dict[str, Any]:
    """Describe a statement: whose words they are is said of a speaker's own words alone."""
    by = "spokenByCharacter" if card["quoted"] else "mentions"
    places = {
        word: [
            {"@type": "Place", "name": plain(of["name"])}
            for of in card["places"]
            if of["said"] is said
        ]
        for word, said in (("locationCreated", True), ("contentLocation", False))
    }
    node = {
        "@type": "Quotation",
        "@id": address,
        "url": address,
        "text": plain(card["exact"]),
        "inLanguage": card["language"],
        by: {"@type": "Thing", "name": plain(card["speaker"])},
        "isPartOf": {"@type": "CreativeWork", "name": plain(card["source"])},
        "creativeWorkStatus": plain(card["status"]),
        **places,
    }
    return {key: value for key, value in node.items() if value}


def _one(card: Card) -> str:
    return urlencode({"statement": card["id"]})


def _add(root: ET.Element, tag: str, words: str, **attributes: str) -> ET.Element:
    given = {key: plain(value) for key, value in attributes.items() if value}
    element = ET.SubElement(root, tag, given)
    element.text = plain(words)
    return element
