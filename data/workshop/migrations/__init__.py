"""How the database of drafts came to its form, step by step; Alembic runs what is missing."""
