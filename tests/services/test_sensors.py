"""Sensors watched: told once, in time and with the true time; after a restart, late, and by two consoles."""

from dataclasses import replace
from datetime import timedelta
from time import perf_counter

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import ConsoleId, DecisionId, ResidentId
from console.domain.journal import Unwritable
from console.domain.supervision import Consent
from console.domain.triage import Planned
from tests.builders import NORRBY, device, municipality, operator, resident
from tests.fakes import HandClock, run_async
from tests.sensing_kit import BED, DOOR, DOOR_AT_NIGHT, MOTION, MOVED_BY_9, NIGHT, clock, decided, read, said
from tests.services.fakes import FakeBroker, FakeJournal, FakeResidents, Station, station
from tests.services.sensor_kit import FakeSensorReports, Night, home, night, restarted

DAY = timedelta(days=1)


async def up(one: Night, left: str = "01:19", until: str = "01:31") -> None:
    """In bed at 22:10, out of it at `left`; the watch looks until then."""
    await one.at("22:10")
    await one.hear(said(clock("22:10"), "in_bed"))
    await one.at(left)
    await one.hear(said(clock(left), "left_bed"))
    await one.at(until)


def test_who_is_not_back_in_bed_within_the_limit_has_a_case_then_and_once() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one, until="01:30")
        assert one.cases() == []
        await one.at("01:31")
        [case] = one.cases()
        assert (case.cause, case.alarm_class, case.resident) == (Cause.NOT_BACK_IN_BED, AlarmClass.HIGH, "astrid")
        assert (case.waiting_since, case.place, case.device) == (clock("01:31"), "Sovrum", BED)
        await one.at("03:00")
        assert [(again.id, again.alarms) for again in one.cases()] == [(case.id, 1)]

    run_async(scenario())


def test_a_sensor_that_falls_silent_is_not_back_in_bed_and_back_in_bed_begins_anew() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one)
        [case] = one.cases()
        await one.hear(said(clock("01:40"), "back_in_bed"))
        await one.at("03:00")
        await one.hear(said(clock("03:00"), "left_bed"))
        await one.at("03:12")
        [again] = one.cases()
        assert (again.id, again.alarms) == (case.id, 2)

    run_async(scenario())


def test_a_closed_case_is_not_opened_again_for_the_same_until_the_person_has_been_back() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one)
        [case] = one.cases()
        anna = operator("anna")
        await one.here.desk.claim(anna, case.id)
        await one.here.desk.close(anna, case.id, "visit_done", "", one.cases()[0].version)
        await one.hear(said(clock("01:30:30"), "movement", MOTION))
        await one.at("05:00")
        assert one.cases() == []
        again = await restarted(one)
        await again.at("05:10")
        assert again.cases() == []

    run_async(scenario())


def test_what_fell_due_while_we_were_off_is_told_at_the_start_once_with_its_time() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one, until="01:20")
        await one.here.clock.advance(timedelta(hours=2))
        again = await restarted(one)
        [case] = again.cases()
        assert (case.waiting_since, case.recent[0].text) == (clock("01:31"), "121 > 12 min")
        third = await restarted(again)
        assert [(found.id, found.alarms) for found in third.cases()] == [(case.id, 1)]

    run_async(scenario())


def test_a_night_that_was_quiet_tells_nothing_after_a_restart_whenever_that_is() -> None:
    async def scenario() -> None:
        limits = replace(MOVED_BY_9, up_at_most=timedelta(minutes=12))
        one = await night(decided(limits, known_since=clock("12:00")))
        await one.at("22:10")
        await one.hear(said(clock("22:10"), "in_bed"), said(clock("22:10"), "still", MOTION))
        await one.at("06:45")
        await one.hear(said(clock("06:40"), "left_bed"), said(clock("06:41"), "movement", MOTION))
        for _ in range(8):
            await one.here.clock.advance(timedelta(hours=3))
            await one.hear(said(one.here.clock.now(), "movement", MOTION))
            await one.look()
            assert (await restarted(one)).cases() == one.cases() == []

    run_async(scenario())


def test_words_that_come_late_and_in_no_order_are_told_with_their_own_times() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await one.at("04:00")
        now = one.here.clock.now()
        late = [
            said(clock("01:54"), "back_in_bed", received_at=now), said(clock("01:19"), "left_bed", received_at=now),
            said(clock("22:10"), "in_bed", received_at=now),
        ]  # fmt: skip
        await one.hear(*late)
        await one.hear(*late)
        await one.look()
        [case] = one.cases()
        assert (case.alarms, case.waiting_since, case.recent[0].text) == (1, clock("01:31"), "35 > 12 min")

    run_async(scenario())


