"""Checks that need more than one cell: sources, passages, status, loops."""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from pathlib import Path

import pandas as pd

from data.limits import MOST_BYTES_OF_SOURCE, MOST_PAIRS
from data.loading.filenames import is_file_everywhere, repeated
from data.loading.inside import read_inside
from data.loading.reading import MISSING
from data.loading.written import decoded
from data.marks import normal
from data.passages import find, find_in_other_form, one_line_end, reach_back, reach_on, verify
from data.problem import MOST_PROBLEMS, Problem
from data.schema import NOWHERE

MOST_SEARCHED = 5_000_000_000
"""Characters of texts that are searched for verbs and misplaced words: some ten seconds' work."""

_SLOW = 20
"""How many times longer a search for words in any Unicode form takes."""

_NEARBY = 500
"""Characters around a quotation in which its verb usually stands."""

_FORM_ALONE = "; only the Unicode form (NFC or NFD) differs from that of the text"

_HINTS = 5
"""Places of misplaced words that are named."""

_OFFSET = re.compile(r"\+?0*[0-9]{1,15}")
ANCHORS = frozenset({"source", "exact", "start", "end"})
"""Columns of statements without which no quotation can be checked."""
_NEEDS_REASON = ("disputed", "corrected", "withdrawn")


def read_sources(folder: Path, sources: pd.DataFrame) -> tuple[dict[str, str], list[Problem]]:
    """Read every source's text; check that it lies in the package and has its SHA-256."""
    texts: dict[str, str] = {}
    problems = []
    twice = set(repeated(sources["file"]))
    for row, source in sources.iterrows():
        file = source["file"]
        place = ("sources.csv", int(str(row)), "file", file)
        try:
            content = read_inside(folder, file, MOST_BYTES_OF_SOURCE)
        except ValueError:
            problems.append(
                Problem(*place, "a path inside the package, such as sources/report.txt")
            )
            continue
        except OSError as error:
            gone = isinstance(error, FileNotFoundError)
            problems.append(Problem(*place, MISSING if gone else "a file inside the package"))
            continue
        if file in twice or (file and not is_file_everywhere(file)):
            expected = "a name that is a file of its own on every system"
            problems.append(Problem(*place, expected))
            continue
        text = decoded(content, file)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        digest = hashlib.sha256(content).hexdigest()
        if digest != source["sha256"]:
            saved_anew = _has_other_line_ends(content, source["sha256"])
            expected = f"{digest}; only the line ends are others" if saved_anew else digest
            problems.append(
                Problem("sources.csv", int(str(row)), "sha256", source["sha256"], expected)
            )
            if saved_anew:  # every offset would be wrong, for this one reason
                continue
        texts[source["id"]] = text
    return texts, problems


def _has_other_line_ends(content: bytes, sha256: str) -> bool:
    """Tell whether a text was the one with this SHA-256 before its line ends were changed."""
    plain = one_line_end(content.decode()).encode()
    others = (plain, plain.replace(b"\n", b"\r\n"), plain.replace(b"\n", b"\r"))
    return sha256 in {hashlib.sha256(other).hexdigest() for other in others}


def check_withheld(sources: pd.DataFrame) -> list[Problem]:
    """Check that a text which may not be passed on is so for every source that has it."""
    withheld = sources["withheld"] == "true"
    closed = sources["sha256"].isin(sources.loc[withheld, "sha256"])
    expected = "true, as for another source with the same text"
    return [
        Problem("sources.csv", int(str(row)), "withheld", value, expected)
        for row, value in sources.loc[closed & ~withheld, "withheld"].items()
    ]


