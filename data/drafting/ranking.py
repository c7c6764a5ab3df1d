"""Rank the places that a name may mean, and say why the first is the likeliest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data.drafting.candidate import Candidate, key
from data.geography import distance

NEAR_DEGREES = 10.0
"""How far a town may lie from the label point of the division that is named right after it."""

MOST_OFFERED = 5
_OF_KIND = {"country": 9.0, "region": 5.5, "area": 5.0, "sea": 5.0, "air base": 4.0, "airport": 4.0}
_QUALIFIED, _CONTEXT, _CAPITAL = 10.0, 4.5, 2.0


@dataclass(frozen=True)
class Ranked:
    """A candidate with the reason for its rank."""

    candidate: Candidate
    reason: str


@dataclass(frozen=True)
class Context:
    """Which countries a text speaks of: how often, by ISO 3166-1 code, and their names."""

    counts: Counter[str]
    names: dict[str, str]

    def share(self, country: str) -> float:
        """Give a country's share of all that the text says of countries, 0 to 1."""
        total = sum(self.counts.values())
        return self.counts[country] / total if total else 0.0


def fits(candidate: Candidate, wider: Candidate) -> bool:
    """Tell whether a place lies in the country or division that is named right after it."""
    if candidate is wider or candidate.country != wider.country:
        return False
    if wider.kind == "country":
        return True
    if wider.kind != "region" or candidate.kind == "country":
        return False
    if candidate.division and wider.division:
        return candidate.division == wider.division
    if candidate.lat is None or candidate.lon is None or wider.lat is None or wider.lon is None:
        return True
    return distance((candidate.lat, candidate.lon), (wider.lat, wider.lon)) < NEAR_DEGREES


def rank(  # noqa: PLR0913 - what a name stands beside
    candidates: Sequence[Candidate],
    context: Context,
    wider: Iterable[Candidate] = (),
    narrower: Iterable[Candidate] = (),
    *,
    ruled: bool = False,
    most: int = MOST_OFFERED,
) -> tuple[Ranked, ...]:
    """Give the candidates, the likeliest first, each with its reason, and no more than asked for.

    ``wider`` are the places that the name right after it may mean ("Durham, North Carolina"),
    ``narrower`` those of the name right before it. ``ruled`` where it is called a state.
    """
    wider, narrower = tuple(wider), tuple(narrower)
    towns = {
        (each.country, key(each.name))
        for each in candidates
        if each.kind == "town" and each.population > 50_000
    }
    scored = []
    for number, each in enumerate(candidates):
        after = next((other for other in wider if fits(each, other)), None)
        before = next((other for other in narrower if fits(other, each)), None)
        score = _OF_KIND.get(each.kind, 0.0) or math.log10(each.population + 10)
        score += _CAPITAL * each.capital
        if each.kind == "region" and not ruled and (each.country, key(each.name)) in towns:
            score -= 1.5
        elif each.kind == "region" and ruled:
            score += 4
        score += _QUALIFIED * bool(after or before) + _CONTEXT * context.share(each.country)
        scored.append(
            (-score, number, Ranked(each, _reason(each, candidates, context, after, before)))
        )
    return tuple(entry[-1] for entry in sorted(scored, key=lambda entry: entry[:2])[:most])


def _reason(
    one: Candidate,
    candidates: Sequence[Candidate],
    context: Context,
    after: Candidate | None,
    before: Candidate | None,
) -> str:
    if after:
        return f"the text names {after.name} right after it"
    if before:
        return f"the text names {before.name}, which lies in it, right before it"
    if len(candidates) == 1:
        return "the only place of this name in the lists"
    if one.kind == "country":
        return "the name of a country"
    reasons = []
    if one.country and context.share(one.country) > 0:
        reasons.append(f"the text speaks of {context.names.get(one.country, one.country)}")
    if one.capital:
        reasons.append("a capital")
    if one.kind == "town" and one.population > 1:
        reasons.append(f"a town of {one.population:,} inhabitants")
    elif one.kind != "town":
        reasons.append(f"{'an' if one.kind[0] in 'aeiou' else 'a'} {one.kind} of this name")
    return ", ".join(reasons) or "one of the places of this name"
