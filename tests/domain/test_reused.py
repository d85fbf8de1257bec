"""An id that comes again: when it is another report, and what its sender is told of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain.report import DispatchReport, FieldReport, ReportKey, key_of
from console.domain.reused import SAME_WITHIN, anew, as_sent, is_another
from tests.builders import T0, alarm, head, status, unreadable

A_DAY = timedelta(days=1)


@pytest.mark.parametrize("apart", [timedelta(0), SAME_WITHIN, -SAME_WITHIN])
def test_the_same_id_with_nearly_the_same_time_is_the_same_report(apart: timedelta) -> None:
    assert not is_another(alarm(T0, key="1"), T0 + apart)


@pytest.mark.parametrize("apart", [SAME_WITHIN + timedelta(seconds=1), A_DAY, -A_DAY])
def test_the_same_id_with_another_time_is_another_alarm_or_answer(apart: timedelta) -> None:
    assert is_another(alarm(T0, key="1"), T0 + apart)
    assert is_another(DispatchReport(head(T0, key="1"), "task", "bo", "seen"), T0 + apart)


@pytest.mark.parametrize(
    "report",
    [status(T0), unreadable(T0), alarm(T0, retained=True), replace(alarm(), head=replace(head(), is_dated=False))],
)  # fmt: skip
def test_state_what_was_retained_and_what_names_no_time_is_never_another(report: FieldReport) -> None:
    assert not is_another(report, T0 + A_DAY)
    assert not is_another(alarm(T0), None)


def test_another_report_has_its_time_behind_its_id_and_its_sender_is_told_of_the_id_it_gave() -> None:
    first, again, later = (anew(alarm(at, key="1~a")) for at in (T0, T0, T0 + A_DAY))
    assert key_of(first) == key_of(again) != key_of(later)
    assert key_of(first).id.startswith("1~a~2026")
    assert as_sent(key_of(first)).id == "1~a"
    assert as_sent(ReportKey("s", "1~a")).id == "1~a"
    assert as_sent(ReportKey("s", "~20260115T020000000000Zb")).id == "~20260115T020000000000Zb"
