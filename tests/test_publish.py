"""The page in one file: small, the same each time, and nothing in it but what may be there."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from components.publish import ground
from components.publish.__main__ import main
from components.publish.basis import basis, part_of
from components.publish.file import write
from data.choosing.filters import FILTERS
from data.choosing.selection import Selection, select
from data.dataset import Dataset
from data.telling.sentence import describe
from data.telling.sides import sides
from tests.helpers.datasets import HARBOURS, MOSCOW, loaded
from tests.helpers.excerpts import excerpt
from tests.helpers.published import DATA, data_of, page_of, spoilt

HOSTILE = (
    "</script><script>window.owned=1</script>{{7*7}}${7*7}`<img src=x onerror=alert(1)>\\ $data"
)
MOST_BYTES = 2_000_000


def _chosen(dataset: Dataset, key: str, value: str) -> Selection:
    selection = Selection(filters=((key, (value,)),))
    assert 0 < select(dataset, selection).matching < dataset.size
    return selection


def test_the_report_on_the_talks_is_under_two_megabytes() -> None:
    """It can be sent in a message."""
    assert len(page_of(loaded(MOSCOW))) < MOST_BYTES


def test_the_same_excerpt_is_the_same_file() -> None:
    """Nothing in it depends on when or where it was written."""
    assert write(excerpt(loaded(HARBOURS))) == write(excerpt(loaded(HARBOURS)))


@pytest.mark.parametrize("words", ["", HOSTILE])
def test_data_stands_in_base64_alone(words: str) -> None:
    """Around the data, the page of every dataset is the same, letter by letter."""
    pages = [page_of(loaded(MOSCOW)), page_of(spoilt(loaded(HARBOURS), words))]
    around = [DATA.split(page) for page in pages]
    assert [len(parts) for parts in around] == [3, 3]
    assert around[0][0] == around[1][0]
    assert around[0][2] == around[1][2]
    assert data_of(pages[1])["head"]["title"] == loaded(HARBOURS).about.title + words


def test_the_page_may_load_nothing() -> None:
    """Its policy forbids every request, and its scripts run by their hashes alone."""
    page = page_of(loaded(MOSCOW))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"('sha256-[A-Za-z0-9+/]{43}=' ?){2}", rules["script-src"])
    assert set(rules) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    assert page.lower().count("</script") == 3
    assert page.lower().count("</style") == 1
    assert not re.search(r"<(link|img|iframe|object|embed)\b", page.partition("<script")[0])
    assert "sourceMappingURL" not in page


def test_a_withheld_text_is_left_out() -> None:
    """A sentence stands in its place; the statements and their words are there."""
    dataset = loaded(HARBOURS)
    data = data_of(page_of(dataset))
    [withheld] = dataset.sources.index[dataset.sources["withheld"].fillna(value=False)]
    text = dataset.texts[dataset.sources["id"][withheld]]
    segments = data["sources"][withheld]["segments"]
    assert len(segments) == 1
    assert "left out, as its licence asks" in segments[0][0]
    whole = str(data)
    assert text not in "".join(part for source in data["sources"] for part, _ in source["segments"])
    unsaid = [line for line in text.splitlines() if len(line) > 40]
    quoted = " ".join(dataset.statements["exact"])
    assert not [line for line in unsaid if line in whole and line not in quoted]
    shown = [source for n, source in enumerate(data["sources"]) if n != withheld]
    for source in shown:
        joined = "".join(part for part, _ in source["segments"])
        assert joined in dataset.texts.values()


def test_an_excerpt_has_its_statements_alone() -> None:
    """What was not chosen is nowhere in it, and it says what it is."""
    dataset = loaded(HARBOURS)
    source = dataset.statements["source"].iloc[0]
    chosen = _chosen(dataset, "source", source)
    data = data_of(page_of(dataset, chosen))
    mask = select(dataset, chosen).mask
    assert [card["id"] for card in data["cards"]] == dataset.statements["id"][mask].tolist()
    whole = str(data)
    others = dataset.statements[~mask]
    assert not [key for key in others["id"] if repr(key) in whole]
    assert not [words for words in others["exact"] if words in whole]
    assert len(data["sources"]) == 1
    about = data["about"]
    assert describe(dataset, chosen) in about["excerpt"]
    words = [text for row in about["rows"] for text in row["words"]]
    taken = excerpt(dataset, chosen)
    assert {taken.sentence, taken.time, *taken.credits} <= set(words)
    assert any(dataset.digest in text for text in words)
    assert about["link"] == taken.link


def test_an_excerpt_keeps_every_filter_whole() -> None:
    """The part of a dataset is a dataset: every filter and every place still stands in it."""
    dataset = loaded(HARBOURS)
    place = dataset.statement_places["place"].iloc[0]
    part = part_of(excerpt(dataset, Selection(at=place)))
    assert 0 < part.size < dataset.size
    assert set(part.statement_places["place"]) <= set(part.places["id"])
    assert set(part.places["parent"]) <= {"", *part.places["id"]}
    for entry in FILTERS:
        if entry.options:
            assert entry.options(part).statement.max(initial=-1) < part.size


def test_nothing_chosen_is_an_empty_page() -> None:
    """A selection without statements can be written, too."""
    dataset = loaded(MOSCOW)
    data = data_of(page_of(dataset, Selection(filters=(("q", ("zeppelin",)),))))
    assert data["cards"] == []
    assert data["sources"] == []


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [(55.7, 37.6, "e030n50"), (-13.8, -171.7, "w180s20"), (0, 0, "e000n00"), (90, 180, "w180n80")],
)
def test_a_point_lies_in_its_cell(lat: float, lon: float, name: str) -> None:
    """Cells are named by their south-west corner."""
    assert ground.cell_of(lat, lon) == name


def test_the_ground_has_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Detail is left out where there is no room for it; the overview stays."""
    assert ground.ground(loaded(MOSCOW))["detail"]
    monkeypatch.setattr(ground, "MOST_BYTES", 0)
    without = ground.ground(loaded(MOSCOW))
    assert without["detail"] == {}
    assert without["divisions"] == []
    assert without["world"]["countries"]


