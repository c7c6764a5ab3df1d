"""Work grows as what it is done on: twice as much takes some twice as long, whatever it is made of.

Each stage is given texts of each kind at one length and at twice that length, in the same run.
"""

from __future__ import annotations

import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from types import ModuleType
from urllib.parse import parse_qs

import pandas as pd
import pytest

import components
import data
from components.choices import CHOICES
from components.serving.modules import HERE
from data.choosing import link
from data.choosing.filters import LONGEST_SEARCH
from data.choosing.selection import Selection, select
from data.choosing.suggesting import suggestions
from data.folding import fold, sought, tables
from data.loading.parsing import parse_json
from data.loading.written import decoded
from data.marks import cut_marks, has_too_many_marks
from data.passages import find, find_in_other_form, reach_back, reach_on, segment, verify
from data.telling.claims import differences
from data.telling.sentence import describe
from data.wording import isolated
from tests.helpers.datasets import HARBOURS, loaded
from tests.helpers.node import node

NOT_FOR_STRANGERS = (
    "components.map.bases",  # reads what it has itself
    "components.opening",  # reads Streamlit's page
    "components.page",  # is run by Streamlit, and has none
    "components.publish.__main__",
    "components.serving.modules",  # reads our scripts
    "data.basemap.building",  # is never run by the app
    "data.drafting",  # is run in a process with limits
    "data.importing",  # likewise; test_importing.py asks how it grows as a whole
    "data.workshop.migrations",  # are run by the database's library, and have none
)
"""Modules whose patterns see no text of others, or in a process that is ended."""

OF_SHORT_TEXTS = {"data.folding._PHRASE": LONGEST_SEARCH, "data.folding._WRAPPED": LONGEST_SEARCH}
"""Patterns that see nothing longer than this."""

LENGTH = 20_000
GROWTH = 2.5
NOISE = 0.02
"""Seconds of a processor below which nothing is told: the square of this length takes many times
as long."""

TEXTS = {
    "one letter": "a",
    "one accent": "é",
    "words": "ab cd ",
    "other words": "слово ",
    "a script without spaces": "港口",
    "marks": "a" + "\u0301\u0323" * 15,
    "marks apart": "\u0301\u200d",
    "spaces": " ",
    "line ends": "\r\n",
    "lines": "a\n",
    "quotation marks": '"',
    "apart quotation marks": ' "',
    "never closed quotation marks": ' "a"b',
    "apostrophes": "'a ",
    "brackets": "(",
    "brackets and quotation marks": '(["',
    "tags": "<a ",
    "dashes": "-1",
    "digits": "1",
    "points": "1.",
    "arabic digits": "\u0661",
    "directions": "\u2067",
    "turned": "\u202ea",
    "closed directions": "\u2069",
    "question marks": "?~",
    "percents": "%41",
    "pairs": "a=b&",
    "formulas": "=1+",
    "backslashes": "\\u0301",
    "commas": "q=0,",
    "addresses": "https://a.",
}


def spent(work: Callable[[], object], times: int = 3) -> float:
    """Give the least seconds of a processor that something takes."""
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return min(taken)


def check_growth(work: Callable[[str], object], size: int = LENGTH) -> dict[str, float]:
    """Give the kinds of text for which work on twice as much takes too much longer."""
    found = {}
    for name, part in TEXTS.items():
        short, long = ((part * length)[:length] for length in (size, 2 * size))
        if (twice := spent(partial(work, long))) > NOISE:
            once = spent(partial(work, short))
            if twice > GROWTH * once + NOISE:
                found[name] = round(twice / once, 1)
    return found


def chosen(text: str) -> object:
    """Read a link with a text in each of its parameters, and search for what it looks for."""
    dataset = loaded(HARBOURS)
    given = {parameter.key: [text, text[1:]] for parameter in link.PARAMETERS} | {text: [text]}
    selection, notices = link.read(dataset, given, CHOICES)
    return select(dataset, selection), describe(dataset, selection), notices


