"""The datasets that tests read: those of the project, and the tests' own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data.dataset import PACKAGES, Dataset, load

ROOT = Path(__file__).resolve().parents[2]
OWN_PACKAGES = ROOT / "tests" / "packages"
FOLDERS = tuple(
    path.parent
    for packages in (PACKAGES, OWN_PACKAGES)
    for path in sorted(packages.glob("*/datapackage.json"))
)
MOSCOW = PACKAGES / "moscow-talks"
HARBOURS = OWN_PACKAGES / "two-harbours"


@cache
def loaded(folder: Path) -> Dataset:
    """Load a dataset that is known to be good; every test shares it."""
    dataset = load(folder)
    assert isinstance(dataset, Dataset), [str(problem) for problem in dataset]
    return dataset
