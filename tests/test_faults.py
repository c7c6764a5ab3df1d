"""Faults of the machine: no room, nothing that may be written, a wrong clock, no locale."""

from __future__ import annotations

import hashlib
import json
import locale
import os
import subprocess
import sys
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError

import pytest
from starlette.applications import Starlette

from bench.generate import Size, generate
from bench.readers import Reader
from components.exporting import answers as exporting
from components.exporting import reading
from components.exporting.writers import writer_of
from components.serving import served
from data.catalogue import VARIABLE
from data.choosing.selection import Selection
from data.dataset import Dataset, load, stamp
from data.exports.excerpt import Excerpt
from data.exports.formats import FORMATS, PREVIEW
from tests.helpers import asgi, breaking
from tests.helpers.datasets import HARBOURS, OWN_PACKAGES, loaded
from tests.helpers.excerpts import LINK
from tests.helpers.serving import ROOT, serving

LARGE = Size("large", 6_000, 300)
"""Large enough to be kept for the next start."""
ENDINGS = [export.ending for export in FORMATS if export is not PREVIEW]  # drawn as "png" is
ROOM = 65_536
"""Bytes that a file may have where the disk is full: enough for the log."""
FULL = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({ROOM}, {ROOM}))"
CLOCK = """
import time
def turned(clock, by):
    return lambda: clock() + by
time.time = turned(time.time, {seconds})
time.time_ns = turned(time.time_ns, {seconds} * 10**9)
"""
FOLDERS = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "STANDPOINT_CACHE", "TMPDIR", "TEMP", "TMP")
"""What names folders to write into."""
NOWHERE = dict.fromkeys(FOLDERS, "/proc/nowhere")
"""Nobody can make a folder there."""
PLAIN = {
    "LC_ALL": "C",
    "LANG": "",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONIOENCODING": "ascii",
}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a large dataset and a small one."""
    folder = tmp_path_factory.mktemp("packages")
    generate(folder, LARGE)
    breaking.copy(folder)
    return folder


def fetch(address: str) -> tuple[int, bytes]:
    """Give status and body of an answer."""
    try:
        with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310 - our own app
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


def at_start(folder: Path, code: str) -> dict[str, str]:
    """Give an environment in which every Python runs this code first."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code, "utf-8")
    return {"PYTHONPATH": str(folder)}


HOSTS = (
    pytest.param(f"{FULL}\n{CLOCK.format(seconds=3 * 10**9)}", PLAIN, 503, id="no room, no locale"),
    pytest.param(CLOCK.format(seconds=-(10**9)), NOWHERE, 200, id="no folder"),
)
"""The first has a clock that is decades ahead, the other one that is behind."""


@pytest.mark.served
@pytest.mark.parametrize(("code", "given", "workbook"), HOSTS)
def test_a_poor_host(
    packages: Path, tmp_path: Path, code: str, given: dict[str, str], workbook: int
) -> None:
    """The app starts, serves and exports; the log says once what was not kept, in ASCII."""
    log, cache = tmp_path / "log", tmp_path / "größe"
    extra = {"HOME": str(tmp_path), "STANDPOINT_CACHE": str(cache)} | given
    extra |= at_start(tmp_path / "site", code)
    with serving(packages=packages, extra=extra, log=log, fresh=True) as app:
        for query in ("dataset=large", "dataset=large", f"dataset={HARBOURS.name}&q=%E8%A7%92"):
            with Reader(app.address, query):
                pass
        for ending in ENDINGS:
            status, body = fetch(f"{app.address}export/{HARBOURS.name}.{ending}")
            assert status == 200, (ending, body)
        status, body = fetch(f"{app.address}export/large.xlsx")
        assert status == workbook, body
        if status != 200:
            assert "no room" in json.loads(body)["detail"]
    lines = log.read_text("ascii").splitlines()
    assert sum("large could not be kept for the next start" in line for line in lines) == 1
    assert not any("Traceback" in line for line in lines)
    assert not list(cache.rglob("*.parquet"))


