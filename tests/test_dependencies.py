"""What is deployed: every package at an exact version, with the hashes of what it may be."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from importlib.metadata import packages_distributions, version
from typing import Any

import pytest

from tests.helpers.audit import Answer, of_npm, of_python, read
from tests.helpers.code import CODE, tops
from tests.helpers.datasets import ROOT

ENTRY = re.compile(
    r"([a-z0-9.-]+==[0-9][0-9a-z.]*)"  # the package and its version,
    r"(?: ; [a-z_]+ [<>=!]+ '[A-Za-z0-9.]+'"  # where,
    r"(?: (?:and|or) [a-z_]+ [<>=!]+ '[A-Za-z0-9.]+')*)?"
    r"(?: +--hash=sha256:[0-9a-f]{64})+"  # and what it may be
)
PINS = [
    line
    for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
NPM: dict[str, dict[str, Any]] = json.loads((ROOT / "package-lock.json").read_text("utf-8"))[
    "packages"
]


def locked() -> list[str]:
    """Give the lock's entries, each in one line, without comments."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", "").splitlines()
    return [line for line in lines if not line.lstrip().startswith("#")]


@pytest.mark.parametrize("entry", locked(), ids=lambda entry: entry.split()[0])
def test_each_entry_of_the_lock_has_hashes(entry: str) -> None:
    """Each is a package, its version and hashes: no other option, no address, no file."""
    assert ENTRY.fullmatch(entry)


@pytest.mark.parametrize("pin", PINS)
def test_what_is_pinned_is_locked_and_installed(pin: str) -> None:
    """The lock and the environment of this test have the versions of ``requirements.txt``."""
    assert pin in [entry.split()[0] for entry in locked()]
    name, _, exact = pin.partition("==")
    assert version(name) == exact


def test_what_is_imported_is_locked() -> None:
    """A package that the app imports is deployed, and not only at hand where it is tested."""
    own = {"app", "data", "components", *sys.stdlib_module_names}
    # What builds the base map is never run by the app; it reads what was built by "lookup".
    run = [path for path in CODE if path.parent.name != "building"]
    names = set().union(*map(tops, run)) - own
    entries = {entry.partition("==")[0].replace("-", "_") for entry in locked()}
    providers = packages_distributions()
    assert names
    for name in sorted(names):
        found = {package.lower().replace("-", "_") for package in providers[name]}
        assert found & entries, f"{name} is imported, and requirements.lock has no {found}"


def test_the_packages_of_npm_have_hashes() -> None:
    """Each has its integrity, and is the exact version that ``package.json`` asks for."""
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]
    found = {path.removeprefix("node_modules/"): entry for path, entry in NPM.items() if path}
    assert asked.items() <= {name: entry["version"] for name, entry in found.items()}.items()
    for entry in found.values():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", entry["integrity"])


@pytest.mark.parametrize(
    "file", ["requirements.txt", "requirements.lock", "package.json", "package-lock.json"]
)
def test_no_registry_is_named(file: str) -> None:
    """Packages come from whatever registry an installer is set to."""
    # Whom its makers ask to be paid is no place where a package comes from.
    text = re.sub(r'"funding": \{[^}]*\}', "", (ROOT / file).read_text("utf-8"))
    assert "//" not in text


GOOD = {"name": "good", "version": "1.0", "vulns": []}
BAD = {"name": "bad", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
UNMENDED = {"name": "bad", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": []}]}
UNKNOWN = {"name": "new", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("reader", "given", "expected"),
    [
        (of_python, {"dependencies": [GOOD]}, Answer()),
        (of_python, {"dependencies": [GOOD, BAD]}, Answer(("bad 1.0: PYSEC-1, mended in 1.1",))),
        (
            of_python,
            {"dependencies": [UNMENDED, UNKNOWN]},
            Answer(("bad 1.0: PYSEC-1, mended in no version",), "new"),
        ),
        (of_python, {"dependencies": [GOOD, UNKNOWN]}, Answer(unasked="new")),
        (of_python, {"dependencies": [UNKNOWN, UNKNOWN]}, Answer(unasked="any package")),
        (of_python, {"dependencies": []}, Answer(unasked="any package")),
        (of_npm, {"vulnerabilities": {}}, Answer()),
        (
            of_npm,
            {"vulnerabilities": {"bad": {"range": "<2", "severity": "high"}}},
            Answer(("bad <2: high",)),
        ),
        (of_npm, {"message": "405 Method Not Allowed"}, Answer(unasked="any package")),
    ],
)
def test_an_audit_tells_a_good_answer_from_none(
    reader: Callable[[dict[str, Any]], Answer], given: dict[str, Any], expected: Answer
) -> None:
    """Silence is neither a vulnerability nor the absence of one."""
    assert read(json.dumps(given), reader) == expected
    assert read("", reader) == Answer(unasked="any package")
