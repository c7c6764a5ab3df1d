"""Put everything that a browser may ask for on the shelf, for every dataset that loads.

A second copy of the app behind a load balancer so serves the addresses that the first gave out.
"""

from __future__ import annotations

import sys

import anyio

from components.exporting import answers as exporting
from components.map import frame
from components.serving import served
from data.catalogue import catalogue, forget_gone
from data.dataset import Dataset


def register() -> None:
    """Let this copy serve the map's frame before it has run any page: another one may have."""
    frame.register()


def refill() -> None:
    """Publish the page's scripts and the map files of every dataset."""
    # Imported late: the page's component is registered with Streamlit's runtime, which does not
    # run yet when app.py is read.
    from components import opening, printing, screen  # noqa: PLC0415

    opening.publish()
    screen.publish()
    printing.publish()
    found = catalogue()
    for name in found.names:
        loaded = found.load(name)
        if isinstance(loaded, Dataset):
            frame.publish(loaded, found.folders[name])


async def sweep() -> None:
    """Let go of what was made of datasets that were taken away from here."""
    if drafts := sys.modules.get("components.workshop.previews"):  # loaded by authors alone
        await anyio.to_thread.run_sync(drafts.forget_late)
    served.let_go(await anyio.to_thread.run_sync(forget_gone))
    exporting.let_go(frozenset(catalogue().names))
