"""Places that no list has by their own name: bases, islands, parts of countries, unknown towns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data.drafting import airfields, senses
from data.drafting.candidate import key
from data.drafting.countries import is_people, people_of
from data.drafting.evidence import Known
from data.drafting.gazetteer import Found
from data.drafting.mention import Entity, Mention, name_of
from data.drafting.ranking import Ranked
from data.drafting.runs import CALENDAR, OPENING, Run

MOST = 50
"""Places at which a name stands that are looked at."""

UNLISTED = "in none of the lists, so it has no point yet"


def with_unlisted(
    text: str, mentions: list[Mention], seen: Sequence[Run], known: Known, found: Found
) -> list[Mention]:
    """Add air bases, ports, islands and the like, and names that are in no list.

    A name that is part of a longer one's ("Tartus naval base") gives way to it.
    """
    taken = bytearray(len(text))
    for each in mentions:
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
    starts = {each.start: each for each in mentions}
    added: list[Mention] = []
    for run in seen:
        longer = _built(text, run, starts) or _natural(text, run, found)
        if longer and not (taken[longer.start] and longer.start not in starts):
            added.append(longer)
        elif not longer and not taken[run.start] and (called := _called(text, run)):
            added.append(called)
    for each in added:
        taken[each.start : each.end] = b"\2" * (each.end - each.start)
    kept = [each for each in mentions if 2 not in taken[each.start : each.end]]
    stands: dict[str, list[int]] = {}
    for run in seen:
        first, after, _ = name_of(text, run.words)
        stands.setdefault(text[first:after], []).append(first)
    for start, end, label in known.labels.all:
        if label in _OF_LABEL and not any(taken[start:end]):
            added += _by_label(text, (start, end, label), known, found, stands)
    return kept + added


_OF_LABEL = {"GPE": "town", "FAC": "facility", "LOC": "area"}


def _by_label(
    text: str, entity: Entity, known: Known, found: Found, stands: Mapping[str, list[int]]
) -> list[Mention]:
    """Take what no list has and a parser takes for a place, where the word before says so too.

    ``stands`` says where each name begins: one that the parser takes for something else, or for
    nothing, at any of these places is none.
    """
    start, end, label = entity
    before = text[max(0, start - 20) : start].casefold().removesuffix("the ").split()
    if not before or before[-1] not in senses.IN | {"at", "from"}:
        return []
    if text[start:end].casefold().startswith("the "):
        start += 4
    if text[start - 4 : start].casefold() == "the " and " " not in text[start:end]:
        return []  # "in the Sun"
    name = text[start:end].removesuffix("'s").removesuffix("’s").rstrip()
    small = name.casefold()
    if not name or {small, small.split()[-1]} & (known.small | known.persons) or people_of(name):
        return []
    if key(name) in found or known.labels.kinds(name, stands.get(name, (start,))[:MOST]) != {label}:
        return []
    return [Mention(start, start + len(name), name, _OF_LABEL[label], (), UNLISTED)]


def _built(text: str, run: Run, starts: dict[int, Mention]) -> Mention | None:
    """Find "X air base", "X Airport", "X naval base": a place that people built."""
    tail = text[run.end : run.end + 40].casefold()
    name = text[run.start : run.end]
    for words, kind in senses.BASES:
        inside = name.casefold().endswith(f" {words}")
        behind = (
            tail.startswith(f" {words}") and not tail[len(words) + 1 : len(words) + 2].isalpha()
        )
        if not (inside or behind):
            continue
        start, end = run.start, run.end if inside else run.end + 1 + len(words)
        bare = name[: -len(words) - 1] if inside else name
        if bare.casefold().startswith("the "):
            start, bare = start + 4, bare[4:]
        if not bare or bare.casefold() in OPENING or is_people(bare):
            return None
        return _placed_base(text[start:end], start, kind, bare, starts.get(start))
    return None


def _placed_base(name: str, start: int, kind: str, bare: str, inside: Mention | None) -> Mention:
    """Give the point of a base by the list of airports, else by the town for which it is named."""
    end = start + len(name)
    if kind in {"air base", "airport"} and (known := airfields.fields(bare)):
        likeliest = sorted(known, key=lambda each: (each.kind != kind, -each.population))[:5]
        ranked = tuple(Ranked(each, f"{each.name} in the list of airports") for each in likeliest)
        return Mention(start, end, name, kind, ranked, ranked[0].reason, likeliest[0].country)
    town = inside.likeliest if inside else None
    if town and town.kind == "town":
        near = replace(town, name=name, kind=kind, precision=2, geonames=None, population=0)
        near = replace(near, source=f"{town.source}, the point of {town.name}")
        reason = f"named for {town.name}; its own point is in none of the lists"
        return Mention(start, end, name, kind, (Ranked(near, reason),), reason, town.country)
    return Mention(start, end, name, kind, (), UNLISTED)


def _natural(text: str, run: Run, found: Found) -> Mention | None:
    """Find "Hong Kong Island", "Mount X", "Plains of X", where no list has it."""
    first, last = run.words[0].small, run.words[-1].small
    if len(run.words) < 2 or len(run.words) > 4:
        return None
    head = last in senses.NATURAL and last not in {"mount", "cape", "pass", "square"}
    head = head or (first in senses.NATURAL and first not in {"island", "sea", "square"})
    if not head or any(word.small in senses.HONORIFICS for word in run.words):
        return None
    start, end, name = name_of(text, run.words)
    if name in found:
        return None
    return Mention(start, end, text[start:end], "area", (), UNLISTED)


def _called(text: str, run: Run) -> Mention | None:
    """Find a name in no list that the text itself calls a town, a province and the like."""
    before = [word.small for word in run.before]
    after = run.after[0] if run.after and run.after[0].start - run.end == 1 else None
    called = len(before) > 1 and before[-1] == "of" and before[-2] in senses.SETTLEMENT
    division = after is not None and after.text in senses.DIVISION and len(run.words) <= 2
    if run.before and run.before[-1].start < run.start - 5:
        called = False
    if (
        not (called or division)
        or run.words[0].small in CALENDAR | OPENING
        or is_people(run.words[0].text)
    ):
        return None
    start, end, _ = name_of(text, run.words)
    kind = "region" if division else "town"
    return Mention(start, end, text[start:end], kind, (), UNLISTED)


def with_parts(text: str, mentions: list[Mention]) -> list[Mention]:
    """Make "northeastern Syria" and "Syria's coast" places of their own: vague, without a point."""
    result = []
    for each in mentions:
        before = text[max(0, each.start - 16) : each.start]
        word = before.split()[-1] if before.split() and before[-1:] in {" ", "\n"} else ""
        coast = text[each.end : each.end + 8].casefold()
        if word.casefold() in senses.COMPASS and each.kind in {"country", "region", "town", "area"}:
            start = each.start - 1 - len(word)
            result.append(_part(text, start, each.end, each))
        elif coast.startswith(("'s coast", "’s coast")) and each.kind in {"country", "region"}:
            result.append(_part(text, each.start, each.end + 8, each))
        else:
            result.append(each)
    return result


def _part(text: str, start: int, end: int, whole: Mention) -> Mention:
    reason = f"a part of {whole.name} with no agreed boundary, so it has no point"
    return Mention(start, end, text[start:end], "area", (), reason, whole.country)
