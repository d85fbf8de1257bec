"""What a command asks of a console: import, the journal, the accounts.

On a local file the running console is the only one that may write, so a command goes to its door; where none runs,
the command opens the store itself and does the same errand. Each errand says who asks, and is refused like a step.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime

from console.bootstrap.account_errands import AccountErrands, asker, choosable
from console.bootstrap.answers import Arguments, Line, NotDone
from console.bootstrap.import_errands import imported
from console.bootstrap.joined import Console
from console.bootstrap.plan_errands import kept_plan
from console.bootstrap.report_errands import medication, night
from console.domain import events as ev
from console.domain.ids import CENTRE, CaseId, ResidentId
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.triage import Planned

NEEDS_PASSWORD = "login needs"
"""The errand that says whether an account has a password: the demo's invented operators have none."""


class Errands:
    """The errands of one console. Each yields lines to print; raises Refused, NotDone, BadRow or Unwritable."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._accounts = AccountErrands(console)

    def do(self, errand: str, arguments: Mapping[str, str]) -> AsyncIterator[Line]:
        """Raises NotDone for an errand that there is not, or one that lacks an argument."""
        return self._lines(errand, Arguments(arguments))

    def _lines(self, errand: str, arguments: Arguments) -> AsyncIterator[Line]:
        match errand:
            case "import":
                return imported(self._console, arguments)
            case "journal verify":
                return self._verify()
            case "journal show":
                return self._show(arguments)
            case "journal export":
                return self._export(arguments)
            case "resident erase":
                return self._erase(arguments)
            case "report medication":
                return medication(self._console, arguments)
            case "report night":
                return night(self._console, arguments)
            case "plan show":
                return kept_plan(self._console, arguments)
            case "login needs":
                return self._needs(arguments)
            case _:
                return self._of_accounts(errand, arguments)

    def _of_accounts(self, errand: str, arguments: Arguments) -> AsyncIterator[Line]:
        match errand:
            case "account create":
                return self._accounts.create(arguments)
            case "account list":
                return self._accounts.listed(arguments)
            case "account password":
                return self._accounts.set_password(arguments)
            case "account grants":
                return self._accounts.set_grants(arguments)
            case "account disable":
                return self._accounts.set_disabled(arguments, True)
            case "account enable":
                return self._accounts.set_disabled(arguments, False)
            case _:
                raise NotDone(f"there is no errand {errand}: two versions of Vaka?")

    async def _needs(self, arguments: Arguments) -> AsyncIterator[Line]:
        yield Line("nothing" if choosable(self._console, arguments["login"]) else "password")

    async def _verify(self) -> AsyncIterator[Line]:
        verdict = await self._console.store.journal.verify()
        for damage in verdict.damage:
            yield Line(f"damaged at event {damage.seq}: {damage.what}", is_complaint=True)
        yield Line(
            f"{verdict.events} events, {verdict.erased} with an erased body, {len(verdict.damage)} damaged; "
            f"head {verdict.head.seq} {verdict.head.digest}"
        )
        if verdict.damage:
            raise NotDone("the journal does not verify: keep the file as it is, and compare it with the last backup")

    async def _show(self, arguments: Arguments) -> AsyncIterator[Line]:
        operator = await asker(self._console, arguments)
        case = self._case(arguments["case"], operator)
        for event in await self._console.desk.journal_of(operator, case):
            yield Line(_as_line(event))

    def _case(self, wanted: str, operator: Operator) -> CaseId:
        """A case by its id, or "latest" for the newest on the board that the asker may read."""
        if wanted != "latest":
            return CaseId(wanted)
        cases = (
            case
            for case in self._console.recorder.board.cases.values()
            if operator.may(Act.READ_JOURNAL, case.municipality)
        )
        newest = max(cases, key=lambda case: (case.opened_at, case.id), default=None)
        if newest is None:
            raise NotDone("no case of the last hours is this account's to read; give an id, or take `journal export`")
        return newest.id

    async def _export(self, arguments: Arguments) -> AsyncIterator[Line]:
        operator = await asker(self._console, arguments)
        granted = operator.municipalities(Act.READ_JOURNAL)
        if not granted:
            raise Refused(Reason.NOT_GRANTED)
        planned = tuple(Planned(f"journal:export:{one}", one, ev.JournalRead("export")) for one in sorted(granted))
        await self._console.recorder.note(planned, operator.id)
        seq = 0
        while events := await self._console.store.journal.since(seq):
            for event in events:
                if event.municipality in granted or event.municipality == CENTRE:
                    yield Line(_as_line(event))
            seq = events[-1].seq

    async def _erase(self, arguments: Arguments) -> AsyncIterator[Line]:
        operator = await asker(self._console, arguments)
        try:
            erased = await self._console.retention.erase_resident(ResidentId(arguments["resident"]), operator)
        except Refused as refused:
            if refused.reason is not Reason.NOTHING_TO_DO:
                raise
            raise NotDone("a case of theirs is open, or was closed in the last 12 hours: ask again later") from None
        yield Line(
            f"{erased} events have lost their body; the chain still verifies; looks and calls of the last 48 hours "
            "keep theirs"
        )


def _as_line(event: ev.Event | ev.ErasedEvent) -> str:
    """A line of JSON. Ids alone: the colleague's name in a sign-in is for the screens."""
    line: dict[str, object] = {
        "seq": event.seq, "id": event.id, "at": _moment(event.at), "who": event.who,
        "municipality": event.municipality, "subject": event.subject, "version": event.version,
    }  # fmt: skip
    if isinstance(event, ev.ErasedEvent):
        return _json({**line, "kind": event.kind, "body": None})
    body = replace(event.body, name="") if isinstance(event.body, ev.SignedIn) else event.body
    return _json({**line, "kind": ev.kind_of(type(event.body)), "body": asdict(body)})


def _json(line: dict[str, object]) -> str:
    """What came from outside can neither break the line nor steer a terminal."""
    text = json.dumps(line, ensure_ascii=False, default=_plain)
    return "".join(sign if sign.isprintable() else json.dumps(sign)[1:-1] for sign in text)


def _plain(value: object) -> object:
    return _moment(value) if isinstance(value, datetime) else str(value)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
