"""The kinds of column whose values are checked on their way in, the same on both dialects."""

from datetime import datetime

import sqlalchemy as sa

from console.domain import chain


class Moment(sa.TypeDecorator[datetime]):
    """An aware moment as whole microseconds since 1970: exact, sortable, and the same on both dialects.

    A naive datetime is refused (ValueError, which becomes BadRow): nobody could tell which hour it was.
    """

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else chain.microseconds(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else chain.moment(value)


class Words(sa.TypeDecorator[str]):
    """Text without NUL. PostgreSQL cannot hold one, so SQLite shall not either: what one store takes, both take.

    A NUL is refused (ValueError, which becomes BadRow); a lone surrogate is refused by the drivers. Bodies and
    payloads are bytes and hold whatever they must.
    """

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: sa.Dialect) -> str | None:
        if value is not None and "\x00" in value:
            raise ValueError("a text with NUL")
        return value


Number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits on both: SQLite's INTEGER, by that very name, is what makes a primary key its row number."""

ByteOrdered = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text compared byte by byte on both, so that "begins with" is a range of the key."""
