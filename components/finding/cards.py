"""What the head of a page says for previews, search engines and readers of feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from data.catalogue import Catalogue
from data.choosing import link
from data.choosing.selection import Selection
from data.exports.excerpt import Excerpt
from data.exports.formats import PREVIEW_SIZES
from data.telling.heading import account, cut, heading
from data.telling.preview import seen

NAME = "Standpoint"
LONGEST = 300
"""Characters of a description, of which previews show some two hundred."""
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")
ICONS = {"icon": "favicon.svg", "shortcut icon": "favicon.png", "apple-touch-icon": "favicon.png"}

Element = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Card:
    """What is told of a link: the dataset's name, a line, sentences, and what of it is asked for.

    ``query`` holds the parameters of a link to what is chosen, ``shown`` those of its preview.
    """

    dataset: str
    title: str
    description: str
    query: Mapping[str, Sequence[str]]
    shown: Mapping[str, Sequence[str]]

    def link(self, page: str) -> str:
        """Give the address that means this alone; ``page`` is that of the app's page."""
        return f"{page}?{urlencode({'dataset': [self.dataset], **self.query}, doseq=True)}"

    def feed(self, page: str) -> str:
        """Give the address of the feed of what is chosen."""
        query = urlencode(self.query, doseq=True)
        return f"{page}export/{quote(self.dataset)}.atom" + (f"?{query}" if query else "")

    def picture(self, page: str, **options: int) -> str:
        """Give the address of the preview."""
        query = urlencode({**self.shown, **options}, doseq=True)
        return f"{page}export/{quote(self.dataset)}.preview.png" + (f"?{query}" if query else "")


def plain(words: str) -> str:
    """Give a text in one line, without characters that no page may hold."""
    return " ".join(words.translate(_CONTROLS).split())


def card_of(excerpt: Excerpt) -> Card:
    """Tell of an excerpt what its link chooses."""
    dataset, selection = excerpt.dataset, excerpt.selection
    asked = _asked(selection)
    return Card(
        dataset.name,
        plain(heading(dataset, asked)),
        cut(plain(account(dataset, asked)), LONGEST),
        link.write(asked),
        link.write(seen(dataset, selection)),
    )


def card_of_dataset(found: Catalogue, asked: str | None) -> Card | None:
    """Tell of a dataset as a whole what its description says; nothing is loaded for it."""
    name, title, description = found.told(asked)
    if name is None:
        return None
    return Card(name, plain(title), cut(plain(description), LONGEST), {}, {})


def _asked(selection: Selection) -> Selection:
    """Leave out how the page stands: two links that differ in nothing else mean the same."""
    return replace(
        selection,
        tab=None,
        page=None,
        sort=None,
        layers=None,
        base=None,
        view=None,
        readings=(),
    )


def elements(card: Card | None, page: str) -> list[Element]:
    """Give the elements of a page's head: tags and attributes, whose texts are set as such."""
    found = [("link", {"rel": rel, "href": f"./{path}"}) for rel, path in ICONS.items()]
    found.append(("link", {"rel": "manifest", "href": "./manifest.webmanifest"}))
    told = {
        "og:site_name": NAME,
        "og:type": "website",
        "og:title": card.title or NAME if card else NAME,
    }
    if card is None:
        return [*found, *(_meta("property", *each) for each in told.items())]
    address = card.link(page)
    oembed = f"{page}oembed?{urlencode({'url': address, 'format': 'json'})}"
    alternate = {"rel": "alternate", "type": "application/json+oembed", "title": card.title}
    feed = {"rel": "alternate", "type": "application/atom+xml", "title": card.title}
    width, height = PREVIEW_SIZES[0]
    told |= {
        "og:description": card.description,
        "og:url": address,
        "og:locale": "en",
        "og:image": card.picture(page),
        "og:image:type": "image/png",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": f"Map: {card.title}",
    }
    return [
        *found,
        ("link", {"rel": "canonical", "href": address}),
        ("link", alternate | {"href": oembed}),
        ("link", feed | {"href": card.feed(page)}),
        *([_meta("name", "description", card.description)] if card.description else []),
        *(_meta("property", key, value) for key, value in told.items() if value),
        _meta("name", "twitter:card", "summary_large_image"),
    ]


def _meta(kind: str, key: str, value: str) -> Element:
    return "meta", {kind: key, "content": value}
