"""Somebody else at the journal's file, who locks it: `python -m tests.faults.locking_process FILE KEY SECONDS`.

KEY is in hexadecimal. Says `locked`, and `freed` in the end.
"""

import sys
import time

import sqlcipher3.dbapi2 as sqlcipher


def main(file: str, key: str, seconds: float) -> None:
    """Holds the file for so long. It waits for its turn as long as that."""
    connection = sqlcipher.connect(file, timeout=seconds + 10, isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute("BEGIN EXCLUSIVE")
    print("locked", flush=True)
    time.sleep(seconds)
    connection.execute("ROLLBACK")
    connection.close()
    print("freed", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
