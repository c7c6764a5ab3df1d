"""Datasets in ZIP files: what is good opens as its folder would, what is hostile is refused."""

from __future__ import annotations

import os
import stat
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import cache
from data.catalogue import catalogue
from data.dataset import Dataset, load, main, stamp
from data.exports.package import write
from data.limits import MOST_FILES
from data.loading import archive
from data.loading.archive import MOST_LISTED, opened
from data.problem import Problem
from data.schema import TABLES
from tests.helpers import breaking
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.excerpts import excerpt
from tests.helpers.processes import bounded

Make = Callable[[zipfile.ZipFile], None]
TOP = HARBOURS.name
TEXT = "sources/al-marfa.txt"


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))


def pack(to: Path, top: str = f"{TOP}/", more: Make | None = None, but: str = "") -> Path:
    """Pack a good dataset but for one file, and what a case adds."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(HARBOURS.rglob("*")):
            if path.name != but:
                package.write(path, f"{top}{path.relative_to(HARBOURS).as_posix()}")
        if more:
            more(package)
    return to


def member(name: str, mode: int = 0, content: bytes = b"x") -> Make:
    """Add a member of a name, with the mode of a link or device if any."""

    def act(package: zipfile.ZipFile) -> None:
        info = zipfile.ZipInfo("x")
        info.filename = name
        info.external_attr = mode << 16
        package.writestr(info, content)

    return act


def twice(package: zipfile.ZipFile) -> None:
    """Add a member whose name is there already, written in another way."""
    member(f"{TOP}/./README.md")(package)
    member(f"{TOP}/README.md/")(package)
    member(f"{TOP}//README.md")(package)


def many(package: zipfile.ZipFile) -> None:
    """Add more members than there may be."""
    for number in range(MOST_FILES):
        member(f"{TOP}/{number}", content=b"")(package)


def long_list(package: zipfile.ZipFile) -> None:
    """Add a list of contents that is larger than it may be."""
    for number in range(100):
        info = zipfile.ZipInfo(f"{TOP}/{number}")
        info.comment = b"x" * 60_000
        package.writestr(info, b"")


def bomb(package: zipfile.ZipFile) -> None:
    """Put 320 MB of nothing, which take 0.3 MB, in place of a text."""
    with package.open(f"{TOP}/{TEXT}", "w", force_zip64=True) as file:
        for _ in range(320):
            file.write(bytes(1_000_000))


def overlapping(package: zipfile.ZipFile) -> None:
    """List one large member many times under other names."""
    member(f"{TOP}/a", content=os.urandom(200_000))(package)
    first = package.infolist()[-1]
    for number in range(10):
        again = zipfile.ZipInfo(f"{TOP}/a{number}")
        again.header_offset = first.header_offset
        again.file_size = again.compress_size = first.file_size
        again.CRC = first.CRC
        package.filelist.append(again)
    package.filelist[-1].compress_size = 200_000


def method(number: int) -> Make:
    """Pack a member in another way, which may take any memory to unpack."""

    def act(package: zipfile.ZipFile) -> None:
        package.writestr(zipfile.ZipInfo(f"{TOP}/x"), b"x" * 100, number)

    return act


def flagged(package: zipfile.ZipFile) -> None:
    """Say of a member that it has a password."""
    member(f"{TOP}/secret")(package)
    package.filelist[-1].flag_bits |= 1


def lying(package: zipfile.ZipFile) -> None:
    """Say of a member that it has another sum than it has."""
    member(f"{TOP}/{TEXT}", content=b"lie")(package)
    package.filelist[-1].CRC ^= 1


def misplaced(package: zipfile.ZipFile) -> None:
    """Say of a member that it lies where nothing is."""
    member(f"{TOP}/{TEXT}", content=b"lie")(package)
    package.filelist[-1].header_offset = 900_000_000


def composed(package: zipfile.ZipFile) -> None:
    """Add two members whose names are one in another form of Unicode."""
    member(f"{TOP}/caf\u00e9.txt")(package)
    member(f"{TOP}/cafe\u0301.txt")(package)


def beside(package: zipfile.ZipFile) -> None:
    """Add 290 MB that are no part of a dataset."""
    with package.open(f"{TOP}/film.bin", "w", force_zip64=True) as file:
        for _ in range(290):
            file.write(bytes(1_000_000))


@dataclass(frozen=True)
class Case:
    """What is added to a good archive, and how its problem begins and ends."""

    name: str
    act: Make
    place: str
    ends: str
    but: str = ""
    """The good file in whose place the case puts its own."""


INSIDE = "expected a path inside the archive"
PLAIN = "expected a plain file or folder, not a link"
ONE = "expected one member of this name"
EVERYWHERE = "expected a name that is a file on every system"
CASES = [
    *(
        Case(f"path-{number}", member(name), f"/{name}", INSIDE)
        for number, name in enumerate(
            (
                "/etc/passwd",
                "../x",
                f"{TOP}/../../x",
                "..\\x",
                f"{TOP}\\x",
                "C:/x",
                "C:x",
                "\\\\server\\share\\x",
                "//server/share/x",
            )
        )
    ),
    Case("no-name", member("."), "", "characters that can all be seen"),
    Case("long-name", member(f"{TOP}/{'a/' * 200}x"), "", "characters that can all be seen"),
    Case("hidden-name", member(f"{TOP}/\u202ecod"), "", "characters that can all be seen"),
    *(
        Case(f"mode-{mode:o}", member(f"{TOP}/x", mode | 0o644), f"/{TOP}/x", PLAIN)
        for mode in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK, stat.S_IFDIR)
    ),
    Case("password", flagged, f"/{TOP}/secret", "expected a file without a password"),
    Case("twice", twice, f"/{TOP}/", ONE),
    Case("many", many, "", f"expected at most {MOST_FILES:,} files and folders"),
    Case(
        "long-list", long_list, "", f"expected a list of contents of at most {MOST_LISTED:,} bytes"
    ),
    Case("bomb", bomb, f"/{TOP}/{TEXT}", "at most 100 times the bytes that it takes", TEXT),
    Case("overlapping", overlapping, "", "expected members that do not overlap"),
    Case("bzip2", method(zipfile.ZIP_BZIP2), f"/{TOP}/x", "a file that is stored or deflated"),
    Case("lzma", method(zipfile.ZIP_LZMA), f"/{TOP}/x", "a file that is stored or deflated"),
    Case("bad-sum", lying, f"/{TOP}/{TEXT}", "expected a file that is whole", TEXT),
    Case("misplaced", misplaced, f"/{TOP}/{TEXT}", "expected a file that is whole", TEXT),
    *(
        Case(f"same-{number}", member(f"{TOP}/{name}"), f"/{TOP}/{name}", ONE)
        for number, name in enumerate(("Statements.csv", "STATEMENTS.CSV", "sources/AL-MARFA.txt"))
    ),
    *(
        Case(f"no-file-{number}", member(f"{TOP}/{name}"), f"/{TOP}/{name}", EVERYWHERE)
        for number, name in enumerate(
            ("con/aux:ads.txt", "NUL.txt", "sources/com1", "a.", "b /c", "what?", "x<y")
        )
    ),
    Case("composed", composed, f"/{TOP}/cafe\u0301.txt", ONE),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_is_hostile_is_refused(tmp_path: Path, case: Case) -> None:
    """A problem names archive and member; nothing stays, inside the cache folder or outside."""
    path = pack(tmp_path / "hostile.zip", more=case.act, but=Path(case.but).name)
    found = load(path)
    assert isinstance(found, tuple)
    (problem,) = found
    assert str(problem).startswith(f"hostile.zip{case.place}"[:190])
    assert str(problem).endswith(case.ends)
    assert str(problem).isprintable()
    left = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert left == [path]


@pytest.mark.parametrize("top", [f"{TOP}/", "", "two-harbours-main/", "a/b/"])
@pytest.mark.parametrize("named", [f"{TOP}.zip", f"{TOP}-selection.ZIP"])
def test_an_archive_is_a_dataset(tmp_path: Path, top: str, named: str) -> None:
    """It has the folder's records, and the name of its file; macOS may add what it likes."""
    path = pack(tmp_path / named, top, member(f"__MACOSX/{top}._README.md"))
    found = catalogue([tmp_path])
    assert found.entries() == [{"id": path.stem, "label": loaded(HARBOURS).about.title}]
    assert not (tmp_path / "cache").exists()
    dataset = found.load(path.stem)
    assert isinstance(dataset, Dataset)
    assert dataset.name == path.stem
    for table in TABLES:
        assert getattr(dataset, table.name).equals(getattr(loaded(HARBOURS), table.name))
    assert dataset.digest == loaded(HARBOURS).digest


