"""Counts and clocks that step move nothing beside them: one more alarm lays nothing out anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.every_view import settle, sit_down
from tests.ui.fakes import FakeOffice
from tests.ui.queue_scene import HIGH
from ui.frame.top_bar import TopBar
from ui.main_window import MainWindow
from ui.style import style_sheet
from ui.theme import NIGHT, WIDE, Look, Theme
from ui.widgets.text import SteadyLabel
from ui.words import Words


class LaidOut(QObject):
    """Which widgets were laid out anew."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self.widgets.append(type(watched).__name__)
        return False


async def test_one_more_alarm_lays_nothing_out_anew(window: MainWindow, office: FakeOffice, qapp: QApplication) -> None:
    window.resize(1920, 1080)
    await sit_down(window, office)
    for number in range(12):
        office.alarm(f"x{number}", None, *HIGH, device=f"x{number}")
    await settle()
    for timer in window.findChildren(QTimer):
        timer.stop()  # what a second changes is not meant here
    seen = LaidOut()
    qapp.installEventFilter(seen)
    for number in range(3):
        office.alarm(f"y{number}", None, *HIGH, device=f"y{number}")
        QApplication.sendPostedEvents()
    qapp.removeEventFilter(seen)
    assert seen.widgets == []
    assert f"{len(window.model.rows())}" in window.stage.top._views[0].text()


async def test_the_same_told_again_paints_nothing(window: MainWindow, office: FakeOffice, qapp: QApplication) -> None:
    await sit_down(window, office)
    await settle()
    for timer in window.findChildren(QTimer):
        timer.stop()
    window.refresh()
    await settle()
    painted: list[str] = []

    class Paints(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() in (QEvent.Type.Paint, QEvent.Type.LayoutRequest) and isinstance(watched, QWidget):
                painted.append(type(watched).__name__)
            return False

    seen = Paints()
    qapp.installEventFilter(seen)
    window.refresh()
    await settle()
    qapp.removeEventFilter(seen)
    assert painted == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_a_steady_label_has_room_for_every_digit_and_keeps_its_width_while_they_step(
    qtbot: QtBot, scale: float
) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setStyleSheet(style_sheet(Theme(NIGHT, scale)))
    label = SteadyLabel("Öppna 11", "pill", holder)
    holder.show()
    widths = set()
    for count in (11, 19, 44, 88, 90):
        label.setText(f"Öppna {count}")
        widths.add(label.width())
        assert label.width() >= label.sizeHint().width(), count
    assert len(widths) == 1
    label.setText("Öppna 100")
    assert label.width() not in widths


def test_a_view_whose_count_steps_keeps_its_place_and_one_that_needs_more_room_gets_it(qtbot: QtBot) -> None:
    look = Look(Theme(NIGHT, 1.0, WIDE))
    bar = TopBar(look, Words())
    qtbot.addWidget(bar)
    bar.setStyleSheet(style_sheet(look.theme))
    bar.resize(1920, 60)
    bar.show()
    bar.fit()
    bar.show_count("11")
    places = [view.geometry() for view in bar._views]
    for count in ("88", "40"):
        bar.show_count(count)
        assert count in bar._views[0].text()
        assert [view.geometry() for view in bar._views] == places
        assert bar._views[0].width() >= QToolButton.sizeHint(bar._views[0]).width()
    bar.show_count("?")
    bar.show_count("1 000")
    assert bar._views[0].width() > places[0].width()
    assert bar._views[1].geometry().left() > bar._views[0].geometry().right()
