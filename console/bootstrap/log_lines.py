"""Where the log goes, and what its lines look like. Loads nothing, for a window waits for it."""

import io
import logging
import sys

_CHATTY = ("sqlalchemy", "alembic", "asyncio", "aiomqtt", "keyring", "filelock")
"""Libraries that would log rows, statements or file names where the log is turned up."""


class OneLine(logging.Formatter):
    """A log line is one line: what came from outside cannot forge another, nor steer a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return "".join(sign if sign.isprintable() or sign == "\n" else f"\\x{ord(sign):02x}" for sign in text)


class _Plain(OneLine):
    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record).replace("\n", "\\n")


def log_handler() -> logging.Handler:
    """Where the log goes: stderr, one line a record (a stack goes on under it). Libraries warn and say no more."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    handler = logging.StreamHandler()
    handler.setFormatter(_Plain("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler


def begin_log(*, is_verbose: bool) -> None:
    """For a program's first moment: the log, and streams that a terminal's missing letters do not end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    logging.basicConfig(level=logging.INFO if is_verbose else logging.WARNING, handlers=[log_handler()])