def test_it_may_lie_beside_something_else(tmp_path: Path) -> None:
    """What holds the description is the dataset, also where more such files lie deeper in it."""
    path = pack(tmp_path / "quay.zip", "quay/", member("README.md"))
    dataset = load(path)
    assert isinstance(dataset, Dataset)
    assert dataset.name == "quay"
    deeper = pack(tmp_path / "deep.zip", "", member("old/datapackage.json"))
    assert isinstance(load(deeper), Dataset)


@pytest.mark.parametrize(
    ("top", "more", "said"),
    [
        ("a/", member("b/datapackage.json"), "expected one datapackage.json"),
        ("a/b/", member("c/d/datapackage.json"), "a/b/datapackage.json, c/d/datapackage.json"),
    ],
)
def test_several_descriptions_are_refused_in_one_sentence(
    tmp_path: Path, top: str, more: Make, said: str
) -> None:
    """Nobody guesses which of two datasets is meant; the sentence says where it was looked."""
    (problem,) = load(pack(tmp_path / "two.zip", top, more))  # type: ignore[misc]
    assert said in str(problem)
    assert "in all folders" in str(problem)


def test_an_archive_without_a_description_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """The sentence names the file that is looked for, and where."""
    path = pack(tmp_path / "none.zip", but="datapackage.json")
    (problem,) = load(path)  # type: ignore[misc]
    assert "datapackage.json, at the top or in one of the folders" in str(problem)


