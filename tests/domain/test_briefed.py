"""How places and people are said to who has not accepted yet."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from console.domain.briefed import moment, person, street_name
from console.domain.resident import Protection
from tests.builders import T0, resident


@pytest.mark.parametrize(
    ("street", "said"),
    [
        ("Fyrvägen 12", "Fyrvägen"), ("Fyrvägen 12 B lgh 1103", "Fyrvägen"), ("S:t Olofs väg 3", "S:t Olofs väg"),
        ("12 Fyrvägen", "Fyrvägen"), ("Fyrvägen12", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_street_is_said_without_its_house(street: str, said: str) -> None:
    assert street_name(street) == said


def test_nobody_says_the_age_of_somebody_protected() -> None:
    assert person(resident(personal_number="19380501-9913"), T0) == {"sex": "man", "age": 87}
    assert person(resident(protection=Protection.CONFIDENTIAL), T0) == {"sex": "", "age": None}
    assert person(resident(personal_number="?"), T0)["sex"] == ""


def test_a_moment_is_utc_to_the_millisecond() -> None:
    at = datetime(2026, 3, 2, 21, 0, 0, 5_000, tzinfo=timezone(timedelta(hours=1)))
    assert moment(at) == "2026-03-02T20:00:00.005Z" == moment(at.astimezone(UTC))
