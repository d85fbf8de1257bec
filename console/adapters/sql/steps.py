"""Runs the steps from one version's tables to the next, by Alembic. Loaded only where there is a step to take."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config


def upgrade(connection: sa.Connection, folder: Path, target: str) -> None:
    """Takes the steps up to `target`. Raises SQLAlchemy's errors."""
    command.upgrade(_config(connection, folder), target)


def downgrade(connection: sa.Connection, folder: Path, target: str) -> None:
    """Takes the steps down to `target`."""
    command.downgrade(_config(connection, folder), target)


def _config(connection: sa.Connection, folder: Path) -> Config:
    config = Config()
    # Alembic reads its options with `%` as a sign of its own.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
