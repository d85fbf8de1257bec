"""Who sits here: sign-in by account, change of operator, lock, and the accounts themselves.

A wrong name and a wrong password get the same answer after the same work. In a demo the invented operators can be
chosen without a password; nowhere else.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from console.domain import events as ev
from console.domain.account import Account
from console.domain.ids import CENTRE, ConsoleId, MunicipalityId, OperatorId
from console.domain.lifecycle import State
from console.domain.operator import Act, Operator
from console.domain.refused import Reason, Refused
from console.domain.triage import Planned
from console.services.desk import Desk
from console.services.ports import Accounts, Clock, Passwords
from console.services.queue_feed import QueueFeed
from console.services.recorder import Recorder
from console.services.screen import Screen, SeatChanged
from console.services.seat_keeper import NoKeeper, SeatKeeper

LOCK_AFTER = 5
LOCK_FOR = timedelta(minutes=5)
"""After so many wrong tries in a row an account waits so long (defaults of the settings)."""


class SignIn:
    """The seat at this console."""

    def __init__(
        self,
        accounts: Accounts,
        passwords: Passwords,
        recorder: Recorder,
        feed: QueueFeed,
        desk: Desk,
        clock: Clock,
        screen: Screen,
        console: ConsoleId,
        choosable: Sequence[Operator] = (),
    ) -> None:
        self._accounts = accounts
        self._passwords = passwords
        self._recorder = recorder
        self._feed = feed
        self._desk = desk
        self._clock = clock
        self._screen = screen
        self._console = console
        self._choosable = {operator.id: operator for operator in choosable}
        self.operator: Operator | None = None
        self.is_locked = False
        self.keeper: SeatKeeper | NoKeeper = NoKeeper()
        self._sat_here: dict[OperatorId, Operator] = {}
        self.on_change: Callable[[], Awaitable[None]] = _nothing
        self.lock_after = LOCK_AFTER
        self.lock_for = LOCK_FOR

    def choosable(self) -> tuple[Operator, ...]:
        """The demo's invented operators; empty anywhere else."""
        return tuple(self._choosable.values())

    def seated(self) -> Operator:
        """Who sits here. Raises Refused(NOT_SIGNED_IN) for nobody."""
        if self.operator is None:
            raise Refused(Reason.NOT_SIGNED_IN)
        return self.operator

    def author(self, operator: OperatorId) -> Operator:
        """Who has typed something here: who sits here, or sat here before since the start. Raises
        Refused(NOT_SIGNED_IN) for anybody else."""
        found = self._sat_here.get(operator)
        if found is None:
            raise Refused(Reason.NOT_SIGNED_IN)
        return found

    async def sign_in(self, login: str, password: str) -> Operator:
        """Raises Refused(WRONG_PASSWORD) for any mismatch, Refused(ACCOUNT_LOCKED) after too many."""
        operator = await self.authenticate(login, password)
        await self._sit(operator)
        return operator

    async def sign_in_as(self, operator: OperatorId) -> Operator:
        """The demo's way. Raises Refused(NO_SUCH_OPERATOR)."""
        chosen = self._choosable.get(operator)
        if chosen is None:
            raise Refused(Reason.NO_SUCH_OPERATOR)
        await self._sit(chosen)
        return chosen

    async def resume(self) -> Operator | None:
        """After a crash: who sat here sits here again without a password, if our guardian's token is the one that the
        seat was kept with, the last sign of life is fresh, and the account still may. Grants are read anew.

        None where not: somebody has to sign in. Raises Unwritable.
        """
        found = await self.keeper.resumable()
        operator = await self._entitled(found) if found is not None else None
        if operator is None or self.operator is not None:
            return None
        await self._recorder.note((self._planned(ev.SeatResumed(self._console, operator.name)),), operator.id)
        await self._take_seat(operator)
        return operator

    async def lock(self) -> None:
        """The screen is covered until somebody signs in; what the operator has stays. A crash then asks for a password.
        Raises Refused(NOT_SIGNED_IN)."""
        self.seated()
        self.is_locked = True
        await self.keeper.left()

    async def sign_out(self) -> None:
        """What this operator had claimed goes back to everybody; what is promised waits on."""
        leaving = self.operator
        if leaving is None:
            return
        await self._give_back(leaving)
        await self._recorder.note((self._planned(ev.SignedOut(self._console)),), leaving.id)
        self.operator = None
        self.is_locked = False
        await self.keeper.left()
        await self._feed.seat(None)
        self._screen.show(SeatChanged(None))
        await self.on_change()

    async def authenticate(self, login: str, password: str) -> Operator:
        """Checks name and password without taking the seat; for commands as for the screen."""
        account = await self._accounts.find(login)
        now = self._clock.now()
        if account is not None and account.locked_until is not None and account.locked_until > now:
            raise Refused(Reason.ACCOUNT_LOCKED, detail=str(int((account.locked_until - now).total_seconds())))
        known_hash = account.password_hash if account is not None else _NOBODYS_HASH
        is_right = await self._passwords.verify(known_hash, password)
        if account is None or account.is_disabled or not is_right:
            await self._count_wrong(account)
            raise Refused(Reason.WRONG_PASSWORD)
        if account.wrong_tries:
            await self._accounts.save(replace(account, wrong_tries=0, locked_until=None))
        return account.operator

    async def load_colleagues(self) -> None:
        """Those to whom a case can be handed."""
        stored = {
            account.operator.id: account.operator for account in await self._accounts.all() if not account.is_disabled
        }
        self._desk.colleagues = {**stored, **self._choosable}

    def colleagues(self) -> tuple[Operator, ...]:
        """All whom the seated operator could hand a case to, by name."""
        me = self.seated()
        mine = me.municipalities(Act.HANDLE_CASE) | me.municipalities(Act.HANDLE_TECHNICAL)
        return tuple(
            sorted(
                (one for one in self._desk.colleagues.values() if one.id != me.id and _shares(one, mine)),
                key=lambda one: one.name,
            )
        )

    async def _sit(self, operator: Operator) -> None:
        if self.operator is not None and self.operator.id != operator.id:
            await self._give_back(self.operator)
        await self._recorder.note((self._planned(ev.SignedIn(self._console, operator.name)),), operator.id)
        await self._take_seat(operator)

    async def _take_seat(self, operator: Operator) -> None:
        self.operator = operator
        self.is_locked = False
        self._sat_here[operator.id] = operator
        await self.keeper.sat(operator.id)
        await self._feed.seat(operator)
        self._screen.show(SeatChanged(operator))
        await self.on_change()

    async def _entitled(self, operator: OperatorId) -> Operator | None:
        """The operator as the accounts have them now; None for one who may not sit anywhere any more."""
        if operator in self._choosable:
            return self._choosable[operator]
        accounts = await self._accounts.all()
        return next((one.operator for one in accounts if one.operator.id == operator and not one.is_disabled), None)

    async def _give_back(self, leaving: Operator) -> None:
        await self._recorder.note(lambda _: self._given_back(leaving), leaving.id)

    def _given_back(self, leaving: Operator) -> list[Planned]:
        """By the board as it is when this is decided: another may have taken a case over meanwhile."""
        return [
            Planned(ev.case_subject(case.id), case.municipality, ev.CaseReleased(ev.ReleaseReason.SIGNED_OUT))
            for case in self._recorder.board.open_cases()
            if case.state is State.CLAIMED and case.owner == leaving.id and case.console in (self._console, None)
        ]

    async def _count_wrong(self, account: Account | None) -> None:
        if account is not None:
            tries = account.wrong_tries + 1
            until = self._clock.now() + self.lock_for if tries >= self.lock_after else None
            await self._accounts.save(replace(account, wrong_tries=tries, locked_until=until))
        await self._recorder.note((self._planned(ev.SignInRefused(self._console)),))

    def _planned(self, body: ev.SignedIn | ev.SignedOut | ev.SeatResumed | ev.SignInRefused) -> Planned:
        return Planned(f"console:{self._console}", CENTRE, body)


_NOBODYS_HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm9ib2R5bm8"
"""Checked when no account has the name, so that the answer takes as long."""


def _shares(operator: Operator, municipalities: frozenset[MunicipalityId]) -> bool:
    handled = operator.municipalities(Act.HANDLE_CASE) | operator.municipalities(Act.HANDLE_TECHNICAL)
    return bool(handled & municipalities)


async def _nothing() -> None:
    """Nobody need be told at once who sits here."""
