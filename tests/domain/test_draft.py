"""A draft has bounds, and a day."""

from datetime import timedelta

import pytest

from console.domain.draft import LONGEST_TEXT, MOST_FIELDS, Draft
from console.domain.ids import CaseId
from console.domain.refused import Reason, Refused
from tests.builders import T0

CASE = CaseId("c-1")


@pytest.mark.parametrize(
    ("panel", "fields"),
    [
        ("F11", {"text": "x" * (LONGEST_TEXT + 1)}),
        ("F11", {"a": "x" * LONGEST_TEXT, "b": "y"}),
        ("F11", {"x" * 65: ""}),
        ("F11", {str(number): "" for number in range(MOST_FIELDS + 1)}),
        ("F" * 33, {"text": "x"}),
    ],
)
def test_what_is_beyond_the_bounds_is_refused(panel: str, fields: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        Draft(CASE, panel, fields, T0)
    assert refused.value.reason is Reason.TEXT_TOO_LONG


def test_what_is_within_the_bounds_is_taken() -> None:
    assert Draft(CASE, "F11", {"text": "x" * LONGEST_TEXT}, T0).fields["text"]


def test_a_draft_is_of_a_panel() -> None:
    with pytest.raises(ValueError, match="panel"):
        Draft(CASE, "", {"text": "x"}, T0)


def test_a_draft_is_fresh_for_a_day() -> None:
    draft = Draft(None, "F9", {"text": "x"}, T0)
    assert draft.is_fresh(T0 + timedelta(hours=23, minutes=59))
    assert not draft.is_fresh(T0 + timedelta(hours=24))
