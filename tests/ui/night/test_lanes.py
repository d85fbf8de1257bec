"""What the lanes draw: words never lie on each other, marks stay, the readings' peaks are painted, a click chooses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain.night_line import Flag, MarkKind, NightLane, NightLine, NightMark, Why
from tests.ui.fakes import Clock, FakeOffice
from tests.ui.fakes import night as people
from tests.ui.night_scene import TWO, marta_night, week
from ui.night import lines as said
from ui.night.lanes_painter import Shown
from ui.night.places import Taken, frame
from ui.night.plot import NightPlot
from ui.theme import DAY, NIGHT, Look, Theme
from ui.words import Words

WORDS = Words()
L, M = NightLane, MarkKind


@pytest.fixture
def night() -> NightLine:
    office = FakeOffice(Clock())
    people(office)
    return marta_night(office)


@pytest.fixture
def plot(qapp: QApplication) -> Iterator[NightPlot]:
    made = NightPlot(Look(Theme()), WORDS)
    made.resize(1220, 700)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(plot: NightPlot, night: NightLine) -> Shown:
    shown = Shown(night, said.events_of(night, TWO, WORDS), TWO, TWO)
    plot.show_line(shown, (night.motion,))
    plot.grab()
    return shown


def test_words_have_room_or_are_not_there() -> None:
    taken = Taken(100, 400, None)
    taken.add(150, 170)
    assert taken.place(150, 170, 60, 6) == 176
    taken.add(250, 270)
    assert taken.place(250, 270, 60, 6) == 276
    taken.add(350, 370)
    assert taken.place(350, 370, 60, 6) is None, "neither before the rim nor before the word at its left"


def test_a_word_does_not_begin_on_the_line_of_now() -> None:
    assert Taken(0, 400, 105.0).place(80, 100, 40, 6) == 111
    assert Taken(0, 400, 300.0).place(80, 100, 40, 6) == 106


def test_every_mark_stays_where_a_hundred_lie_close(plot: NightPlot, night: NightLine) -> None:
    dense = tuple(
        NightMark(L.ALARM, M.ALARMED, night.since + timedelta(minutes=each), first_press=1) for each in range(100)
    )
    shown = show(plot, replace(night, marks=dense))
    assert [key for _, key in plot.canvas.spots] == [event.key for event in shown.events]


def test_what_is_outside_of_what_is_seen_is_not_drawn_over_the_names(plot: NightPlot, night: NightLine) -> None:
    show(plot, night)
    for _ in range(4):
        plot.zoom(closer=True)
    plot.grab()
    seen = plot.frame()
    assert plot.canvas.spots
    assert all(box.left() >= seen.left - 13 and box.right() <= seen.right + 14 for box, _ in plot.canvas.spots)


def test_a_click_on_a_mark_chooses_its_event(plot: NightPlot, night: NightLine) -> None:
    shown = show(plot, night)
    found: list[object] = []
    plot.chosen.connect(found.append)
    target = next(event for event in shown.events if event.what.startswith("tryck 8"))
    box = next(box for box, key in plot.canvas.spots if key == target.key)
    QTest.mouseClick(plot.graphics.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert found == [target.key]
    plot._clicked(QPointF(5, 5))
    assert found == [target.key]


@pytest.mark.parametrize("tokens", [NIGHT, DAY], ids=lambda tokens: tokens.name)
def test_a_peak_of_one_second_is_painted_in_a_weeks_view(qapp: QApplication, night: NightLine, tokens: object) -> None:
    look = Look(Theme(DAY if tokens is DAY else NIGHT))
    plot = NightPlot(look, WORDS)
    plot.resize(1220, 700)
    line = replace(week(night), motion=((0.0, 0.0), (300_000.0, 8.0), (600_000.0, 0.0)), marks=(), bands=())
    plot.show_line(Shown(line, (), TWO), (line.motion,))
    seen, picture = plot.frame(), plot.grab().toImage()
    x, middle = int(seen.x(300_000.0)), seen.bar_middle(L.MOTION)
    light = look.theme.colour("tx2").rgb()
    column = {picture.pixel(x, y) for y in range(int(middle - seen.bar / 2) - 1, int(middle + seen.bar / 2))}
    assert light in column
    plot.close()
    plot.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_passed_a_limit_is_outlined_in_the_colour_of_what_it_became(plot: NightPlot, night: NightLine) -> None:
    shown = show(plot, night)
    marked = next(event for event in shown.events if event.is_marked)
    box = next(box for box, key in plot.canvas.spots if key == marked.key)
    picture = plot.grab().toImage()
    edge = QColor(picture.pixel(round(box.left()) + 1, round(box.center().y())))
    assert edge == QColor(NIGHT.classes[1])
    assert said.in_lane(marked.mark, TWO, WORDS) == "35 min"


def test_a_mark_of_one_moment_that_passed_a_limit_is_told_by_its_word(night: NightLine) -> None:
    door = NightMark(L.DOOR, M.DOOR_OPENED, TWO, why=Why(Flag.DOOR_AT_NIGHT))
    assert said.in_lane(door, TWO, WORDS) == "dörr öppnad"


@pytest.mark.parametrize("height", [286, 400, 480, 700])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_lanes_fill_the_height_that_there_is_and_never_lie_on_each_other(height: int, scale: float) -> None:
    theme = Theme(NIGHT, scale)
    found = frame(1000, round(height * scale), theme, 0, 1)
    tops = [found.lane_top(lane) for lane in L]
    assert tops == [found.top + found.lane * number for number in range(7)]
    assert found.top + 7 * found.lane <= round(height * scale)
    assert found.bar_middle(L.BED) + found.bar / 2 <= found.band_middle(L.BED) < tops[1]
