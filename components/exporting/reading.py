"""What an address of an export asks for: the link's own parameters, read as the page reads them.

A parameter that narrows and cannot be read is refused: a program would not see that it was given
too much.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from urllib.parse import parse_qs, urlencode

from components.choices import CHOICES
from data.catalogue import catalogue
from data.choosing import link
from data.choosing.selection import NARROWING
from data.dataset import Dataset
from data.exports.excerpt import Excerpt
from data.exports.format import Format
from data.exports.formats import CITATIONS, FORMATS, PREVIEW
from data.marks import normal
from data.telling.preview import seen
from data.version import code_of

MOST_KNOWN = 200
"""Addresses of which it is known what they mean."""


@dataclass(frozen=True)
class Wanted:
    """What an address asks for: a format, and what it is to hold."""

    export: Format
    excerpt: Excerpt
    tag: str

    def key(self, *, packed: bool) -> Hashable:
        """Give what its file is kept by; the dataset's name is the last of it."""
        return self.tag, packed, self.excerpt.dataset.name


class RefusedError(Exception):
    """An address that cannot be answered: a status of HTTP, and sentences for a person."""

    def __init__(self, status: int, *sentences: str) -> None:
        super().__init__(*sentences)
        self.status = status
        self.sentences = sentences


def read(file: str, parameters: Mapping[str, list[str]], page: str) -> Wanted:
    """Find out what an address asks for: "moscow-talks.csv" and the link's parameters.

    ``page`` is the address of the app's page. Raises ``RefusedError``.
    """
    fitting = [export for export in FORMATS if file.endswith(f".{export.ending}")]
    export = max(fitting, key=lambda export: len(export.ending), default=None)
    name = normal(
        "NFC", file.removesuffix(f".{export.ending}") if export else file.partition(".")[0]
    )
    found = catalogue()
    loaded = found.load(name) if name in found.names else None
    if not isinstance(loaded, Dataset):
        raise RefusedError(404, "There is no such dataset here, or it has problems.")
    if export is None:
        endings = ", ".join(export.ending for export in FORMATS)
        raise RefusedError(404, f"A dataset can be had as one of these: {endings}.")
    given = {
        key: values
        for key, values in parameters.items()
        if key not in export.options and not link.is_strange(key)
    }
    cited, kept = name, f"{name}.v{loaded.about.version}"
    if export in CITATIONS and kept in found.names:
        version = found.load(kept)
        loaded, cited = (version, kept) if isinstance(version, Dataset) else (loaded, name)
    selection, notices = link.read(loaded, given, CHOICES)
    chosen = link.write(selection)
    unread = [
        key
        for key in (*NARROWING, "at", *(given.keys() - {entry.key for entry in link.PARAMETERS}))
        if len({value for value in given.get(key, ()) if value.strip()}) != len(chosen.get(key, ()))
    ]
    options = {key: parameters[key][0] for key in export.options if parameters.get(key)}
    unread += [key for key in options if len(set(parameters[key])) > 1]
    if {normal("NFC", value) for value in given.get("dataset", ())} - {"", name}:
        unread.append("dataset")
    if unread:
        named = ", ".join(f"“{link.shown(key)}”" for key in unread[:5])
        raise RefusedError(400, *notices, f"What this address gives for {named} cannot be read.")
    if export is PREVIEW:
        selection = seen(loaded, selection)
        chosen = link.write(selection)
    query = urlencode({"dataset": [cited], **chosen}, doseq=True)
    address = f"{page}?{query}"
    now = datetime.now(UTC)  # a citation names the day
    parts = (
        loaded.digest,
        export.key,
        address,
        repr(sorted(options.items())),
        code_of("data", "components"),
    )
    tag = hashlib.sha256("\n".join([*parts, f"{now:%Y-%m-%d}"]).encode()).hexdigest()[:32]
    excerpt = Excerpt(loaded, selection, now, address, options)
    if export.most is not None and len(excerpt.positions) > export.most:
        raise RefusedError(
            400,
            f"“{export.label}” holds at most {export.most:,} statements, and these are "
            f"{len(excerpt.positions):,}. Narrow the filters.",
        )
    return Wanted(export, excerpt, tag)


@dataclass(frozen=True)
class Known:
    """What is known of an address that was read a moment ago."""

    wanted: Wanted
    stem: str


_known: OrderedDict[Hashable, Known] = OrderedDict()
_knowing = Lock()


def forget_known() -> None:
    """Read each address anew: what it named may be gone."""
    with _knowing:
        _known.clear()


def look_up(file: str, query: str, page: str) -> Known:
    """Read an address, unless it was read a moment ago and means the same still."""
    name = file.partition(".")[0]
    found = catalogue()
    loaded = found.load(name) if name in found.names else None
    digest = loaded.digest if isinstance(loaded, Dataset) else ""
    key = (digest, file, query, page, f"{datetime.now(UTC):%Y-%m-%d}")
    with _knowing:
        if digest and key in _known:
            _known.move_to_end(key)
            return _known[key]
    wanted = read(file, parse_qs(query, keep_blank_values=True), page)
    known = Known(wanted, wanted.excerpt.file_stem)
    with _knowing:
        _known[key] = known
        while len(_known) > MOST_KNOWN:
            _known.popitem(last=False)
    return known
