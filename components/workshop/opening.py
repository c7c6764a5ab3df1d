"""Opening drafts: the store, the list of somebody's drafts, a draft as a whole, a source's text."""

from __future__ import annotations

from functools import cache
from typing import Any

from components.workshop import proposing, signing
from components.workshop.acting import told
from components.workshop.asking import Asked
from components.workshop.states import remembered
from components.workshop.steps import STEPS
from data.choosing.filters import ACT_WORDS, DIRECTNESS_WORDS, STATUS_WORDS
from data.schema import ACTOR_KINDS, CERTAINTY, PRECISION, STATEMENTS, Field
from data.workshop import settings, sharing
from data.workshop.rights import EDITING, PUBLISHING, Account, address_of
from data.workshop.store import Store


@cache
def store() -> Store:
    """Open the store of drafts, once. Raises ``StoreError``."""
    return settings.open_store(settings.read())


_WHO = (
    "Maps are made here by whom the operator admits. On your own machine Standpoint opens the "
    "workshop to you at once."
)
_UNVERIFIED = (
    "Maps are made here by whom the operator admits, by their e-mail address. Where you signed in, "
    "yours is not verified."
)
_UNLISTED = (
    "Maps are made here by whom the operator admits. Your address is not among them; ask whoever "
    "runs this place."
)
_IN_SIGHT = {"speaker", "cue", "directness", "act", "said_on", "about_when"}
_OF_THE_TEXT = {"id", "source", "exact", "prefix", "suffix", "start", "end", "review"}
"""What follows from where the words stand, or is decided by other means."""
_CODES = {
    "directness": DIRECTNESS_WORDS,
    "act": ACT_WORDS,
    "status": STATUS_WORDS,
    "certainty": {code: code for code in CERTAINTY},
    "kind": {kind: kind for kind in ACTOR_KINDS},
    "where_prec": {str(code): words for code, words in PRECISION.items()},
}
"""Codes of the schema, in words."""


def _why(account: Account | None) -> str:
    """Say who may write here, to somebody who may not."""
    if account is None:
        return _WHO
    if not (account.verified and address_of(account.email)):
        return _UNVERIFIED
    return _UNLISTED


def desk(asked: Asked) -> dict[str, Any]:
    """Say what the page needs to begin: who may write, the steps, the codes in words."""
    sharing.take_up(asked.store, asked.visit)
    return {
        "open": asked.store.may_begin(asked.visit) or bool(asked.visit.secret),
        "why": _why(asked.visit.account),
        "who": asked.visit.account.email if asked.visit.account else "",
        "model": proposing.host(),
        "sign": signing.way(asked.page, asked.visit.account),
        "steps": [{"key": step.key, "label": step.label} for step in STEPS],
        "codes": {name: [[*pair] for pair in words.items()] for name, words in _CODES.items()},
        "fields": [
            _field(field)
            for field in STATEMENTS.fields
            if field.name not in _IN_SIGHT | _OF_THE_TEXT
        ],
    }


def _field(field: Field) -> dict[str, Any]:
    words = _CODES.get(field.name)
    return {
        "name": field.name,
        "label": field.name.replace("_", " ").capitalize(),
        "options": [[*pair] for pair in words.items()] if words else None,
        "table": (field.refers_to or "") if not field.several else "",
    }


def drafts(asked: Asked) -> dict[str, Any]:
    """List the drafts of whoever asks, the last changed first."""
    found = asked.store.drafts(asked.visit)
    return {
        "drafts": [{"id": each.id, "title": each.title, "changed": each.changed} for each in found]
    }


def draft(asked: Asked) -> dict[str, Any]:
    """Give a draft as a whole: its records by table and key, and what may be done with it."""
    key = asked.words("draft")
    state = remembered(asked, key)
    rights = asked.store.rights(asked.visit, key)
    return told(asked, key, state.number) | {
        "number": state.number,
        "tables": {name: dict(rows) for name, rows in state.tables.items()},
        "may": {"editing": EDITING in rights, "publishing": PUBLISHING in rights},
    }


def text(asked: Asked) -> dict[str, Any]:
    """Give a source's text by its SHA-256."""
    return {"text": asked.store.text(asked.visit, asked.words("draft"), asked.words("sha256"))}
