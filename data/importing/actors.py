"""The actors of a table: each once, by name, with its kind and whom it belongs to."""

from __future__ import annotations

import re

from data.drafting.countries import country_of
from data.drafting.rows import Row
from data.drafting.slugs import Ids, slug
from data.folding import fold
from data.limits import MOST_LABEL

_ORGANISATION = re.compile(
    r"\b(ministry|department|government|council|committee|commission|party|union|agency|office|"
    r"bureau|army|navy|forces|police|court|parliament|senate|embassy|group|organi[sz]ation|"
    r"association|foundation|institute|university|company|corporation|bank|front|movement|"
    r"ministerio|gobierno|partido|ministere|gouvernement|parti|ministerium|regierung|partei|"
    r"министерство|правительство|партия|совет|комитет|وزارة|حكومة|حزب|部|委员会|政府|党)\b"
)


class Actors:
    """The actors that rows name; the first that is said of one counts."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._ids = Ids()
        self._by_name: dict[str, Row] = {}
        self._by_id: dict[str, Row] = {}

    def give(self, name: str, kind: str = "", role: str = "", affiliation: str = "") -> str:
        """Give the id of an actor; what is not known of it yet is added."""
        name = " ".join(name.split())[:MOST_LABEL]
        row = self._by_name.get(fold(name))
        if row is None:
            given = self._ids.give(slug(name, "speaker"))
            row = {"id": given, "name": name, "kind": kind or _kind(name), "role": role}
            row |= {"affiliation": "", "review": ""}
            self.rows.append(row)
            self._by_name[fold(name)] = self._by_id[given] = row
        row["role"] = row["role"] or role
        if affiliation and not row["affiliation"]:
            self._join(
                row, self.give(affiliation, "" if country_of(affiliation) else "organisation")
            )
        return row["id"]

    def _join(self, row: Row, to: str) -> None:
        """Let an actor belong to another, who does not belong to it already."""
        above = to
        while above:
            if above == row["id"]:
                return
            above = self._by_id[above]["affiliation"]
        row["affiliation"] = to


def _kind(name: str) -> str:
    """Say what a name is likeliest of: a state, an organisation by a word in it, or a person."""
    if country_of(name):
        return "state"
    return "organisation" if _ORGANISATION.search(fold(name)) else "person"
