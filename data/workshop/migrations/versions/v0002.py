"""Invitations to an address, and the sign-ins that were ended."""

import sqlalchemy as sa
from alembic import op

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Say to which address a right was given; keep what nobody is signed in by any more."""
    op.add_column("grants", sa.Column("address", sa.String(254), nullable=False, server_default=""))
    op.create_table(
        "ended",
        sa.Column("session", sa.String(64), primary_key=True),
        sa.Column("at", sa.String(40), nullable=False),
    )
