"""What a command asks of a console: import, the journal, the accounts.

On a local file the running console is the only one that may write, so a command goes to its door; where none runs,
the command opens the store itself and does the same errand. Each errand says who asks, and is refused like a step.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from console.adapters.files.reading import Encoding, read
from console.adapters.passwords import Argon2Passwords, weakness
from console.bootstrap.joined import Console
from console.domain import events as ev
from console.domain.account import Account
from console.domain.ids import CaseId, MunicipalityId, OperatorId, ResidentId
from console.domain.imported import ImportedRows
from console.domain.operator import Act, Grant, Operator, Role
from console.domain.refused import Reason, Refused
from console.domain.triage import Planned

Arguments = Mapping[str, str]


class Errands:
    """The errands of one console. Each yields lines to print; raises Refused, or ValueError with a sentence."""

    def __init__(self, console: Console) -> None:
        self._console = console

    async def do(self, errand: str, arguments: Arguments) -> AsyncIterator[str]:
        """Raises ValueError for an errand that there is not."""
        match errand:
            case "import":
                lines = self._import(arguments)
            case "journal verify":
                lines = self._verify()
            case "journal show":
                lines = self._show(arguments)
            case "journal export":
                lines = self._export(arguments)
            case "account create":
                lines = self._create(arguments)
            case "account list":
                lines = self._accounts(arguments)
            case "resident erase":
                lines = self._erase(arguments)
            case _:
                raise ValueError(f"no such errand: {errand}")
        async for line in lines:
            yield line

    async def _who(self, arguments: Arguments) -> Operator:
        login = arguments.get("login", "")
        for operator in self._console.sign_in.choosable():
            if operator.id == login:
                return operator
        return await self._console.sign_in.authenticate(login, arguments.get("password", ""))

    async def _import(self, arguments: Arguments) -> AsyncIterator[str]:
        operator = await self._who(arguments)
        named = arguments.get("municipality", "")
        found = read(
            Path(arguments["file"]),
            MunicipalityId(named) if named else None,
            today=self._console.clock.now().date(),
            encoding=Encoding(arguments.get("encoding") or Encoding.UTF_8),
        )
        for error in found.errors:
            yield f"refused: {error.section} {error.row} {error.field}: {error.explanation}"
        rows = ImportedRows(
            found.municipalities, found.households, found.residents, found.devices,
            tuple(error.explanation for error in found.errors),
        )  # fmt: skip
        if not (rows.municipalities or rows.households or rows.residents or rows.devices):
            raise ValueError("nothing in the file could be imported")
        await self._console.directory.take_in(rows, operator)
        yield (
            f"imported: {len(rows.residents)} residents, {len(rows.households)} households, "
            f"{len(rows.devices)} devices; refused rows: {len(rows.errors)}"
        )

    async def _verify(self) -> AsyncIterator[str]:
        verdict = await self._console.store.journal.verify()
        for damage in verdict.damage:
            yield f"damaged at event {damage.seq}: {damage.what}"
        yield (
            f"{verdict.events} events, {verdict.erased} with an erased body, {len(verdict.damage)} damaged; "
            f"head {verdict.head.seq} {verdict.head.digest}"
        )
        if verdict.damage:
            raise ValueError("the journal does not verify")

    async def _show(self, arguments: Arguments) -> AsyncIterator[str]:
        operator = await self._who(arguments)
        case = await self._case(arguments["case"])
        for event in await self._console.desk.journal_of(operator, case):
            yield json.dumps(_as_line(event), ensure_ascii=False)

    async def _case(self, wanted: str) -> CaseId:
        """A case by its id, or "latest" for the newest on the board."""
        if wanted != "latest":
            return CaseId(wanted)
        cases = self._console.recorder.board.cases.values()
        newest = max(cases, key=lambda case: (case.opened_at, case.id), default=None)
        if newest is None:
            raise Refused(Reason.NO_SUCH_CASE)
        return newest.id

    async def _export(self, arguments: Arguments) -> AsyncIterator[str]:
        operator = await self._who(arguments)
        granted = operator.municipalities(Act.READ_JOURNAL)
        if not granted:
            raise Refused(Reason.NOT_GRANTED)
        planned = tuple(Planned(f"journal:export:{one}", one, ev.JournalRead("export")) for one in sorted(granted))
        await self._console.recorder.note(planned, operator.id)
        seq = 0
        while events := await self._console.store.journal.since(seq):
            for event in events:
                if event.municipality in granted:
                    yield json.dumps(_as_line(event), ensure_ascii=False)
            seq = events[-1].seq

    async def _create(self, arguments: Arguments) -> AsyncIterator[str]:
        existing = await self._console.store.accounts.all()
        grants = frozenset(_grant(word) for word in arguments["grants"].split(",") if word)
        by = OperatorId(arguments["login"])
        if existing:
            operator = await self._who(arguments)
            for grant in grants:
                operator.require(Act.MANAGE_ACCOUNTS, grant.municipality)
            by = operator.id
        login = arguments["new_login"]
        if await self._console.store.accounts.find(login) is not None:
            raise ValueError(f"there is already an account {login}")
        weak = weakness(arguments["new_password"], login)
        if weak is not None:
            raise ValueError(f"that password is too weak: {weak}")
        hashed = await Argon2Passwords().hash(arguments["new_password"])
        protected = frozenset(MunicipalityId(word) for word in arguments.get("protected", "").split(",") if word)
        operator = Operator(OperatorId(login), arguments["name"], grants, protected)
        await self._console.sign_in.create_account(Account(operator, login, hashed), by)
        yield f"account {login} made, {len(grants)} grants"

    async def _accounts(self, arguments: Arguments) -> AsyncIterator[str]:
        operator = await self._who(arguments)
        granted = operator.municipalities(Act.MANAGE_ACCOUNTS)
        for account in await self._console.store.accounts.all():
            shown = [g for g in account.operator.grants if g.municipality in granted]
            if shown:
                words = ",".join(sorted(f"{g.municipality}:{g.role}" for g in shown))
                yield f"{account.login}\t{words}\t{'disabled' if account.is_disabled else 'active'}"

    async def _erase(self, arguments: Arguments) -> AsyncIterator[str]:
        operator = await self._who(arguments)
        erased = await self._console.retention.erase_resident(ResidentId(arguments["resident"]), operator)
        yield f"{erased} events have lost their body; the chain still verifies"


def _grant(word: str) -> Grant:
    municipality, _, role = word.strip().partition(":")
    if not municipality or role not in set(Role):
        raise ValueError(f"a grant is MUNICIPALITY:ROLE, with a role of {', '.join(Role)}; not: {word}")
    return Grant(MunicipalityId(municipality), Role(role))


def _as_line(event: ev.Event | ev.ErasedEvent) -> dict[str, object]:
    line: dict[str, object] = {
        "seq": event.seq, "at": _moment(event.at), "who": event.who, "municipality": event.municipality,
        "subject": event.subject, "version": event.version,
    }  # fmt: skip
    if isinstance(event, ev.ErasedEvent):
        return {**line, "kind": event.kind, "body": None}
    body = json.loads(json.dumps(asdict(event.body), default=_plain))
    return {**line, "kind": ev.kind_of(type(event.body)), "body": body}


def _plain(value: object) -> object:
    return _moment(value) if isinstance(value, datetime) else str(value)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