@pytest.mark.parametrize("said", [True, False])
def test_names_of_files_may_be_decomposed(tmp_path: Path, *, said: bool) -> None:
    """MacOS packs names in NFD, in UTF-8, and does not always say so."""
    folder = breaking.copy(tmp_path)
    (folder / "sources/al-marfa.txt").rename(folder / "sources/المرفأ-é.txt")
    breaking.cell("sources", "al-marfa", "file", "sources/المرفأ-é.txt")(folder)
    path = tmp_path / "mac.zip"
    with zipfile.ZipFile(path, "w") as package:
        for file in folder.rglob("*"):
            name = unicodedata.normalize("NFD", f"{TOP}/{file.relative_to(folder).as_posix()}")
            package.writestr(name, file.read_bytes() if file.is_file() else b"")
    if not said:
        packed = path.read_bytes()
        for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            parts = packed.split(mark)
            packed = mark.join(
                [parts[0], *(p[: at - 4] + b"\0\0" + p[at - 2 :] for p in parts[1:])]
            )
        path.write_bytes(packed)
    dataset = load(path)
    assert isinstance(dataset, Dataset), [str(problem) for problem in dataset]


def test_what_is_no_part_of_a_dataset_takes_no_room(tmp_path: Path) -> None:
    """What else is packed is left where it is: the cache holds what the folder's dataset has."""
    path = pack(tmp_path / f"{TOP}.zip", more=beside)
    assert isinstance(load(path), Dataset)
    kept = {file.name for file in (tmp_path / "cache").rglob("*") if file.is_file()}
    used = {table.file for table in TABLES} | {"datapackage.json", "areas.geojson"}
    used |= {Path(name).name for name in loaded(HARBOURS).sources["file"]}
    assert kept == used


