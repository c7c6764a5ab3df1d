"""What authors do with a draft as a whole: share it, carry it elsewhere, delete it."""

from __future__ import annotations

import base64
from typing import Any

from components.workshop import previews
from components.workshop.asking import Asked, AskedWronglyError
from data.workshop import carrying, publishing, sharing
from data.workshop.rights import RIGHTS


def links(asked: Asked) -> dict[str, Any]:
    """List who else may come to a draft: its links, without secrets, and who was invited.

    Tell which of them there may be.
    """
    policy = asked.store.policy
    found = sharing.links(asked.store, asked.visit, asked.words("draft"))
    people = sharing.invited(asked.store, asked.visit, asked.words("draft"))
    return {
        "inviting": policy.hosted and bool(policy.people),
        "invited": [
            {"address": each.address, "right": each.rights[-1], "taken": each.taken}
            for each in people
        ],
        "open": policy.hosted and policy.links,
        "links": [
            {"id": each.id, "right": each.rights[-1], "made": each.made, "used": each.used}
            for each in found
            if not each.revoked
        ],
    }


def share(asked: Asked) -> dict[str, Any]:
    """Make a secret link with a right and those below it; its secret is told this once."""
    right = asked.words("right")
    if right not in RIGHTS:
        raise AskedWronglyError
    given = RIGHTS[: RIGHTS.index(right) + 1]
    made = sharing.share(asked.store, asked.visit, asked.words("draft"), given)
    return {"secret": made.secret}


def revoke(asked: Asked) -> dict[str, Any]:
    """Take back what a link gives."""
    sharing.revoke(asked.store, asked.visit, asked.words("draft"), asked.words("link"))
    previews.forget(asked.words("draft"))
    return {}


def invite(asked: Asked) -> dict[str, Any]:
    """Give whoever signs in with an address a right, and those below it."""
    right = asked.words("right")
    if right not in RIGHTS:
        raise AskedWronglyError
    sharing.invite(asked.store, asked.visit, asked.words("draft"), asked.words("address"), right)
    return {}


def uninvite(asked: Asked) -> dict[str, Any]:
    """Take back what an address was invited to."""
    sharing.uninvite(asked.store, asked.visit, asked.words("draft"), asked.words("address"))
    previews.forget(asked.words("draft"))
    return {}


def carry(asked: Asked) -> dict[str, Any]:
    """Give a whole draft as one file, its bytes in base64."""
    content = carrying.carry(asked.store, asked.visit, asked.words("draft"))
    return {"content": base64.b64encode(content).decode()}


def bring(asked: Asked) -> dict[str, Any]:
    """Begin a draft from such a file."""
    try:
        content = base64.b64decode(asked.words("content"), validate=True)
    except ValueError as error:
        raise AskedWronglyError from error
    return {"draft": carrying.bring(asked.store, asked.visit, content)}


def take_back(asked: Asked) -> dict[str, Any]:
    """Take back all that was published of a draft."""
    publishing.unpublish(asked.store, asked.visit, asked.words("draft"))
    return {}


def delete(asked: Asked) -> dict[str, Any]:
    """Delete a draft for ever; what was published of it stays."""
    asked.store.delete(asked.visit, asked.words("draft"))
    previews.forget(asked.words("draft"))
    return {}
