"""The seat over a crash: the same guardian's console takes it again, and nobody else's, and not a locked one."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.ids import ConsoleId
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.seat import digest_of
from console.services.screen import SeatChanged
from console.services.seat_keeper import SeatKeeper
from tests.builders import ANNA, HERE, T0, alarm, knowledge, operator
from tests.fakes import run_async, settle
from tests.services.fakes import FakeAccounts, FakeSeats, Station, account, station

anna = operator("anna")
TOKEN = "gardians-token"


class Workplace:
    """One workstation over its crashes: the store and the accounts stay, the console is made anew."""

    def __init__(self, **more: object) -> None:
        self.seats = FakeSeats()
        self.accounts = FakeAccounts(account(**more))
        self.first = station(accounts=self.accounts, staff=())

    async def sit(self, token: str = TOKEN) -> Station:
        """Anna signs in at the first console."""
        self._keep(self.first, token)
        await self.first.start(seat="")
        await self.first.sign_in.sign_in("anna", "lösen")
        return self.first

    async def after_crash(self, token: str = TOKEN) -> Station:
        """The console that is started after the first has died, on the same journal and clock."""
        old = self.first
        new = Station(HERE, old.journal, old.residents, old.broker, accounts=self.accounts, staff=())
        self._keep(new, token)
        return await new.start(seat="")

    def _keep(self, here: Station, token: str) -> None:
        here.sign_in.keeper = SeatKeeper(self.seats, here.clock, here.name, token)


def test_the_operator_sits_again_with_the_cases_and_the_journal_says_how() -> None:
    async def scenario() -> None:
        place = Workplace()
        first = await place.sit()
        recorded = await first.recorder.record([alarm(T0)], knowledge())
        case = ev.case_of(recorded.events[0].subject)
        assert case is not None
        await first.desk.claim(anna, case)
        again = await place.after_crash()
        assert await again.sign_in.resume() == anna
        assert again.sign_in.seated() == anna
        assert again.recorder.board.cases[case].owner == ANNA
        assert again.screen.of(SeatChanged) == [SeatChanged(anna)]
        assert again.journal.bodies(ev.SeatResumed, ev.SignedOut, ev.CaseReleased) == [ev.SeatResumed(HERE, "Anna")]
        assert again.journal.events[-1].who == ANNA
        assert again.recorder.board.seats[HERE].operator == ANNA
        assert [row.owner for row in again.feed.queue.rows()] == [ANNA]  # type: ignore[union-attr]

    run_async(scenario())


def test_another_guardians_console_takes_nobodys_seat() -> None:
    async def scenario() -> None:
        for token in ("another", ""):
            place = Workplace()
            await place.sit()
            again = await place.after_crash(token)
            assert await again.sign_in.resume() is None
            assert again.sign_in.operator is None

    run_async(scenario())


def test_the_store_holds_a_digest_and_never_the_token() -> None:
    async def scenario() -> None:
        place = Workplace()
        await place.sit()
        assert place.seats.kept[HERE].token_digest == digest_of(TOKEN)
        assert TOKEN not in repr(place.seats.kept)
        assert TOKEN not in repr(place.first.journal.events)

    run_async(scenario())


def test_a_console_without_a_guardian_keeps_no_seat() -> None:
    async def scenario() -> None:
        place = Workplace()
        await place.sit(token="")
        assert place.seats.kept == {}

    run_async(scenario())


async def lock(here: Station) -> None:
    await here.sign_in.lock()
    assert here.sign_in.is_locked


async def leave(here: Station) -> None:
    await here.sign_in.sign_out()


@pytest.mark.parametrize("goes", [lock, leave])
def test_a_locked_or_empty_seat_is_not_taken_again(goes: Callable[[Station], object]) -> None:
    async def scenario() -> None:
        place = Workplace()
        first = await place.sit()
        await goes(first)  # type: ignore[misc]
        again = await place.after_crash()
        assert await again.sign_in.resume() is None

    run_async(scenario())


def test_who_unlocks_has_the_seat_kept_again() -> None:
    async def scenario() -> None:
        place = Workplace()
        first = await place.sit()
        await first.sign_in.lock()
        await first.sign_in.sign_in("anna", "lösen")
        assert not first.sign_in.is_locked
        again = await place.after_crash()
        assert await again.sign_in.resume() == anna

    run_async(scenario())


def test_a_lock_that_the_store_did_not_take_is_told_again_and_no_sign_of_life_comes_after_it() -> None:
    async def scenario() -> None:
        place = Workplace()
        first = await place.sit()
        place.seats.is_down = True
        await first.sign_in.lock()
        running = asyncio.create_task(first.sign_in.keeper.run())  # type: ignore[union-attr]
        await settle()
        assert HERE in place.seats.kept
        place.seats.is_down = False
        await first.clock.advance(5)
        assert place.seats.kept == {}
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    run_async(scenario())


def test_a_minute_after_the_last_sign_of_life_a_password_is_asked_for() -> None:
    async def scenario() -> None:
        place = Workplace()
        first = await place.sit()
        running = asyncio.create_task(first.sign_in.keeper.run())  # type: ignore[union-attr]
        await first.clock.advance(timedelta(minutes=10))
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await first.clock.advance(50)
        assert await (await place.after_crash()).sign_in.resume() == anna
        await first.clock.advance(61)
        assert await (await place.after_crash()).sign_in.resume() is None

    run_async(scenario())


def test_a_disabled_or_vanished_account_does_not_sit_again() -> None:
    async def scenario() -> None:
        for change in ({"is_disabled": True}, None):
            place = Workplace()
            await place.sit()
            if change is None:
                place.accounts.stored.clear()
            else:
                place.accounts.stored["anna"] = replace(place.accounts.stored["anna"], **change)
            assert await (await place.after_crash()).sign_in.resume() is None

    run_async(scenario())


def test_grants_that_changed_meanwhile_are_read_anew() -> None:
    async def scenario() -> None:
        place = Workplace()
        await place.sit()
        narrowed = operator("anna", Role.TECHNICIAN)
        place.accounts.stored["anna"] = replace(place.accounts.stored["anna"], operator=narrowed)
        again = await place.after_crash()
        assert await again.sign_in.resume() == narrowed
        assert again.sign_in.seated().grants == narrowed.grants

    run_async(scenario())


def test_who_has_signed_in_meanwhile_stays() -> None:
    async def scenario() -> None:
        place = Workplace()
        await place.sit()
        place.accounts.stored["bo"] = account("bo")
        again = await place.after_crash()
        await again.sign_in.sign_in("bo", "lösen")
        assert await again.sign_in.resume() is None
        assert again.sign_in.seated().id == "bo"

    run_async(scenario())


def test_a_store_that_is_down_keeps_nobody_from_sitting_down() -> None:
    async def scenario() -> None:
        place = Workplace()
        place.seats.is_down = True
        first = await place.sit()
        assert first.sign_in.seated() == anna

    run_async(scenario())


def test_a_seat_is_one_consoles() -> None:
    async def scenario() -> None:
        place = Workplace()
        await place.sit()
        keeper = SeatKeeper(place.seats, place.first.clock, ConsoleId("console-2"), TOKEN)
        assert await keeper.resumable() is None

    run_async(scenario())


def test_what_was_typed_is_kept_for_who_sits_here_or_sat_here_and_for_nobody_else() -> None:
    async def scenario() -> None:
        here = await station().start()
        assert here.sign_in.author(ANNA) == anna
        await here.sign_in.sign_in_as(operator("bo").id)
        assert here.sign_in.author(ANNA) == anna
        with pytest.raises(Refused) as refused:
            here.sign_in.author(operator("cia").id)
        assert refused.value.reason is Reason.NOT_SIGNED_IN

    run_async(scenario())
