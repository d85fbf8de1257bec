"""The tables. What is here and what the migrations make are the same; a test holds them together.

Texts are `Words`, moments `Moment` (both in `columns`). What a query needs has a column of its own; the rest of a
value lies as JSON bytes in `details`. No table holds a door code.
"""

import sqlalchemy as sa

from console.adapters.sql.columns import ByteOrdered, Moment, Number, Words

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# --- The journal: append-only, chained (domain/chain.py). Body and salt are NULL once erased. -----------------------

journal = sa.Table(
    "journal",
    metadata,
    sa.Column("seq", Number, primary_key=True, autoincrement=False),
    sa.Column("id", Words, nullable=False),
    sa.Column("subject", Words, nullable=False),
    sa.Column("version", sa.BigInteger, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("who", Words, nullable=False),
    sa.Column("municipality", Words, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("kind_version", sa.BigInteger, nullable=False),
    sa.Column("body", sa.LargeBinary),
    sa.Column("body_salt", sa.LargeBinary),
    sa.Column("body_digest", sa.LargeBinary, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("id"),
    sa.UniqueConstraint("subject", "version"),
)

chain_head = sa.Table(
    "chain_head",
    metadata,
    sa.Column("id", sa.SmallInteger, primary_key=True, autoincrement=False),
    sa.Column("seq", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
)
"""One row, id 1: where the journal ends. Whoever appends locks it first, so `seq` has no gaps."""

HEAD_ID = 1

# --- Reports: raw, once by the sender's key. -----------------------------------------------------------------------

report = sa.Table(
    "report",
    metadata,
    sa.Column("source", Words, primary_key=True),
    sa.Column("id", Words, primary_key=True),
    sa.Column("municipality", Words),
    sa.Column("sender", Words),
    sa.Column("device", Words),
    sa.Column("stream", Words),
    sa.Column("topic", Words, nullable=False),
    sa.Column("received_at", Moment, nullable=False),
    sa.Column("at", Moment),
    sa.Column("length", sa.BigInteger, nullable=False),
    sa.Column("sha256", Words, nullable=False),
    sa.Column("payload", sa.LargeBinary, nullable=False),
    sa.Column("fault", Words),
    sa.Index(None, "stream", "received_at"),
    sa.Index(None, "municipality", "device", "at"),
)

# --- State: overwritten. -------------------------------------------------------------------------------------------

sign = sa.Table(
    "sign",
    metadata,
    sa.Column("municipality", Words, primary_key=True),
    sa.Column("device", Words, primary_key=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("battery_percent", sa.BigInteger),
    sa.Column("has_mains", sa.Boolean),
    sa.Column("paths", sa.LargeBinary, nullable=False),
)

source_count = sa.Table(
    "source_count",
    metadata,
    sa.Column("source", Words, primary_key=True),
    sa.Column("boot", Words, nullable=False),
    sa.Column("highest", sa.BigInteger, nullable=False),
    sa.Column("missing", sa.LargeBinary, nullable=False),
)

case_summary = sa.Table(
    "case_summary",
    metadata,
    sa.Column("case_id", Words, primary_key=True),
    sa.Column("municipality", Words, nullable=False),
    sa.Column("resident", Words),
    sa.Column("opened_at", Moment, nullable=False),
    sa.Column("closed_at", Moment),
    sa.Column("alarm_class", sa.BigInteger, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("cause", Words, nullable=False),
    sa.Column("outcome", Words, nullable=False),
    sa.Index(None, "resident", "opened_at"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("number", Number, primary_key=True, autoincrement=True),
    sa.Column("id", Words, nullable=False),
    sa.Column("receipt", sa.LargeBinary, nullable=False),
    sa.UniqueConstraint("id"),
)
"""What is still to be sent, in the order of `number`; sent is gone."""

snapshot = sa.Table(
    "snapshot",
    metadata,
    sa.Column("seq", Number, primary_key=True, autoincrement=False),
    sa.Column("format", sa.BigInteger, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""The board at `seq`; `digest` is the journal's link there, so that a snapshot of another journal is not believed."""

# --- The directory. ------------------------------------------------------------------------------------------------

municipality = sa.Table(
    "municipality",
    metadata,
    sa.Column("id", Words, primary_key=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("details", sa.LargeBinary, nullable=False),
)

household = sa.Table(
    "household",
    metadata,
    sa.Column("id", Words, primary_key=True),
    sa.Column("municipality", Words, sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("street", Words, nullable=False),
    sa.Column("apartment", Words, nullable=False),
    sa.Column("postal_code", Words, nullable=False),
    sa.Column("city", Words, nullable=False),
    sa.Column("area", Words, nullable=False),
    sa.Column("latitude", sa.Double),
    sa.Column("longitude", sa.Double),
    sa.Column("way_in", Words, nullable=False),
    sa.Column("key_location", Words, nullable=False),
    sa.Column("doors", sa.LargeBinary),
    sa.Column("key", Words),
)
"""`doors` are the digital locks; NULL for none, as for `key`."""

resident = sa.Table(
    "resident",
    metadata,
    sa.Column("id", Words, primary_key=True),
    sa.Column("municipality", Words, sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("household", Words, sa.ForeignKey("household.id"), nullable=False, index=True),
    sa.Column("given_name", Words, nullable=False),
    sa.Column("family_name", Words, nullable=False),
    sa.Column("born", sa.Date, nullable=False),
    sa.Column("personal_number", Words, nullable=False),
    sa.Column("phone", Words, nullable=False),
    sa.Column("mobile", Words, nullable=False),
    sa.Column("language", Words, nullable=False),
    sa.Column("protection", Words, nullable=False, index=True),
    sa.Column("details", sa.LargeBinary, nullable=False),
)
"""`details` holds critical facts, aids, contacts, the note and what was agreed to in calls."""

device = sa.Table(
    "device",
    metadata,
    sa.Column("municipality", Words, sa.ForeignKey("municipality.id"), primary_key=True),
    sa.Column("id", Words, primary_key=True),
    sa.Column("sender", Words, nullable=False),
    sa.Column("kind", Words, nullable=False),
    sa.Column("household", Words, sa.ForeignKey("household.id"), index=True),
    sa.Column("resident", Words, sa.ForeignKey("resident.id"), index=True),
    sa.Column("place", Words, nullable=False),
    sa.Column("model", Words, nullable=False),
    sa.Column("heartbeat_interval_s", sa.BigInteger),
    sa.Column("calls_by", Words),
    sa.Column("calls_address", Words),
)
"""`calls_by` is NULL where nobody can call it; `calls_address` only where its way has an address of its own."""

# --- The search: derived from the directory, kept in the same transaction (search_index.py). -------------------------

search_entry = sa.Table(
    "search_entry",
    metadata,
    sa.Column("no", Number, primary_key=True, autoincrement=False),
    sa.Column("resident", Words, sa.ForeignKey("resident.id"), nullable=False, unique=True),
    sa.Column("municipality", Words, nullable=False),
    sa.Column("is_shielded", sa.Boolean, nullable=False),
    sa.Column("words", Words, nullable=False),
)
"""One for each resident: a short number for the postings, and all words, each between spaces. Shielded: protected
identity, or a home shared with one who has it."""

search_posting = sa.Table(
    "search_posting",
    metadata,
    sa.Column("municipality", Words, primary_key=True),
    sa.Column("is_shielded", sa.Boolean, primary_key=True),
    sa.Column("is_folded", sa.Boolean, primary_key=True),
    sa.Column("word", ByteOrdered, primary_key=True),
    sa.Column("entry", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("traits", sa.BigInteger, nullable=False),
    sqlite_with_rowid=False,
)
"""Who has which word. The walls are the beginning of the key: what an operator may not find is never read. `traits`
are those of all the words of the entry (`domain/spelling.py`)."""

search_stem = sa.Table(
    "search_stem",
    metadata,
    sa.Column("stem", ByteOrdered, primary_key=True),
    sa.Column("word", ByteOrdered, primary_key=True),
    sqlite_with_rowid=False,
)
"""The folded words that somebody has, by their beginnings, for what is misspelt. It says of nobody where they live."""

search_device = sa.Table(
    "search_device",
    metadata,
    sa.Column("municipality", Words, primary_key=True),
    sa.Column("word", ByteOrdered, primary_key=True),
    sa.Column("device", Words, primary_key=True),
    sqlite_with_rowid=False,
)

# --- Accounts. -----------------------------------------------------------------------------------------------------

account = sa.Table(
    "account",
    metadata,
    sa.Column("id", Words, primary_key=True),
    sa.Column("name", Words, nullable=False),
    sa.Column("login", Words, nullable=False),
    sa.Column("password_hash", Words, nullable=False),
    sa.Column("is_disabled", sa.Boolean, nullable=False),
    sa.Column("wrong_tries", sa.BigInteger, nullable=False),
    sa.Column("locked_until", Moment),
    sa.UniqueConstraint("login"),
)

account_grant = sa.Table(
    "account_grant",
    metadata,
    sa.Column("account", Words, sa.ForeignKey("account.id"), primary_key=True),
    sa.Column("municipality", Words, primary_key=True),
    sa.Column("role", Words, primary_key=True),
)

account_protected = sa.Table(
    "account_protected",
    metadata,
    sa.Column("account", Words, sa.ForeignKey("account.id"), primary_key=True),
    sa.Column("municipality", Words, primary_key=True),
)
"""Where an account is named for persons with protected identity."""

# --- What a crash must not take: state, overwritten. -----------------------------------------------------------------

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("operator", Words, primary_key=True),
    sa.Column("case_id", Words, primary_key=True),
    sa.Column("panel", Words, primary_key=True),
    sa.Column("fields", sa.LargeBinary, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Index(None, "case_id"),
)
"""What is typed and not saved; `case_id` is "" for a case that is not there yet."""

kept_seat = sa.Table(
    "kept_seat",
    metadata,
    sa.Column("console", Words, primary_key=True),
    sa.Column("operator", Words, nullable=False),
    sa.Column("token_digest", sa.LargeBinary, nullable=False),
    sa.Column("alive_at", Moment, nullable=False),
)

sitting = sa.Table(
    "sitting",
    metadata,
    sa.Column("console", Words, primary_key=True),
    sa.Column("operator", Words, primary_key=True),
    sa.Column("at", Moment, nullable=False),
)
"""When an operator last sat down at a console."""

# --- Action plans: versions once used. Append-only; `body` is the canonical text, whose digest the version is. --------

plan_version = sa.Table(
    "plan_version",
    metadata,
    sa.Column("version", Words, primary_key=True),
    sa.Column("plan", Words, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("first_used_at", Moment, nullable=False),
)

# --- Digital supervision. `details` holds a decision's looks, consent and rules; no table holds a password. ----------

supervision_decision = sa.Table(
    "supervision_decision",
    metadata,
    sa.Column("id", Words, primary_key=True),
    sa.Column("municipality", Words, sa.ForeignKey("municipality.id"), nullable=False),
    sa.Column("resident", Words, sa.ForeignKey("resident.id")),
    sa.Column("camera", Words),
    sa.Column("valid_from", sa.Date, nullable=False),
    sa.Column("valid_until", sa.Date, nullable=False),
    sa.Column("known_since", Moment, nullable=False),
    sa.Column("details", sa.LargeBinary, nullable=False),
)
"""`camera` may name a device that no register has: that is told, and the decision is kept."""

camera = sa.Table(
    "camera",
    metadata,
    sa.Column("municipality", Words, sa.ForeignKey("municipality.id"), primary_key=True),
    sa.Column("device", Words, primary_key=True),
    sa.Column("protocol", Words, nullable=False),
    sa.Column("address", Words, nullable=False),
    sa.Column("login", Words, nullable=False),
    sa.Column("is_simulated", sa.Boolean, nullable=False),
)
"""Where a camera is found."""

# --- The staff nearby. `details` holds what somebody may do; no table holds the code of a lock. ----------------------

responder = sa.Table(
    "responder",
    metadata,
    sa.Column("municipality", Words, sa.ForeignKey("municipality.id"), primary_key=True),
    sa.Column("id", Words, primary_key=True),
    sa.Column("sender", Words, nullable=False),
    sa.Column("name", Words, nullable=False),
    sa.Column("phone", Words, nullable=False),
    sa.Column("details", sa.LargeBinary, nullable=False),
)

shift = sa.Table(
    "shift",
    metadata,
    sa.Column("municipality", Words, primary_key=True),
    sa.Column("id", Words, primary_key=True),
    sa.Column("responder", Words, nullable=False),
    sa.Column("since", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.ForeignKeyConstraint(["municipality", "responder"], ["responder.municipality", "responder.id"]),
    sa.Index(None, "until"),
)

planned_visit = sa.Table(
    "planned_visit",
    metadata,
    sa.Column("municipality", Words, primary_key=True),
    sa.Column("id", Words, primary_key=True),
    sa.Column("responder", Words, nullable=False),
    sa.Column("resident", Words),
    sa.Column("since", Moment, nullable=False),
    sa.Column("until", Moment, nullable=False),
    sa.Column("staff", sa.BigInteger, nullable=False),
    sa.ForeignKeyConstraint(["municipality", "responder"], ["responder.municipality", "responder.id"]),
    sa.Index(None, "until"),
)

standing = sa.Table(
    "standing",
    metadata,
    sa.Column("municipality", Words, primary_key=True),
    sa.Column("responder", Words, primary_key=True),
    sa.Column("heard_at", Moment, nullable=False),
    sa.Column("is_connected", sa.Boolean, nullable=False),
    sa.Column("latitude", sa.Double),
    sa.Column("longitude", sa.Double),
    sa.Column("accuracy_m", sa.Double),
    sa.Column("position_at", Moment),
    sa.Column("seal_key", Words, nullable=False),
)
"""What was last heard of a responder: overwritten, and gone some hours after the last word."""
