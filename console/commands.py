"""`vaka` without a screen: the commands that run on a server or beside the console.

Each ends with exit code 0 when it did what was asked, 1 when something said no (the reason stands on stderr), 2 when
the call itself was wrong. None prints a resident's name: the journal holds ids.
"""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from console import config as configuration
from console.bootstrap import checks, contract, parts
from console.bootstrap.joined import Fittings, opened
from console.config import Config, ConfigError
from console.domain.journal import Unwritable
from console.domain.refused import Refused

UNABLE: tuple[type[Exception], ...] = (ConfigError, Unwritable, ValueError, *parts.UNABLE)


class Context:
    """What the commands share: where the configuration is."""

    def __init__(self, file: Path | None) -> None:
        self.file = file

    @property
    def config(self) -> Config:
        return configuration.load(self.file)


@contextmanager
def told() -> Iterator[None]:
    """Says in one sentence why something could not be done, and ends with exit code 1."""
    try:
        yield
    except Refused as refused:
        raise click.ClickException(f"refused: {refused}") from None
    except UNABLE as error:
        raise click.ClickException(str(error)) from None


def run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Runs on a selector loop, the same on all systems; Ctrl+C ends it in order."""
    with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner, told():
        runner.run(main())


@click.group(invoke_without_command=False)
@click.option("--config", "file", type=click.Path(path_type=Path), help="vaka.toml; default: the platform's place.")
@click.option("--verbose", is_flag=True, help="Log what happens, by ids only.")
@click.version_option(package_name="vaka")
@click.pass_context
def vaka(context: click.Context, file: Path | None, verbose: bool) -> None:
    """Vaka, an operator console for alarm receiving centres."""
    logging.basicConfig(level=logging.INFO if verbose else logging.WARNING, handlers=[parts.log_handler()])
    context.obj = Context(file)


@vaka.command()
@click.pass_obj
def intake(context: Context) -> None:
    """Intake and watch without a screen: stores, answers senders, tells its presence."""

    async def main() -> None:
        config = context.config
        async with opened(config, Fittings(parts.keyring())) as console:
            stop = asyncio.Event()
            loop = asyncio.get_running_loop()
            if sys.platform != "win32":
                for number in (signal.SIGINT, signal.SIGTERM):
                    loop.add_signal_handler(number, stop.set)
            click.echo(f"intake {console.id} runs; Ctrl+C ends it")
            running = asyncio.create_task(parts.with_door(console, console.run()), name="console")
            waiting = asyncio.create_task(stop.wait(), name="stop")
            await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            running.cancel()
            await asyncio.gather(running, waiting, return_exceptions=True)

    run(main)


def _errand(context: Context, errand: str, arguments: dict[str, str]) -> None:
    with told():
        for line in parts.send_errand(context.config, errand, arguments):
            click.echo(line)


def _login(command: Callable[..., None]) -> Callable[..., None]:
    command = click.option("--password", prompt=True, hide_input=True, envvar="VAKA_PASSWORD", default="")(command)
    return click.option("--as", "login", prompt="Account", help="The account that asks.")(command)


@vaka.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", default="", help="Every row must belong to it.")
@click.option("--encoding", type=click.Choice(["utf-8", "windows-1252"]), default="utf-8")
@_login
@click.pass_obj
def import_(context: Context, file: Path, municipality: str, encoding: str, login: str, password: str) -> None:
    """Residents, households, devices and contacts from a CSV or JSON file."""
    _errand(
        context,
        "import",
        {
            "file": str(file.resolve()), "municipality": municipality, "encoding": encoding,
            "login": login, "password": password,
        },
    )  # fmt: skip


@vaka.group()
def journal() -> None:
    """The journal: verify it, show a case, take an extract."""


@journal.command("verify")
@click.pass_obj
def verify(context: Context) -> None:
    """Walks the chain: names every flipped, deleted, swapped or cut row."""
    _errand(context, "journal verify", {})


@journal.command("show")
@click.argument("case")
@_login
@click.pass_obj
def show(context: Context, case: str, login: str, password: str) -> None:
    """All that happened to CASE (an id, or "latest"), a JSON line each. The reading is journalled."""
    _errand(context, "journal show", {"case": case, "login": login, "password": password})


@journal.command("export")
@_login
@click.pass_obj
def export(context: Context, login: str, password: str) -> None:
    """Everything within the account's grants, a JSON line each. The reading is journalled."""
    _errand(context, "journal export", {"login": login, "password": password})


@vaka.group()
def secret() -> None:
    """Secrets live in the system's keyring and nowhere else."""


@secret.command("set")
@click.argument("name")
@click.password_option("--value", prompt="Secret")
def secret_set(name: str, value: str) -> None:
    """Keeps a secret, such as broker.password."""
    with told():
        parts.keyring().set(name, value)
    click.echo(f"{name} is kept")


@vaka.group()
def account() -> None:
    """Operators' accounts."""


@account.command("create")
@click.argument("new_login")
@click.option("--name", required=True, help="The colleague's name, shown beside a case.")
@click.option("--grants", required=True, help="MUNICIPALITY:ROLE, comma between.")
@click.option("--protected", default="", help="Municipalities where this person may see protected identities.")
@click.option("--as", "login", default="", help="The account that asks; not needed for the very first.")
@click.option("--password", default="", envvar="VAKA_PASSWORD", help="That account's; asked for when --as is given.")
@click.password_option("--new-password", prompt="Password of the new account")
@click.pass_obj
def account_create(
    context: Context, new_login: str, name: str, grants: str, protected: str, login: str, password: str,
    new_password: str,
) -> None:  # fmt: skip
    """Makes an account. The very first may be made by whoever has this machine's keyring."""
    if login and not password:
        password = click.prompt("Password", hide_input=True)
    _errand(
        context,
        "account create",
        {
            "new_login": new_login, "name": name, "grants": grants, "protected": protected,
            "new_password": new_password, "login": login or new_login, "password": password,
        },
    )  # fmt: skip


@account.command("list")
@_login
@click.pass_obj
def account_list(context: Context, login: str, password: str) -> None:
    """Accounts within the asker's grants."""
    _errand(context, "account list", {"login": login, "password": password})


@vaka.command("erase")
@click.argument("resident")
@_login
@click.pass_obj
def erase(context: Context, resident: str, login: str, password: str) -> None:
    """On a resident's request: takes the texts out of their closed cases. Who read them stays."""
    _errand(context, "resident erase", {"resident": resident, "login": login, "password": password})


@vaka.command()
@click.pass_obj
def doctor(context: Context) -> None:
    """Asks every part whether it works, and says what to do where it does not."""
    found = checks.run(context.file)
    for check in found:
        click.echo(check.line)
    if any(not check.is_well for check in found):
        raise SystemExit(1)


@vaka.command("contract")
@click.argument("part", type=click.Choice(["asyncapi", "example", "topics", "defaults"]), default="asyncapi")
def contract_(part: str) -> None:
    """The stream contract (AsyncAPI 3), an example alarm, the topics, or all settings with their defaults."""
    click.echo(contract.text(part), nl=False)
