"""An area to which nobody can be sent is a case within a minute, once; and it is told when somebody can again."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, Lane
from console.domain.case import Case
from console.domain.coverage import AreaPeople
from console.domain.ids import MunicipalityId, OperatorId, ResponderId
from console.domain.journal import Unwritable
from console.domain.land import Point
from console.domain.lifecycle import State
from console.domain.responder import Duty, Shift, Staffed
from console.domain.triage import Planned
from console.services.coverage import CoverageWatch
from tests.builders import NORRBY, counter, operator
from tests.fakes import run_async
from tests.services.fakes import Station, station, two_stations
from tests.staff_samples import LATITUDE, LONGITUDE, staffed

CENTRUM = AreaPeople("Centrum", 40, 9, Point(LATITUDE, LONGITUDE))
NORR = AreaPeople("Norr", 10, 3, Point(LATITUDE + 90_000 / 111_195, LONGITUDE))
ANNA = operator("anna")


class Staff:
    """Fits `Roll` and `AreaBook`. Who is `on` is on duty; none of them gives a position."""

    def __init__(self, *areas: AreaPeople) -> None:
        self.people = areas
        self.on: set[str] = set()
        self.is_down = False

    def municipalities(self) -> frozenset[MunicipalityId]:
        return frozenset({NORRBY})

    def staffed(self, municipality: MunicipalityId, at: datetime) -> tuple[Staffed, ...]:
        known = (("eva", "Centrum"), ("per", "Norr"))
        return tuple(
            staffed(name, area=area, where=None, duty=Duty.FREE if name in self.on else Duty.OFF)
            for name, area in known
        )  # fmt: skip

    def shifts(self, municipality: MunicipalityId) -> tuple[Shift, ...]:
        return ()

    async def areas(self, municipality: MunicipalityId) -> Sequence[AreaPeople]:
        if self.is_down:
            raise Unwritable("the directory is out of reach")
        return self.people


class Covered:
    """A station that watches the coverage."""

    def __init__(self, here: Station, staff: Staff) -> None:
        self.here, self.staff = here, staff
        self.watch = CoverageWatch(
            here.recorder, staff, staff, lambda *_: timedelta(minutes=30), here.clock, counter(f"cover-{here.name}")  # type: ignore[arg-type]
        )  # fmt: skip
        here.recorder.watchers.append(self.watch.heard)

    async def start(self) -> "Covered":
        await self.here.start()
        return self

    async def duty(self, name: str, duty: Duty = Duty.FREE) -> None:
        """Somebody begins or ends."""
        self.staff.on = self.staff.on - {name} | ({name} if duty is Duty.FREE else set())
        who = ResponderId(name)
        body = ev.DutyChanged(who, duty)
        await self.here.recorder.note((Planned(ev.responder_subject(NORRBY, who), NORRBY, body),))

    async def wait(self, seconds: int) -> None:
        """Each second of it the watch attends."""
        for _ in range(seconds):
            await self.here.clock.advance(1)
            await self.watch.look()

    def open(self) -> list[Case]:
        return sorted(self.here.recorder.board.open_cases(), key=lambda case: case.subject.id)


async def both_on(here: Station | None = None) -> Covered:
    made = await Covered(here or station(), Staff(CENTRUM, NORR)).start()
    await made.duty("eva")
    await made.duty("per")
    await made.wait(40)
    assert made.open() == []
    return made


def test_when_the_last_of_an_area_logs_out_it_is_a_case_within_a_minute_with_the_people_at_risk() -> None:
    async def scenario() -> None:
        here = await both_on()
        await here.duty("eva", Duty.OFF)
        await here.wait(29)
        assert here.open() == []
        await here.wait(20)
        [case] = here.open()
        assert (case.cause, case.lane, case.alarm_class) == (Cause.NO_RESPONDER, Lane.SUPERVISION, AlarmClass.HIGH)
        assert (case.subject.kind, case.subject.id) == (ev.SubjectKind.COVERAGE, "Centrum")
        assert (case.place, case.recent[0].text) == ("Centrum", "9/40")
        await here.wait(300)
        assert [case.alarms for case in here.open()] == [1]
        assert [one.area for one in here.watch.areas if one.is_empty] == ["Centrum"]

    run_async(scenario())


def test_where_nobody_is_left_at_all_it_is_one_case() -> None:
    async def scenario() -> None:
        here = await both_on()
        await here.duty("eva", Duty.OFF)
        await here.duty("per", Duty.OFF)
        await here.wait(60)
        [case] = here.open()
        assert (case.subject.id, case.recent[0].text) == ("", "12/50")
        await here.duty("per")
        await here.wait(60)
        assert [(one.subject.id, one.state) for one in here.open()] == [
            ("", State.RETURNED_UNSEEN), ("Centrum", State.UNACKNOWLEDGED)
        ]  # fmt: skip

    run_async(scenario())


def test_somebody_who_is_away_for_a_moment_is_not_told_of() -> None:
    async def scenario() -> None:
        here = await both_on()
        for _ in range(5):
            await here.duty("eva", Duty.OFF)
            await here.wait(25)
            await here.duty("eva")
            await here.wait(10)
        assert here.open() == []

    run_async(scenario())


def test_covered_again_is_told_once_and_empty_again_is_a_new_alarm_also_of_a_claimed_case() -> None:
    async def scenario() -> None:
        here = await both_on()
        await here.duty("eva", Duty.OFF)
        await here.wait(40)
        [case] = here.open()
        await here.here.desk.claim(ANNA, case.id)
        await here.duty("eva")
        await here.wait(120)
        assert len(here.here.journal.bodies(ev.AlarmReset)) == 1
        await here.duty("eva", Duty.OFF)
        await here.wait(120)
        assert [case.alarms for case in here.open()] == [2]

    run_async(scenario())


def test_who_closed_the_case_knows_and_is_told_again_after_an_hour() -> None:
    async def scenario() -> None:
        here = await both_on()
        await here.duty("eva", Duty.OFF)
        await here.wait(40)
        [case] = here.open()
        await here.here.desk.claim(ANNA, case.id)
        await here.here.desk.close(ANNA, case.id, "question", "", 99)
        again = await Covered(
            station(journal=here.here.journal, residents=here.here.residents, broker=here.here.broker), here.staff
        ).start()
        await again.wait(120)
        assert again.open() == []
        await again.here.clock.advance(3_600)
        await again.wait(40)
        assert len(again.open()) == 1

    run_async(scenario())


def test_of_two_consoles_one_tells() -> None:
    async def scenario() -> None:
        one, other = two_stations()
        first = await both_on(one)
        second = await Covered(other, first.staff).start()
        await first.duty("eva", Duty.OFF)
        for _ in range(60):
            await one.clock.advance(1)
            await second.watch.look()
            await first.watch.look()
        assert len(one.journal.bodies(ev.CaseOpened)) == 1
        assert one.journal.bodies(ev.AlarmJoined) == []

    run_async(scenario())


def test_a_list_of_staff_that_nobody_uses_yet_tells_nothing() -> None:
    async def scenario() -> None:
        here = await Covered(station(), Staff(CENTRUM, NORR)).start()
        await here.wait(120)
        assert here.open() == []

    run_async(scenario())


def test_where_the_store_or_the_directory_is_out_of_reach_it_is_asked_again() -> None:
    async def scenario() -> None:
        here = await Covered(station(), Staff(CENTRUM)).start()
        await here.duty("eva")
        here.staff.is_down = True
        with pytest.raises(Unwritable):
            await here.watch.look()
        here.staff.is_down = False
        await here.wait(40)
        here.staff.people = (replace(CENTRUM, residents=41),)
        await here.duty("eva", Duty.OFF)
        await here.wait(29)
        here.here.journal.is_down = True
        await here.here.clock.advance(10)
        with pytest.raises(Unwritable):
            await here.watch.look()
        here.here.journal.is_down = False
        await here.watch.look()
        assert [case.recent[0].text for case in here.open()] == ["9/40"]
        trace = ev.ResidentsImported(1, 1, 0, 0)
        await here.here.recorder.note((Planned(f"directory:{NORRBY}", NORRBY, trace),), OperatorId("oskar"))
        await here.watch.look()
        assert [one.residents for one in here.watch.areas] == [41]

    run_async(scenario())


def test_the_reckoning_keeps_nothing_else_waiting() -> None:
    async def scenario() -> None:
        reckoned_by: list[int] = []

        class Seen(tuple[Shift, ...]):
            def __iter__(self) -> Iterator[Shift]:
                reckoned_by.append(threading.get_ident())
                return super().__iter__()

        staff = Staff(CENTRUM, NORR)
        staff.shifts = lambda municipality: Seen()  # type: ignore[method-assign]
        here = await Covered(station(), staff).start()
        await here.duty("eva")
        await here.wait(1)
        assert reckoned_by
        assert threading.get_ident() not in reckoned_by

    run_async(scenario())
