"""Everyone whom a text names: forms of a name that mean the same, roles, and who was named last."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.drafting.attribution import Actor, Span
from data.drafting.language import Language
from data.drafting.names import BODIES, STATES, Known, surname

SAID, SUBJECT, NAMED = 3.0, 2.0, 1.0
"""Weights of a name: of who spoke, of a sentence's subject, of any other."""

_RECENT = 30
"""Names that are remembered for pronouns."""

_ALIKE = 100
"""People of one surname or title among whom one is looked for."""


@dataclass(eq=False)
class Someone:
    """Somebody whom the text names: what is known of them, and where they are named.

    ``unsure`` where a name might be a person's or a body's; ``last`` is the sentence that named
    them last, with ``weight``.
    """

    name: str
    kind: str
    role: str = ""
    affiliation: str = ""
    plural: bool = False
    unsure: bool = False
    votes: Counter[str] = field(default_factory=Counter)
    mentions: list[Span] = field(default_factory=list)
    last: int = -99
    weight: float = 0.0
    speaks: bool = False

    @property
    def gender(self) -> str:
        """What most of the words beside the name say: "he" or "she"; empty where they do not."""
        he, she = self.votes["he"], self.votes["she"]
        return "he" if he > she else "she" if she > he else ""


class People:
    """Everyone whom a text names so far."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.recent: list[Someone] = []
        self._everyone: dict[str, Someone] = {}
        self._surnames: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._roles: defaultdict[str, list[Someone]] = defaultdict(list)

    def note(self, names: Sequence[Known]) -> None:
        """Learn the full names of a sentence, before anybody is asked for."""
        for name in names:
            long = name.label == "PERSON" and len(name.text.split()) > 1
            if long:
                self._surnames[surname(name.text)][name.text] = None
            if long and name.gender:
                self.of(name)

    def see(self, names: Sequence[Known], number: int) -> None:
        """Notice who is named in a sentence, for the pronouns after it."""
        for name in names:
            someone = self.of(name)
            if someone is not None:
                someone.mentions.append(name.span)
                self.recall(someone, number, SUBJECT if name.subject else NAMED)

    def recall(self, someone: Someone, number: int, weight: float) -> None:
        """Keep somebody in mind as named in this sentence."""
        if someone.last == number:
            weight = max(weight, someone.weight)
        someone.last, someone.weight = number, weight
        if someone in self.recent:
            self.recent.remove(someone)
        self.recent.append(someone)
        del self.recent[:-_RECENT]

    def spoke(self, someone: Someone, number: int) -> str:
        """Keep somebody in mind as who spoke; give the name."""
        someone.speaks = True
        self.recall(someone, number, SAID)
        return someone.name

    def of(self, name: Known) -> Someone | None:
        """Find whom a name means: its full form where only one has this surname."""
        if name.label == "PERSON" or (len(name.text.split()) == 1 and self.known(name.text)):
            someone = self.person(name.text)
            someone.votes[name.gender] += 1
            if name.role and not someone.role:
                someone.role, someone.affiliation = name.role, name.affiliation
                for word in dict.fromkeys(name.role.lower().split()):
                    self._roles[word].append(someone)
            return someone
        if name.label not in (*BODIES, "NAME"):
            return None
        kind = "state" if name.label in STATES else "organisation"
        if self.language.outlets & set(name.text.lower().split()):
            kind = "outlet"
        someone = self.described(name.text, kind)
        someone.unsure = len(name.text.split()) == 1 and name.text.istitle() and kind != "outlet"
        return someone

    def known(self, text: str) -> bool:
        """Tell whether a word is the surname of somebody whom the text names in full."""
        return text[:1].isupper() and bool(self._surnames.get(surname(text)))

    def person(self, text: str) -> Someone:
        """Find a person by any form of the name."""
        full = self._full(text)
        return self._everyone.setdefault(full, Someone(full, "person"))

    def _full(self, text: str) -> str:
        """Choose among full names with a surname the one that holds all the words."""
        having = list(self._surnames.get(surname(text), ()))[:_ALIKE]
        parts = set(text.lower().split())
        fitting = [full for full in having if parts <= set(full.lower().split())]
        if text in having or not having:
            return text
        if len(fitting) == 1 or (len(having) == 1 and not fitting):
            return (fitting or having)[0]
        return text

    def described(self, text: str, kind: str) -> Someone:
        """Find a body, or somebody whom the text describes and does not name."""
        return self._everyone.setdefault(text, Someone(text, kind))

    def titled(self, text: str, head: str) -> Someone | None:
        """Find the one person whose role has the words of a title: "the Russian leader"."""
        if head not in self.language.roles:
            return None
        wanted = set(text.lower().split())
        fitting = [
            one
            for one in self._roles.get(head, [])[-_ALIKE:]
            if wanted <= set(one.role.lower().split())
        ]
        return fitting[0] if len(fitting) == 1 else None

    def actors(self) -> tuple[Actor, ...]:
        """Give all who speak, with what the text says of them."""
        return tuple(
            Actor(p.name, p.kind, p.role, p.affiliation, tuple(sorted(set(p.mentions))))
            for p in self._everyone.values()
            if p.speaks
        )
