"""What the store says when it cannot do what it is asked for; each message is for a person."""

from __future__ import annotations


class StoreError(RuntimeError):
    """Nothing was done; the message says why, and nothing that was saved is lost."""


class NotHereError(StoreError):
    """The draft is not there, or whoever asks has no right to it: nobody learns which."""

    def __init__(self) -> None:
        super().__init__("This draft is not here, or it is not open to you.")


class FullError(StoreError):
    """More would be kept than may be."""


BUSY = "Others are saving at this moment. Nothing was lost; what you did last can be done again."
TAKEN = "Somebody else did the same at this moment. Look what there is now, and try again."
NO_ROOM = (
    "There is no room left where drafts are kept. What you did last is not saved; all else is."
)
DAMAGED = (
    "The file in which drafts are kept is damaged. Nothing is written to it any more; the operator "
    "can restore the last backup."
)
NOT_WRITABLE = "Where drafts are kept nothing can be written. The operator has to allow it."
UNREACHABLE = "Drafts can be neither read nor saved at this moment. Nothing that was saved is lost."
