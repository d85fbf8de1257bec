"""The night's squares are painted from kept pictures, and only where they have changed: the screen holds what drawing
each of them anew would give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from ui.rounds.night_squares import Area, NightSquares, RoundSquares, Square, paint_square
from ui.theme import DAY, NIGHT, Look, Theme
from ui.words import Words

EVERY = tuple(Square)
WIDE = 372


def rounds(squares: tuple[Square, ...] = EVERY * 9) -> tuple[RoundSquares, ...]:
    """Three rounds of two areas."""
    areas = (Area("Ekbacken", squares), Area("Norr", EVERY * 7))
    return tuple(RoundSquares(f"Runda {number}", "12 av 60", areas) for number in (1, 2, 3))


@pytest.fixture(params=[(NIGHT, 1.0), (NIGHT, 1.25), (NIGHT, 2.0), (DAY, 1.0)], ids=["night", "125", "200", "day"])
def squares(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[NightSquares]:
    tokens, scale = request.param
    made = NightSquares(Look(Theme(tokens, scale)), Words("sv"))
    made.setStyleSheet(f"background: {Theme(tokens).colour('bg1').name()}")
    made.resize(round(WIDE * scale), 10)
    made.show_rounds(rounds())
    made.resize(made.width(), made.sizeHint().height())
    made.show()
    QApplication.processEvents()
    yield made
    made.close()
    made.deleteLater()


def drawn(squares: NightSquares, monkeypatch: pytest.MonkeyPatch) -> QImage:
    """Every square drawn where it stands."""
    side = squares._look.theme.px(13)

    def put(painter: QPainter, left: int, top: int, square: Square) -> None:
        paint_square(painter, QRectF(left, top, side, side), square, squares._look.theme)

    with monkeypatch.context() as patched:
        patched.setattr(squares, "_put", put)
        return squares.grab().toImage()


def test_kept_pictures_give_the_same_pixels_as_drawing_each_square(
    squares: NightSquares, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = drawn(squares, monkeypatch)
    assert squares.grab().toImage() == wanted
    assert squares._drawn, "nothing was kept"
    assert squares.grab().toImage() == wanted, "the second time all come from what is kept"


class Painted(QObject):
    """What of the squares was painted."""

    def __init__(self, squares: NightSquares) -> None:
        super().__init__(squares)
        self.rect = QRect()
        squares.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rect = self.rect.united(event.rect())
        return False


def on_screen(squares: NightSquares) -> QImage:
    """What the window holds, without painting anything for it."""
    QApplication.processEvents()
    return QGuiApplication.primaryScreen().grabWindow(squares.winId()).toImage()


def test_one_look_done_paints_its_area_alone_and_the_window_holds_what_a_whole_painting_shows(
    squares: NightSquares,
) -> None:
    rgb = QImage.Format.Format_RGB32
    for number in range(6):
        first, second, third = rounds()
        filled = (Square.DONE,) * (number + 1) + EVERY * 9
        changed = replace(second, note=f"{number} av 60", areas=(replace(second.areas[0], squares=filled[:63]),
                                                                  second.areas[1]))  # fmt: skip
        painted = Painted(squares)
        squares.show_rounds((first, changed, third))
        shown = on_screen(squares).convertToFormat(rgb)
        assert 0 < painted.rect.height() < squares.height() / 2
        assert shown == squares.grab().toImage().convertToFormat(rgb)


def test_more_looks_than_before_move_what_stands_below(squares: NightSquares) -> None:
    rgb = QImage.Format.Format_RGB32
    squares.show_rounds(rounds(EVERY * 20))
    squares.resize(squares.width(), squares.sizeHint().height())
    assert on_screen(squares).convertToFormat(rgb) == squares.grab().toImage().convertToFormat(rgb)
    squares.show_rounds(rounds(EVERY)[:2])
    assert on_screen(squares).convertToFormat(rgb) == squares.grab().toImage().convertToFormat(rgb)
