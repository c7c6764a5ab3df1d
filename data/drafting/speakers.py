"""Who the speakers are: names and titles that mean the same, and what pronouns stand for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.drafting.attribution import Actor, Span
from data.drafting.language import Language
from data.drafting.names import BODIES, STATES, Known, spelled, surname
from data.drafting.reports import Report
from data.drafting.words import Sentence

_NEAR = 6
"""Sentences within which a pronoun finds whom it stands for."""

_RECENT = 30
"""Names that are remembered for pronouns."""

_FADES = 0.9
"""What a name loses of its weight with each sentence."""

_SAID, _SUBJECT, _NAMED = 3.0, 2.0, 1.0
"""Weights of a name: of who spoke, of a sentence's subject, of any other."""


@dataclass
class Someone:
    """Somebody whom the text names: what is known of them, and where they are named."""

    name: str
    kind: str
    role: str = ""
    affiliation: str = ""
    gender: str = ""
    mentions: list[Span] = field(default_factory=list)
    last: int = -99
    weight: float = 0.0
    speaks: bool = False


class Cast:
    """Everyone whom a text names so far; asked for speakers in the text's order."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.people: dict[str, Someone] = {}
        self.surnames: defaultdict[str, list[str]] = defaultdict(list)
        self.roles: defaultdict[str, list[Someone]] = defaultdict(list)
        self.recent: list[Someone] = []

    def note(self, names: Sequence[Known]) -> None:
        """Learn the full names of a sentence, before anybody is asked for."""
        for name in names:
            if (
                name.label == "PERSON"
                and len(name.text.split()) > 1
                and name.text not in self.people
            ):
                self.people[name.text] = Someone(name.text, "person")
                self.surnames[surname(name.text)].append(name.text)

    def see(self, names: Sequence[Known], number: int) -> None:
        """Notice who is named in a sentence, for the pronouns after it."""
        for name in names:
            someone = self._of(name)
            if someone is not None:
                someone.mentions.append(name.span)
                self._recall(someone, number, _SUBJECT if name.subject else _NAMED)

    def _recall(self, someone: Someone, number: int, weight: float) -> None:
        """Keep somebody in mind as named in this sentence."""
        if someone.last == number:
            weight = max(weight, someone.weight)
        someone.last, someone.weight = number, weight
        if someone in self.recent:
            self.recent.remove(someone)
        self.recent.append(someone)
        del self.recent[:-_RECENT]

    def _of(self, name: Known) -> Someone | None:
        """Find whom a name means: its full form where only one has this surname."""
        if name.label == "PERSON" or (name.label == "NAME" and surname(name.text) in self.surnames):
            full = self._full(name.text)
            someone = self.people.setdefault(full, Someone(full, "person"))
            someone.gender = someone.gender or name.gender
            if name.role and not someone.role:
                someone.role, someone.affiliation = name.role, name.affiliation
                for word in name.role.lower().split():
                    self.roles[word].append(someone)
            return someone
        if name.label not in (*BODIES, "NAME"):
            return None
        kind = "state" if name.label in STATES else "organisation"
        if self.language.outlets & set(name.text.lower().split()):
            kind = "outlet"
        return self.people.setdefault(name.text, Someone(name.text, kind))

    def _full(self, text: str) -> str:
        """Choose among full names with a surname the one that holds all the words."""
        having = self.surnames.get(surname(text), [])
        parts = set(text.lower().split())
        fitting = [full for full in having if parts <= set(full.lower().split())]
        if text in having or not having:
            return text
        if len(fitting) == 1 or (len(having) == 1 and not fitting):
            return (fitting or having)[0]
        return text

    def who(
        self, sentence: Sentence, report: Report, names: Sequence[Known], number: int
    ) -> tuple[str, str]:
        """Say who speaks in a report by name, and why; both empty where it is left open."""
        if report.speaker is None or report.head is None:
            return "", ""
        start, end = report.speaker
        head = sentence.words[report.head]
        if head.lower in self.language.pronouns and end - start == 1:
            return self._pronoun(sentence, report.head, names, number)
        inside = [name for name in names if start <= name.words[0] and name.words[1] <= end]
        own = next((n for n in inside if n.words[0] <= report.head < n.words[1]), None)
        person = own if own and own.label in ("PERSON", "NAME") else None
        person = person or next(
            (n for n in inside if n.label == "PERSON" and self._own(sentence, n)), None
        )
        if person and (someone := self._of(person)):
            why = (
                ""
                if someone.name == person.text
                else f"“{person.text}” is short for {someone.name}"
            )
            return self._spoke(someone, number), why
        text = re.sub(r"^(?:the|an?)\s+", "", spelled(sentence, start, end), flags=re.IGNORECASE)
        if (titled := self._by_title(text, head.lower)) and not own:
            why = f"“{text}” is {titled.name}, the only one whom the text calls so"
            return self._spoke(titled, number), why
        someone = self._of(own) if own else None
        return self._described(sentence, report, text, someone, number), ""

    @staticmethod
    def _own(sentence: Sentence, name: Known) -> bool:
        """Tell whether a person's name within a mention is the speaker's own."""
        first = name.words[0]
        return not name.owner and (first == 0 or sentence.words[first - 1].tag != "ADP")

    def _described(
        self, sentence: Sentence, report: Report, text: str, someone: Someone | None, number: int
    ) -> str:
        """Keep a speaker whom the text describes but does not name: "officials"."""
        if someone is not None:
            return self._spoke(someone, number)
        assert report.head is not None  # noqa: S101 - the caller has looked
        head = sentence.words[report.head]
        plural = head.fine in ("NNS", "NNPS") or bool(sentence.children(head.index, "conj"))
        kind = "person" if head.lemma in self.language.roles and not plural else "organisation"
        someone = self.people.setdefault(text, Someone(text, kind))
        someone.gender = someone.gender or ("they" if plural else "")
        someone.mentions.append(_span(sentence, report))
        return self._spoke(someone, number)

    def _spoke(self, someone: Someone, number: int) -> str:
        someone.speaks = True
        self._recall(someone, number, _SAID)
        return someone.name

    def _by_title(self, text: str, head: str) -> Someone | None:
        """Find the one person whose role has the words of a title: "the Russian leader"."""
        if head not in self.language.roles:
            return None
        wanted = set(text.lower().split())
        fitting = [
            one for one in self.roles.get(head, ()) if wanted <= set(one.role.lower().split())
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _pronoun(
        self, sentence: Sentence, index: int, names: Sequence[Known], number: int
    ) -> tuple[str, str]:
        """Find whom a pronoun stands for: the weightiest name before it that fits."""
        pronoun = sentence.words[index].lower
        kind = self.language.pronouns[pronoun]
        if kind == "self":
            return "", ""
        if kind == "relative":
            return self._relative(sentence, index, names, number)
        later = {one.name for name in names if name.words[0] >= index and (one := self._of(name))}
        best: Someone | None = None
        weight = 0.0
        for one in self.recent:
            here = one.last == number and one.weight < _SAID and one.name in later
            if number - one.last > _NEAR or here or not self._fits(one, kind, pronoun):
                continue
            worth = one.weight - _FADES * (number - one.last) + _NEAR
            if worth >= weight:
                best, weight = one, worth
        if best is None:
            return "", ""
        if kind == "person":
            best.gender = best.gender or pronoun
        return (
            self._spoke(best, number),
            f"“{pronoun}” is taken for {best.name}, the nearest before it that fits",
        )

    def _relative(
        self, sentence: Sentence, index: int, names: Sequence[Known], number: int
    ) -> tuple[str, str]:
        """Find whom "who" belongs to: the noun that its clause hangs on."""
        words = sentence.words
        for above in sentence.above(words[index].head):
            if above < index and words[above].tag in ("NOUN", "PROPN"):
                under = sentence.under(above, without=("relcl", "punct"))
                inner = Report([], None, (min(under), above + 1), above)
                name, _ = self.who(sentence, inner, names, number)
                return name, f"“{words[index].text}” belongs to {name} before it" if name else ""
        return "", ""

    @staticmethod
    def _fits(one: Someone, kind: str, pronoun: str) -> bool:
        """Tell whether a pronoun may stand for somebody."""
        if kind == "person":
            return one.kind == "person" and one.gender in ("", pronoun)
        if kind == "thing":
            return one.kind != "person" and one.gender != "they"
        return one.gender == "they" or one.kind in ("organisation", "outlet", "state")

    def actors(self) -> tuple[Actor, ...]:
        """Give all who speak, with what the text says of them."""
        return tuple(
            Actor(p.name, p.kind, p.role, p.affiliation, tuple(sorted(set(p.mentions))))
            for p in self.people.values()
            if p.speaks
        )


def _span(sentence: Sentence, report: Report) -> Span:
    """Give the place of a speaker's mention."""
    assert report.speaker is not None  # noqa: S101 - the caller has looked
    start, end = report.speaker
    return sentence.words[start].start, sentence.words[end - 1].end
