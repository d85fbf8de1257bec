"""What a crash must not take: what is typed and not saved, who sits at a console, and when each last sat there."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("panel", sa.Text(), nullable=False),
        sa.Column("fields", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("operator", "case_id", "panel", name="pk_draft"),
    )
    op.create_index("ix_draft_case_id", "draft", ["case_id"])
    op.create_table(
        "kept_seat",
        sa.Column("console", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("alive_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("console", name="pk_kept_seat"),
    )
    op.create_table(
        "sitting",
        sa.Column("console", sa.Text(), nullable=False),
        sa.Column("operator", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("console", "operator", name="pk_sitting"),
    )


def downgrade() -> None:
    for table in ("sitting", "kept_seat", "draft"):
        op.drop_table(table)
