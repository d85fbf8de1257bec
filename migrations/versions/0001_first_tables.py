"""The first tables: journal, reports, state, directory, accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""SQLite's row number must be INTEGER by name."""


def upgrade() -> None:
    _journal()
    _reports()
    _state()
    _cases_and_outbox()
    _homes()
    _residents()
    _devices()
    _accounts()


def downgrade() -> None:
    for table in (
        "account_protected", "account_grant", "account", "device", "resident", "household", "municipality",
        "snapshot", "outbox", "case_summary", "source_count", "sign", "report", "chain_head", "journal",
    ):  # fmt: skip
        op.drop_table(table)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def _number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger(), nullable=null)


def _bytes(name: str, *, null: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=null)


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("seq", NUMBER, nullable=False, autoincrement=False),
        _text("id"),
        _text("subject"),
        _number("version"),
        _number("at"),
        _text("who"),
        _text("municipality"),
        _text("kind"),
        _number("kind_version"),
        _bytes("body", null=True),
        _bytes("body_salt", null=True),
        _bytes("body_digest"),
        _bytes("digest"),
        sa.PrimaryKeyConstraint("seq", name="pk_journal"),
        sa.UniqueConstraint("id", name="uq_journal_id"),
        sa.UniqueConstraint("subject", "version", name="uq_journal_subject_version"),
    )
    head = op.create_table(
        "chain_head",
        sa.Column("id", sa.SmallInteger(), nullable=False, autoincrement=False),
        _number("seq"),
        _bytes("digest"),
        sa.PrimaryKeyConstraint("id", name="pk_chain_head"),
    )
    op.bulk_insert(head, [{"id": 1, "seq": 0, "digest": b""}])


def _reports() -> None:
    op.create_table(
        "report",
        _text("source"),
        _text("id"),
        _text("municipality", null=True),
        _text("sender", null=True),
        _text("device", null=True),
        _text("stream", null=True),
        _text("topic"),
        _number("received_at"),
        _number("at", null=True),
        _number("length"),
        _text("sha256"),
        _bytes("payload"),
        _text("fault", null=True),
        sa.PrimaryKeyConstraint("source", "id", name="pk_report"),
    )
    op.create_index("ix_report_stream_received_at", "report", ["stream", "received_at"])


def _state() -> None:
    op.create_table(
        "sign",
        _text("municipality"),
        _text("device"),
        _number("at"),
        _number("battery_percent", null=True),
        sa.Column("has_mains", sa.Boolean()),
        _bytes("paths"),
        sa.PrimaryKeyConstraint("municipality", "device", name="pk_sign"),
    )
    op.create_table(
        "source_count",
        _text("source"),
        _text("boot"),
        _number("highest"),
        _bytes("missing"),
        sa.PrimaryKeyConstraint("source", name="pk_source_count"),
    )


def _cases_and_outbox() -> None:
    op.create_table(
        "case_summary",
        _text("case_id"),
        _text("municipality"),
        _text("resident", null=True),
        _number("opened_at"),
        _number("closed_at", null=True),
        _number("alarm_class"),
        _text("kind"),
        _text("cause"),
        _text("outcome"),
        sa.PrimaryKeyConstraint("case_id", name="pk_case_summary"),
    )
    op.create_index("ix_case_summary_resident_opened_at", "case_summary", ["resident", "opened_at"])
    op.create_table(
        "outbox",
        sa.Column("number", NUMBER, nullable=False, autoincrement=True),
        _text("id"),
        _bytes("receipt"),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("id", name="uq_outbox_id"),
    )
    op.create_table(
        "snapshot",
        sa.Column("seq", NUMBER, nullable=False, autoincrement=False),
        _number("format"),
        _bytes("digest"),
        _bytes("body"),
        sa.PrimaryKeyConstraint("seq", name="pk_snapshot"),
    )


def _homes() -> None:
    op.create_table(
        "municipality",
        _text("id"),
        _text("name"),
        _bytes("details"),
        sa.PrimaryKeyConstraint("id", name="pk_municipality"),
    )
    op.create_table(
        "household",
        _text("id"),
        _text("municipality"),
        _text("street"),
        _text("apartment"),
        _text("postal_code"),
        _text("city"),
        _text("area"),
        sa.Column("latitude", sa.Double()),
        sa.Column("longitude", sa.Double()),
        _text("way_in"),
        _text("key_location"),
        sa.PrimaryKeyConstraint("id", name="pk_household"),
        _reference("household", "municipality"),
    )


def _residents() -> None:
    op.create_table(
        "resident",
        _text("id"),
        _text("municipality"),
        _text("household"),
        _text("given_name"),
        _text("family_name"),
        sa.Column("born", sa.Date(), nullable=False),
        _text("personal_number"),
        _text("phone"),
        _text("mobile"),
        _text("language"),
        _text("protection"),
        _bytes("details"),
        sa.PrimaryKeyConstraint("id", name="pk_resident"),
        _reference("resident", "municipality"),
        _reference("resident", "household"),
    )
    op.create_index("ix_resident_household", "resident", ["household"])
    op.create_index("ix_resident_protection", "resident", ["protection"])


def _devices() -> None:
    op.create_table(
        "device",
        _text("municipality"),
        _text("id"),
        _text("sender"),
        _text("kind"),
        _text("household", null=True),
        _text("resident", null=True),
        _text("place"),
        _text("model"),
        _number("heartbeat_interval_s", null=True),
        sa.PrimaryKeyConstraint("municipality", "id", name="pk_device"),
        _reference("device", "municipality"),
        _reference("device", "household"),
        _reference("device", "resident"),
    )
    op.create_index("ix_device_household", "device", ["household"])
    op.create_index("ix_device_resident", "device", ["resident"])


def _accounts() -> None:
    op.create_table(
        "account",
        _text("id"),
        _text("name"),
        _text("login"),
        _text("password_hash"),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        _number("wrong_tries"),
        _number("locked_until", null=True),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("login", name="uq_account_login"),
    )
    op.create_table(
        "account_grant",
        _text("account"),
        _text("municipality"),
        _text("role"),
        sa.PrimaryKeyConstraint("account", "municipality", "role", name="pk_account_grant"),
        _reference("account_grant", "account"),
    )
    op.create_table(
        "account_protected",
        _text("account"),
        _text("municipality"),
        sa.PrimaryKeyConstraint("account", "municipality", name="pk_account_protected"),
        _reference("account_protected", "account"),
    )


def _reference(table: str, to: str) -> sa.ForeignKeyConstraint:
    """The column `to` of the table is an id of the table `to`."""
    return sa.ForeignKeyConstraint([to], [f"{to}.id"], name=f"fk_{table}_{to}")
