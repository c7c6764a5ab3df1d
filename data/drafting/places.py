"""Find the places that a text names, in the sense in which it names them.

A government is not its capital ("Moscow said"), a person not the town of the same name. A name
that is in no list, and a vague area ("northeastern Syria"), is a place without a point. Positions
are Unicode code points of the text; coordinates WGS 84 degrees.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from data.drafting import gazetteer, senses
from data.drafting.candidate import Candidate
from data.drafting.countries import countries, people_of
from data.drafting.evidence import ENOUGH, Known, Labels, is_government, persons, weigh
from data.drafting.mention import Entity, Match, Mention, grams, matches
from data.drafting.ranking import Context, fits, rank
from data.drafting.runs import Run, runs
from data.drafting.unlisted import with_parts, with_unlisted

_WORD = re.compile(r"\S+")


def find(
    text: str, entities: Iterable[Entity] = (), language: str = "en"
) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Give the places named in a text in order, and notes on names that were taken for no place."""
    seen = list(runs(text))
    labels = Labels(entities)
    looked = {name for run in seen for name in grams(text, run)}
    found = gazetteer.find(looked, language)
    named = [match for run in seen for match in matches(text, run, found)]
    known = Known(
        persons(seen, found, labels, text),
        frozenset(
            word.casefold() for match in _WORD.finditer(text) if (word := match.group()).islower()
        ),
        labels,
    )
    weights = [
        weigh(match, known, qualified=bool(_wider(named, n, text) or _narrower(named, n, text)))
        for n, match in enumerate(named)
    ]
    sure = {match.name for match, weight in zip(named, weights, strict=True) if weight >= ENOUGH}
    context = _context(named, seen)
    notes: list[str] = []
    mentions = []
    for number, match in enumerate(named):
        # A place once is a place where only the sentence's beginning speaks against it.
        if weights[number] + (match.name in sure) < ENOUGH:
            continue
        if is_government(match, text):
            name = text[match.start : match.end]
            notes.append(
                f"“{name}” at {match.start} stands for a government, and is no place here."
            )
            continue
        wider, narrower = _wider(named, number, text), _narrower(named, number, text)
        ranked = rank(match.found, context, wider, narrower, ruled=_is_ruled(match))
        first = ranked[0]
        start = _with_head(match)
        one = first.candidate
        name = text[start : match.end]
        mentions.append(
            Mention(start, match.end, name, one.kind, ranked, first.reason, one.country)
        )
    mentions = with_parts(text, with_unlisted(text, mentions, seen, known, found))
    return tuple(sorted(mentions, key=lambda each: each.start)), tuple(notes)


def _is_ruled(match: Match) -> bool:
    """Tell whether it is called a state, or somebody its governor."""
    before = [word.small for word in match.before]
    return before[-1:] == ["of"] and before[-2:-1] in (["governor"], ["state"], ["province"])


def _with_head(match: Match) -> int:
    """Give where a name begins with "State of" or "City of", in capitals, before it."""
    left = match.run.words[: match.first]
    heads = senses.SETTLEMENT | {"republic", "kingdom"}
    if len(left) > 1 and left[-1].small == "of" and left[-2].small in heads:
        return left[-2].start
    return match.start


def _wider(matches: Sequence[Match], number: int, text: str) -> tuple[Candidate, ...]:
    """Give what the name right after may mean, where it says in what the place lies."""
    if number + 1 == len(matches) or not _adjoin(text, matches[number], matches[number + 1]):
        return ()
    return matches[number + 1].found


def _narrower(matches: Sequence[Match], number: int, text: str) -> tuple[Candidate, ...]:
    """Give what the name right before may mean, where this one says in what it lies."""
    if not number or not _adjoin(text, matches[number - 1], matches[number]):
        return ()
    return matches[number - 1].found


def _adjoin(text: str, one: Match, other: Match) -> bool:
    """Tell whether "one, other" or "one (other)" is written, and the one may lie in the other."""
    if not 0 < other.start - one.end <= 3:
        return False
    between = text[one.end : other.start]
    if between.strip() not in {",", "("} and not (between == " " and one.run is other.run):
        return False
    return any(fits(each, wider) for each in one.found for wider in other.found)


def _context(matches: Sequence[Match], seen: Sequence[Run]) -> Context:
    """Count the countries that a text speaks of, by name and by the names of their people."""
    counts: Counter[str] = Counter()
    names = {code: country.name for code, country in countries().items()}
    for match in matches:
        kinds = {each.kind for each in match.found}
        if "country" in kinds and len({each.country for each in match.found}) == 1:
            counts[match.found[0].country] += 2
        elif len(match.found) == 1 or (
            kinds & {"region"} and len({each.country for each in match.found}) == 1
        ):
            counts[match.found[0].country] += 1
        elif any(each.capital and each.population > 500_000 for each in match.found):
            counts[next(each.country for each in match.found if each.capital)] += 1
    for run in seen:
        for word in run.words:
            if code := people_of(word.small):
                counts[code] += 1
    return Context(counts, names)
