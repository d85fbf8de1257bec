"""A device has a clock of its own: where it and ours are more than a minute apart the timeline tells both."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.domain import events as ev
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import CaseId, DeviceId
from console.domain.report import ReportKey
from console.domain.triage import bounded
from tests.ui.fakes import NOW, FakeOffice
from ui.words import Words
from ui.words.timeline import Teller

NILS, VERA = CaseId("c-nils"), CaseId("c-vera")


async def told(office: FakeOffice, case: CaseId, apart: timedelta, *, is_masked: bool = False) -> str:
    """What the line of an alarm says whose device's clock is so far behind ours."""
    at = NOW - apart
    alarm = ev.Alarm(
        report=ReportKey("s", f"late-{apart}"), kind=DeviceKind.FALL_DETECTOR, cause=Cause.FALL,
        alarm_class=AlarmClass.HIGH, at=at, began_at=bounded(at, NOW), received_at=NOW, device=DeviceId("d1"),
        place="köket",
    )  # fmt: skip
    office.append(case, ev.AlarmJoined(alarm))
    event = (await office.timeline(case))[-1]
    return Teller(Words(), {}, {}, is_masked=is_masked).tell(event).text


async def test_what_a_device_kept_back_says_its_own_moment_and_when_we_had_it(office: FakeOffice) -> None:
    text = await told(office, NILS, timedelta(minutes=24))
    assert text.endswith("köket, enhetens klocka 01:14, mottaget 01:38")


@pytest.mark.parametrize(("seconds", "is_told"), [(0, False), (60, False), (-60, False), (61, True), (-61, True)])
async def test_a_minute_is_no_difference(office: FakeOffice, seconds: int, is_told: bool) -> None:
    assert ("enhetens klocka" in await told(office, NILS, timedelta(seconds=seconds))) is is_told


async def test_a_clock_that_is_days_wrong_is_told_with_its_day(office: FakeOffice) -> None:
    assert "enhetens klocka 19 nov 01:38, mottaget 01:38" in await told(office, NILS, timedelta(days=3))


async def test_of_a_masked_person_the_clocks_are_told_and_the_place_is_not(office: FakeOffice) -> None:
    text = await told(office, VERA, timedelta(minutes=24), is_masked=True)
    assert text == "Fallarm, enhetens klocka 01:14, mottaget 01:38"
