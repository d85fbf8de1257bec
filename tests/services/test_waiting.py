"""What waits, in numbers, told to an empty chair too."""

from datetime import timedelta

from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import MunicipalityId
from console.domain.queue import Row
from console.services.screen import Waiting
from tests.builders import ANNA, NORRBY, SODERBY, T0, alarm, knowledge, operator
from tests.fakes import run_async
from tests.services.fakes import Station, station

anna = operator("anna")


async def told(here: Station) -> Waiting:
    await here.watch.look()
    last = here.screen.of(Waiting)[-1]
    assert isinstance(last, Waiting)
    return last


async def press(here: Station, device: str, cause: Cause = Cause.PRESS, where: MunicipalityId = NORRBY) -> None:
    report = alarm(here.clock.now(), cause, DeviceKind.PERSONAL_ALARM, device=device, municipality=where)
    await here.recorder.record([report], knowledge())


def test_an_empty_chair_is_told_what_waits_in_every_municipality() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        assert (await told(here)).longest_wait_since is None
        await press(here, "dev-1")
        await here.clock.advance(5)
        await press(here, "dev-2", Cause.FALL)
        await press(here, "dev-9", where=SODERBY)
        now = await told(here)
        assert now.counts[AlarmClass.HIGH] == 1
        assert sum(now.counts.values()) == 3
        assert now.longest_wait_since == T0
        assert (now.owned, now.owners, now.promises, now.next_promise) == (0, (), 0, None)

    run_async(scenario())


def test_what_colleagues_have_and_have_promised_is_told_with_their_names() -> None:
    async def scenario() -> None:
        here = await station().start()
        for device in ("dev-1", "dev-2", "dev-3"):
            await press(here, device)
        first, second, _ = [case.id for case in here.recorder.board.open_cases()]
        await here.desk.claim(anna, first)
        await here.desk.claim(anna, second)
        until = T0 + timedelta(minutes=32)
        await here.desk.promise(anna, second, until, "patrull")
        now = await told(here)
        assert (now.owned, now.owners, now.promises, now.next_promise) == (2, ("Anna",), 1, until)
        assert sum(now.counts.values()) == 1

    run_async(scenario())


def test_a_silent_alarm_unit_is_a_person_who_cannot_call_and_once_only() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        for cause in (Cause.LINK_LOST, Cause.HEARTBEAT_MISSED, Cause.BATTERY_LOW):
            await press(here, "dev-1", cause)
        assert (await told(here)).cannot_call == 1

    run_async(scenario())


def test_it_is_told_on_change_and_not_again() -> None:
    async def scenario() -> None:
        here = await station().start(seat="")
        await press(here, "dev-1")
        await told(here)
        before = len(here.screen.of(Waiting))
        await told(here)
        await here.sign_in.sign_in_as(ANNA)
        await told(here)
        assert len(here.screen.of(Waiting)) == before
        await press(here, "dev-2")
        await told(here)
        assert len(here.screen.of(Waiting)) == before + 1

    run_async(scenario())


def test_no_resident_stands_in_it() -> None:
    names = {field for field in Row.__dataclass_fields__ if field in ("people", "resident", "place", "text", "device")}
    assert not names & set(Waiting.__dataclass_fields__)
