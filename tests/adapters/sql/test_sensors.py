"""Sensors' words in a real store: found again after a restart as they were, and told once by two consoles."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import cast

from console.adapters.mqtt.dialects.dialect import source_of
from console.adapters.mqtt.dialects.observed import observed
from console.adapters.mqtt.wire import decode, encode_samples, encode_supervision
from console.adapters.sql.store import Store
from console.bootstrap.night_reading import ReadNightReports
from console.domain.alarm import Cause, DeviceKind
from console.domain.ids import ConsoleId, DeviceId
from console.domain.report import Raw, Report, ReportKey, SampleReport, SupervisionReport
from console.services.ports import SensorReports
from tests.adapters.sql.places import Place
from tests.builders import NORRBY, head, municipality
from tests.fakes import HandClock
from tests.sensing_kit import BED, DOOR, MOTION, clock, decided, read, said
from tests.services.decision_fakes import FakeDecisions
from tests.services.fakes import FakeBroker, FakeJournal, FakeResidents, Station
from tests.services.sensor_kit import Night, home


def sent(report: SupervisionReport | SampleReport) -> Report:
    """The report as it comes from the wire, with its bytes."""
    supervision = isinstance(report, SupervisionReport)
    topic, payload = encode_supervision(report) if supervision else encode_samples(report)  # type: ignore[arg-type]
    found = decode(topic, payload, report.head.received_at, retained=False)
    assert isinstance(found, SupervisionReport | SampleReport), found
    return found


class Town:
    """Consoles of one store, one directory and one broker."""

    def __init__(self, store: Store) -> None:
        self._journal = cast(FakeJournal, store.journal)
        self._reports: SensorReports = ReadNightReports(store.night_reports)
        self.residents = FakeResidents(FakeJournal())
        self.residents.put(municipalities=[municipality()])
        self.broker = FakeBroker(HandClock(clock("22:00")))
        self.decisions = FakeDecisions(self._journal).put(decided())

    async def console(self, number: int) -> Night:
        here = Station(ConsoleId(f"console-{number}"), self._journal, self.residents, self.broker)
        home(here)
        return await Night(here, self.decisions, self._reports).start()


def test_after_a_restart_it_is_known_who_is_up_and_it_is_told_once(place: Place) -> None:
    async def story(store: Store) -> None:
        town = Town(store)
        one = await town.console(1)
        await one.hear(sent(said(clock("22:00"), "in_bed")))
        await one.at("01:19")
        await one.hear(sent(said(clock("01:19"), "left_bed")), sent(read(clock("01:19"), 0)))
        await one.here.clock.advance(timedelta(hours=1))
        again = await town.console(1)
        known = again.sensors.sensed(decided().decision.resident)  # type: ignore[arg-type]
        assert known is not None
        assert known.out_since == clock("01:19")
        [case] = again.cases()
        assert (case.cause, case.waiting_since) == (Cause.NOT_BACK_IN_BED, clock("01:31"))
        third = await town.console(1)
        assert [(found.id, found.alarms) for found in third.cases()] == [(case.id, 1)]

    place.tell(story)


def test_of_two_consoles_that_look_at_once_one_tells(place: Place) -> None:
    async def story(store: Store) -> None:
        town = Town(store)
        both = [await town.console(number) for number in (1, 2)]
        await both[0].hear(sent(said(clock("22:00"), "in_bed")))
        left = sent(said(clock("23:00"), "left_bed"))
        await town.broker.clock.advance(timedelta(hours=1))
        for one in both:
            await one.hear(left)
        await town.broker.clock.advance(timedelta(minutes=13))
        await asyncio.gather(*(one.look() for one in both))
        await asyncio.gather(*(one.here.recorder.follow() for one in both))
        boards = [one.here.recorder.board for one in both]
        assert boards[0] == boards[1]
        assert [case.alarms for case in both[0].cases()] == [1]

    place.tell(story)


def test_what_a_gateway_made_of_a_state_is_found_again(file_place: Place) -> None:
    async def story(store: Store) -> None:
        town = Town(store)
        one = await town.console(1)
        raw = Raw("zigbee2mqtt/dorr", b'{"contact": false}', 18, "00")
        made = head(clock("22:00"), device=DOOR)
        made = replace(made, raw=raw, key=ReportKey(source_of("zigbee2mqtt", made.origin), "0123abcd"))
        await one.hear(observed(made, DeviceKind.DOOR_ALARM, "door_opened", "Dörr"))
        [found] = await one.reports.of([(NORRBY, DOOR)], clock("21:00"), clock("23:00"))
        assert isinstance(found, SupervisionReport)
        assert (found.seen, found.kind, found.head.origin.device) == ("door_opened", DeviceKind.DOOR_ALARM, DOOR)
        assert found.head.at == clock("22:00")

    file_place.tell(story)


def test_only_the_devices_and_the_time_asked_for_are_read_oldest_first(file_place: Place) -> None:
    async def story(store: Store) -> None:
        town = Town(store)
        one = await town.console(1)
        await one.at("23:30")
        now = one.here.clock.now()
        for time, device in (("23:00", BED), ("22:30", BED), ("22:45", MOTION), ("23:20", BED), ("22:50", "other")):
            await one.hear(sent(said(clock(time), "movement", DeviceId(device), received_at=now)))
        found = await one.reports.of([(NORRBY, BED), (NORRBY, MOTION)], clock("22:30"), clock("23:20"))
        assert [report.head.at for report in found] == [clock("22:30"), clock("22:45"), clock("23:00")]

    file_place.tell(story)
