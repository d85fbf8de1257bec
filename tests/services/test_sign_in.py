"""The seat: the same answer for every wrong try, a lock after five, and cases that are given back."""

import asyncio
from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.ids import CaseId
from console.domain.lifecycle import State
from console.domain.refused import Reason, Refused
from console.services.screen import QueueReplaced, SeatChanged
from tests.builders import ANNA, BO, HERE, SODERBY, T0, alarm, knowledge, operator
from tests.fakes import run_async
from tests.services.fakes import FakeAccounts, Station, account, station

anna, bo = operator("anna"), operator("bo")


def with_account(**more: object) -> Station:
    return station(accounts=FakeAccounts(account(**more)), staff=())


async def wrong(here: Station, login: str = "anna", password: str = "fel") -> Refused:
    with pytest.raises(Refused) as refused:
        await here.sign_in.sign_in(login, password)
    return refused.value


async def opened(here: Station, device: str = "dev-1") -> CaseId:
    recorded = await here.recorder.record([alarm(here.clock.now(), device=device)], knowledge())
    found = ev.case_of(recorded.events[0].subject)
    assert found is not None
    return found


def test_who_signs_in_takes_the_seat_and_the_journal_says_so() -> None:
    async def scenario() -> None:
        here = await with_account().start(seat="")
        signed_in = await here.sign_in.sign_in("anna", "lösen")
        assert here.sign_in.seated() == signed_in == anna
        assert here.recorder.board.seats[HERE].operator == ANNA
        assert here.screen.of(SeatChanged) == [SeatChanged(anna)]
        assert here.journal.bodies(ev.SignedIn) == [ev.SignedIn(HERE, "Anna")]

    run_async(scenario())


def test_a_wrong_name_and_a_wrong_password_get_the_same_answer_after_the_same_work() -> None:
    async def scenario() -> None:
        here = await with_account().start(seat="")
        first = await wrong(here)
        worked = here.passwords.verified
        second = await wrong(here, login="ingen")
        assert first == second == Refused(Reason.WRONG_PASSWORD)
        assert here.passwords.verified == 2 * worked == 2
        assert here.journal.bodies(ev.SignInRefused) == [ev.SignInRefused(HERE)] * 2
        assert "ingen" not in repr(here.journal.events)

    run_async(scenario())


def test_five_wrong_tries_lock_the_account_for_five_minutes_even_for_the_right_password() -> None:
    async def scenario() -> None:
        here = await with_account().start(seat="")
        for _ in range(5):
            assert (await wrong(here)).reason is Reason.WRONG_PASSWORD
        locked = await wrong(here, password="lösen")
        assert (locked.reason, locked.detail) == (Reason.ACCOUNT_LOCKED, "300")
        await here.clock.advance(timedelta(minutes=5))
        assert await here.sign_in.sign_in("anna", "lösen") == anna

    run_async(scenario())


def test_a_right_password_forgets_the_wrong_ones() -> None:
    async def scenario() -> None:
        here = await with_account().start(seat="")
        for _ in range(3):
            for _ in range(4):
                assert (await wrong(here)).reason is Reason.WRONG_PASSWORD
            await here.sign_in.sign_in("anna", "lösen")
        assert here.accounts.stored["anna"].wrong_tries == 0

    run_async(scenario())


def test_a_disabled_account_is_answered_like_a_wrong_password() -> None:
    async def scenario() -> None:
        here = await with_account(is_disabled=True).start(seat="")
        assert await wrong(here, password="lösen") == Refused(Reason.WRONG_PASSWORD)
        assert here.sign_in.operator is None
        assert here.desk.colleagues == {}

    run_async(scenario())


def test_only_an_invented_operator_can_be_chosen() -> None:
    async def scenario() -> None:
        here = await with_account().start(seat="")
        with pytest.raises(Refused) as refused:
            await here.sign_in.sign_in_as(ANNA)
        assert refused.value.reason is Reason.NO_SUCH_OPERATOR
        assert here.sign_in.choosable() == ()

    run_async(scenario())


def test_nobody_is_seated_until_somebody_signs_in() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        with pytest.raises(Refused) as refused:
            here.sign_in.seated()
        assert refused.value.reason is Reason.NOT_SIGNED_IN

    run_async(scenario())


def test_signing_out_gives_back_what_was_claimed_here_and_leaves_what_is_parked() -> None:
    async def scenario() -> None:
        here = await station().start()
        claimed, parked, handed = [await opened(here, f"dev-{number}") for number in range(3)]
        for case in (claimed, parked):
            await here.desk.claim(anna, case)
        await here.desk.promise(anna, parked, T0 + timedelta(hours=1), "patrull")
        await here.desk.claim(bo, handed)
        await here.desk.hand_over(bo, handed, ANNA)
        await here.sign_in.sign_out()
        states = {case.id: (case.state, case.owner) for case in here.recorder.board.open_cases()}
        assert states == {
            claimed: (State.UNACKNOWLEDGED, None),
            parked: (State.WAITING, ANNA),
            handed: (State.UNACKNOWLEDGED, None),
        }
        assert here.journal.bodies(ev.CaseReleased) == [ev.CaseReleased(ev.ReleaseReason.SIGNED_OUT)] * 2
        assert here.journal.bodies(ev.SignedOut) == [ev.SignedOut(HERE)]
        assert here.sign_in.operator is None
        assert here.screen.of(QueueReplaced)[-1] == QueueReplaced(())

    run_async(scenario())


def test_a_change_of_operator_gives_the_first_ones_cases_back() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.sign_in.sign_in_as(BO)
        assert here.recorder.board.cases[case].owner is None
        assert here.sign_in.seated() == bo
        [row] = here.feed.queue.rows()  # type: ignore[union-attr]
        assert (row.case, row.owner) == (case, None)

    run_async(scenario())


def test_sitting_down_again_keeps_what_one_has() -> None:
    async def scenario() -> None:
        here = await station().start()
        case = await opened(here)
        await here.desk.claim(anna, case)
        await here.sign_in.sign_in_as(ANNA)
        assert here.recorder.board.cases[case].owner == ANNA

    run_async(scenario())


def test_what_a_colleague_took_over_in_the_meantime_stays_with_the_colleague() -> None:
    """The take-over is committed while the one who leaves waits for the writer."""

    async def scenario() -> None:
        here = await station().start()
        case, other = await opened(here), await opened(here, "dev-2")
        for one in (case, other):
            await here.desk.claim(anna, one)
        here.journal.hold()
        taking = asyncio.create_task(here.desk.take_over(bo, case, "anna går"))
        closing = asyncio.create_task(here.desk.close(anna, other, "question", "", 99))
        await asyncio.sleep(0)
        leaving = asyncio.create_task(here.sign_in.sign_out())
        await asyncio.sleep(0)
        here.journal.let_go()
        await asyncio.gather(taking, closing, leaving)
        assert here.recorder.board.cases[case].owner == BO
        assert here.recorder.board.cases[other].state is State.CLOSED
        assert here.sign_in.operator is None

    run_async(scenario())


def test_colleagues_are_those_who_share_a_municipality_by_name() -> None:
    async def scenario() -> None:
        staff = (anna, bo, operator("åke"), operator("cia", municipalities=[SODERBY]))
        here = await station(staff=staff).start()
        assert [one.id for one in here.sign_in.colleagues()] == ["bo", "åke"]

    run_async(scenario())
