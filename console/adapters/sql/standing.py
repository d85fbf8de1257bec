"""At which step a database's tables stand, without changing anything: for `vaka doctor`."""

from pathlib import Path

from sqlalchemy import exc

from console.adapters.sql.engine import probe
from console.adapters.sql.migrate import STEPS, SchemaTooNew, revision
from console.adapters.sql.store import engine_of
from console.domain.journal import Unwritable


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
    known = {step.name.partition("_")[0] for step in (STEPS / "versions").glob("[0-9]*.py")}
    if found is not None and found not in known:
        raise SchemaTooNew(found)
    return found
