"""Small parts that commands and screen share: the keyring, the log, the door to a running console."""

import asyncio
import base64
import binascii
import errno
import json
import logging
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from console import config as configuration
from console.adapters.door import FAULT, CommandFailed, LostOwner, NobodyAtTheDoor, OwnerDoor, ask
from console.adapters.secrets import (
    BROKER_PASSWORD,
    DATABASE_KEY,
    DATABASE_PASSWORD,
    GUEST_PASSWORD,
    JANUS_SECRET,
    KEY_BYTES,
    LOCKS_TOKEN,
    SIP_PASSWORD,
    TURN_SECRET,
    Keyring,
    SecretsUnavailable,
    kept_camera_secret,
)
from console.adapters.sql.engine import WrongKey
from console.adapters.sql.migrate import SchemaTooNew
from console.adapters.sql.owner import AlreadyOwned
from console.bootstrap.answers import Line, NotDone, Say, sentence
from console.bootstrap.errands import NEEDS_PASSWORD, Errands
from console.bootstrap.joined import Console, Fittings, opened
from console.config import Config, ConfigError
from console.domain.journal import BadRow, Unwritable
from console.domain.refused import Refused
from console.domain.sight import Grade, Verdict

log = logging.getLogger(__name__)

UNABLE: tuple[type[Exception], ...] = (
    ConfigError,
    SecretsUnavailable,
    AlreadyOwned,
    WrongKey,
    SchemaTooNew,
    Unwritable,
    BadRow,
    Refused,
    NotDone,
    CommandFailed,
    LostOwner,
    OSError,
    ExceptionGroup,
)
"""Why a console cannot start or a command was not done; `reasons` puts each into a sentence."""

KNOWN_SECRETS: Mapping[str, str] = {
    BROKER_PASSWORD: "the password of broker.username",
    DATABASE_PASSWORD: "the password of the user in database.url",
    DATABASE_KEY: "the key of the local database file; made at the first start",
    TURN_SECRET: "the secret that we share with the TURN server in calls.ice_servers",
    SIP_PASSWORD: "the password of calls.sip_user at the centre's exchange or trunk",
    JANUS_SECRET: "the api_secret in Janus' own settings, if it has one",
    LOCKS_TOKEN: "our token at dispatch.lock_gateway, the system of digital locks",
    GUEST_PASSWORD: "the password of the user `guest` at the broker; it stands in each invitation",
}

CAMERA_SECRETS = "camera.MUNICIPALITY.DEVICE"
"""What the name of a camera's password looks like: there is one for each camera with a login."""

_FAULT = (
    "the running console met a fault of its own while doing this, and its log has the stack; whether it was done is "
    "not known: look (`vaka journal show`, `vaka account list`) before trying again"
)


def keyring() -> Keyring:
    """The system's keyring. Raises SecretsUnavailable with what to do."""
    return Keyring()


def secret_named(name: str) -> str | None:
    """The name under which it is kept: one of KNOWN_SECRETS or a camera's; None for any other."""
    return name if name in KNOWN_SECRETS else kept_camera_secret(name)


def keep_secret(name: str, value: str) -> None:
    """Keeps a secret that `secret_named` knows. Raises NotDone for what cannot be one, and SecretsUnavailable."""
    if name == DATABASE_KEY and not _is_key(value):
        raise NotDone(f"{DATABASE_KEY} is {KEY_BYTES} bytes in base64; nothing was changed")
    try:
        keyring().set(name, value)
    except ValueError as error:
        raise NotDone(str(error)) from None


def is_irreplaceable(name: str) -> bool:
    """Whether something is lost for ever with this secret: the database opens with no other key."""
    return name == DATABASE_KEY


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == KEY_BYTES
    except (binascii.Error, ValueError):
        return False


def reasons(error: BaseException) -> tuple[str, ...] | None:
    """What to tell for something that can be foreseen, a sentence each; None for a fault of ours."""
    if isinstance(error, BaseExceptionGroup):
        found = [reasons(one) for one in error.exceptions]
        if any(one is None for one in found):
            return None
        return tuple(dict.fromkeys(text for one in found if one is not None for text in one))
    match error:
        case Refused():
            return (sentence(error),)
        case LostOwner():
            return (f"{error}; whether it was done is not known: look before trying again",)
        case AlreadyOwned():
            return (f"{error} If it is starting, try again in a moment; a command reaches it by its state_folder.",)
        case BadRow():
            return (f"nothing was changed: {error}",)
        case OSError() if error.errno != errno.EPIPE:  # a reader that went away (`| head`) is the command line's to end
            return (f"{error.filename or 'the system'}: {error.strerror or error}",)
        case OSError():
            return None
        case _ if isinstance(error, UNABLE):
            return (str(error),)
        case _:
            return None


