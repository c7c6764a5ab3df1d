"""Run the steps that are missing, in the transaction of whoever opens the database."""

from alembic import context

from data.workshop.database import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
)
context.run_migrations()
