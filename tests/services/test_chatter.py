"""The loudest sources as an operator may see them: named within the walls, masked as rows are, none dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from console.domain.alarm import Cause, DeviceKind
from console.domain.chatter import WINDOW, Heard, Pattern
from console.domain.ids import MunicipalityId
from console.domain.journal import StoredReport, Unwritable
from console.domain.operator import Role
from console.domain.refused import Reason, Refused
from console.domain.report import AlarmReport, ReportKey
from console.domain.resident import Protection
from console.services.chatter import OVERLAP, Chattering
from tests.builders import NORRBY, SODERBY, T0, alarm, device, household, minutes, operator, resident, seconds
from tests.fakes import run_async
from tests.services.fakes import Station, station

anna = operator("anna")


@dataclass
class FakeReports:
    """Fits `services.ports.LoudReports`. `asked` and `opened` count what was read."""

    stored: dict[ReportKey, AlarmReport] = field(default_factory=dict)
    asked: list[datetime] = field(default_factory=list)
    opened: int = 0
    is_down: bool = False

    def put(self, *reports: AlarmReport) -> None:
        self.stored.update({one.head.key: one for one in reports})

    async def heard(self, since: datetime, after: Heard | None, limit: int) -> tuple[Heard, ...]:
        if self.is_down:
            raise Unwritable("gone")
        self.asked.append(since)
        lines = [
            Heard(one.head.received_at, one.head.key, one.head.origin.municipality, one.head.origin.device)
            for one in self.stored.values()
        ]
        lines.sort(key=_place)
        wanted = [one for one in lines if one.received_at >= since and (after is None or _place(one) > _place(after))]
        return tuple(wanted[:limit])

    async def reports(self, keys: Sequence[ReportKey]) -> tuple[StoredReport, ...]:
        self.opened += len(keys)
        return tuple(StoredReport(key, "topic", T0, 2, "00", b"{}") for key in keys if key in self.stored)

    def read(self, stored: StoredReport) -> AlarmReport | None:
        return self.stored[stored.key]


def _place(one: Heard) -> tuple[datetime, ReportKey]:
    return one.received_at, one.key


def joined(here: Station, reports: FakeReports) -> Chattering:
    return Chattering(reports, here.residents, here.directory, here.clock, reports.read)


def noise(
    of: str, count: int, every_s: float = 600.0, where: MunicipalityId = NORRBY, **more: object
) -> list[AlarmReport]:
    how = {"cause": Cause.DOOR_OPENED, "kind": DeviceKind.DOOR_ALARM, **more}
    return [
        alarm(T0 - seconds(every_s * number), device=of, municipality=where, **how)  # type: ignore[arg-type]
        for number in range(count)
    ]


def peopled() -> Station:
    here = station()
    here.residents.put(
        households=[household(), household("home-2"), household("home-3")],
        residents=[
            resident("astrid"),
            resident("bror", given_name="Bror"),
            resident("hemlig", "home-2", given_name="Hemlig", protection=Protection.PROTECTED),
        ],
        devices=[
            device("door", resident="astrid", kind=DeviceKind.DOOR_ALARM, place="hallen"),
            device("shared", household="home-1", kind=DeviceKind.SMOKE_DETECTOR, place="köket"),
            device("secret", resident="hemlig", kind=DeviceKind.IR_DETECTOR, place="Hemliga vägen"),
            device("stair", kind=DeviceKind.DOOR_ALARM, place="Norrgården entré"),
        ],
    )
    return here


def test_the_loudest_are_named_with_their_cause_place_count_and_share() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("stair", 60, every_s=20), *noise("door", 30), *noise("shared", 9, cause=Cause.SMOKE))
        reports.put(*noise("unknown", 1))
        found = await joined(here, reports).top(anna)
        assert [(one.device, one.count) for one in found.sources] == [
            ("stair", 60), ("door", 30), ("shared", 9), ("unknown", 1),
        ]  # fmt: skip
        stair, door, shared, unknown = found.sources
        assert (stair.place, stair.people, stair.is_chattering) == ("Norrgården entré", (), True)
        assert ([one.name for one in door.people], door.place, door.cause) == (
            ["Astrid Lind"], "hallen", Cause.DOOR_OPENED,
        )  # fmt: skip
        assert {one.name for one in shared.people} == {"Astrid Lind", "Bror Lind"}
        assert (unknown.kind, unknown.pattern) == (DeviceKind.DOOR_ALARM, Pattern.SINGLE)
        assert (found.total, found.total_share_percent, stair.share_percent) == (100, 100.0, 60.0)
        assert (stair.first_at, stair.last_at) == (T0 - seconds(59 * 20), T0)

    run_async(scenario())


def test_only_the_ten_loudest_are_listed_and_their_share_is_of_everything() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        for number in range(20):
            reports.put(*noise(f"dev-{number}", 5 if number < 10 else 2))
        found = await joined(here, reports).top(anna)
        assert len(found.sources) == 10
        assert (found.total, round(found.total_share_percent)) == (70, 71)

    run_async(scenario())


def test_a_flutter_and_a_chatter_are_told_and_a_persons_presses_are_neither() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("stair", 20, every_s=10), *noise("stair", 20, every_s=10.5, is_reset=True))
        reports.put(*noise("button", 8, every_s=5, cause=Cause.PRESS, kind=DeviceKind.PERSONAL_ALARM))
        stair, button = (await joined(here, reports).top(anna)).sources
        assert (stair.pattern, stair.is_chattering) == (Pattern.FLUTTERING, True)
        assert (button.pattern, button.is_chattering) == (Pattern.REPEATING, False)

    run_async(scenario())


def test_nobody_sees_what_came_from_another_municipality_not_even_in_the_total() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("door", 3), *noise("door", 97, where=SODERBY))
        found = await joined(here, reports).top(anna)
        assert (found.total, [one.municipality for one in found.sources]) == (3, [NORRBY])
        with pytest.raises(Refused) as refused:
            await joined(here, reports).top(operator("eva", Role.AUDITOR))
        assert refused.value.reason is Reason.NOT_GRANTED

    run_async(scenario())


def test_a_protected_person_has_neither_name_nor_place_and_a_technician_reads_nobody() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("secret", 5), *noise("door", 3))
        seen = await joined(here, reports).top(anna)
        secret = seen.sources[0]
        assert (secret.device, secret.count, secret.place, secret.people[0].name) == ("secret", 5, "", "")
        assert "Hemlig" not in str(seen)
        technician = str(await joined(here, reports).top(operator("tage", Role.TECHNICIAN)))
        assert "Hemlig" not in technician
        assert "Astrid" not in technician

    run_async(scenario())


def test_each_report_is_counted_once_however_often_one_looks_and_late_ones_are_found() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("door", 5))
        of = joined(here, reports)
        assert [(await of.top(anna)).total for _ in range(3)] == [5, 5, 5]
        opened = reports.opened
        late = alarm(T0 - OVERLAP + seconds(1), Cause.DOOR_OPENED, DeviceKind.DOOR_ALARM, device="door")
        reports.put(late, alarm(T0 + seconds(1), Cause.DOOR_OPENED, DeviceKind.DOOR_ALARM, device="door"))
        await here.clock.advance(5)
        assert (await of.top(anna)).sources[0].count == 7
        assert reports.opened == opened + 2, "what was read once is not read again"
        assert reports.asked[-1] == T0 - OVERLAP

    run_async(scenario())


def test_after_a_day_it_is_gone() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("door", 2, every_s=60))
        of = joined(here, reports)
        await of.read_on()
        await here.clock.advance(WINDOW - seconds(30))
        assert (await of.top(anna)).total == 1
        await here.clock.advance(minutes(1))
        empty = await of.top(anna)
        assert (empty.total, empty.total_share_percent, empty.sources) == (0, 0.0, ())

    run_async(scenario())


def test_more_than_fits_one_reading_is_counted_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("console.services.chatter.AT_ONCE", 7)

    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("door", 30), *noise("stair", 5, every_s=0))
        assert (await joined(here, reports).top(anna)).total == 35

    run_async(scenario())


def test_a_store_that_is_away_is_told_and_counted_on_later() -> None:
    async def scenario() -> None:
        here = await peopled().start()
        reports = FakeReports()
        reports.put(*noise("door", 3))
        of = joined(here, reports)
        reports.is_down = True
        with pytest.raises(Unwritable):
            await of.top(anna)
        reports.is_down = False
        assert (await of.top(anna)).total == 3

    run_async(scenario())
