"""Make a web page in one file: ``python -m components.publish DATASET_FOLDER [-o FILE]``."""

from __future__ import annotations

import argparse
import logging
import sys
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

# Streamlit warns of components that are made while no page is run, which is of no use to a reader.
logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").disabled = True

from components.choices import CHOICES  # noqa: E402 - the line above must come first
from components.publish.file import write  # noqa: E402
from data.choosing import link  # noqa: E402
from data.console import run  # noqa: E402
from data.dataset import Dataset, load  # noqa: E402
from data.exports.excerpt import Excerpt  # noqa: E402


def main(arguments: list[str]) -> int:
    """Write the page of a dataset, or of what a link shows of it; give 1 when it can't be."""
    parser = argparse.ArgumentParser(prog="python -m components.publish", description=__doc__)
    parser.add_argument("folder", type=Path, help="the dataset’s folder")
    parser.add_argument("-o", "--output", type=Path, help="the file; usually named as the dataset")
    parser.add_argument("--link", default="", help="what to show: the parameters of a link")
    parser.add_argument("--page", default="", help="the address of the live page, to lead to it")
    given = parser.parse_args(arguments)
    dataset = load(given.folder)
    if not isinstance(dataset, Dataset):
        for problem in dataset:
            sys.stderr.write(f"{given.folder}/{problem}\n")
        return 1
    asked = parse_qs(given.link.lstrip("?"))
    selection, notices = link.read(dataset, asked, CHOICES)
    for notice in notices:
        sys.stderr.write(f"{notice}\n")
    excerpt = Excerpt(dataset, selection, datetime.now(UTC), given.page)
    page = write(excerpt)
    target = given.output or Path(f"{excerpt.file_stem}.html")
    target.write_bytes(page)
    sys.stdout.write(f"{target}: {len(page):,} bytes, {len(excerpt.positions):,} statements\n")
    return 0


if __name__ == "__main__":
    sys.exit(run(main))
