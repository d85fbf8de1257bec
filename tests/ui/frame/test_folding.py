"""Small windows and large type: what stands on the frame folds, and nothing is cut or lies over anything else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from console.domain.events import SightLost
from console.domain.link import LinkState
from console.domain.sight import Grade
from console.services.screen import Tally
from ui.actions import ON_THE_ROW
from ui.assets import Icon
from ui.frame.function_row import FunctionRow
from ui.frame.top_bar import TopBar
from ui.sight import Seen
from ui.status.banner import Banner
from ui.status.line import StatusLine
from ui.style import style_sheet
from ui.theme import COMPACT, NIGHT, WIDE, Look, Theme
from ui.words import Words

NOW = datetime(2026, 11, 22, 0, 38, 35, tzinfo=UTC)
SCREENS = pytest.mark.parametrize(("width", "scale"), [(1366, 1.0), (1100, 1.0), (1366, 1.5), (1920, 2.0)])
BLIND = Seen(Grade.BLIND, SightLost.LINK, NOW - timedelta(seconds=23), timedelta(seconds=23), LinkState.LOST)


def look(scale: float, width: int = 1366) -> Look:
    return Look(Theme(NIGHT, scale, COMPACT if width / scale < 1600 else WIDE))


@SCREENS
def test_nothing_of_the_top_bar_lies_over_anything_else(qtbot: QtBot, width: int, scale: float) -> None:
    bar = TopBar(look(scale), Words())
    qtbot.addWidget(bar)
    bar.setStyleSheet(style_sheet(look(scale).theme))
    bar.show_operator("Ellen Sandgren")
    bar.show_count("10")
    bar.resize(width, 60)
    bar.show()
    bar.fit()
    shown = [*bar.findChildren(QToolButton), bar._search, bar._who]
    edges = [(each.geometry().left(), each.geometry().right()) for each in shown]
    assert all(end < begin for (_, end), (begin, _) in pairwise(edges))
    assert edges[-1][1] < width
    assert all(each.width() >= each.minimumSizeHint().width() for each in bar.findChildren(QToolButton))
    assert bar._who.text().endswith("Sandgren")


@SCREENS
def test_every_function_key_shows_its_whole_label(qtbot: QtBot, width: int, scale: float) -> None:
    words, at = Words(), look(scale)
    keys = tuple((key.key, key.icon or Icon.NEXT, words(key.say), lambda: None) for key in ON_THE_ROW)
    row = FunctionRow(keys, at)
    qtbot.addWidget(row)
    row.fit()
    row.resize(width, row.height())
    row.show()
    room = {name: key.width() - key.label_width() for name, key in row.keys.items()}
    assert min(room.values()) >= 2 * at.theme.px(4), room


def test_keys_do_not_move_when_a_label_changes_and_there_is_room(qtbot: QtBot) -> None:
    words, at = Words(), look(2.0)
    keys = tuple((key.key, key.icon or Icon.NEXT, words(key.say), lambda: None) for key in ON_THE_ROW)
    row = FunctionRow(keys, at)
    qtbot.addWidget(row)
    row.fit()
    row.resize(1920, row.height())
    row.show()
    row.keys["F3"].show_state("Släpp", is_enabled=True, is_lit=False)
    qtbot.wait_until(lambda: row.keys["F3"].width() > row.keys["F3"].label_width())
    before = [key.geometry() for key in row.keys.values()]
    row.keys["F3"].show_state("Ta", is_enabled=True, is_lit=True)
    QApplication.sendPostedEvents()
    layout = row.layout()
    assert layout is not None
    layout.activate()
    assert [key.geometry() for key in row.keys.values()] == before


@SCREENS
def test_the_banner_never_cuts_the_moment_nor_what_to_do(qtbot: QtBot, width: int, scale: float) -> None:
    holder = QWidget()  # a window of its own would grow instead
    qtbot.addWidget(holder)
    banner = Banner(look(scale), Words(), lambda: NOW, holder)
    banner.setStyleSheet(style_sheet(look(scale).theme))
    banner.offer("Ring reservcentralen 08-465 004 21")
    banner.resize(width, 92)
    holder.resize(width, 400)
    holder.show()
    banner.refresh(BLIND, None, is_seated=True)
    banner.resize(width, banner.height())
    layout = banner.layout()
    assert layout is not None
    layout.activate()
    assert layout.minimumSize().width() <= width
    for label in (banner._title, banner._text):
        metrics = QFontMetrics(label.font())
        lines = -(-metrics.horizontalAdvance(label.text()) // max(label.width(), 1))
        assert label.height() >= lines * metrics.ascent(), label.text()
    if not banner._title.wordWrap():
        assert banner._title.width() >= QFontMetrics(banner._title.font()).horizontalAdvance(banner._title.text())


@SCREENS
def test_the_status_line_drops_whole_facts_and_keeps_canary_and_clock(qtbot: QtBot, width: int, scale: float) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    status = StatusLine(look(scale), Words(), lambda: NOW, lambda: 0.0, holder)
    status.setStyleSheet(style_sheet(look(scale).theme))
    holder.resize(width, 100)
    holder.show()
    status.resize(width, 40)
    status.say("Tyst till 01:48. Ett nytt Akut-larm hörs ändå" if scale == 1.0 else "")
    status.refresh(BLIND, None, Tally(1_284_913, 0))
    status.fit()
    layout = status.layout()
    assert layout is not None
    layout.activate()
    assert layout.minimumSize().width() <= width
    for label in (*status._values.values(), status._clock):
        if label.isVisible():
            assert label.width() >= label.sizeHint().width(), label.text()
    assert next(iter(status._values.values())).text() == "saknas sedan 23 s"
    assert next(iter(status._values.values())).isVisible()
