"""The right column: honest until dispatch is there, the way in only with an open card, and who has what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from console.domain import steps
from console.domain.ids import CaseId, OperatorId, ResidentId
from console.domain.masking import Person
from console.domain.operator import Operator
from console.domain.queue import Row
from console.domain.team import team
from tests.ui.fakes import AMINA, ELLEN, EVERYBODY, PETRA, Clock, FakeOffice
from ui.staff.column import StaffColumn
from ui.style import style_sheet
from ui.theme import COMPACT, Look, Theme
from ui.words import Words
from ui.words.staff import StaffSay

WORDS = Words()


@pytest.fixture
def make(qapp: QApplication, office: FakeOffice, clock: Clock) -> Iterator[Callable[..., StaffColumn]]:
    made: list[StaffColumn] = []
    office.sit(ELLEN)

    def built(theme: Theme | None = None) -> StaffColumn:
        look = Look(theme or Theme())
        column = StaffColumn(look, WORDS, clock.now)
        column.setStyleSheet(style_sheet(look.theme))
        column.resize(420, 900)
        column.fit()
        column.show()
        made.append(column)
        return column

    yield built
    for column in made:
        column.close()
        column.deleteLater()
    QApplication.sendPostedEvents(None, 52)


def texts(column: StaffColumn) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in column.findChildren(QLabel) if label.isVisibleTo(column) and label.text()]


def row(office: FakeOffice, case: str) -> Row:
    return next(each for each in office.queue.rows() if each.case == CaseId(case))


def person(office: FakeOffice, resident: str) -> Person:
    return office._shown(office.residents[ResidentId(resident)])


def show_team(column: StaffColumn, office: FakeOffice, me: Operator = ELLEN) -> None:
    column.show_team(team(office.queue.rows(), me, EVERYBODY))


def test_without_a_case_it_says_that_nobody_is_sent(make: Callable[..., StaffColumn]) -> None:
    told = texts(make())
    assert "Ingen är skickad." in told


def test_the_way_in_is_shown_only_with_the_open_card(make: Callable[..., StaffColumn], office: FakeOffice) -> None:
    column = make()
    column.show_case(row(office, "26-11843"), None)
    assert WORDS(StaffSay.WAY_CLOSED) in texts(column)
    assert "Port A, hiss till vån 3" not in texts(column)
    column.show_case(row(office, "26-11843"), person(office, "marta"))
    assert {"Port A, hiss till vån 3", "skåp 4, Norrgården"} <= set(texts(column))
    column.show_case(row(office, "c-nils"), None)
    QApplication.sendPostedEvents(None, 52)
    assert not [label for label in column.findChildren(QLabel) if "Port A" in label.text()]


def test_that_the_register_has_no_way_in_is_said(make: Callable[..., StaffColumn], office: FakeOffice) -> None:
    column = make()
    found = replace(person(office, "marta"), way_in="", key_location="")
    column.show_case(row(office, "26-11843"), found)
    assert WORDS(StaffSay.WAY_UNKNOWN) in texts(column)


@pytest.mark.parametrize("is_open", [True, False])
def test_of_a_masked_person_nothing_of_the_way_in_is_shown(
    make: Callable[..., StaffColumn], office: FakeOffice, is_open: bool
) -> None:
    column = make()
    column.show_case(row(office, "c-vera"), person(office, "skyddad") if is_open else None)
    told = texts(column)
    assert WORDS(StaffSay.WAY_PROTECTED) in told
    assert not [text for text in told if "Port" in text or "skåp" in text or "Hemlig" in text]


def test_the_team_says_who_has_what_with_a_clock(
    make: Callable[..., StaffColumn], office: FakeOffice, clock: Clock
) -> None:
    column = make()
    show_team(column, office)
    told = texts(column)
    assert told[told.index("Du") + 1] == "Märta Lindqvist"
    assert told[told.index(AMINA.name) + 1] == "Per-Olof Näslund"
    assert "löfte, Aino Korhonen" in told
    assert "teknik, Norrsund, Hamngatan 1–31" in told
    assert "4 i ärende" in told
    assert "06:40" in told
    clock.go(1)
    column.step()
    assert "06:41" in texts(column)


def test_a_protected_person_has_no_name_in_the_team(make: Callable[..., StaffColumn], office: FakeOffice) -> None:
    column = make()
    office.act_as(PETRA, steps.Claim(CaseId("c-vera")))
    show_team(column, office)
    told = texts(column)
    assert told[told.index(PETRA.name) + 1] == "Skyddad identitet och 1 till"


def test_on_a_small_screen_the_team_is_one_line(make: Callable[..., StaffColumn], office: FakeOffice) -> None:
    column = make(Theme(density=COMPACT))
    show_team(column, office)
    told = texts(column)
    assert "Laget" in told
    assert "4 i ärende" in told
    assert AMINA.name not in told
    assert column.width() == 308


def test_a_large_team_is_counted_and_fits(make: Callable[..., StaffColumn], office: FakeOffice) -> None:
    column = make()
    many = [
        replace(row(office, "c-peo"), case=CaseId(f"c-{n}"), owner=OperatorId(f"op-{n}"), owner_name=f"Kollega {n}")
        for n in range(30)
    ]
    column.show_team(team(many, None, ()))
    assert "30 i ärende" in texts(column)
    assert column.team.height() < 500
