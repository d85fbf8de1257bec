"""Who reads a night leaves a trace first; the morning's list names nights unlike the others, and alarms nobody."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import DeviceKind
from console.domain.ids import CaseId, ResidentId
from console.domain.journal import Unwritable
from console.domain.night_line import MarkKind, NightLane, Span
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.report import SupervisionReport
from console.domain.resident import Protection
from console.domain.supervision import LookTime, SensorLimits
from console.services.night_lines import NightLines
from tests.builders import SODERBY, alarm, device, household, operator, resident
from tests.fakes import run_async
from tests.sensing_kit import BED, NIGHT, clock, decided, said
from tests.services.sensor_kit import FakeSensorReports, Night, night

ANNA = operator("anna")
ASTRID = ResidentId("astrid")


def lines(one: Night) -> NightLines:
    here = one.here
    return NightLines(
        here.records, here.recorder, here.directory, one.fleet, one.shelf, one.reports, here.journal, here.clock
    )  # fmt: skip


def slept(day: date, ups: Iterable[tuple[str, str]] = (), device_: str = BED) -> list[SupervisionReport]:
    """A night in bed from 22:10 to 06:20, and up meanwhile."""
    told = [("22:10", "in_bed"), ("06:20", "left_bed")]
    for left, back in ups:
        told += [(left, "left_bed"), (back, "back_in_bed")]
    return [said(clock(time, day), seen, device_) for time, seen in told]  # type: ignore[arg-type]


async def fortnight(tonight: Iterable[tuple[str, str]], nights: int = 14, now: str = "07:00") -> Night:
    """Ordinary nights, and one that is over."""
    one = await night(decided(), begins=now)
    for back in range(nights, 0, -1):
        store(one, slept(NIGHT - timedelta(days=back), [("01:00", "01:08")]))
    store(one, slept(NIGHT, tonight))
    return one


def store(one: Night, reports: Iterable[SupervisionReport]) -> None:
    one.here.journal.reports.update({report.head.key: report for report in reports})


def test_a_night_is_read_after_its_trace_and_says_what_was_unlike() -> None:
    async def scenario() -> None:
        one = await fortnight([("01:19", "01:54")])
        read = await lines(one).read(ANNA, ASTRID, ev.ReadReason.FOLLOW_UP, None, Span.NIGHT)
        assert one.here.journal.bodies(ev.PersonRead) == [ev.PersonRead(ASTRID, ev.ReadReason.FOLLOW_UP, None)]
        assert read.person.name == "Astrid Lind"
        assert [mark.kind for mark in read.marks if mark.lane is NightLane.BED] == [
            MarkKind.IN_BED, MarkKind.OUT_OF_BED, MarkKind.IN_BED, MarkKind.OUT_OF_BED,
        ]  # fmt: skip
        assert read.usual is not None
        assert (read.usual.nights, read.tonight.longest_up) == (14, timedelta(minutes=35))
        assert [one.measured for one in read.deviating] == [35]
        assert [(band.lane, band.since, band.until) for band in read.bands] == [
            (NightLane.BED, clock("22:10"), clock("06:30"))
        ]

    run_async(scenario())


@pytest.mark.parametrize("span", list(Span))
def test_each_span_reads(span: Span) -> None:
    async def scenario() -> None:
        one = await fortnight([("01:19", "01:54")])
        read = await lines(one).read(ANNA, ASTRID, ev.ReadReason.FOLLOW_UP, None, span)
        ups = [mark for mark in read.marks if mark.kind is MarkKind.OUT_OF_BED and mark.until is not None]
        assert len(ups) == (7 if span is Span.WEEK else 1)

    run_async(scenario())


def test_without_a_reason_a_right_or_a_store_nothing_is_shown() -> None:
    async def scenario() -> None:
        one = await fortnight([])
        reader = lines(one)
        with pytest.raises(Refused) as refused:
            await reader.read(ANNA, ASTRID, None, None, Span.NIGHT)
        assert refused.value.reason is Reason.REASON_MISSING
        technician = operator("bo", Role.TECHNICIAN)
        for somebody in (technician, operator("cia", municipalities=[SODERBY])):
            with pytest.raises(Refused):
                await reader.read(somebody, ASTRID, ev.ReadReason.FOLLOW_UP, None, Span.NIGHT)
        with pytest.raises(Refused):
            await reader.morning(technician)
        asked = one.reports.asked  # type: ignore[attr-defined]
        one.here.journal.is_down = True
        with pytest.raises(Unwritable):
            await reader.read(ANNA, ASTRID, ev.ReadReason.FOLLOW_UP, None, Span.NIGHT)
        assert one.reports.asked == asked  # type: ignore[attr-defined]

    run_async(scenario())


def test_the_own_case_is_reason_enough_and_is_on_the_line() -> None:
    async def scenario() -> None:
        one = await fortnight([("01:19", "01:54")], now="06:50")
        one.here.residents.put(devices=[device("unit-1", resident="astrid", household="home-astrid")])
        await one.hear(alarm(clock("06:50"), device="unit-1"))
        [case] = [case for case in one.cases() if case.cause.value == "press"]
        await one.here.desk.claim(ANNA, case.id)
        read = await lines(one).read(ANNA, ASTRID, None, CaseId(case.id), Span.NIGHT)
        [told] = one.here.journal.bodies(ev.PersonRead)
        assert isinstance(told, ev.PersonRead)
        assert (told.reason, told.case) == (ev.ReadReason.OWN_CASE, case.id)
        assert [mark.case for mark in read.marks if mark.kind is MarkKind.PRESSED] == [case.id]

    run_async(scenario())


def test_a_protected_person_stays_masked_and_so_does_where_they_live() -> None:
    async def scenario() -> None:
        one = await fortnight([("01:19", "01:54")])
        one.here.residents.put(residents=[resident("astrid", "home-astrid", protection=Protection.PROTECTED)])
        await one.here.directory.anew()
        read = await lines(one).read(ANNA, ASTRID, ev.ReadReason.FOLLOW_UP, None, Span.NIGHT)
        assert (read.person.is_masked, read.person.name, read.room) == (True, "", "")
        [row] = await lines(one).morning(ANNA)
        assert (row.person.name, row.area) == ("", "")

    run_async(scenario())


def test_the_morning_list_names_who_was_unlike_and_counts_its_reading() -> None:
    async def scenario() -> None:
        one = await fortnight([("01:19", "01:54")])
        before = one.cases()
        [row] = await lines(one).morning(ANNA)
        assert (row.resident, row.area, row.person.name) == (ASTRID, "Norr", "Astrid Lind")
        assert [(one.what.value, one.measured, one.usual) for one in row.deviating] == [("up_longer", 35, (8, 8))]
        assert one.here.journal.bodies(ev.MorningListRead) == [ev.MorningListRead(1)]
        assert one.cases() == before

    run_async(scenario())


@pytest.mark.parametrize(
    ("ups", "nights", "limits"),
    [
        ([("01:00", "01:09")], 14, SensorLimits(up_at_most=timedelta(hours=2))),
        ([("01:19", "01:54")], 4, SensorLimits(up_at_most=timedelta(hours=2))),
        ([("01:19", "01:54")], 14, SensorLimits()),
    ],
    ids=["an ordinary night", "too few nights", "no limits for sensors"],
)
def test_who_is_not_on_the_morning_list(ups: list[tuple[str, str]], nights: int, limits: SensorLimits) -> None:
    async def scenario() -> None:
        one = await fortnight(ups, nights)
        one.decisions.put(decided(limits))
        await one.shelf.start()
        assert await lines(one).morning(ANNA) == ()
        assert one.here.journal.bodies(ev.MorningListRead) == [ev.MorningListRead(0)]

    run_async(scenario())


def test_the_list_is_by_area_and_reads_past_nights_once() -> None:
    async def scenario() -> None:
        one = await night(begins="07:00")
        for number, area in enumerate(("Öster", "Norr", "Norr")):
            name, bed = f"p-{number}", f"bed-{number + 7}"
            one.here.residents.put(
                households=[household(f"home-{name}")],
                residents=[resident(name, f"home-{name}", given_name=f"P{9 - number}", family_name="Ek")],
                devices=[device(bed, resident=name, kind=DeviceKind.BED_SENSOR)],
            )
            one.decisions.put(decided(resident=name, area=area))
            for back in range(14, 0, -1):
                store(one, slept(NIGHT - timedelta(days=back), [("01:00", "01:08")], bed))
            store(one, slept(NIGHT, [("01:19", "01:54")], bed))
        await one.shelf.start()
        one.fleet._is_stale = True
        await one.fleet.look()
        reader = lines(one)
        assert [row.resident for row in await reader.morning(ANNA)] == ["p-2", "p-1", "p-0"]
        assert isinstance(one.reports, FakeSensorReports)
        asked = one.reports.asked
        await reader.morning(ANNA)
        assert one.reports.asked == asked + 1

    run_async(scenario())


def test_the_looks_of_the_night_are_on_the_line() -> None:
    async def scenario() -> None:
        one = await fortnight([], now="03:00")
        one.decisions.put(decided(looks=(LookTime(1, 1 * 60, 2 * 60), LookTime(2, 4 * 60, 5 * 60))))
        await one.shelf.start()
        read = await lines(one).read(ANNA, ASTRID, ev.ReadReason.FOLLOW_UP, None, Span.NIGHT)
        assert [mark.kind for mark in read.marks if mark.lane is NightLane.LOOK] == [
            MarkKind.LOOK_NOT_DONE, MarkKind.LOOK_PLANNED,
        ]  # fmt: skip

    run_async(scenario())


def test_past_nights_are_read_ahead_one_at_a_time() -> None:
    async def scenario() -> None:
        one = await fortnight([("01:19", "01:54")])
        reader = lines(one)
        assert isinstance(one.reports, FakeSensorReports)
        before = one.reports.asked
        one.reports.is_down = True
        with pytest.raises(Unwritable):
            await reader.look()
        one.reports.is_down = False
        for _ in range(20):
            await reader.look()
        assert one.reports.asked == before + 1 + 14
        [row] = await reader.morning(ANNA)
        assert [one.measured for one in row.deviating] == [35]
        assert one.reports.asked == before + 1 + 14 + 1

    run_async(scenario())
