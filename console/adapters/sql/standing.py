"""At which step a database's tables stand, without changing anything: for `vaka doctor`."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from console.adapters.sql.engine import probe
from console.adapters.sql.migrate import SchemaTooNew, known_steps, revision
from console.adapters.sql.schema import planned_visit, responder, shift, sign
from console.adapters.sql.store import engine_of
from console.domain.ids import CENTRE, DeviceId
from console.domain.journal import Unwritable

DISPATCH_STEP = "0007"
"""From here on there are tables of staff."""


def marked_at(file: Path, key: bytes, device: DeviceId) -> datetime | None:
    """When this mark of the console's own was last set in a file; None for never. Blocks. Errors: `standing`."""
    if standing(file, key) is None:
        return None
    engine = engine_of(file, key)
    try:
        with engine.connect() as connection:
            query = sa.select(sign.c.at).where(sign.c.municipality == CENTRE, sign.c.device == device)
            found: datetime | None = connection.execute(query).scalar()
            return found
    except exc.SQLAlchemyError as error:
        raise Unwritable(f"the database cannot be read: {type(error).__name__}") from error
    finally:
        engine.dispose()


@dataclass(frozen=True, slots=True)
class StaffCount:
    """How many can be sent, and how much of the plan touches a time."""

    responders: int
    shifts: int
    visits: int


def staff_counted(target: str | Path, key: bytes | None, since: datetime, until: datetime) -> StaffCount | None:
    """None where the tables are older than dispatch. Blocks. Errors: `standing`."""
    found = standing(target, key)
    if found is None or known_steps().index(found) < known_steps().index(DISPATCH_STEP):
        return None
    engine = engine_of(target, key)
    try:
        with engine.connect() as connection:
            return StaffCount(
                connection.execute(sa.select(sa.func.count()).select_from(responder)).scalar_one(),
                *(
                    connection.execute(
                        sa.select(sa.func.count())
                        .select_from(table)
                        .where(table.c.until > since, table.c.since < until)
                    ).scalar_one()
                    for table in (shift, planned_visit)
                ),
            )
    except exc.SQLAlchemyError as error:
        raise Unwritable(f"the database cannot be read: {type(error).__name__}") from error
    finally:
        engine.dispose()


def standing(target: str | Path, key: bytes | None = None) -> str | None:
    """The step; None where there are no tables yet. Blocks. Nothing may have the file open beside us.

    Raises WrongKey, SchemaTooNew, Unwritable where it cannot be reached or read, and ValueError for a file without a
    key of 32 bytes.
    """
    try:
        engine = engine_of(target, key)
        try:
            if isinstance(target, Path):
                probe(engine, target)
            with engine.connect() as connection:
                found = revision(connection)
        finally:
            engine.dispose()
    except exc.SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        raise Unwritable(f"the database cannot be read: {type(cause).__name__}") from error
    if found is not None and found not in known_steps():
        raise SchemaTooNew(found)
    return found