async def with_door(console: Console, running: Coroutine[Any, Any, None]) -> None:
    """Runs the console, with its door open to the commands of this machine.

    A door that cannot be opened (a full disk) is logged, and the console runs all the same.
    """
    errands = Errands(console)

    async def answer(errand: str, arguments: tuple[str, ...]) -> AsyncIterator[str]:
        try:
            async for line in errands.do(errand, _unpacked(arguments)):
                yield _carried(line)
        except UNABLE as error:
            sentences = reasons(error)
            if sentences is None:
                raise
            for text in filter(None, sentences):
                yield _carried(Line(f"Error: {text}", is_complaint=True))
            raise CommandFailed from None

    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(OwnerDoor(configuration.state_folder(console.config), answer))
        except OSError as error:
            log.error("commands cannot reach this console, for its door cannot be opened: %s", error.strerror)
        await running


def _unpacked(arguments: tuple[str, ...]) -> dict[str, str]:
    try:
        content = json.loads(arguments[0]) if len(arguments) == 1 else None
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict) or not all(isinstance(value, str) for value in content.values()):
        raise NotDone("the command speaks otherwise than this console: two versions of Vaka?")
    return content


def _carried(line: Line) -> str:
    return f"{'!' if line.is_complaint else ' '}{line.text}"


def needs_password(config: Config, login: str) -> bool:
    """Whether to ask for one. Only a running demonstration has operators without; anybody else is asked."""
    heard: list[Line] = []
    try:
        _by_door(configuration.state_folder(config), NEEDS_PASSWORD, {"login": login}, heard.append)
    except (NobodyAtTheDoor, NotDone, LostOwner):
        return True
    return heard != [Line("nothing")]


def send_errand(config: Config, errand: str, arguments: Mapping[str, str], say: Say) -> None:
    """Has an errand done: by the console that runs here, else by opening the store. Raises one of UNABLE."""
    try:
        _by_door(configuration.state_folder(config), errand, arguments, say)
    except NobodyAtTheDoor:
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
            runner.run(_alone(config, errand, arguments, say))


def _by_door(folder: Path, errand: str, arguments: Mapping[str, str], say: Say) -> None:
    try:
        for text in ask(folder, errand, (json.dumps(dict(arguments)),)):
            say(Line(text[1:], text[:1] == "!"))
    except CommandFailed as failed:
        raise NotDone(_FAULT if failed.code == FAULT else str(failed)) from None
    except ValueError as error:
        raise NotDone(str(error)) from None


async def _alone(config: Config, errand: str, arguments: Mapping[str, str], say: Say) -> None:
    async with opened(_without_broker(config), Fittings(keyring())) as console:
        async for line in Errands(console).do(errand, arguments):
            say(line)


def _without_broker(config: Config) -> Config:
    """An errand needs the store alone: neither a broker of our own nor the authorities of the real one."""
    return replace(config, broker=replace(config.broker, host="localhost", tls=False, username="", embedded=False))


async def serve(console: Console, stop: asyncio.Event, say: Say) -> None:
    """Runs a console without a screen until `stop`, and ends it in order. Raises what ended it by itself."""
    running = asyncio.create_task(with_door(console, console.run()), name="console")
    stopping = asyncio.create_task(stop.wait(), name="stop")
    telling = asyncio.create_task(_tell_sight(console, say), name="sight")
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (telling, stopping, running):
            task.cancel()
        await asyncio.gather(telling, stopping, running, return_exceptions=True)
    if not running.cancelled() and (fault := running.exception()) is not None:
        raise fault


async def _tell_sight(console: Console, say: Say) -> None:
    """There is neither banner nor siren here: what is seen and lost stands on the terminal, or in the system's log."""
    told: Verdict | None = None
    while True:
        verdict = console.watch.verdict
        if told is None or (verdict.grade, verdict.lost) != (told.grade, told.lost):
            told = verdict
            if verdict.grade is Grade.BLIND:
                why = console.watch.explanation
                say(Line(f"BLIND, {verdict.lost} lost{': ' if why else ''}{why}; see `vaka doctor`", True))
            elif verdict.grade is Grade.SEEING:
                say(Line("alarms are taken in and stored"))
        await asyncio.sleep(0.5)
