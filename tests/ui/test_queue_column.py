"""The queue's column: its header counts and hides nothing, slim it has the same rows and keys, and what it paints does
not depend on how much it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from console.domain import steps
from console.domain.events import SightLost
from console.domain.ids import CaseId
from console.domain.link import LinkState
from console.domain.queue import Group
from console.domain.sight import Grade
from tests.ui.fakes import ELLEN, night
from tests.ui.queue_scene import AKUT, HIGH, NORMAL, SEEING, Scene
from tests.ui.row_pictures import SOLVEIG
from ui.queue.column import QueueColumn
from ui.queue.grouping import Head
from ui.queue.model import HEAD_ROLE
from ui.sight import Seen
from ui.theme import COMPACT

BLIND = Seen(Grade.BLIND, SightLost.LINK, None, timedelta(seconds=23), LinkState.LOST)


@pytest.fixture
def scene() -> Iterator[Scene]:
    """The design's night."""
    made = Scene(height=1000)
    night(made.office)
    made.refresh()
    yield made
    made.close()


def header(scene: Scene) -> list[str]:
    """The header's texts that are shown, from the left."""
    shown = scene.column._header
    labels = (shown._name, shown._open_here, shown._open, shown._mine, shown._wait)
    return [label.text() for label in labels if label.isVisible() and label.text()]


def test_the_header_counts_the_open_and_the_own_and_the_longest_wait(scene: Scene) -> None:
    assert header(scene) == ["Öppna  10", "Mina 1", "Längst väntan 01:14"]
    assert [label.text() for _, label in scene.column._header._counts.values()] == ["2", "4", "3", "1"]


def test_nothing_is_said_of_own_cases_where_there_are_none() -> None:
    scene = Scene()
    scene.alarm("a")
    scene.refresh()
    assert header(scene) == ["Öppna  1", "Längst väntan 00:00"]
    scene.close()


def test_where_room_is_short_the_words_of_the_wait_go_before_any_number() -> None:
    scene = Scene(COMPACT)
    night(scene.office)
    counts = dict.fromkeys(scene.office.queue.counts(), 12345)
    scene.column.refresh(counts, scene.clock.now() - timedelta(seconds=74), SEEING)
    QApplication.processEvents()
    assert header(scene) == ["Öppna  49\u202f380", "Mina 1", "01:14"]
    head = scene.column._header
    for label in (head._open, head._mine, head._wait, *(label for _, label in head._counts.values())):
        assert label.isVisible()
    scene.close()


def test_blind_an_empty_queue_has_an_unknown_number() -> None:
    scene = Scene()
    scene.refresh(BLIND)
    assert header(scene)[0] == "Öppna  ?"
    scene.close()


def test_more_than_one_own_case_stand_under_a_head_that_says_so(scene: Scene) -> None:
    head = scene.model.index(0)
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == "Ditt ärende 1"
    scene.office.act_as(ELLEN, steps.Claim(CaseId("c-solveig")))
    until = scene.clock.now() + timedelta(minutes=17)
    scene.office.act_as(ELLEN, steps.MakePromise(CaseId("c-solveig"), until, "besök"))
    assert scene.model.index(0).data(HEAD_ROLE) == Head(Group.MINE, 2)
    assert scene.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Dina ärenden 2"
    said = scene.model.index_of(CaseId("c-solveig")).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("Väntar: besök lovat 01:55, 17 min kvar, 17 min, Du")


def test_slim_the_column_has_the_same_rows_heads_and_foot_in_less_room(scene: Scene) -> None:
    before = [scene.model.index(place).data(HEAD_ROLE) for place in range(scene.model.rowCount())]
    scene.column.show_slim(True)
    scene.refresh()
    assert scene.column.width() == 272
    assert header(scene) == ["Kön", "10 öppna"]
    assert [scene.model.index(place).data(HEAD_ROLE) for place in range(scene.model.rowCount())] == before
    assert scene.view.visualRect(scene.model.index(1)).height() == 62
    assert scene.column._foot.text() == "Inget dolt"
    scene.column.show_slim(False)
    scene.refresh()
    assert scene.column.width() == 556
    assert header(scene) == ["Öppna  10", "Mina 1", "Längst väntan 01:14"]


