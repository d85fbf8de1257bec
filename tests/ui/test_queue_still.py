"""No row moves under a hand: the selected one, the one that is pointed at, the one under a pressed button. And where no
hand is, the queue stands at its top."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain import steps
from console.domain.ids import CaseId
from console.domain.queue import Row, RowInserted, RowRemoved
from console.domain.refused import Refused
from tests.ui.fakes import AMINA, ELLEN
from tests.ui.queue_scene import AKUT, HIGH, NORMAL, TECHNICAL, Scene
from ui.queue.stillness import IDLE_AFTER, POINTED_FOR, PRESSED_AT_MOST
from ui.theme import COMPACT

ROW = 82


@pytest.fixture
def scene() -> Iterator[Scene]:
    """Twelve rows of class Hög, c0 the oldest, in a viewport of about six."""
    made = Scene()
    for number in range(12):
        made.alarm(f"c{number}", HIGH, ago=40 - number)
    made.refresh()
    yield made
    made.close()


def select(scene: Scene, case: str) -> None:
    scene.view.follow(CaseId(case))


def beyond(scene: Scene) -> str:
    scene.refresh()
    return scene.column._beyond.text()


def test_the_selected_row_keeps_its_place_when_rows_come_above_it(scene: Scene) -> None:
    select(scene, "c3")
    before = scene.top("c3")
    scene.alarm("new", AKUT)
    assert scene.top("c3") == before
    assert scene.scrolled == ROW


def test_an_akut_that_comes_above_what_is_seen_is_counted_at_the_foot_with_its_class_and_mark(scene: Scene) -> None:
    select(scene, "c3")
    scene.alarm("new", AKUT)
    assert beyond(scene).startswith("1 ovanför, Akut")
    assert scene.column._beyond_mark.isVisible()


def test_the_selected_row_keeps_its_place_when_rows_above_it_go_and_move(scene: Scene) -> None:
    scene.scroll(3 * ROW)
    select(scene, "c6")
    before = scene.top("c6")
    scene.office.act_as(AMINA, steps.Claim(CaseId("c1")))
    assert scene.top("c6") == before
    scene.alarm("c9", AKUT)
    assert scene.top("c6") == before


def test_the_first_row_of_an_unscrolled_queue_gives_way_so_that_a_new_akut_is_seen(scene: Scene) -> None:
    select(scene, "c0")
    scene.alarm("new", AKUT)
    assert scene.scrolled == 0
    assert scene.top("new") == 28


def test_where_everything_fits_nothing_is_scrolled_away() -> None:
    scene = Scene()
    for number in range(3):
        scene.alarm(f"c{number}", HIGH, ago=10 - number)
    select(scene, "c2")
    scene.alarm("new", AKUT)
    assert (scene.scrolled, scene.top("new")) == (0, 28)
    scene.close()


def test_a_batch_is_one_move_whatever_happens_within_it(scene: Scene) -> None:
    scene.scroll(ROW)
    select(scene, "c4")
    before = scene.top("c4")
    rows = {row.case: row for row in scene.model.rows()}
    gone = [RowRemoved(0, row) for row in list(rows)[:3]]
    back = [RowInserted(number, rows[case]) for number, case in enumerate(list(rows)[:3])]
    scene.model.apply((*gone, *back))
    assert scene.top("c4") == before


def test_a_row_that_the_mouse_has_just_pointed_at_does_not_move(scene: Scene) -> None:
    scene.scroll(2 * ROW)
    scene.hover("c5")
    before = scene.top("c5")
    scene.alarm("new", AKUT)
    assert scene.top("c5") == before


def test_a_mouse_that_was_left_on_the_queue_holds_the_selected_row_and_no_other(scene: Scene) -> None:
    scene.scroll(2 * ROW)
    select(scene, "c4")
    scene.hover("c7")
    scene.beats(POINTED_FOR)
    selected, pointed = scene.top("c4"), scene.top("c7")
    scene.office.act_as(AMINA, steps.Claim(CaseId("c5")))
    assert scene.top("c4") == selected
    assert scene.top("c7") == pointed - ROW


def test_while_the_button_is_down_nothing_moves_even_at_the_top(scene: Scene) -> None:
    scene.press("c0")
    before = scene.top("c0")
    for number in range(3):
        scene.alarm(f"new{number}", AKUT)
        assert scene.top("c0") == before
    scene.release()
    assert scene.scrolled == 3 * ROW


def test_what_cannot_be_scrolled_to_comes_back_when_the_button_is_let_go(scene: Scene) -> None:
    scene.press("c2")
    before = scene.top("c2")
    scene.office.act_as(AMINA, steps.Claim(CaseId("c0")))
    assert scene.top("c2") == before
    assert scene.view.shift == -ROW
    scene.view.grab()
    scene.release()
    assert (scene.view.shift, scene.top("c2")) == (0, before - ROW)


def test_a_thing_that_lies_on_the_mouse_holds_the_queue_no_longer_than_five_seconds(scene: Scene) -> None:
    scene.press("c2")
    scene.office.act_as(AMINA, steps.Claim(CaseId("c0")))
    scene.beats(PRESSED_AT_MOST)
    assert scene.view.shift == 0
    scene.release()


def test_what_is_read_further_down_stays_though_nothing_is_selected(scene: Scene) -> None:
    scene.scroll(3 * ROW)
    before = scene.top("c5")
    scene.alarm("new", AKUT)
    assert scene.top("c5") == before


def test_untouched_for_ten_seconds_with_nothing_selected_the_queue_stands_at_its_top(scene: Scene) -> None:
    scene.hover("c1")
    scene.scroll(3 * ROW)
    scene.beats(IDLE_AFTER - 1)
    assert scene.scrolled == 3 * ROW
    scene.beats(1)
    assert scene.scrolled == 0


@pytest.mark.parametrize("hand", ["key", "wheel", "mouse", "bar"])
def test_a_hand_on_the_queue_begins_the_ten_seconds_anew(scene: Scene, hand: str) -> None:
    scene.scroll(3 * ROW)
    scene.view._still.touched()
    scene.beats(IDLE_AFTER - 1)
    viewport = scene.view.viewport()
    match hand:
        case "key":
            QTest.keyClick(scene.view, Qt.Key.Key_Control)
        case "wheel":
            at = QPointF(50, 50)
            wheel = QWheelEvent(
                at, viewport.mapToGlobal(at), QPoint(), QPoint(0, -10), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(viewport, wheel)
        case "mouse":
            scene.hover("c5")
        case "bar":
            scene.view.verticalScrollBar().triggerAction(
                scene.view.verticalScrollBar().SliderAction.SliderSingleStepAdd
            )
    scene.beats(IDLE_AFTER - 1)
    assert scene.scrolled > 0


def test_untouched_the_queue_comes_back_to_its_top_only_where_the_selected_row_stays_in_sight(scene: Scene) -> None:
    select(scene, "c2")
    scene.alarm("new", AKUT)
    assert scene.scrolled == ROW
    scene.beats(IDLE_AFTER)
    assert scene.scrolled == 0
    select(scene, "c10")
    far = scene.scrolled
    assert far > 0
    scene.beats(IDLE_AFTER)
    assert scene.scrolled == far


DEEDS = ("acute", "high", "normal", "technical", "mine", "other", "release", "wait")
CASES = tuple(f"c{number}" for number in range(16))
KINDS = {"acute": AKUT, "high": HIGH, "normal": NORMAL, "technical": TECHNICAL}


def do(scene: Scene, deed: str, case: str, number: int) -> None:
    office = scene.office
    try:
        match deed:
            case "mine":
                office.act_as(ELLEN, steps.Claim(CaseId(case)))
            case "other":
                office.act_as(AMINA, steps.Claim(CaseId(case)))
            case "release":
                office.act_as(AMINA, steps.Release(CaseId(case)))
            case "wait":
                scene.clock.go(number)
                office.advance()
            case kind:
                scene.alarm(case, KINDS[kind], ago=number)
    except Refused:
        pass


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.sampled_from(CASES), st.integers(0, 40)), max_size=30),
    chosen=st.integers(0, 11),
    scrolled=st.integers(0, 12),
    is_compact=st.booleans(),
)
def test_the_selected_row_stands_still_as_far_as_there_is_to_scroll(
    deeds: list[tuple[str, str, int]], chosen: int, scrolled: int, is_compact: bool
) -> None:
    scene = Scene(COMPACT) if is_compact else Scene()
    for number in range(12):
        scene.alarm(f"c{number}", HIGH, ago=40 - number)
    case = f"c{chosen}"
    scene.scroll(scrolled * 40)
    select(scene, case)
    try:
        for deed, other, number in deeds:
            _stands_still(scene, case, deed, other, number)
    finally:
        scene.close()


def _stands_still(scene: Scene, case: str, deed: str, other: str, number: int) -> None:
    bar = scene.view.verticalScrollBar()
    before, was = scene.top(case), bar.value()
    row: Row = scene.model.rows()[0]
    may_give_way = was == 0 and row.case == case
    do(scene, deed, other, number)
    moved = scene.top(case) - before
    assert scene.view.followed() == case
    if moved > 0:
        assert may_give_way or bar.value() == bar.maximum(), "it went down though there was more to scroll"
    elif moved < 0:
        assert may_give_way or bar.value() == 0, "it went up though there was more to scroll"
