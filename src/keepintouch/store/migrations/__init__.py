"""From one schema to the next: Alembic revisions, one numbered step a file."""
