"""Calls: how a device is called. What a person has agreed to in calls lies in their `details`."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("calls_by", sa.Text(), nullable=True))
    op.add_column("device", sa.Column("calls_address", sa.Text(), nullable=True))


def downgrade() -> None:
    for column in ("calls_address", "calls_by"):
        op.drop_column("device", column)
