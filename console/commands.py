"""`vaka` without a screen: the commands that run on a server or beside the console.

Each ends with exit code 0 when it did what was asked, 1 when something said no (the reason stands on stderr), 2 when
the call itself was wrong. None prints a resident's name: the journal holds ids. No password is ever an argument, which
other users of the machine could read: it is asked for, or taken from the environment.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from console import config as configuration
from console.bootstrap import checks, contract, map_errands, parts, plans
from console.bootstrap.answers import Line
from console.bootstrap.joined import Fittings, opened
from console.bootstrap.log_lines import begin_log
from console.config import Config
from console.domain.alarm import Cause, DeviceKind
from console.domain.operator import Role

PASSWORD = "VAKA_PASSWORD"
NEW_PASSWORD = "VAKA_NEW_PASSWORD"
SECRET = "VAKA_SECRET"


class Context:
    """What the commands share: where the configuration is."""

    def __init__(self, file: Path | None) -> None:
        self.file = file

    @property
    def config(self) -> Config:
        return configuration.load(self.file)


@contextmanager
def told() -> Iterator[None]:
    """Says in a sentence why something could not be done, and ends with exit code 1. A fault of ours goes on."""
    try:
        yield
    except parts.UNABLE as error:
        sentences = parts.reasons(error)
        if sentences is None:
            raise
        for sentence in sentences:
            if sentence:  # what a running console has refused has been said by it
                click.echo(f"Error: {sentence}", err=True)
        raise SystemExit(1) from None


def run(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Runs on a selector loop, the same on all systems; Ctrl+C ends it in order."""
    with told(), asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:
        runner.run(main())


def say(line: Line) -> None:
    """Prints a line of an answer, complaints on stderr."""
    click.echo(line.text, err=line.is_complaint)


def _environed(variable: str, prompt: str, *, is_new: bool = False) -> str:
    """A secret from the environment, else typed unseen (twice where it is new). Without either: exit code 1."""
    found = os.environ.get(variable)
    if found is not None:
        return found
    try:
        typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=is_new, default="", show_default=False)
    except click.Abort:
        raise click.ClickException(f"nothing was typed; without a terminal put it in {variable}") from None
    return typed


@click.group(invoke_without_command=True)
@click.option("--config", "file", type=click.Path(path_type=Path), help="vaka.toml; default: the platform's place.")
@click.option("--verbose", is_flag=True, help="Log what happens, by ids only.")
@click.version_option(package_name="vaka")
@click.pass_context
def vaka(context: click.Context, file: Path | None, verbose: bool) -> None:
    """Vaka, an operator console for alarm receiving centres. Without a command: the console itself.

    Exit codes: 0 done, 1 something said no (why is on stderr), 2 the call was wrong.
    """
    begin_log(is_verbose=verbose)
    context.obj = Context(file)
    if context.invoked_subcommand is None:
        alone = vaka.get_command(context, "console")
        if alone is None:
            raise click.UsageError("this is the part without a screen: name a command (see --help)", context)
        context.invoke(alone)


@vaka.command()
@click.pass_obj
def intake(context: Context) -> None:
    """Intake and watch without a screen: stores, answers senders, tells its presence.

    It has no siren: when it cannot see, it says so here, and only consoles with a screen wake anybody.
    """

    async def main() -> None:
        async with opened(context.config, Fittings(parts.keyring())) as console:
            stop = asyncio.Event()
            if sys.platform != "win32":
                loop = asyncio.get_running_loop()
                for number in (signal.SIGINT, signal.SIGTERM):
                    loop.add_signal_handler(number, stop.set)
            click.echo(f"intake {console.id} runs; Ctrl+C ends it")
            await parts.serve(console, stop, say)
        click.echo("intake has ended")

    try:
        run(main)
    except KeyboardInterrupt:  # Windows, or before it ran: ended in order all the same
        click.echo("intake has ended")


def _errand(context: Context, errand: str, arguments: dict[str, str]) -> None:
    with told():
        parts.send_errand(context.config, errand, arguments, say)


def _errand_as(
    context: Context, errand: str, login: str, arguments: dict[str, str], hear: Callable[[Line], None] = say
) -> None:
    """With the asker's password, unless it is one of a running demo's invented operators, who have none."""
    with told():
        config = context.config
        password = ""
        if PASSWORD in os.environ or parts.needs_password(config, login):
            password = _environed(PASSWORD, f"Password of {login}")
        parts.send_errand(config, errand, {**arguments, "login": login, "password": password}, hear)


def _login(command: Callable[..., None]) -> Callable[..., None]:
    """Who asks. The password is prompted for, or taken from VAKA_PASSWORD."""
    words = f"The account that asks. Its password: prompted for, or in {PASSWORD}."
    return click.option("--as", "login", prompt="Account", metavar="LOGIN", help=words)(command)


