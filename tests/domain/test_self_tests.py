"""The monthly window by the local clock, on both sides of the clock's change and of the year's."""

from datetime import UTC, datetime

import pytest

from console.domain.resident import SelfTests
from console.domain.self_tests import is_testing, missing, window_of
from tests.builders import NORRBY, SODERBY

TESTS = SelfTests(day=28, from_hour=22, to_hour=24)


def at(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "month", "since", "until"),
    [
        (at(2026, 3, 28, 20, 59), "2026-02", at(2026, 2, 28, 21), at(2026, 2, 28, 23)),
        (at(2026, 3, 28, 21), "2026-03", at(2026, 3, 28, 21), at(2026, 3, 28, 23)),
        (at(2026, 7, 1, 0), "2026-06", at(2026, 6, 28, 20), at(2026, 6, 28, 22)),
        (at(2027, 1, 3, 0), "2026-12", at(2026, 12, 28, 21), at(2026, 12, 28, 23)),
    ],
)
def test_the_newest_window_that_has_begun(now: datetime, month: str, since: datetime, until: datetime) -> None:
    window = window_of(TESTS, now)
    assert (window.month, window.since, window.until) == (month, since, until)
    assert window.before == window_of(TESTS, window.since.replace(day=1)).since


def test_a_municipality_tests_in_its_window_and_an_hour_after_it() -> None:
    assert not is_testing(None, at(2026, 6, 28, 21))
    assert not is_testing(TESTS, at(2026, 6, 28, 19, 59))
    assert is_testing(TESTS, at(2026, 6, 28, 20))
    assert is_testing(TESTS, at(2026, 6, 28, 22, 59))
    assert not is_testing(TESTS, at(2026, 6, 28, 23))


def test_missing_are_those_of_the_month_before_only() -> None:
    window = window_of(TESTS, at(2026, 7, 1, 0))
    tested = {
        (NORRBY, "gone"): at(2026, 4, 28, 20),
        (NORRBY, "missed"): at(2026, 5, 28, 20, 30),
        (NORRBY, "by-hand"): at(2026, 6, 20, 9),
        (NORRBY, "tested"): at(2026, 6, 28, 20, 30),
        (SODERBY, "other"): at(2026, 5, 28, 20, 30),
    }
    assert [name for _, name in missing(window, tested, NORRBY)] == ["by-hand", "missed"]  # type: ignore[arg-type]
