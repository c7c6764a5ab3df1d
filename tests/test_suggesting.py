"""What is typed into the search, as values of filters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.choosing.link import PARAMETERS
from data.choosing.selection import Selection, select
from data.choosing.suggesting import MOST, Suggestion, suggestions
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded


def found(typed: str, selection: Selection | None = None) -> list[Suggestion]:
    """Suggest for what is typed on the first dataset."""
    return list(suggestions(loaded(MOSCOW), selection or Selection(), typed))


@pytest.mark.parametrize(
    ("typed", "chosen", "rest"),
    [
        ("putin", {"speaker": "vladimir-putin"}, ""),
        ("Putni", {"speaker": "vladimir-putin"}, ""),
        ("Путин", {"speaker": "vladimir-putin"}, ""),
        ("Sharaa January", {"speaker": "ahmad-al-sharaa"}, ""),
        ("Sharaa January", {"said_from": "2026-01", "said_to": "2026-01"}, "Sharaa"),
        ("What did Putin say about Tartus?", {"speaker": "vladimir-putin"}, None),
        ("What did Putin say about Tartus?", {"place": "tartus-base"}, ""),
        ("Putin economy", {"speaker": "vladimir-putin"}, "economy"),
        ("president russia", {"speaker": "vladimir-putin"}, ""),
        ("moskow", {"place": "moscow"}, ""),
        ("москва", {"place": "moscow"}, ""),
        ("قاعدة", {"place": "hmeimim"}, ""),
        ("withdr", {"topic": "withdrawal"}, ""),
        ("28 January 2026", {"said_from": "2026-01-28", "said_to": "2026-01-28"}, ""),
        ("January 28, 2026", {"said_from": "2026-01-28", "said_to": "2026-01-28"}, ""),
        ("2026-01-28", {"said_from": "2026-01-28", "said_to": "2026-01-28"}, ""),
        ("2026", {"from": "2026", "to": "2026"}, ""),
    ],
)
def test_names_times_and_slips_are_understood(
    typed: str, chosen: dict[str, str], rest: str | None
) -> None:
    """What names a value, a time, or nearly does, is offered; the rest stays typed."""
    by_chosen = {one.chosen: one for one in found(typed)}
    kept = [one for key, one in by_chosen.items() if dict(key) == chosen]
    assert kept, [dict(key) for key in by_chosen]
    assert rest is None or kept[0].rest == rest


@pytest.mark.parametrize("typed", ["", "   ", "Lavrov", "xyzzy", "of it", "((("])
def test_what_names_nothing_suggests_nothing(typed: str) -> None:
    """Words that are no name and no time offer nothing."""
    assert not found(typed)


def test_a_count_is_what_is_shown_after_the_choice() -> None:
    """The number beside an offer is that of the statements it leads to."""
    dataset = loaded(MOSCOW)
    other = Selection(filters=(("act", ("assertive",)),))
    for one in found("syria january", other):
        filters = tuple(
            (key, (value,)) for key, value in [*dict(one.chosen).items(), ("act", "assertive")]
        )
        assert one.count == select(dataset, Selection(filters=filters)).matching


def test_what_is_chosen_is_not_offered_again() -> None:
    """What is chosen needs no offer."""
    chosen = Selection(filters=(("speaker", ("vladimir-putin",)),))
    assert "Vladimir Putin" not in [one.words for one in found("putin", chosen)]


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered_with_what_a_link_can_hold(typed: str) -> None:
    """Any text gives at most a few offers, in the link's own parameters."""
    keys = {parameter.key for parameter in PARAMETERS}
    for folder in (MOSCOW, HARBOURS):
        offered = suggestions(loaded(folder), Selection(), typed)
        assert len(offered) <= MOST
        assert {key for one in offered for key, _ in one.chosen} <= keys
