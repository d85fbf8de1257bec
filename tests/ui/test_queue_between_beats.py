"""Between two beats no row shows an older state than the journal's: what is done to a case, by whomever, is on the
screen with the change itself, and not with the next second."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication

from console.domain import events as ev
from console.domain import steps
from console.domain.escalation import Rung
from console.domain.ids import CaseId, OperatorId, ResponderId, TaskId
from console.domain.queue import RowChanged
from console.domain.sight import Grade
from console.domain.task import Task, TaskState
from tests.bench.town import NEED
from tests.ui.fakes import AMINA, ELLEN
from tests.ui.queue_scene import AKUT, HIGH, SEEING, Scene
from ui.queue.damage import Stretch
from ui.queue.model import LostTo

CASE, OTHER = CaseId("b"), CaseId("c")


@pytest.fixture
def scene() -> Iterator[Scene]:
    made = Scene(height=700)
    for number, name in enumerate("abcdef"):
        made.alarm(name, HIGH, ago=30 + number)
    made.office.act_as(ELLEN, steps.Claim(OTHER))
    made.refresh()
    yield made
    made.close()


def on_screen(scene: Scene) -> QImage:
    """What the window holds, without painting anything for it. A scroll bar that comes or goes lays out once more."""
    for _ in range(2):
        QApplication.processEvents()
    return QGuiApplication.primaryScreen().grabWindow(scene.column.winId()).toImage().convertToFormat(RGB)


def painted_anew(scene: Scene) -> QImage:
    return scene.column.grab().toImage().convertToFormat(RGB)


RGB = QImage.Format.Format_RGB32


def sent(scene: Scene, state: TaskState) -> None:
    """Somebody is on the way to a case, as the journal's fold would have the row say."""
    now, at = scene.clock.now(), next(n for n, row in enumerate(scene.model.rows()) if row.case == CASE)
    task = Task(
        TaskId("t"), 1, "", "", OperatorId("ellen"), now, NEED, now + timedelta(minutes=20), state=state,
        responder=ResponderId("sara"), accepted_at=now, arrive_by=now + timedelta(minutes=9),
    )  # fmt: skip
    scene.model.apply((RowChanged(at, replace(scene.model.nth(at), tasks=(task,))),))


DEEDS: dict[str, Callable[[Scene], None]] = {
    "a colleague takes it": lambda scene: scene.office.act_as(AMINA, steps.Claim(CASE)),
    "I take it": lambda scene: scene.office.act_as(ELLEN, steps.Claim(CASE)),
    "I let go of mine": lambda scene: scene.office.act_as(ELLEN, steps.Release(OTHER)),
    "mine is promised": lambda scene: scene.office.act_as(
        ELLEN, steps.MakePromise(OTHER, scene.clock.now() + timedelta(minutes=9), "Ringer åter")
    ),
    "it grows graver": lambda scene: scene.office.alarm("b", None, *AKUT, device="b"),
    "it is escalated": lambda scene: scene.office.append("b", ev.CaseEscalated(Rung.SHIFT_LEAD, "answer")),
    "somebody is sent": lambda scene: sent(scene, TaskState.ACCEPTED),
    "they are there": lambda scene: sent(scene, TaskState.ARRIVED),
    "another was faster": lambda scene: scene.model.tell_lost(
        CASE, LostTo("Amina", scene.clock.now(), scene.clock.now() + timedelta(seconds=10))
    ),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=[name.replace(" ", "_") for name in DEEDS])
def test_what_is_done_to_a_case_is_on_the_screen_at_once(scene: Scene, deed: Callable[[Scene], None]) -> None:
    before = on_screen(scene)
    deed(scene)
    scene.refresh()
    assert on_screen(scene) == painted_anew(scene)
    assert on_screen(scene) != before


def test_a_note_and_the_clock_alone_leave_no_row_older_than_the_journal(scene: Scene) -> None:
    scene.office.act_as(ELLEN, steps.Note(OTHER, "Svarar inte"))
    scene.refresh()
    assert scene.model.rows() == scene.office.queue.rows()
    assert on_screen(scene) == painted_anew(scene)


def test_going_blind_and_seeing_again_is_on_every_row_at_once(scene: Scene) -> None:
    shown = [on_screen(scene)]
    for grade in (Grade.BLIND, Grade.SEEING):
        scene.refresh(replace(SEEING, grade=grade))
        assert on_screen(scene) == painted_anew(scene)
        shown.append(on_screen(scene))
    assert shown[0] != shown[1]
    assert shown[0] == shown[2]


def test_a_painting_that_compared_cases_and_not_what_their_rows_say_would_be_found_out(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen is read, not what it was asked to show."""
    monkeypatch.setattr(Stretch, "is_like", lambda one, other: one.top == other.top)
    monkeypatch.setattr("ui.queue.damage._found", lambda _, after: ({id(one.what) for one in after}, []))
    scene.office.act_as(ELLEN, steps.Release(OTHER))
    scene.office.act_as(AMINA, steps.Claim(OTHER))
    scene.refresh()
    assert on_screen(scene) != painted_anew(scene)
