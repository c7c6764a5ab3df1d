"""A dataset's files are read from its folder, whatever is exchanged while they are read."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.choosing.selection import Selection
from data.dataset import Dataset, load
from data.exports import package
from data.exports.excerpt import Excerpt
from data.exports.format import ExportError
from data.loading.inside import open_inside, read_inside
from tests.helpers import breaking

MARK = "SECRETMARK"


@contextmanager
def exchanging(path: Path, outside: Path) -> Iterator[None]:
    """Exchange a file and a link to another one as fast as can be, until the block ends."""
    over = threading.Event()
    good, link = path.with_name("good"), path.with_name("link")
    good.write_bytes(path.read_bytes())

    def exchange() -> None:
        while not over.is_set():
            link.unlink(missing_ok=True)
            link.symlink_to(outside)
            link.rename(path)
            again = path.with_name("again")
            os.link(good, again)
            again.rename(path)

    thread = threading.Thread(target=exchange)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@pytest.mark.parametrize(
    "file", ["topics.csv", "areas.geojson", "datapackage.json", "sources/al-marfa.txt"]
)
def test_an_exchanged_file_is_never_followed(tmp_path: Path, file: str) -> None:
    """Of many readings none tells what the outer file holds, and some are of the good file."""
    folder = breaking.copy(tmp_path)
    outside = tmp_path / "outside"
    outside.write_text(f"id,{MARK}\n{MARK},{MARK}\n", "utf-8")
    good, said = 0, ""
    with exchanging(folder / file, outside):
        for _ in range(400):
            try:
                content = read_inside(folder, file, 1_000_000)
            except OSError:
                continue
            good += 1
            said += content.decode()
        for _ in range(3):
            loaded = load(folder)
            said += "" if isinstance(loaded, Dataset) else " ".join(map(str, loaded))
    assert good
    assert MARK not in said


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../x", "a/../../x", "a\\b"])
def test_no_path_leads_out(tmp_path: Path, name: str) -> None:
    """A path that is none inside is refused before anything is opened."""
    with pytest.raises(ValueError, match=r"^"):
        open_inside(tmp_path, name)


def test_nothing_but_plain_files(tmp_path: Path) -> None:
    """Links, folders, pipes and devices are refused at once, on the way too."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "file").write_text("good", "utf-8")
    (tmp_path / "around").symlink_to("in")
    (tmp_path / "link").symlink_to("in/file")
    (tmp_path / "device").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe")
    for name in ("around/file", "link", "device", "pipe", "in", "missing", "in/file/more"):
        with pytest.raises(OSError, match=r"^"):
            open_inside(tmp_path, name)
    assert read_inside(tmp_path, "in/file", 4) == b"good"
    with pytest.raises(OSError, match="grown"):
        read_inside(tmp_path, "in/file", 3)


def test_no_file_stays_open(tmp_path: Path) -> None:
    """However many are refused, the process keeps none of them."""
    os.mkfifo(tmp_path / "pipe")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
    for _ in range(50):
        with pytest.raises(OSError, match=r"^"):
            open_inside(tmp_path, "pipe")
    assert len(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208


def test_the_data_package_is_not_led_out_either(tmp_path: Path) -> None:
    """A link that is put in place after loading is not packed for readers."""
    folder = breaking.copy(tmp_path)
    loaded = load(folder)
    assert isinstance(loaded, Dataset)
    path = folder / "sources" / "al-marfa.txt"
    path.rename(tmp_path / "outside")
    path.symlink_to(tmp_path / "outside")
    excerpt = Excerpt(loaded, Selection(), datetime.now(UTC), "http://localhost/")
    with pytest.raises(ExportError):
        package.write(excerpt)
    assert not isinstance(load(folder), Dataset)
