"""Runs the migrations on the connection that `open_database` hands over, in its transaction."""

from alembic import context

from core.persistence.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
