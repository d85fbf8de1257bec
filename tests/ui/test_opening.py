"""The first frame: it is painted when `appear` returns, and stands until the main window has painted."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.opening import Opening
from ui.places import MAIN, Places
from ui.theme import DAY, NIGHT, Tokens


def opening(qapp: QApplication, folder: Path, theme: str = "night") -> Opening:
    made = Opening(qapp, Places(folder), theme, (640, 480))
    made.appear()
    return made


@pytest.mark.parametrize(("theme", "tokens"), [("night", NIGHT), ("day", DAY)])
def test_it_is_there_in_the_colour_of_the_main_window(
    qapp: QApplication, tmp_path: Path, theme: str, tokens: Tokens
) -> None:
    first = opening(qapp, tmp_path, theme)
    assert first.isVisible()
    assert first.grab().toImage().pixelColor(1, 1).name() == tokens.bg0
    first.close()


def test_it_stands_until_the_main_window_has_painted(qapp: QApplication, tmp_path: Path) -> None:
    first, main = opening(qapp, tmp_path), QWidget()
    first.give_way(main)
    QTest.qWait(20)
    assert first.isVisible()
    gone: list[bool] = []
    first.destroyed.connect(lambda: gone.append(True))
    main.show()
    ends_at = time.monotonic() + 5
    while not gone:
        assert time.monotonic() < ends_at
        QTest.qWait(10)
    main.close()


def test_it_stands_where_the_main_window_stood(qapp: QApplication, tmp_path: Path) -> None:
    stood = QWidget()
    stood.setGeometry(40, 50, 700, 500)
    Places(tmp_path).keep(MAIN, stood)
    first = opening(qapp, tmp_path)
    assert first.size() == stood.size()
    first.close()
