"""What a fault's words give away of a person whose identity is protected: nothing of where they are."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from console.domain.alarm import Cause, DeviceKind
from console.domain.lane import Ways
from console.domain.resident import Protection
from tests.builders import operator
from tests.ui.technical_fake import ALVBRO, fault, person
from ui.words import Words
from ui.words import fault as said

NOW = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
ELLEN = operator("ellen", municipalities=[ALVBRO])
MARK = "Storgatan 1"


@pytest.mark.parametrize(("place", "text"), [(MARK, ""), ("", MARK), (MARK, MARK)])
@pytest.mark.parametrize("protection", [Protection.NONE, Protection.PROTECTED])
def test_neither_the_units_place_nor_its_words_are_told_of_a_masked_person(
    protection: Protection, place: str, text: str
) -> None:
    people = [person(name, f"{name.capitalize()} Lind", 1938, ELLEN, protection) for name in ("astrid", "bror")]
    lane = fault(
        "t", people, DeviceKind.PERSONAL_ALARM, "dev-1", Cause.TAMPER, 60, NOW, reach=None, ways=Ways(),
        place=place, text=text,
    )  # fmt: skip
    words = Words("sv")
    is_told = protection is Protection.NONE
    assert (MARK in said.consequence(lane, NOW, words)) is is_told
    assert (MARK in said.told(lane, NOW, words)) is is_told
    assert MARK not in said.subject(lane.row, words)
    outage = replace(lane, row=replace(lane.row, people=(), is_outage=True))
    assert MARK in said.consequence(outage, NOW, words), "an area's own words are nobody's address"