def test_back_in_bed_that_comes_in_time_though_late_keeps_it_quiet() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one, until="01:30")
        await one.hear(said(clock("01:25"), "back_in_bed", received_at=one.here.clock.now()))
        await one.at("02:00")
        assert one.cases() == []

    run_async(scenario())


def test_a_door_at_night_a_morning_without_motion_and_a_figure_on_the_floor() -> None:
    async def scenario() -> None:
        limits = replace(DOOR_AT_NIGHT, moved_by=9 * 60)
        one = await night(decided(limits, known_since=clock("12:00")))
        await one.at("02:14")
        await one.hear(said(clock("02:14"), "door_opened", DOOR))
        await one.look()
        assert [case.cause for case in one.cases()] == [Cause.DOOR_OPENED]
        await one.at("09:00")
        [case] = one.cases()
        assert [alarm.cause for alarm in case.recent] == [Cause.DOOR_OPENED, Cause.NO_MOVEMENT]
        await one.hear(said(clock("09:00"), "figure_on_floor", MOTION))
        await one.look()
        _, fall = one.cases()
        assert (fall.cause, fall.alarm_class, fall.lane.value) == (Cause.FALL, AlarmClass.HIGH, "person")
        assert fall.linked == (case.id,)

    run_async(scenario())


def test_a_reading_of_motion_is_motion() -> None:
    async def scenario() -> None:
        one = await night(decided(MOVED_BY_9, known_since=clock("12:00")))
        await one.at("07:00")
        await one.hear(read(clock("07:00"), 4))
        await one.at("09:10")
        assert one.cases() == []

    run_async(scenario())


def test_several_findings_of_one_person_are_one_case() -> None:
    async def scenario() -> None:
        one = await night(decided(replace(DOOR_AT_NIGHT, up_at_most=timedelta(minutes=12))))
        await one.at("01:00")
        await one.hear(said(clock("22:10"), "in_bed"), said(clock("00:30"), "left_bed"))
        await one.hear(said(clock("00:31"), "door_opened", DOOR))
        await one.look()
        [case] = one.cases()
        causes = {alarm.cause for alarm in case.recent}
        assert causes == {Cause.LEFT_BED, Cause.DOOR_OPENED, Cause.NOT_BACK_IN_BED}

    run_async(scenario())


@pytest.mark.parametrize(
    "more",
    [
        {"consent": Consent(None)},
        {"valid_until": NIGHT - DAY},
        {"resident": "somebody-else"},
    ],
)
def test_without_a_decision_and_a_consent_for_that_night_nobody_is_watched(more: dict[str, object]) -> None:
    async def scenario() -> None:
        one = await night(decided(**more))
        await up(one, until="02:00")
        assert one.cases() == []

    run_async(scenario())


def test_who_called_the_looks_of_a_night_off_is_heard_all_the_same() -> None:
    async def scenario() -> None:
        one = await night(decided())
        off = ev.NightSkipped(DecisionId("decision-astrid"), NIGHT, "away")
        await one.here.recorder.note([Planned("night:decision-astrid", NORRBY, off)])
        await up(one, until="02:00")
        assert one.cases()

    run_async(scenario())


def test_another_senders_word_about_the_device_is_nobodys() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one, until="01:25")
        await one.hear(said(clock("01:25"), "back_in_bed", sender="stranger"))
        await one.at("01:31")
        assert [case.cause for case in one.cases() if case.resident] == [Cause.NOT_BACK_IN_BED]

    run_async(scenario())


def test_a_sensor_that_a_household_shares_is_a_word_of_each() -> None:
    async def scenario() -> None:
        one = await night(decided(), put=lambda here: home(here, shared=True))
        await up(one)
        assert [case.resident for case in one.cases()] == ["astrid"]

    run_async(scenario())


def test_what_rests_on_silence_waits_a_minute_while_messages_are_on_their_way_and_a_door_does_not() -> None:
    async def scenario() -> None:
        one = await night(decided(replace(DOOR_AT_NIGHT, up_at_most=timedelta(minutes=12))))
        await up(one, until="01:30")
        one.is_behind = True
        await one.hear(said(clock("01:30"), "door_opened", DOOR))
        await one.here.clock.advance(90)
        await one.look()
        assert [case.cause for case in one.cases()] == [Cause.DOOR_OPENED]
        await one.here.clock.advance(61)
        await one.look()
        [case] = one.cases()
        assert [alarm.cause for alarm in case.recent] == [Cause.DOOR_OPENED, Cause.LEFT_BED]

    run_async(scenario())


