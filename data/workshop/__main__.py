"""For operators: ``python -m data.workshop COMMAND``, with the settings of the environment.

``backup FOLDER`` copies all drafts while people write, ``restore FOLDER`` puts a copy in their
place, ``check`` looks whether all is whole, ``link`` begins a draft and says its secret link,
``unpublish NAME`` takes back what was published under a name.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from data.console import run
from data.workshop import settings
from data.workshop.backup import OF_POSTGRESQL, back_up, look, restore
from data.workshop.database import is_folder
from data.workshop.errors import StoreError
from data.workshop.publishing import take_back
from data.workshop.sharing import hand_out


def main(arguments: list[str]) -> int:
    """Do what was asked for; give 1 where it could not be done, or something is not whole."""
    parser = argparse.ArgumentParser(prog="python -m data.workshop", description=__doc__)
    parser.add_argument("command", choices=("backup", "restore", "check", "link", "unpublish"))
    parser.add_argument("name", nargs="?", default="", metavar="FOLDER_OR_NAME")
    asked = parser.parse_args(arguments)
    if not asked.name and asked.command in {"backup", "restore", "unpublish"}:
        parser.error(f"{asked.command} needs a name")
    try:
        return _do(asked.command, asked.name)
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _do(command: str, name: str) -> int:
    decided = settings.read(os.environ)
    if command in {"backup", "restore"} and not is_folder(decided.where):
        raise StoreError(OF_POSTGRESQL)
    where = Path(decided.where)
    if command == "backup":
        back_up(where, Path(name))
        _say(f"All drafts are copied to {name}.")
        return 0
    if command == "restore":
        aside = restore(Path(name), where)
        _say(f"The drafts of {name} are in {where}.")
        _say(f"What was there before is in {aside}." if aside else "Nothing was there before.")
        return 0
    store = settings.open_store(decided)
    try:
        if command == "unpublish":
            take_back(store, name)
            _say(f"What was published as {name} is taken back; the name stays taken.")
        elif command == "link":
            draft, link = hand_out(store)
            address = os.environ.get(settings.ADDRESS, "").strip().rstrip("/")
            _say(f"{address}/?workshop={draft}#{link.secret}")
        else:
            found = look(store)
            _say("\n".join(found) or "All drafts are whole.")
            return 1 if found else 0
    finally:
        store.database.close()
    return 0


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(run(main))