def test_the_command_writes_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a whole dataset or of what a link shows; what is wrong is said."""
    target = tmp_path / "page.html"
    assert main([str(MOSCOW), "-o", str(target), "--link", "speaker=vladimir-putin&x=1"]) == 0
    said = capsys.readouterr()
    assert "statements" in said.out
    assert "“x”" in said.err
    data = data_of(target.read_text("utf-8"))
    assert {card["speaker"] for card in data["cards"]} == {"Vladimir Putin"}
    assert main([str(tmp_path)]) == 1


def test_a_part_opens_on_what_was_chosen_and_keeps_its_colours() -> None:
    """Place, layers and view are where the file opens; no side has another side's colour."""
    dataset = loaded(HARBOURS)
    about = dataset.links[~dataset.links["said"]].iloc[0]
    place = dataset.ids["places"][about["place"]]
    speaker = dataset.statements["speaker"].iloc[about["statement"]]
    chosen = Selection(
        filters=(("speaker", (speaker,)),), at=f"about:{place}", layers=("places",), view="1,2,3"
    )
    start = basis(excerpt(dataset, chosen))["start"]
    assert parse_qs(start) == {"at": [f"about:{place}"], "layers": ["places"], "view": ["1,2,3"]}
    nothing = Selection(filters=(("q", ("nothingatall",)),), at=f"about:{place}")
    assert basis(excerpt(dataset, nothing))["start"] == ""
    only = part_of(excerpt(dataset, Selection(filters=(("speaker", (speaker,)),))))
    assert sides(only).sides == sides(dataset).sides
    assert len(only.actors) < len(dataset.actors)
    for key, position in only.positions["actors"].items():
        of = dataset.positions["actors"][key]
        assert sides(only).of_actor[position] == sides(dataset).of_actor[of]


def test_a_withheld_source_without_statements_is_left_out_too() -> None:
    """A source that nothing quotes has its sentence in place of its text, as any other."""
    dataset = loaded(HARBOURS)
    closed = dataset.sources.loc[dataset.sources["withheld"].fillna(value=False), "id"].iloc[0]
    kept = (dataset.statements["source"] != closed).to_numpy()
    statements = dataset.statements[kept].reset_index(drop=True)
    links = dataset.statement_places[dataset.statement_places["statement"].isin(statements["id"])]
    bare = replace(
        dataset,
        statements=statements,
        statement_places=links.reset_index(drop=True),
        statement_relations=dataset.statement_relations.iloc[:0],
    )
    found = basis(excerpt(bare))
    texts = "".join(words for source in found["sources"] for words, _ in source["segments"])
    assert dataset.texts[closed] not in texts
    assert found["about"]["rows"][-1]["label"] == "Left out"
