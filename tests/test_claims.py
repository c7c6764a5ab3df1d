"""Claims: counted once, with each wording a statement; and what differs between wordings."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dataset import Dataset, Mask
from data.telling.claims import claim_count, claim_of, differences, has_ties, heads, wordings
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded
from tests.helpers.selections import MASKED


@given(MASKED)
def test_each_claim_counts_once(masked: tuple[Dataset, Mask]) -> None:
    """Entries are the first matching statements of each claim, and their wordings are all."""
    dataset, mask = masked
    first = heads(dataset, mask)
    assert len(first) == claim_count(dataset, mask)
    together = [position for head in first for position in wordings(dataset, mask, int(head))]
    assert sorted(together) == np.flatnonzero(mask).tolist()
    assert all(wordings(dataset, mask, int(head))[0] == head for head in first)
    claims = dataset.statements["claim"]
    codes = claim_of(dataset)
    for one in range(dataset.size):
        for other in range(one):
            tied = claims[one] != "" and claims[one] == claims[other]
            assert (codes[one] == codes[other]) == tied


def test_ties() -> None:
    """A dataset may have ties or none."""
    assert has_ties(loaded(HARBOURS))
    assert not has_ties(loaded(MOSCOW))


@pytest.mark.parametrize(
    ("words", "against", "marked"),
    [
        ("the lock stays", "the lock stays", []),
        ("The lock stays, he said", "the lock stays", [", he said"]),
        ("the old lock", "the lock", ["old"]),
        ("мост закрыт", "мост открыт", ["закрыт"]),
        ("Café", "cafe", []),
        ("anything", "", ["anything"]),
        ("", "anything", []),
    ],
)
def test_differences(words: str, against: str, marked: list[str]) -> None:
    """What the other wording lacks is marked; accents and case make no difference."""
    found = differences(words, against)
    assert [part.text for part in found if part.differs] == marked
    assert "".join(part.text for part in found) == words


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_keep_every_letter(words: str, against: str) -> None:
    """Whatever the words, the parts joined are the words."""
    assert "".join(part.text for part in differences(words, against)) == words
