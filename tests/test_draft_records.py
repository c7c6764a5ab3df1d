"""What a drafted statement has beside its words: where and when it was said, about what."""

from __future__ import annotations

import pytest

from data.drafting.document import Statement, draft
from data.drafting.texts import Text

# A text, and of its first statement that somebody says: where said, about where, when, what of it
# is inferred.
SAID = (
    (
        "Ana Duarte said in Lisbon on 3 May 2021 that Norway would wait.",
        "Lisbon",
        "Norway",
        "2021-05-03",
    ),
    ("“Norway can wait,” said Ana Duarte, the harbour master, in Lisbon.", "Lisbon", "Norway", ""),
    ("Ana Duarte said that ships from Norway would wait in Lisbon.", "", "Norway Lisbon", ""),
    ("Ana Duarte, who came to Oslo in May 2020, said that Norway would wait.", "", "Norway", ""),
    (
        "LISBON, 3 May 2021 — Ana Duarte said that Norway would wait.",
        "LISBON",
        "Norway",
        "2021-05-03~",
    ),
    ("On Monday, Ana Duarte said that Norway would wait. It is 5 May 2021.", "", "Norway", ""),
    ("LISBON, 3 May 2021 — Ana Duarte wrote that Norway would wait.", "", "Norway", "2021-05-03~"),
    ("OSLO, 5 May 2021 — Ana Duarte said on Monday that it was late.", "OSLO", "", "2021-05-03"),
)


def first_said(text: str) -> Statement:
    """Give the first statement that is not the text's own."""
    made = draft(Text("a.txt", text, "plain text"), model=False)
    return next(each for each in made.statements if each.attribution.directness != "narration")


@pytest.mark.parametrize(("text", "at", "about", "when"), SAID, ids=[text for text, *_ in SAID])
def test_where_and_when_it_was_said(text: str, at: str, about: str, when: str) -> None:
    """Beside the cue, or by the report's own line with the reason; else it is left open."""
    statement = first_said(text)
    places = {"said_at": [], "about": []}  # type: dict[str, list[str]]
    for each in statement.places:
        places[each.role].append(each.mention.name)
    assert (" ".join(places["said_at"]), " ".join(places["about"])) == (at, about)
    assert (statement.said_on.value if statement.said_on else "") == when
    dated = [each for each in statement.places if each.role == "said_at" and at.isupper()]
    assert all(each.reason for each in dated)
    assert "~" not in when or (statement.said_on and statement.said_on.reason)


def test_a_passage_takes_in_speaker_and_cue_where_speech_is_indirect() -> None:
    """And is the quotation alone where it is direct; each is a piece of the text."""
    indirect = "It rained. Ana Duarte said that ships would wait. It went on."
    start, end = first_said(indirect).passage
    assert indirect[start:end] == "Ana Duarte said that ships would wait"
    direct = "It rained. “Ships can wait until noon,” said Ana Duarte."
    start, end = first_said(direct).passage
    assert direct[start:end] == "“Ships can wait until noon,”"


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister sagte „Wir schließen um zwölf“, und alle, die es in Norwegen hören, gehen.",
        "Le ministre a dit « nous fermons à midi » et tous sont partis pour la Norvège.",
        "قال الوزير «نغلق عند الظهر» في مصر",
    ],
    ids=["de", "fr", "ar"],
)
def test_another_language_is_said_to_be_one(text: str) -> None:
    """It is drafted as far as quotation marks and places go."""
    made = draft(Text("a.txt", text, "plain text"), model=False)
    assert made.reading.language in {"de", "fr", "ar"}
    assert any("language" in note for note in made.notes)
    assert made.places
