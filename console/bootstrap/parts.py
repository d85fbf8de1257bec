"""Small parts that commands and screen share: the keyring, the log, the door to a running console."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping
from typing import Any

from console import config as configuration
from console.adapters.door import CommandFailed, LostOwner, NobodyAtTheDoor, OwnerDoor, ask
from console.adapters.secrets import Keyring, SecretsUnavailable
from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned
from console.bootstrap.errands import Errands
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config
from console.domain.journal import Unwritable
from console.domain.refused import Refused

UNABLE: tuple[type[Exception], ...] = (
    SecretsUnavailable,
    AlreadyOwned,
    WrongKey,
    SchemaTooNew,
    CommandFailed,
    LostOwner,
)
"""Why a console cannot start or a command was not done, each with a sentence to show."""


class OneLine(logging.Formatter):
    """A log line is one line: what came from outside cannot forge another, nor steer a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        return "".join(sign if sign.isprintable() or sign == "\n" else f"\\x{ord(sign):02x}" for sign in text)


class _Plain(OneLine):
    def formatMessage(self, record: logging.LogRecord) -> str:
        return super().formatMessage(record).replace("\n", "\\n")


def log_handler() -> logging.Handler:
    """Where the log goes: stderr, one line a record (a stack goes on under it)."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Plain("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler


def keyring() -> Keyring:
    """The system's keyring. Raises SecretsUnavailable with what to do."""
    return Keyring()


async def with_door(console: Console, running: Coroutine[Any, Any, None]) -> None:
    """Runs the console, with its door open to the commands of this machine."""
    errands = Errands(console)

    async def answer(errand: str, arguments: tuple[str, ...]) -> AsyncIterator[str]:
        try:
            async for line in errands.do(errand, json.loads(arguments[0])):
                yield line
        except Refused as refused:
            raise CommandFailed(f"refused: {refused}") from None
        except (Unwritable, ValueError) as error:
            raise CommandFailed(str(error)) from None

    async with OwnerDoor(configuration.state_folder(console.config), answer):
        await running


def send_errand(config: Config, errand: str, arguments: Mapping[str, str]) -> Iterator[str]:
    """The lines of an errand: from the console that runs here, else from the store itself."""
    folder = configuration.state_folder(config)
    try:
        yield from ask(folder, errand, (json.dumps(dict(arguments)),))
    except NobodyAtTheDoor:
        yield from _own(config, errand, arguments)


def _own(config: Config, errand: str, arguments: Mapping[str, str]) -> Iterator[str]:
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        yield from runner.run(_collected(config, errand, arguments))


async def _collected(config: Config, errand: str, arguments: Mapping[str, str]) -> list[str]:
    async with opened(config, Fittings(keyring())) as console:
        return [line async for line in Errands(console).do(errand, arguments)]
