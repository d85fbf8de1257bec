"""Dispatch: the staff nearby, when they work, where they were last; digital locks, and where a key is."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("household", sa.Column("doors", sa.LargeBinary(), nullable=True))
    op.add_column("household", sa.Column("key", sa.Text(), nullable=True))
    op.create_table(
        "responder",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("details", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "id", name="pk_responder"),
        sa.ForeignKeyConstraint(["municipality"], ["municipality.id"], name="fk_responder_municipality"),
    )
    _planned("shift")
    _planned("planned_visit", sa.Column("resident", sa.Text()), sa.Column("staff", sa.BigInteger(), nullable=False))
    op.create_table(
        "standing",
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("responder", sa.Text(), nullable=False),
        sa.Column("heard_at", sa.BigInteger(), nullable=False),
        sa.Column("is_connected", sa.Boolean(), nullable=False),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        sa.Column("accuracy_m", sa.Double()),
        sa.Column("position_at", sa.BigInteger()),
        sa.Column("seal_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("municipality", "responder", name="pk_standing"),
    )


def _planned(table: str, *more: sa.Column[object]) -> None:
    """Times of a responder's, found by when they end."""
    op.create_table(
        table,
        sa.Column("municipality", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("responder", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("municipality", "id", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            ["municipality", "responder"], ["responder.municipality", "responder.id"],
            name=f"fk_{table}_municipality_responder",
        ),
    )  # fmt: skip
    op.create_index(f"ix_{table}_until", table, ["until"])


def downgrade() -> None:
    op.drop_table("standing")
    for table in ("planned_visit", "shift"):
        op.drop_index(f"ix_{table}_until", table)
        op.drop_table(table)
    op.drop_table("responder")
    for column in ("key", "doors"):
        op.drop_column("household", column)