def test_what_is_taken_away_opens_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The Data Package of the exports needs no unpacking, on the command line neither."""
    path = tmp_path / "taken.zip"
    path.write_bytes(write(excerpt(loaded(HARBOURS))))
    again = load(path)
    assert isinstance(again, Dataset)
    assert again.size == loaded(HARBOURS).size
    assert write(excerpt(again))
    assert main([str(path)]) == 0
    assert "30 statements" in capsys.readouterr().out


def test_a_folder_counts_before_an_archive(tmp_path: Path) -> None:
    """Of a folder and a ZIP file of one name the folder is the dataset."""
    pack(tmp_path / f"{TOP}.zip")
    folder = breaking.copy(tmp_path)
    assert catalogue([tmp_path]).folders == {TOP: folder}


def test_it_is_unpacked_once_for_as_long_as_it_stays(tmp_path: Path) -> None:
    """The same archive has the same folder; a changed one another, and the old one goes."""
    path = pack(tmp_path / f"{TOP}.zip")
    assert isinstance(load(path), Dataset)
    before = opened(path)
    assert isinstance(before, Path)
    made = before.stat().st_mtime_ns
    assert opened(path) == before
    assert before.stat().st_mtime_ns == made
    seen = stamp(path)
    pack(path, more=member(f"{TOP}/more.txt"))
    assert stamp(path) != seen
    after = opened(path)
    assert isinstance(after, Path)
    assert before.is_dir()  # somebody may still read it
    assert isinstance(load(path), Dataset)
    assert not before.exists()
    assert after.is_dir()


def test_a_newer_archive_that_is_broken_leaves_the_old_one_open(tmp_path: Path) -> None:
    """Readers keep the old dataset with its files, and are told; when mended, the new one comes."""
    path = pack(tmp_path / f"{TOP}.zip")
    found = catalogue([tmp_path])
    first = found.load(TOP)
    assert isinstance(first, Dataset)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert found.load(TOP) is first
    assert first.folder.is_dir()
    (notice,) = found.notices(TOP)
    assert f"{TOP}.zip: found “File is not a zip file”, expected a ZIP file" in notice
    pack(path, more=member(f"{TOP}/more.txt"))
    second = found.load(TOP)
    assert isinstance(second, Dataset)
    assert second is not first
    assert found.notices(TOP) == ()


def test_a_cache_folder_that_is_emptied_is_filled_again(tmp_path: Path) -> None:
    """What was unpacked may be thrown away while the dataset is shown."""
    pack(tmp_path / f"{TOP}.zip")
    found = catalogue([tmp_path])
    first = found.load(TOP)
    assert isinstance(first, Dataset)
    (tmp_path / "cache").rename(tmp_path / "gone")
    second = found.load(TOP)
    assert isinstance(second, Dataset)
    assert second.folder.is_dir()


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18), b"PK\x03\x04"])
def test_what_is_no_zip(tmp_path: Path, content: bytes) -> None:
    """Any file may have the ending; an empty archive lacks every file."""
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    found = load(path)
    assert isinstance(found, tuple)
    assert found[0].expected == "a ZIP file" or "datapackage.json" in found[0].expected
    assert catalogue([tmp_path]).entries() == [{"id": "x", "label": "x"}]


def test_what_is_no_file(tmp_path: Path) -> None:
    """A pipe, a device, nothing, or more bytes than there may be: no byte is read."""
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "device.zip").symlink_to("/dev/zero")
    (tmp_path / "large.zip").touch()
    os.truncate(tmp_path / "large.zip", archive.MOST_PACKED + 1)
    for name, expected in (
        ("pipe.zip", "a ZIP file"),
        ("device.zip", "a ZIP file"),
        ("large.zip", "a ZIP file of at most 300,000,000 bytes"),
        ("gone.zip", "a ZIP file that can be read"),
    ):
        found = load(tmp_path / name)
        assert isinstance(found, tuple)
        assert [(p.file, p.expected) for p in found] == [(name, expected)]
    assert catalogue([tmp_path]).entries()


def test_without_room_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache folder can't be written, the problem says which setting names another."""
    path = pack(tmp_path / "x.zip")
    (tmp_path / "file").touch()
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file"))
    expected = "room to unpack it in the cache folder, which STANDPOINT_CACHE names"
    assert load(path) == (Problem("x.zip", None, None, "Not a directory", expected),)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fills while an archive is unpacked is named, and what was unpacked goes."""
    path = pack(tmp_path / "x.zip")

    def full(*_: object) -> None:
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x")

    monkeypatch.setattr(archive, "unpack", full)
    found = opened(path)
    assert isinstance(found, Problem)
    assert found.value == "No space left on device"
    assert not [entry for entry in (tmp_path / "cache").rglob("*") if entry.name.startswith("tmp")]


def test_who_is_later_takes_what_is_there(tmp_path: Path) -> None:
    """Readers who unpack at the same time all get one whole folder."""
    path = pack(tmp_path / f"{TOP}.zip")
    found: list[Path | Problem] = []
    threads = [Thread(target=lambda: found.append(opened(path))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    (folder,) = set(found)
    assert isinstance(folder, Path)
    assert [entry.name for entry in folder.parent.parent.iterdir()] == [folder.parent.name]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)
@given(data=st.data())
def test_spoilt_archives_are_problems(tmp_path: Path, data: st.DataObject) -> None:
    """Whatever bytes are changed or cut, there is a dataset or a problem, and no error."""
    path = tmp_path / f"{TOP}.zip"
    content = bytearray(pack(path).read_bytes())
    end = len(content)
    # Most of an archive is packed text; its list of contents at the end is what is intricate.
    places = st.one_of(st.integers(0, end - 1), st.integers(end - 1500, end - 1))
    for place in data.draw(st.lists(places, max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content[: data.draw(st.one_of(st.just(end), st.integers(0, end)))])
    found = load(path)
    assert isinstance(found, Dataset) or all(isinstance(problem, Problem) for problem in found)
    assert catalogue([tmp_path]).entries()


@pytest.mark.parametrize("act", [bomb, many, long_list, overlapping], ids=lambda act: act.__name__)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_refusing_takes_little(tmp_path: Path, act: Make) -> None:
    """A bomb is refused in less than 100 MB of memory and a minute of a processor's time."""
    path = pack(tmp_path / "x.zip", more=act, but=Path(TEXT).name if act is bomb else "")
    found = bounded(path, seconds=60)
    assert found.problems
    assert found.peak - found.before < 100_000_000
