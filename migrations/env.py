"""Alembic's entry: runs the steps on the connection that `console.adapters.sql.migrate` hands over.

Each step is a transaction of its own. A new step is written by hand; `tests/migrations` says what it has left out.
"""

from alembic import context

with_connection = context.config.attributes["connection"]
context.configure(
    connection=with_connection,
    transaction_per_migration=True,
    transactional_ddl=True,
    render_as_batch=with_connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
