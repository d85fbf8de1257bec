"""What a row says where room is short: whole clauses go in the order of their weight, and names take shorter forms."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain.alarm import AlarmClass
from console.domain.lifecycle import State
from console.domain.queue import Group
from tests.ui.row_pictures import BROKEN, DAHL, GORAN, LINE, MARTA, NOW, PEO, PROMISED, PROTECTED, SOLVEIG, person
from ui.words import Words
from ui.words import row as said

WORDS = Words()


def within(letters: int, row: said.Row = BROKEN) -> str:
    """The reason where so many letters fit."""
    return said.why_here(row, NOW, WORDS).fitted(lambda text: len(text) <= letters)


def test_a_broken_promise_outlasts_every_other_clause() -> None:
    whole = "Akut: 2 tryck på 4 h 50 min, löftet 21:30 hölls inte, svar inom 30 s, 18 s kvar"
    assert within(200) == whole == said.reason(BROKEN, NOW, WORDS)
    assert within(len(whole) - 1) == "Akut: 2 tryck på 4 h 50 min, löftet 21:30 hölls inte, 18 s kvar"
    assert within(60) == "Akut: 2 tryck, löftet 21:30 hölls inte, 18 s kvar"
    assert within(45) == "Akut: 2 tryck, löftet hölls inte, 18 s kvar"
    assert within(40) == "Akut: 2 tryck på 4 h 50 min, 18 s kvar"
    assert within(1) == "Akut: 2 tryck, 18 s kvar"


def test_light_clauses_go_from_their_end_before_the_promise() -> None:
    row = replace(BROKEN, state=State.RETURNED_UNSEEN)
    assert "återställt" in said.reason(row, NOW, WORDS) or "återställ" in said.reason(row, NOW, WORDS)
    without_target = within(len(said.reason(row, NOW, WORDS)) - 1, row)
    assert "svar inom" not in without_target
    assert "återställ" in without_target
    assert "löftet 21:30 hölls inte" in within(len(without_target) - 1, row)


def test_over_the_target_the_promise_stays_and_the_target_is_said_shorter() -> None:
    row = replace(BROKEN, waiting_since=NOW - timedelta(seconds=44))
    assert within(200, row).endswith("löftet 21:30 hölls inte, 14 s över målet 30 s")
    assert within(58, row) == "Akut: 2 tryck, löftet 21:30 hölls inte, 14 s över målet"


def test_the_own_case_keeps_the_promise_before_the_age_of_the_presses() -> None:
    assert within(50, MARTA) == "Akut: 8 tryck, löftet 21:30 hölls inte"


@pytest.mark.parametrize(("hours", "text"), [(4, "löftet 21:38 hölls inte"), (14, "löftet 21 nov 11:38 hölls inte")])
def test_a_promise_of_this_night_needs_no_day(hours: int, text: str) -> None:
    row = replace(BROKEN, promise_until=(NOW - timedelta(hours=hours)).replace(second=0))
    assert text in said.reason(row, NOW, WORDS)


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (DAHL, ("Karin/Rolf Dahl", "K/R Dahl")),
        (GORAN, ("Göran Wikström", "G. Wikström")),
        (PROTECTED, ("Skyddad identitet",)),
        (LINE, ("Norrsund, Hamngatan 1–31", "Norrsund")),
        (replace(DAHL, people=(person("Anna Ek", 80), person("Bo Al", 81))), ("Anna Ek/Bo Al",)),
    ],
)
def test_a_name_has_shorter_forms(row: said.Row, names: tuple[str, ...]) -> None:
    assert said.short_names(row, WORDS) == names


@pytest.mark.parametrize(
    ("row", "whats"),
    [
        (SOLVEIG, ("Larmmatta, sängen", "Larmmatta")),
        (PEO, ("Trygghetslarm, 2 tryck", "2 tryck")),
        (PROMISED, ("Läkemedelsautomat, lovat 01:55", "Lovat 01:55")),
        (PROTECTED, ("Fallarm",)),
        (DAHL, ("Trygghetstelefon, höjd från 3", "Höjd från 3")),
    ],
)
def test_a_narrow_row_says_the_kind_and_the_one_thing_to_know(row: said.Row, whats: tuple[str, ...]) -> None:
    assert said.short_whats(row, NOW, WORDS) == whats


def test_an_own_promise_is_yours_and_counts_down() -> None:
    assert said.owner(PROMISED, WORDS) == ("Du", "")
    assert said.clock(PROMISED, NOW) == "17 min"
    assert said.owner(replace(PROMISED, group=Group.OTHERS, owner_name="Jonas Ek"), WORDS) == ("", "Jonas Ek")


def test_who_was_faster_is_told_by_the_name_that_colleagues_use() -> None:
    assert said.took_it("Amina Warsame", "01:38:14", WORDS) == "Amina tog det 01:38:14"
    assert said.took_it("", "01:38:14", WORDS) == "okänt tog det 01:38:14"


def test_what_is_announced_says_why_and_leaves_the_clock_to_the_row() -> None:
    assert said.briefly(GORAN, NOW, WORDS) == "Göran Wikström, Rökdetektor, köket, Akut: rök, svar inom 30 s, 19 s kvar"
    assert GORAN.alarm_class is AlarmClass.ACUTE


def test_a_unit_that_nobody_mapped_is_named_where_the_person_is_unknown() -> None:
    row = replace(GORAN, people=(), resident=None, device="nex-20999", place="")
    assert said.name(row, WORDS) == "Okänd person"
    assert said.what(row, WORDS) == (WORDS.of(row.kind), "nex-20999")
    assert said.what(replace(row, place="köket"), WORDS)[1] == "köket, nex-20999"
    assert "nex-20999" not in said.what(replace(GORAN, device="nex-20999"), WORDS)[1]