def test_messages_that_arrive_meanwhile_break_the_silence() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one, until="01:20")
        await one.here.clock.advance(timedelta(hours=2))
        journal, residents, broker = one.here.journal, one.here.residents, one.here.broker
        again = Night(station(journal=journal, residents=residents, broker=broker), one.decisions)
        again.is_behind = True
        await again.start()
        await again.hear(said(clock("01:25"), "back_in_bed", received_at=again.here.clock.now()))
        again.is_behind = False
        await again.look()
        assert again.cases() == []

    run_async(scenario())


def test_a_store_that_takes_nothing_forgets_nothing() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one, until="01:30")
        one.here.journal.is_down = True
        await one.here.clock.advance(60)
        for _ in range(3):
            with pytest.raises(Unwritable):
                await one.sensors.look()
        one.here.journal.is_down = False
        await one.look()
        [case] = one.cases()
        assert case.alarms == 1

    run_async(scenario())


def test_a_day_that_cannot_be_read_is_asked_for_again() -> None:
    async def scenario() -> None:
        one = await night(decided())
        await up(one, until="01:20")
        journal, residents, broker = one.here.journal, one.here.residents, one.here.broker
        again = Night(station(journal=journal, residents=residents, broker=broker), one.decisions)
        assert isinstance(again.reports, FakeSensorReports)
        again.reports.is_down = True
        with pytest.raises(Unwritable):
            await again.start()
        again.reports.is_down = False
        await again.at("01:31")
        assert len(again.cases()) == 1

    run_async(scenario())


def test_a_decision_that_comes_at_night_holds_from_then_and_knows_the_hours_before() -> None:
    async def scenario() -> None:
        one = await night()
        await up(one, until="01:25")
        one.decisions.put(decided(known_since=clock("01:25")))
        await one.shelf.start()
        await one.at("01:31")
        assert [case.cause for case in one.cases()] == [Cause.NOT_BACK_IN_BED]

    run_async(scenario())


def test_a_device_that_is_bound_meanwhile_is_watched() -> None:
    async def scenario() -> None:
        one = await night(decided(), put=lambda here: home(here, "bo"))
        await up(one, until="01:25")
        one.here.residents.put(devices=[device(BED, resident="astrid", household="home-bo")])
        one.fleet._is_stale = True
        await one.fleet.look()
        await one.at("01:31")
        assert [case.resident for case in one.cases()] == ["astrid"]

    run_async(scenario())


def test_two_consoles_tell_it_once() -> None:
    async def scenario() -> None:
        broker = FakeBroker(HandClock(clock("22:00")))
        journal = FakeJournal()
        residents = FakeResidents(journal)
        residents.put(municipalities=[municipality()])
        consoles = [Station(ConsoleId(f"console-{number}"), journal, residents, broker) for number in (1, 2)]
        both = [await night(decided(), here=one) for one in consoles]
        first, second = both
        await first.hear(said(clock("22:00"), "in_bed"))
        await broker.clock.advance(3600)
        left = said(clock("23:00"), "left_bed")
        for one in both:
            await one.hear(left)
        await broker.clock.advance(13 * 60)
        for one in both:
            await one.look()
            await one.here.recorder.follow()
        for one in both:
            [case] = one.cases()
            assert case.alarms == 1
        assert second.cases()[0].id == first.cases()[0].id

    run_async(scenario())


def test_three_hundred_residents_cost_a_look_next_to_nothing() -> None:
    async def scenario() -> None:
        here = station(broker=FakeBroker(HandClock(clock("22:00"))))
        for number in range(300):
            bed = device(f"bed-{number}", resident=f"person-{number:03}", kind=DeviceKind.BED_SENSOR)
            here.residents.put(residents=[resident(f"person-{number:03}", f"home-{number}")], devices=[bed])
        one = await night(*(decided(resident=f"person-{number:03}") for number in range(300)), here=here)
        for _ in range(6):
            await one.sensors.look()
        assert isinstance(one.reports, FakeSensorReports)
        assert one.reports.asked == 6
        began = perf_counter()
        for _ in range(20):
            await one.sensors.look()
        assert perf_counter() - began < 20 * 0.05
        assert one.reports.asked == 6
        assert one.sensors.sensed(ResidentId("person-007")) is not None

    run_async(scenario())
