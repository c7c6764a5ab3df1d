"""What a message shows of a link: one picture for many links, small, and few are drawn at once."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from starlette.applications import Starlette

from components.exporting import answers
from components.exporting.reading import RefusedError, read
from components.operating.rates import Bucket, Rate
from components.picture import preview
from data.catalogue import VARIABLE
from data.telling.preview import rounded
from tests.helpers import asgi
from tests.helpers.datasets import OWN_PACKAGES

PAGE = "https://maps.example.org/"
FILE = "two-harbours.preview.png"


@pytest.fixture(autouse=True)
def _own_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, str(OWN_PACKAGES))
    monkeypatch.setattr(answers, "_desk", answers._Desk())  # noqa: SLF001 - with nothing kept


def drawn_for(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each link that a preview is drawn for, in place of drawing."""
    links: list[str] = []

    def draw(excerpt: object, *_size: int) -> bytes:
        links.append(excerpt.link)  # type: ignore[attr-defined]
        file = io.BytesIO()
        Image.new("RGB", (1200, 630)).save(file, "PNG")
        return file.getvalue()

    monkeypatch.setattr(preview, "draw", draw)
    return links


def size_of(content: bytes) -> tuple[int, int]:
    """Give width and height of a picture."""
    with Image.open(io.BytesIO(content)) as picture:
        return picture.size


def ask(query: str = "") -> asgi.Answer:
    """Ask for a preview."""
    return asgi.ask(Starlette(routes=list(answers.routes())), f"export/{FILE}", query)


@pytest.mark.parametrize(("query", "size"), [("", (1200, 630)), ("width=600", (600, 315))])
def test_a_preview_has_a_size_that_messengers_take(
    monkeypatch: pytest.MonkeyPatch, query: str, size: tuple[int, int]
) -> None:
    """However much is on it."""
    noise = np.random.default_rng(1).integers(0, 255, (630, 1200, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(np.repeat(np.repeat(noise[::6, ::6], 6, 0), 6, 1)).save(file, "PNG")
    assert len(file.getvalue()) > 20_000
    monkeypatch.setattr(preview, "MOST_BYTES", 20_000)
    monkeypatch.setattr(preview, "draw", lambda *_: file.getvalue())
    answer = ask(query)
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/png"
    assert size_of(answer.body) == size
    assert len(answer.body) < len(file.getvalue())


def test_no_other_size_is_drawn() -> None:
    """Of the two there are."""
    assert ask("width=601").status == 400


@pytest.mark.parametrize(
    ("queries", "link"),
    [
        (("", "tab=places", "page=2&sort=-name", "base=built-in"), "?dataset=two-harbours"),
        (
            ("view=35.01,36.02,6.2", "view=35.2,35.9,5.9&tab=source"),
            "?dataset=two-harbours&view=35.15625%2C36.5625%2C6",
        ),
        (("q=nothing+has+these+words", "q=nor+these"), "?dataset=two-harbours"),
    ],
)
def test_links_that_look_the_same_have_one_picture(
    monkeypatch: pytest.MonkeyPatch, queries: tuple[str, ...], link: str
) -> None:
    """It is drawn once."""
    links = drawn_for(monkeypatch)
    for query in queries:
        assert ask(query).status == 200
    assert len(links) == 1
    assert links[0].endswith(link)


def test_nothing_is_drawn_for_what_a_link_invents(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not in the dataset is refused, as in every export."""
    links = drawn_for(monkeypatch)
    assert ask("speaker=nobody").status == 400
    assert ask("invented=1").status == 400
    assert not links
    with pytest.raises(RefusedError):
        read(FILE, {"at": ["nowhere"]}, PAGE)


def test_pictures_without_end_cost_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a rate of all who ask, a link is shown by the picture of its dataset."""
    links = drawn_for(monkeypatch)
    monkeypatch.setattr(answers._desk, "previews", Bucket(Rate(2, 1), lambda: 0))  # noqa: SLF001
    for day in range(1, 8):
        assert ask(f"said_from=2031-03-0{day}&q=a").status == 200
    assert len(links) == 3
    assert links[-1].endswith("?dataset=two-harbours")


@pytest.mark.parametrize(
    ("view", "near"),
    [
        ("90,180,3.4", "90,180,3"),
        ("-90,-600,0", "-90,-600,0"),
        ("0.1,50.123457,20", "0.099993,50.123491,20"),
    ],
)
def test_a_view_is_rounded(view: str, near: str) -> None:
    """To a quarter of a tile at a whole zoom, within the world."""
    assert rounded(view) == near


def test_a_real_one() -> None:
    """It is under 300 kB."""
    answer = ask()
    assert len(answer.body) <= preview.MOST_BYTES == 300_000
    assert size_of(answer.body) == (1200, 630)