@vaka.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", default="", help="Every row must belong to it.")
@click.option("--encoding", type=click.Choice(["utf-8", "windows-1252"]), default="utf-8")
@click.option("--strict", is_flag=True, help="Import nothing where a single row is refused.")
@click.option("--shifts", "calendar", flag_value="shifts", help="The events of an .ics file are shifts.")
@click.option("--whole", is_flag=True, help="The file has all staff of its municipality: who is not in it has left.")
@click.option("--visits", "calendar", flag_value="visits", help="The events of an .ics file are planned visits.")
@click.option("--responder", default="", help="Whose calendar an .ics file is, where its events do not say so.")
@_login
@click.pass_obj
def import_(
    context: Context, file: Path, municipality: str, encoding: str, strict: bool, whole: bool, calendar: str | None,
    responder: str, login: str,
) -> None:  # fmt: skip
    """Residents, households, devices and contacts; decisions about supervision and their cameras; or staff, their
    shifts and planned visits, from a CSV or JSON file, or a calendar (.ics).

    Every refused row is named on stderr, by section, row and field. The good rows are imported beside it and the exit
    code is 0; with --strict, or where no row is good, nothing is and it is 1.
    """
    arguments = {
        "file": str(file.resolve()), "municipality": municipality, "encoding": encoding,
        "strict": "yes" if strict else "", "whole": "yes" if whole else "", "calendar": calendar or "",
        "responder": responder,
    }  # fmt: skip
    _errand_as(context, "import", login, arguments)


@vaka.group()
def journal() -> None:
    """The journal: verify it, show a case, take an extract."""


@journal.command("verify")
@click.pass_obj
def verify(context: Context) -> None:
    """Walks the chain: names every flipped, deleted, swapped or cut row. Exit code 1 where there is one."""
    _errand(context, "journal verify", {})


@journal.command("show")
@click.argument("case")
@_login
@click.pass_obj
def show(context: Context, case: str, login: str) -> None:
    """All that happened to CASE (an id, or "latest"), a JSON line each. The reading is journalled."""
    _errand_as(context, "journal show", login, {"case": case})


@journal.command("export")
@_login
@click.pass_obj
def export(context: Context, login: str) -> None:
    """Everything within the account's grants, a JSON line each. The reading is journalled."""
    _errand_as(context, "journal export", login, {})


@vaka.group()
def report() -> None:
    """What a municipality asks for: counts, by id. The reading is journalled."""


_DAY = click.DateTime(formats=["%Y-%m-%d"])


