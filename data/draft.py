"""Draft a dataset from texts: ``python -m data.draft TEXT… -o FOLDER``.

A draft is a proposal and never a fact: each record of it is undecided until a person has read it
against the text, and the dataset says so wherever it is shown. ``-`` is standard input.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from data.console import run
from data.dataset import Dataset, load
from data.dates import is_edtf
from data.drafting import package
from data.drafting.model import ModelError, configured, propose
from data.drafting.process import Draft, DraftError, draft, stored_texts
from data.drafting.texts import MOST_BYTES

VERSION = "0.1.0"
"""The version of a dataset that has just been drafted."""


class _RefusedError(Exception):
    """What was asked for cannot be done; the message is a sentence."""


def main(arguments: list[str]) -> int:
    """Draft the texts named; give 1 without a draft, 2 when one of the texts is not in it."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")  # a console may lack a letter of the text
    asked = _parser().parse_args(arguments)
    try:
        return _draft(asked)
    except (_RefusedError, DraftError, ModelError, package.FolderError) as error:
        _note(str(error))
        return 1
    except KeyboardInterrupt:
        _note("Cancelled. Nothing was written.")
        return 1
    except BrokenPipeError:  # whoever read the report has gone
        sys.stderr.close()
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data.draft", description=__doc__)
    parser.add_argument("texts", nargs="+", metavar="TEXT", help="plain, Markdown, HTML, PDF, DOCX")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="a new folder")
    parser.add_argument("--report", action="store_true", help="say what was made of each sentence")
    parser.add_argument("--records", type=Path, metavar="FILE", help="write records of spans")
    parser.add_argument("--no-model", action="store_true", help="draft by rules alone")
    parser.add_argument("--published", default="", metavar="DATE", help="the texts' date")
    parser.add_argument(
        "--language", default="", metavar="TAG", help="the texts' language (BCP 47)"
    )
    parser.add_argument("--seconds", type=int, default=0, help="the time that it may take")
    parser.add_argument(
        "--ask-model",
        action="store_true",
        help="let the language model that the environment names propose; the texts are sent to it",
    )
    parser.add_argument("--yes", action="store_true", help="send without asking once more")
    return parser


def _draft(asked: argparse.Namespace) -> int:
    if not (asked.output or asked.report or asked.records):
        raise _RefusedError(
            "Name a folder for the draft with -o, or ask for --report or --records."
        )
    if asked.published and not (is_edtf(asked.published) and len(asked.published) == 10):
        raise _RefusedError(f"“{asked.published}” is no date such as 2026-01-28.")
    if asked.output:
        package.check_folder(asked.output)
    texts = _read(asked.texts)
    proposals = _proposals(texts, asked) if asked.ask_model else {}
    made = draft(
        texts,
        language=asked.language,
        model=not asked.no_model,
        published=asked.published,
        proposals=proposals,
        heard=_heard,
        seconds=asked.seconds,
    )
    _clear()
    _write(made, asked)
    return 2 if made.refused else 0


def _read(names: list[str]) -> dict[str, bytes]:
    """Read files by their names; two of one name are told apart by a number."""
    found: dict[str, bytes] = {}
    for name in names:
        try:
            if name == "-":
                content, usual = sys.stdin.buffer.read(MOST_BYTES + 1), "standard-input"
            else:
                with Path(name).open("rb") as file:
                    content, usual = file.read(MOST_BYTES + 1), Path(name).name
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or "it is no file"
            raise _RefusedError(f"“{name}” cannot be read: {why}.") from error
        number, free = 1, usual
        while free in found:
            number += 1
            free = f"{Path(usual).stem}-{number}{Path(usual).suffix}"
        found[free] = content
    return found


def _proposals(
    texts: Mapping[str, bytes], asked: argparse.Namespace
) -> dict[str, list[dict[str, object]]]:
    """Ask the language model that the operator named, after the person has been told."""
    server = configured()
    if server is None:
        raise _RefusedError(
            "No language model is named. The operator names one in the environment: "
            "STANDPOINT_MODEL_URL, STANDPOINT_MODEL and, where it needs one, STANDPOINT_MODEL_KEY."
        )
    stored = stored_texts(texts)
    size = sum(map(len, stored.values()))
    _note(f"{size:,} characters of your texts will be sent to {server.host} ({server.model}).")
    if not asked.yes:
        if "-" in asked.texts or not sys.stdin.isatty():
            raise _RefusedError("Nothing was sent. Say --yes to send them.")
        _note("Type yes to send them.")
        if sys.stdin.readline().strip().casefold() != "yes":
            raise _RefusedError("Nothing was sent, and nothing was drafted.")
    found = {}
    for name, text in stored.items():
        answer = propose(text, server)
        found[name] = answer.proposals
        for note in answer.notes:
            _note(f"{name}: {note}")
    return found


def _heard(number: int, count: int, done: int, whole: int) -> None:
    """Show the progress where somebody sits before it."""
    if sys.stderr.isatty():
        text = f"text {number} of {count}, " if count > 1 else ""
        sys.stderr.write(f"\r\x1b[KReading {text}paragraph {done + 1:,} of {max(whole, 1):,}")
        sys.stderr.flush()


def _clear() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")


def _write(made: Draft, asked: argparse.Namespace) -> None:
    for sentence in (*made.refused, *([] if asked.report else made.notes)):
        _note(sentence)
    if asked.records:
        lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in made.records)
        try:
            asked.records.write_text("".join(lines), "utf-8")
        except OSError as error:
            raise _RefusedError(f"{asked.records} cannot be written: {error.strerror}.") from error
    if asked.output:
        package.write(made.tables, asked.output, version=VERSION)
        loaded = load(asked.output)
        if not isinstance(loaded, Dataset):
            for problem in loaded[:10]:
                _note(f"{asked.output}/{problem}")
            raise _RefusedError("The draft was written and does not open; see the problems above.")
        _note(f"{asked.output}: {loaded.size:,} statements, all of them undecided.")
    if asked.report:
        sys.stdout.write("\n".join(made.report) + "\n")
        sys.stdout.flush()


def _note(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")


if __name__ == "__main__":
    sys.exit(run(main))