@pytest.mark.served
def test_all_that_is_written_lies_in_one_place(packages: Path, tmp_path: Path) -> None:
    """What the app keeps lies in its folder; it may be thrown away while the app runs."""
    home, cache = tmp_path / "home", tmp_path / "cache"
    home.mkdir()
    folders = dict.fromkeys(FOLDERS, str(home)) | {"STANDPOINT_CACHE": str(cache)}
    with serving(packages=packages, extra=folders, fresh=True) as app:
        with Reader(app.address, f"dataset={HARBOURS.name}"):
            pass
        for ending in ENDINGS:
            assert fetch(f"{app.address}export/{HARBOURS.name}.{ending}")[0] == 200
    assert cache.exists()
    assert [path for path in home.rglob("*") if path.is_file()] == []


WRITE = f"""
import hashlib, locale
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
with suppress(locale.Error):
    locale.setlocale(locale.LC_ALL, "")
from components.serving import served
from components.exporting.writers import writer_of
from data.exports.formats import FORMATS
from data.dataset import load
from data.exports.excerpt import Excerpt
from data.choosing.selection import Selection
served.routes(lambda: None)
dataset = load(Path({str(HARBOURS)!r}))
for export in FORMATS:
    taken = datetime(2026, 1, 2, tzinfo=UTC)
    content = writer_of(export.key)(Excerpt(dataset, Selection(), taken, {LINK!r}))
    print(export.ending, hashlib.sha256(content).hexdigest())
"""


def test_no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every export has the same bytes, whatever language and encoding the machine has."""
    done = subprocess.run(
        [sys.executable, "-c", WRITE],
        cwd=ROOT,
        env={**os.environ, **PLAIN},
        capture_output=True,
        check=True,
    )
    usual = locale.setlocale(locale.LC_ALL)
    monkeypatch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
    served.routes(lambda: None)
    try:
        with suppress(locale.Error):
            locale.setlocale(locale.LC_ALL, "de_DE.UTF-8")
        taken = Excerpt(loaded(HARBOURS), Selection(), datetime(2026, 1, 2, tzinfo=UTC), LINK)
        here = [
            f"{export.ending} {hashlib.sha256(writer_of(export.key)(taken)).hexdigest()}"
            for export in FORMATS
        ]
    finally:
        locale.setlocale(locale.LC_ALL, usual)
    assert done.stdout.decode("ascii").splitlines() == here


CLOCKS = tuple(datetime(year, 1, 1, tzinfo=UTC) for year in (1970, 2200))


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_wrong_clock(monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """Every export is written whatever the time is said to be; only the day changes its tag."""
    monkeypatch.setenv(VARIABLE, str(OWN_PACKAGES))
    monkeypatch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
    served.routes(lambda: None)
    app = Starlette(routes=list(exporting.routes()))
    tags = set()
    for now in CLOCKS:
        clock = SimpleNamespace(now=lambda _zone, now=now: now)
        monkeypatch.setattr(reading, "datetime", clock)
        answer = asgi.ask(app, f"export/{HARBOURS.name}.{ending}")
        assert answer.status == 200, (now, answer.body)
        tags.add(answer.headers["etag"])
    assert len(tags) == len(CLOCKS)


@pytest.mark.parametrize("seconds", [-1_000_000_000, 0, 3_000_000_000, 15_000_000_000])
def test_files_of_another_time(tmp_path: Path, seconds: int) -> None:
    """When a file says it was written makes no difference."""
    folder = breaking.copy(tmp_path)
    for path in folder.rglob("*"):
        os.utime(path, (seconds, seconds))
    assert isinstance(load(folder), Dataset)
    before = stamp(folder)
    os.utime(folder / "datapackage.json", (seconds + 1, seconds + 1))
    assert stamp(folder) != before