@report.command("medication")
@click.option("--municipality", required=True, help="Whose residents.")
@click.option("--from", "first", type=_DAY, required=True, metavar="D", help="The first day (YYYY-MM-DD).")
@click.option("--to", "last", type=_DAY, required=True, metavar="D", help="The last day, included.")
@click.option("--csv", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write a file instead of a table.")
@_login
@click.pass_obj
def report_medication(
    context: Context, municipality: str, first: datetime, last: datetime, file: Path | None, login: str
) -> None:
    """Medication deviations by resident and cause: not taken, taken late, the dispenser empty or jammed.

    Days are this machine's. One deviation is one alarm of a dispenser; several may have been one case.
    """
    since, until = _days(first, last)
    arguments = {"municipality": municipality, "since": since.isoformat(), "until": until.isoformat()}
    _report(context, "report medication", login, arguments, file)


@report.command("night")
@click.option("--municipality", required=True, help="Whose night.")
@click.option("--night", "first", type=_DAY, required=True, metavar="D", help="The day on which it began (YYYY-MM-DD).")
@click.option("--csv", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write a file, a line a look.")
@_login
@click.pass_obj
def report_night(context: Context, municipality: str, first: datetime, file: Path | None, login: str) -> None:
    """Decided against done: each look of a night, who did it, what was missing, who saw without a mask and why."""
    arguments = {"municipality": municipality, "night": first.date().isoformat()}
    _report(context, "report night", login, arguments, file)


def _report(context: Context, errand: str, login: str, arguments: dict[str, str], file: Path | None) -> None:
    """On the terminal, or in a file where one is named."""
    if file is None:
        _errand_as(context, errand, login, arguments)
        return
    lines: list[str] = []
    _errand_as(context, errand, login, {**arguments, "form": "csv"}, lambda line: _keep(lines, line))
    with told():
        _write_private(file, lines)
    click.echo(f"{file}: {len(lines) - 1} lines")


def _days(first: datetime, last: datetime) -> tuple[datetime, datetime]:
    """From the first moment of one day to the first after the other, by this machine's time zone."""
    if last < first:
        raise click.BadParameter("--to lies before --from")
    try:
        return first.astimezone(), (last + timedelta(days=1)).astimezone()
    except (OverflowError, ValueError, OSError):
        raise click.BadParameter("--from and --to must be days of our time") from None


def _keep(lines: list[str], line: Line) -> None:
    if line.is_complaint:
        say(line)
    else:
        lines.append(line.text)


def _write_private(file: Path, lines: list[str]) -> None:
    """A file that only its owner can read: it tells of people's health. UTF-8 with the mark that spreadsheets know."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8-sig") as out:
        out.write("".join(f"{line}\n" for line in lines))


@vaka.group()
def plan() -> None:
    """Action plans: check files, show which plan would run."""


@plan.command("check")
@click.argument("paths", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(path_type=Path))
@click.pass_obj
def plan_check(context: Context, paths: tuple[Path, ...]) -> None:
    """Checks plans; each error with file, line and column. Without a name: the centre's own folder and the shipped
    plans. Exit code 1 where something is wrong."""
    with told():
        for line in plans.check(paths, context.config):
            say(line)


@plan.command("show")
@click.option(
    "--kind", type=click.Choice([each.value for each in DeviceKind]), default="personal_alarm", show_default=True
)
@click.option("--cause", type=click.Choice([each.value for each in Cause]), default="press", show_default=True)
@click.option("--class", "alarm_class", type=click.Choice(list(plans.CLASSES)), help="Default: the alarm's own.")
@click.option("--municipality", default="", help="Its id.")
@click.option("--resident", default="", help="An id, never a name.")
@click.option("--facts", default="", metavar="A,B", help=f"On the card: {', '.join(plans.FACTS)}.")
@click.option("--presses", type=click.IntRange(0), default=0, help="How often the person has pressed.")
@click.option("--language", type=click.Choice(["sv", "en"]), help="Of the plan's texts. Default: the screen's.")
@click.option("--version", "version", default="", help="A version that a case has run by, out of the database.")
@click.pass_obj
def plan_show(
    context: Context, kind: str, cause: str, alarm_class: str | None, municipality: str, resident: str, facts: str,
    presses: int, language: str | None, version: str,
) -> None:  # fmt: skip
    """The plan that would run for such an alarm, step by step: which steps do not apply there, and why."""
    with told():
        config = context.config
    language = language or config.screen.language
    if version:
        _errand(context, "plan show", {"version": version, "language": language})
        return
    wanted = plans.Wanted(kind, cause, alarm_class or "", municipality, resident, facts, presses)
    with told():
        for line in plans.show(wanted, config, language):
            say(line)


@vaka.group("map")
def map_() -> None:
    """Maps: make one of OpenStreetMap data, see what is in one."""


@map_.command("import")
@click.argument("extract", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--name", default="", help="What the map is called. Default: the extract's file name.")
def map_import(extract: Path, out: Path, name: str) -> None:
    """Makes the map OUT (.vakamap) of an EXTRACT (.osm.pbf): what is drawn, roads with their speeds, addresses.

    Its credit, "© OpenStreetMap contributors", is kept with it and shown with it.
    """
    with told():
        map_errands.import_extract(extract, out, name, datetime.now().astimezone().date(), say)


@map_.command("info")
@click.argument("file", type=click.Path(path_type=Path))
def map_info(file: Path) -> None:
    """What a map holds, and whom to credit."""
    with told():
        for line in map_errands.told(file):
            say(line)


@map_.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def map_check(file: Path) -> None:
    """Reads all of a map: do its roads hang together, do its addresses lie by roads. Exit code 1 where it is unfit."""
    with told():
        for line in map_errands.checked(file):
            say(line)


@vaka.group()
def secret() -> None:
    """Secrets live in the system's keyring and nowhere else."""


_SECRETS = (*parts.KNOWN_SECRETS, parts.CAMERA_SECRETS)


class _SecretName(click.ParamType[str]):
    """A secret that Vaka keeps, by the name under which it is kept."""

    name = "secret"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        kept = parts.secret_named(value)
        if kept is None:
            self.fail(f"{value!r} is not one of {', '.join(_SECRETS)}", param, ctx)
        return kept


_NAME = click.argument("name", type=_SecretName(), metavar=f"[{'|'.join(_SECRETS)}]")
_YES = click.option("--yes", "is_sure", is_flag=True, help="Do it although the old database can then not be opened.")


@secret.command("set")
@_NAME
@_YES
def secret_set(name: str, is_sure: bool) -> None:
    """Keeps a secret: typed twice, or taken from VAKA_SECRET."""
    with told():
        _require_sure(name, is_sure)
        parts.keep_secret(name, _environed(SECRET, f"Secret for {name}", is_new=True))
    click.echo(f"{name} is kept")


@secret.command("delete")
@_NAME
@_YES
def secret_delete(name: str, is_sure: bool) -> None:
    """Takes a secret out of the keyring."""
    with told():
        _require_sure(name, is_sure)
        was_there = parts.keyring().delete(name)
    click.echo(f"{name} is gone" if was_there else f"{name} was not set")


@secret.command("list")
def secret_list() -> None:
    """Which secrets are set; never what they are."""
    with told():
        ring = parts.keyring()
        found = [(name, ring.get(name) is not None) for name in parts.KNOWN_SECRETS]
    for name, is_set in found:
        click.echo(f"{name:<18} {'set' if is_set else 'not set':<8} {parts.KNOWN_SECRETS[name]}")


def _require_sure(name: str, is_sure: bool) -> None:
    """The key of the database is not thrown away by a slip: without it the file opens never again."""
    if parts.is_irreplaceable(name) and not is_sure and parts.keyring().get(name) is not None:
        raise click.ClickException(f"{name} is set, and without it the database can never be opened: add --yes")


@vaka.group()
def account() -> None:
    """Operators' accounts. Each change is journalled."""


_GRANTS = click.option("--grants", required=True, help=f"MUNICIPALITY:ROLE, comma between. Roles: {', '.join(Role)}.")
_PROTECTED = click.option("--protected", default="", help="Municipalities whose protected identities they may see.")


@account.command("create")
@click.argument("new_login")
@click.option("--name", required=True, help="The colleague's name, shown beside a case.")
@_GRANTS
@_PROTECTED
@click.option("--as", "login", default="", metavar="LOGIN", help="Who asks; left out for the very first account.")
@click.pass_obj
def account_create(context: Context, new_login: str, name: str, grants: str, protected: str, login: str) -> None:
    """Makes an account. The very first may be made by whoever has this machine's keyring.

    Passwords are prompted for, or taken from VAKA_PASSWORD (who asks) and VAKA_NEW_PASSWORD (the new account).
    """
    arguments = {"new_login": new_login, "name": name, "grants": grants, "protected": protected}
    arguments["new_password"] = _environed(NEW_PASSWORD, f"New password of {new_login}", is_new=True)
    if login:
        _errand_as(context, "account create", login, arguments)
    else:
        _errand(context, "account create", arguments)


@account.command("list")
@_login
@click.pass_obj
def account_list(context: Context, login: str) -> None:
    """Accounts within the asker's grants: name, grants, and active, disabled or locked."""
    _errand_as(context, "account list", login, {})


@account.command("password")
@click.argument("target", metavar="ACCOUNT")
@_login
@click.pass_obj
def account_password(context: Context, target: str, login: str) -> None:
    """A new password: one's own (--as ACCOUNT), or a reset by whoever manages that account."""
    new_password = _environed(NEW_PASSWORD, f"New password of {target}", is_new=True)
    _errand_as(context, "account password", login, {"account": target, "new_password": new_password})


@account.command("grants")
@click.argument("target", metavar="ACCOUNT")
@_GRANTS
@_PROTECTED
@_login
@click.pass_obj
def account_grants(context: Context, target: str, grants: str, protected: str, login: str) -> None:
    """What ACCOUNT may do from now on, in place of what it might."""
    _errand_as(context, "account grants", login, {"account": target, "grants": grants, "protected": protected})


@account.command("disable")
@click.argument("target", metavar="ACCOUNT")
@_login
@click.pass_obj
def account_disable(context: Context, target: str, login: str) -> None:
    """ACCOUNT can no longer sign in; what they did stays told."""
    _errand_as(context, "account disable", login, {"account": target})


@account.command("enable")
@click.argument("target", metavar="ACCOUNT")
@_login
@click.pass_obj
def account_enable(context: Context, target: str, login: str) -> None:
    """ACCOUNT can sign in again; ends a lock too."""
    _errand_as(context, "account enable", login, {"account": target})


@vaka.command("erase")
@click.argument("resident")
@_login
@click.pass_obj
def erase(context: Context, resident: str, login: str) -> None:
    """On a resident's request: takes the texts out of their closed cases. Who read them stays."""
    _errand_as(context, "resident erase", login, {"resident": resident})


@vaka.command()
@click.pass_obj
def doctor(context: Context) -> None:
    """Asks every part whether it works, and says what to do where it does not. Exit code 1 where one does not."""
    show_checks(checks.run(context.file, parts.keyring))


def show_checks(found: Iterator[checks.Check]) -> None:
    """Prints each check as it is made, and ends with exit code 1 where one is not well."""
    is_well = True
    for check in found:
        click.echo(check.line)
        is_well = is_well and check.is_well
    if not is_well:
        raise SystemExit(1)


@vaka.command("contract")
@click.argument("part", type=click.Choice(contract.PARTS), default="asyncapi")
def contract_(part: str) -> None:
    """The stream contract (AsyncAPI 3), an example alarm, the topics, or all settings with their defaults."""
    with told():
        click.echo(contract.text(part), nl=False)
