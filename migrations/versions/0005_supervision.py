"""Digital supervision: the decisions, where cameras are found, and a device's reports by the time that they name."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "supervision_decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("resident", sa.Text(), nullable=True),
        sa.Column("camera", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("known_since", sa.BigInteger(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_supervision_decision"),
        sa.ForeignKeyConstraint(["municipality"], ["municipality.id"], name="fk_supervision_decision_municipality"),
        sa.ForeignKeyConstraint(["resident"], ["resident.id"], name="fk_supervision_decision_resident"),
    )
    op.create_table(
        "camera",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("protocol", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("is_simulated", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "device", name="pk_camera"),
        sa.ForeignKeyConstraint(["municipality"], ["municipality.id"], name="fk_camera_municipality"),
    )
    op.create_index("ix_report_municipality_device_at", "report", ["municipality", "device", "at"])


def downgrade() -> None:
    op.drop_index("ix_report_municipality_device_at", "report")
    for table in ("camera", "supervision_decision"):
        op.drop_table(table)