def cut(text: str) -> object:
    """Cut a text into passages that lie beside each other and over each other."""
    beside = [(start, start + 10, f"b{start}") for start in range(0, len(text) - 10, 10)]
    over = [(start, len(text) - start, f"o{start}") for start in range(0, len(text) // 3, 10)]
    return segment(text, [*beside, *over], "o0")


def stood(text: str) -> object:
    """Find words in a text, where they stand and where they nearly do."""
    half, nearly = text[: len(text) // 2], f"{text[: len(text) // 2]}\nz"
    found = find(text, nearly), find_in_other_form(text, nearly)
    about = reach_back(text, half, len(text)), reach_on(text, half, 0)
    return (
        found,
        about,
        verify(text, half, 0, len(half)),
        find_in_other_form(f"{text}é", f"{text}e\u0301"),
    )


STAGES: dict[str, Callable[[str], object]] = {
    "decoding": lambda text: decoded(text.encode(), "a.txt"),
    "decoding JSON": lambda text: parse_json(json.dumps({"title": text})),
    "decoding a link": lambda text: parse_qs(text, keep_blank_values=True),
    "folding": fold,
    "splitting what is sought": lambda text: sought(text[:LONGEST_SEARCH]),
    "suggesting": lambda text: suggestions(loaded(HARBOURS), Selection(), text),
    "reading a link": chosen,
    "passages": cut,
    "finding": stood,
    "cutting marks": cut_marks,
    "counting marks": lambda text: has_too_many_marks(pd.Series([text], dtype=str)),
    "setting apart": isolated,
    "wordings": lambda text: differences(text, text[::-1]),
    "wordings of few words": lambda text: differences(text[:1000] + "a", text[:1000][::-1]),
}


@pytest.mark.parametrize("stage", STAGES.values(), ids=STAGES)
def test_a_stage_grows_as_its_text(stage: Callable[[str], object]) -> None:
    """Whatever the text is made of."""
    assert check_growth(stage) == {}


def patterns() -> Iterator[tuple[str, re.Pattern[str], bool]]:
    """Give every pattern of our modules: its name, it, and whether it is looked for everywhere."""
    for package in (data, components):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.startswith(NOT_FOR_STRANGERS):
                yield from _patterns_of(importlib.import_module(found.name))


def _patterns_of(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str], bool]]:
    source = inspect.getsource(module)
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            searched = re.search(rf"\b{name}\.(?!fullmatch|match)", source) is not None
            yield f"{module.__name__}.{name}", value, searched


def test_a_pattern_grows_as_its_text() -> None:
    """Each pattern in the code, as it is used: of the whole text, or looked for everywhere."""
    found, met = {}, 0
    for name, pattern, searched in patterns():
        longest = OF_SHORT_TEXTS.get(name, 2 * LENGTH)

        def work(
            text: str,
            pattern: re.Pattern[str] = pattern,
            longest: int = longest,
            searched: bool = searched,  # noqa: FBT001 - bound, as the others are
        ) -> None:
            pattern.fullmatch(text[:longest])
            if searched:
                pattern.sub("", text[:longest])

        if slow := check_growth(work):
            found[name] = slow
        met += 1
    assert met > 20
    assert found == {}


def test_what_grows_faster_is_found() -> None:
    """A pattern that goes through the rest of the text from each letter is one."""
    assert "one letter" in check_growth(re.compile("a*b").search)


BROWSER = """
    import {{ folding, soughtIn }} from {fold};
    import {{ balanced, isolated }} from {wording};
    import {{ readFileSync }} from "node:fs";
    const {{ tables, texts, short }} = JSON.parse(readFileSync(0));
    const fold = folding(tables);
    const stages = {{ fold, sought: (text) => soughtIn(text.slice(0, short)), isolated, balanced }};
    const time = (work, text) => Math.min(...[1, 2, 3].map(() => {{
      const began = process.cpuUsage().user;
      work(text);
      return (process.cpuUsage().user - began) / 1e6;
    }}));
    const found = {{}};
    for (const [stage, work] of Object.entries(stages)) {{
      for (const [name, text] of Object.entries(texts)) {{
        const [once, twice] = [time(work, text.slice(0, text.length / 2)), time(work, text)];
        if (twice > {growth} * once + {noise}) found[`${{stage}}: ${{name}}`] = [once, twice];
      }}
    }}
    console.log(JSON.stringify(found));
"""


def test_a_stage_in_the_browser_grows_as_its_text() -> None:
    """What is typed is folded, split and set apart there too."""
    scripts = {
        name: json.dumps((HERE / "engine" / f"{name}.js").as_uri()) for name in ("fold", "wording")
    }
    program = BROWSER.format(**scripts, growth=GROWTH, noise=NOISE)
    texts = {name: (part * LENGTH)[: 2 * LENGTH] for name, part in TEXTS.items()}
    done = subprocess.run(
        [node(), "--input-type=module", "-e", program],
        input=json.dumps({"tables": tables(), "texts": texts, "short": LONGEST_SEARCH}),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.returncode, done.stderr
    assert json.loads(done.stdout) == {}
