"""Migrates one database after the other, each in a child that is killed (-9) before its n-th statement.

`python -m tests.faults.migrating_process`; each line of its input is a JSON list: the target, its key in hexadecimal
("" for PostgreSQL), the step to migrate to, and n. It answers each with one line: `killed`, or `done` where there were
fewer statements. The children are forked from here, so that each costs no start of Python.
"""

import json
import os
import signal
import sys
from itertools import count
from typing import Any

from sqlalchemy import event

from console.adapters.sql import steps
from console.adapters.sql.migrate import migrate
from console.adapters.sql.store import engine_of

LOADED = (steps.__name__,)
"""Alembic, once for all children."""


def migrate_until_killed(target: str, key: str, step: str, statement: int) -> None:
    """Never returns where there are that many statements, the end of each transaction among them."""
    engine = engine_of(target, bytes.fromhex(key) or None)
    numbers = count(1)

    def counted(*_: Any) -> None:
        if next(numbers) == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    for moment in ("before_cursor_execute", "commit"):
        event.listen(engine, moment, counted)
    migrate(engine, step)


def main() -> None:
    """Until its input ends."""
    for line in sys.stdin:
        target, key, step, statement = json.loads(line)
        child = os.fork()
        if child == 0:
            migrate_until_killed(target, key, step, statement)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write("killed\n" if os.WIFSIGNALED(status) else "done\n" if status == 0 else f"failed {status}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