def test_slim_the_arrows_choose_as_ever(scene: Scene) -> None:
    scene.column.show_slim(True)
    QTest.keyClick(scene.view, Qt.Key.Key_Down)
    QTest.keyClick(scene.view, Qt.Key.Key_Down)
    assert scene.view.followed() == CaseId("c-goran")


def test_slim_the_chosen_row_is_in_sight() -> None:
    scene = Scene(height=400)
    night(scene.office)
    scene.refresh()
    scene.view.follow(CaseId("c-line"))
    scene.column.show_slim(True)
    scene.refresh()
    assert 0 <= scene.top("c-line") <= scene.view.viewport().height() - 62
    assert "ovanför" in scene.column._beyond.text()
    scene.close()


def test_slim_and_blind_the_first_row_says_that_we_do_not_know(scene: Scene) -> None:
    scene.column.show_slim(True)
    scene.refresh(BLIND)
    row = scene.column._blind_row
    assert row.isVisible()
    assert (row.height(), row.width()) == (62, 272)
    assert "Vi vet inte om fler väntar" in row.accessibleName()


def test_the_list_tells_a_screen_reader_how_many_wait(scene: Scene) -> None:
    assert scene.view.accessibleName() == "Ärenden, 10 öppna, 6 väntar på svar, 2 Akut"


def test_a_screen_reader_finds_every_row_and_head_by_its_words(scene: Scene) -> None:
    list_ = QAccessible.queryAccessibleInterface(scene.view)
    names = [list_.child(place).text(QAccessible.Text.Name) for place in range(list_.childCount())]
    assert len(names) == scene.model.rowCount()
    assert names[0] == "Ditt ärende 1"
    assert any(name.startswith("Göran Wikström, 79, Rökdetektor, köket, Akut: rök") for name in names)
    assert "Hemliga" not in "".join(names)


def test_a_model_outlives_its_column_and_goes_on_with_the_next() -> None:
    scene = Scene()
    scene.alarm("before", HIGH)
    scene.close()
    scene.alarm("after", AKUT)
    column = QueueColumn(scene.look, scene.words, scene.clock.now, scene.model)
    column.view.follow(CaseId("before"))
    assert column.view.followed() == CaseId("before")
    assert column.view.currentIndex().row() == 2
    column.deleteLater()


class Counting:
    """Counts what a delegate paints."""

    def __init__(self, scene: Scene) -> None:
        self.painted = 0
        self._paint = scene.column.delegate.paint
        scene.column.delegate.paint = self.paint  # type: ignore[method-assign]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.painted += 1
        self._paint(painter, option, index)


@pytest.mark.parametrize("is_slim", [False, True])
def test_how_much_is_painted_does_not_depend_on_how_much_there_is(is_slim: bool) -> None:
    painted = []
    for rows in (40, 4000):
        scene = Scene()
        scene.model.replace([SOLVEIG] * rows)
        scene.column.show_slim(is_slim)
        scene.refresh()
        counting = Counting(scene)
        scene.view.viewport().repaint()
        painted.append(counting.painted)
        scene.close()
    assert painted[0] == painted[1]
    assert 0 < painted[0] < 12


def test_each_second_the_visible_rows_are_painted_and_between_them_only_the_marks_that_beat() -> None:
    scene = Scene()
    scene.alarm("a", AKUT)
    for number in range(30):
        scene.alarm(f"n{number}", NORMAL)
    scene.alarm("h", HIGH)
    scene.refresh()
    counting = Counting(scene)
    scene.view.step()
    QApplication.processEvents()
    half = counting.painted
    scene.view.step()
    QApplication.processEvents()
    assert half == 2
    assert 5 < counting.painted - half < 12
    scene.close()
