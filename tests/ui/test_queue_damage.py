"""Only what has changed is painted, and the screen shows what a whole painting would show, whatever has happened."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication

from console.domain.ids import CaseId
from console.domain.queue import Group, RowChanged, RowInserted, RowMoved, RowRemoved
from tests.ui.queue_scene import HIGH, SEEING, Scene
from tests.ui.row_pictures import DAHL, GORAN, INGEGERD, SOLVEIG
from ui.queue.damage import Stretch, damage
from ui.sight import Seen

ROOM = 60
KINDS = (GORAN, INGEGERD, DAHL, SOLVEIG)


class Thing:
    """What a stretch shows; the same only as itself."""


Column = list[tuple[Thing, str, int]]


def laid(things: Column, offset: int) -> tuple[Stretch, ...]:
    """What of them can be seen."""
    top, seen = -offset, []
    for thing, look, height in things:
        if top + height > 0 and top < ROOM:
            seen.append(Stretch(thing, look, top, height))
        top += height
    return tuple(seen)


def pixels(stretches: tuple[Stretch, ...], moment: int) -> list[object]:
    """The column as painted whole at a moment."""
    shown: list[object] = [("ground", 0, moment)] * ROOM
    for one in stretches:
        for y in range(max(0, one.top), min(ROOM, one.end)):
            shown[y] = (one.what, one.look, y - one.top, moment)
    return shown


things = st.builds(lambda look, height: (Thing(), look, height), st.sampled_from("ab"), st.sampled_from((4, 9, 17)))


@st.composite
def two_states(draw: st.DrawFn) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...], int]:
    """A column, and what became of it."""
    before = draw(st.lists(things, max_size=12))
    after = [one for one in before if draw(st.integers(0, 9)) > 1]
    after = [(one[0], draw(st.sampled_from("aab")), one[2]) if draw(st.integers(0, 9)) > 7 else one for one in after]
    for new in draw(st.lists(things, max_size=3)):
        after.insert(draw(st.integers(0, len(after))), new)
    is_one_moved = draw(st.booleans())
    if after and is_one_moved:
        after.insert(draw(st.integers(0, len(after) - 1)), after.pop(draw(st.integers(0, len(after) - 1))))
    offsets = st.integers(0, 40)
    return laid(before, draw(offsets)), laid(after, draw(offsets)), draw(st.sampled_from((0, 3)))


@given(states=two_states())
def test_what_is_moved_and_painted_is_what_a_whole_painting_shows_and_no_row_shows_two_moments(
    states: tuple[tuple[Stretch, ...], tuple[Stretch, ...], int],
) -> None:
    before, after, frame = states
    done = damage(before, after, ROOM, frame)
    shown, wanted = pixels(before, 1), pixels(after, 2)
    framed = [y < frame or y >= ROOM - frame for y in range(ROOM)]
    moved = list(range(done.top, done.end)) if done.by else []
    came = {y: (shown[y - done.by], framed[y - done.by]) for y in moved if done.top <= y - done.by < done.end}
    painted = {y for top, end in done.paint for y in range(max(0, top), min(ROOM, end))} | (set(moved) - set(came))
    smeared = list(framed)
    for y in moved:
        shown[y], smeared[y] = came.get(y, (wanted[y], framed[y]))
    for y in painted:
        shown[y], smeared[y] = wanted[y], framed[y]
    assert [one[:-1] for one in shown] == [one[:-1] for one in wanted]  # type: ignore[index]
    assert smeared == framed
    for one in after:
        moments = {shown[y][-1] for y in range(max(0, one.top), min(ROOM, one.end))}  # type: ignore[index]
        assert len(moments) == 1


class Painted(QObject):
    """How many pixels of the rows were painted."""

    def __init__(self, scene: Scene) -> None:
        super().__init__()
        self.count = 0
        self._viewport = scene.view.viewport()
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._viewport and isinstance(event, QPaintEvent):
            self.count += sum(rect.width() * rect.height() for rect in event.region())  # type: ignore[attr-defined] # unknown to its stub
        return False


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene(height=700)
    made.model.replace([replace(KINDS[n // 6], case=CaseId(f"c{n}"), group=Group.UNANSWERED) for n in range(24)])
    made.refresh()
    yield made
    made.close()


def on_screen(scene: Scene) -> QImage:
    """What the window holds, without painting anything for it; another room for the rows is told at the foot one turn
    later."""
    for _ in range(2):
        QApplication.processEvents()
    return QGuiApplication.primaryScreen().grabWindow(scene.column.winId()).toImage().convertToFormat(RGB)


def painted_anew(scene: Scene) -> QImage:
    return scene.column.grab().toImage().convertToFormat(RGB)


RGB = QImage.Format.Format_RGB32


def one_change(scene: Scene, chance: random.Random, number: int) -> None:
    """One of the things that can happen to a queue."""
    rows, model = scene.model.rows(), scene.model
    at = chance.randrange(len(rows))
    match chance.randrange(9):
        case 0 | 1:
            model.apply((RowInserted(at, replace(GORAN, case=CaseId(f"n{number}"), group=Group.UNANSWERED)),))
        case 2 if len(rows) > 12:
            model.apply((RowRemoved(at, rows[at].case),))
        case 3:
            to = chance.randrange(len(rows))
            model.apply((RowMoved(at, to, replace(rows[at], presses=rows[at].presses + 1)),))
        case 4:
            model.apply((RowChanged(at, replace(rows[at], place=f"Rum {number}")),))
        case 5:
            scene.scroll(chance.choice((0, 41, 82, 300, 5, 900)))
        case 6:
            scene.hover(chance.choice(rows[:5]).case)
        case 7:
            scene.view.follow(chance.choice((None, rows[at].case)))
        case _:
            scene.office.alarm(f"a{number}", None, *HIGH, device=f"a{number}")


@pytest.mark.parametrize("seed", range(4))
def test_after_anything_that_happens_the_window_holds_what_a_whole_painting_shows(scene: Scene, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(40):
        for part in range(chance.randrange(1, 4)):
            one_change(scene, chance, number * 10 + part)
        scene.refresh(replace(SEEING, grade=chance.choice(list(type(SEEING.grade)))) if number % 13 == 9 else SEEING)
        assert on_screen(scene) == painted_anew(scene), f"after step {number}"


def test_a_new_row_among_many_paints_itself_and_what_it_pushes_out_of_the_edge(scene: Scene) -> None:
    scene.view.follow(CaseId("c1"))
    scene.refresh()
    painted = Painted(scene)
    scene.model.apply((RowInserted(2, replace(GORAN, case=CaseId("new"), group=Group.UNANSWERED)),))
    scene.refresh()
    row = scene.view.viewport().width() * 82
    assert row <= painted.count <= 2.5 * row


def test_where_nothing_has_changed_nothing_is_painted_but_the_beat_paints_all(scene: Scene) -> None:
    scene.refresh()
    painted = Painted(scene)
    scene.refresh()
    assert painted.count == 0
    scene.beats(2)
    scene.refresh()
    size = scene.view.viewport().size()
    assert painted.count >= size.width() * size.height()


def test_what_all_rows_say_otherwise_is_painted_at_once(scene: Scene) -> None:
    painted = Painted(scene)
    size = scene.view.viewport().size()
    for change in ({"tenants": {GORAN.municipality: "Sundby"}}, {"language": "en"}):
        painted.count = 0
        for name, value in change.items():
            setattr(scene.words, name, value)
        scene.refresh()
        assert painted.count >= size.width() * size.height(), change
    painted.count = 0
    scene.refresh(Seen(type(SEEING.grade).BLIND, None, None, None, SEEING.link))
    assert painted.count > 0
