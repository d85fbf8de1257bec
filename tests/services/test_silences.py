"""Silences at a running desk: rows go and come back, the end is warned of, and nothing is silent for ever."""

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import Cause
from console.domain.ids import DeviceId, ResidentId
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.silence import Silence, SilenceEnd, SilenceKind, device_about, resident_about
from console.domain.silence_steps import BeginSilence
from console.services.screen import RowsChanged, SilencesTold
from console.services.silences import Silences
from tests.builders import HERE, NORRBY, SODERBY, alarm, counter, device, operator, resident
from tests.fakes import run_async
from tests.services.fakes import Station, station, two_stations

anna = operator("anna")


def silences_of(here: Station) -> Silences:
    return Silences(here.recorder, here.clock, counter(f"silence-{here.name}"), here.name)


def shelve(here: Station, minutes: float = 60, cause: Cause = Cause.BATTERY_LOW) -> BeginSilence:
    until = here.clock.now() + timedelta(minutes=minutes)
    about = device_about(NORRBY, DeviceId("dev-1"))
    return BeginSilence(SilenceKind.SHELVED, NORRBY, about, (cause,), "byts i morgon", until)


async def faulty() -> Station:
    """Somebody's unit has said that its battery is low."""
    here = await station().start()
    here.residents.put(devices=[device(resident="astrid")])
    await fault(here)
    return here


async def fault(here: Station, cause: Cause = Cause.BATTERY_LOW) -> None:
    await here.intake.take([alarm(here.clock.now(), cause)])


def told(here: Station) -> tuple[Silence, ...]:
    return [update for update in here.screen.shown if isinstance(update, SilencesTold)][-1].silences


def parked(here: Station) -> int:
    return [update for update in here.screen.shown if isinstance(update, RowsChanged)][-1].hidden.parked


def bodies(here: Station, kind: type) -> list[object]:
    return [event.body for event in here.journal.events if isinstance(event.body, kind)]


def test_what_is_shelved_leaves_the_rows_is_counted_and_is_told_on_the_board() -> None:
    async def scenario() -> None:
        here = await faulty()
        assert len(here.rows()) == 1
        silence = await silences_of(here).begin(anna, shelve(here))
        assert here.rows() == []
        assert parked(here) == 1
        assert told(here) == (silence,)

    run_async(scenario())


def test_more_of_the_same_stays_silent_a_new_kind_of_fault_breaks_through() -> None:
    async def scenario() -> None:
        here = await faulty()
        await silences_of(here).begin(anna, shelve(here))
        await fault(here)
        assert here.rows() == []
        await fault(here, Cause.MAINS_LOST)
        assert len(here.rows()) == 1
        [row] = here.feed.queue.rows()  # type: ignore[union-attr]
        assert row.cause is Cause.MAINS_LOST

    run_async(scenario())


def test_its_end_is_warned_of_once_and_then_the_row_comes_back_by_itself() -> None:
    async def scenario() -> None:
        here = await faulty()
        silences = silences_of(here)
        silence = await silences.begin(anna, shelve(here))
        await here.clock.advance(timedelta(minutes=44))
        await silences.look()
        assert not told(here)[0].is_warned
        await here.clock.advance(timedelta(minutes=2))
        await silences.look()
        await silences.look()
        assert told(here)[0].is_warned
        assert bodies(here, ev.SilenceWarned) == [ev.SilenceWarned(silence.id)]
        await here.clock.advance(timedelta(minutes=15))
        await silences.look()
        assert len(here.rows()) == 1
        assert (parked(here), told(here)) == (0, ())
        assert bodies(here, ev.SilenceEnded) == [ev.SilenceEnded(silence.id, SilenceEnd.EXPIRED)]

    run_async(scenario())


def test_what_ended_while_the_console_was_off_has_ended_at_the_start() -> None:
    async def scenario() -> None:
        here = await faulty()
        await silences_of(here).begin(anna, shelve(here))
        await here.clock.advance(timedelta(hours=3))
        again = Station(HERE, here.journal, here.residents, here.broker)
        await again.start()
        await silences_of(again).look()
        assert len(again.rows()) == 1
        assert len(bodies(again, ev.SilenceEnded)) == 1

    run_async(scenario())


def test_ended_before_its_time_the_row_is_back_at_once() -> None:
    async def scenario() -> None:
        here = await faulty()
        silences = silences_of(here)
        silence = await silences.begin(anna, shelve(here))
        await silences.end(anna, silence.id)
        assert len(here.rows()) == 1
        with pytest.raises(Refused) as refused:
            await silences.end(anna, silence.id)
        assert refused.value.reason is Reason.NO_SUCH_SILENCE

    run_async(scenario())


def test_a_press_comes_through_whatever_is_silent() -> None:
    async def scenario() -> None:
        here = await faulty()
        await silences_of(here).begin(anna, shelve(here))
        await fault(here, Cause.PRESS)
        assert len(here.rows()) == 1
        with pytest.raises(Refused) as refused:
            await silences_of(here).begin(anna, shelve(here, cause=Cause.PRESS))
        assert refused.value.reason is Reason.NOT_SILENCEABLE

    run_async(scenario())


def test_who_may_not_silence_is_refused_and_nothing_changes() -> None:
    async def scenario() -> None:
        here = await faulty()
        with pytest.raises(Refused):
            await silences_of(here).begin(operator("erik", Role.NIGHT_SUPERVISION), shelve(here))
        assert len(here.rows()) == 1

    run_async(scenario())


@pytest.mark.parametrize("who", ["cesar", "nobody"])
def test_nobody_of_another_municipality_is_silenced_and_nobody_learns_whether_they_exist(who: str) -> None:
    async def scenario() -> None:
        here = await station().start()
        here.residents.put(residents=[resident(), resident("cesar", "home-2", municipality=SODERBY)])
        silences = Silences(here.recorder, here.clock, counter("silence"), here.name, here.directory)
        until = here.clock.now() + timedelta(days=2)

        def away(whom: str) -> BeginSilence:
            return BeginSilence(SilenceKind.ABSENT, NORRBY, resident_about(ResidentId(whom)), (), "sjukhus", until)

        with pytest.raises(Refused) as no:
            await silences.begin(anna, away(who))
        assert no.value.reason is Reason.NOT_SAME_MUNICIPALITY
        with pytest.raises(Refused) as no:
            await silences.begin(operator("sara", municipalities=[SODERBY]), away(who))
        assert no.value.reason is Reason.NOT_GRANTED
        assert not here.recorder.board.silences
        assert (await silences.begin(anna, away("astrid"))).about == resident_about(ResidentId("astrid"))

    run_async(scenario())


def test_two_consoles_end_a_silence_once_and_both_show_the_row() -> None:
    async def scenario() -> None:
        here, there = two_stations()
        here.residents.put(devices=[device(resident="astrid")])
        await here.start(seat="anna")
        await there.start(seat="bo")
        await fault(here)
        await silences_of(here).begin(anna, shelve(here))
        await there.recorder.follow()
        assert there.rows() == []
        await here.clock.advance(timedelta(hours=2))
        await silences_of(here).look()
        await silences_of(there).look()
        await here.recorder.follow()
        assert len(here.rows()) == len(there.rows()) == 1
        assert len(bodies(here, ev.SilenceEnded)) == 1

    run_async(scenario())