class Search:
    """The texts of the sources by their ids, which are searched up to ``MOST_SEARCHED``."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        self._left = MOST_SEARCHED
        self._found: dict[tuple[str, str], list[int]] = {}

    def starts(self, source: str, words: str) -> list[int] | None:
        """Give the first places of words in a text; None when too much was searched already."""
        key = (source, words)
        if key not in self._found:
            text = self.texts[source]
            if self._left < len(text):
                return None
            self._left -= len(text)
            places: list[int] = []
            while words and len(places) < _HINTS:
                place = find(text, words, places[-1] + 1 if places else 0)
                if place < 0:
                    break
                places.append(place)
            self._found[key] = places
        return self._found[key]

    def in_other_form(self, source: str, words: str) -> int:
        """Give where words begin that a text has in another Unicode form; -1 if nowhere."""
        text = self.texts[source]
        if words.isascii() or self.starts(source, words) or self._left < len(text) * _SLOW:
            return -1
        self._left -= len(text) * _SLOW
        return find_in_other_form(text, words)


def check_passages(statements: pd.DataFrame, search: Search) -> list[Problem]:
    """Check that each quotation, its prefix and its suffix stand at their offsets."""
    problems = []
    columns = ("source", "exact", "prefix", "suffix", "start", "end", "cue")
    for row, source, exact, prefix, suffix, first, last, cue in zip(
        statements.index, *(statements[name].tolist() for name in columns), strict=True
    ):
        text = search.texts.get(source)
        if text is None or not (_OFFSET.fullmatch(first) and _OFFSET.fullmatch(last)):
            continue
        start, end = int(first), int(last)
        if not verify(text, exact, start, end):
            expected = f"the words at {first} to {last} of {source}" + _hint(
                search.starts(source, exact), search.in_other_form(source, exact)
            )
            problems.append(Problem("statements.csv", int(row), "exact", exact, expected))
            continue
        if reach_back(text, prefix, start) is None:
            expected = f"the words right before {start}" + _form_of(text[:start], prefix)
            problems.append(Problem("statements.csv", int(row), "prefix", prefix, expected))
        if reach_on(text, suffix, end) is None:
            expected = f"the words right after {end}" + _form_of(text[end:], suffix)
            problems.append(Problem("statements.csv", int(row), "suffix", suffix, expected))
        nearby = text[max(0, start - _NEARBY) : end + _NEARBY]
        if cue and find(nearby, cue) < 0 and not (places := search.starts(source, cue)):
            where = f"near these words in {source}" if places is None else f"in {source}"
            expected = f"a verb that stands {where}" + _form_of(nearby, cue)
            problems.append(Problem("statements.csv", int(row), "cue", cue, expected))
    return problems


def _form_of(text: str, words: str) -> str:
    """Say so where words stand in a text but for their Unicode form."""
    near = text[:_NEARBY] + text[-_NEARBY:]
    same = normal("NFC", words) in normal("NFC", near)
    return _FORM_ALONE if words and same and words not in near else ""


def _hint(starts: list[int] | None, elsewhere: int) -> str:
    if elsewhere >= 0:
        return f"{_FORM_ALONE}, where these words begin at {elsewhere}"
    if not starts:
        return "" if starts is None else "; these words are nowhere in it"
    return f"; these words begin at {', '.join(map(str, starts))}"


def check_status(statements: pd.DataFrame) -> list[Problem]:
    """Check that a disputed, corrected or withdrawn statement gives its date and reason."""
    changed = statements["status"].isin(_NEEDS_REASON)
    found = (
        Problem("statements.csv", int(str(row)), column, "", f"{words} it was {status}")
        for column, words in (("status_on", "the date when"), ("status_reason", "the reason why"))
        for row, status in statements.loc[changed & (statements[column] == ""), "status"].items()
    )
    return list(islice(found, MOST_PROBLEMS + 1))


def check_reserved(places: pd.DataFrame) -> list[Problem]:
    """Check that no place has the id that means statements without a place."""
    taken = places.index[places["id"] == NOWHERE]
    expected = f"another id than {NOWHERE}, which means no place"
    return [Problem("places.csv", int(row), "id", NOWHERE, expected) for row in taken]


def check_relations(relations: pd.DataFrame) -> list[Problem]:
    """Check that no statement affirms, denies or qualifies itself."""
    same = relations[relations["statement"] == relations["other"]][: MOST_PROBLEMS + 1]
    expected = "another statement than the one that it is said of"
    return [
        Problem("statement_relations.csv", int(str(row)), "other", value, expected)
        for row, value in same["other"].items()
    ]


def check_pairs(links: pd.DataFrame) -> list[Problem]:
    """Check that arcs can be counted: a statement has one for each two of its places."""
    said = links.loc[links["role"] == "said_at", "statement"].value_counts()
    about = links.loc[links["role"] == "about", "statement"].value_counts()
    pairs = (said * about).dropna()
    if pairs.sum() <= MOST_PAIRS:
        return []
    most = pairs.idxmax()
    row = int(str(links.index[links["statement"] == most][0]))
    value = f"{pairs.sum():,.0f} pairs of places, {pairs.max():,.0f} of them of {most}"
    expected = (
        f"at most {MOST_PAIRS:,} pairs of a place where a statement was said and one that it is "
        "about, of all statements together"
    )
    return [Problem("statement_places.csv", row, "statement", value, expected)]


def check_loops(frame: pd.DataFrame, file: str, column: str) -> list[Problem]:
    """Check that following a column from id to id never leads back to where it began."""
    upward = dict(zip(frame["id"], frame[column], strict=True))
    problems = []
    walked: set[str] = {""}  # each id is followed once, however long the chains are
    looping: set[str] = set()
    for row, key in zip(frame.index, frame["id"], strict=True):
        path: dict[str, None] = {}
        following = key
        while following not in walked and following not in path:
            path[following] = None
            following = upward.get(following, "")
        if following in path:
            on_the_way = list(path)
            looping.update(on_the_way[on_the_way.index(following) :])
        walked.update(path)
        if key in looping:
            expected = f"an id whose own {column} does not lead back to {key}"
            problems.append(Problem(file, int(row), column, str(upward[key]), expected))
    return problems
