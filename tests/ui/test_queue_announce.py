"""New alarms are told by a screen reader: each in its row's words, a flood as a number, and a secret by neither."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.domain import steps
from console.domain.ids import CaseId
from tests.ui.fakes import AMINA, night
from tests.ui.queue_scene import AKUT, HIGH, NORMAL, TECHNICAL, Scene
from ui.queue.announce import Announcer
from ui.widgets import speak as speaking
from ui.widgets.speak import speak_through


class Heard:
    """A scene whose announcements are heard here. `is_shown` is whether somebody sits before the rows."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.said: list[tuple[str, bool]] = []
        self.is_shown = True
        self.announcer = self.listen()

    def listen(self) -> Announcer:
        scene = self.scene
        return Announcer(
            scene.model, scene.words, scene.clock.now, lambda text, is_loud: self.said.append((text, is_loud)),
            lambda: self.is_shown, scene.column,
        )  # fmt: skip

    def tell(self) -> list[tuple[str, bool]]:
        self.announcer.tell()
        said, self.said = self.said, []
        return said


@pytest.fixture
def heard() -> Iterator[Heard]:
    made = Heard()
    yield made
    made.scene.close()


def test_an_akut_interrupts_with_who_what_where_and_why(heard: Heard) -> None:
    night(heard.scene.office)
    heard.tell()
    heard.scene.office.alarm("c-new", "solveig", *AKUT, "hallen")
    assert heard.tell() == [
        ("Nytt larm. Solveig Öberg, Rökdetektor, hallen, Akut: rök, svar inom 30 s, 30 s kvar", True)
    ]


@pytest.mark.parametrize("what", [HIGH, NORMAL])
def test_less_than_an_akut_waits_for_its_turn(heard: Heard, what: Any) -> None:
    heard.scene.alarm("a", what)
    [(text, is_loud)] = heard.tell()
    assert text.startswith("Nytt larm. ")
    assert not is_loud


def test_a_technical_alarm_is_read_in_the_list_only(heard: Heard) -> None:
    heard.scene.alarm("a", TECHNICAL)
    assert heard.tell() == []


def test_a_flood_is_told_as_a_number_and_its_gravest(heard: Heard) -> None:
    for number in range(4):
        heard.scene.alarm(f"a{number}", HIGH)
    heard.scene.alarm("b", AKUT)
    [(text, is_loud)] = heard.tell()
    assert text.startswith("5 nya larm, 1 Akut. ")
    assert "Akut: rök" in text
    assert is_loud
    assert heard.tell() == []


def test_a_protected_person_is_told_as_the_row_is(heard: Heard) -> None:
    night(heard.scene.office)
    heard.tell()
    heard.scene.office.alarm("c-new", "skyddad", *AKUT, "köket")
    [(text, _)] = heard.tell()
    assert "Skyddad identitet" in text
    assert "Hemlig" not in text
    assert "köket" not in text


def test_with_the_seat_locked_nobody_is_named(heard: Heard) -> None:
    heard.is_shown = False
    night(heard.scene.office)
    heard.scene.office.alarm("c-new", "solveig", *AKUT, "hallen")
    [(text, is_loud)] = heard.tell()
    assert text == "7 nya larm, 2 Akut."
    assert is_loud


def test_what_somebody_took_at_once_is_not_told(heard: Heard) -> None:
    heard.scene.alarm("a", HIGH)
    heard.scene.office.act_as(AMINA, steps.Claim(CaseId("a")))
    assert heard.tell() == []


def test_what_is_let_go_waits_again_and_is_told_again(heard: Heard) -> None:
    heard.scene.alarm("a", HIGH)
    assert len(heard.tell()) == 1
    heard.scene.office.act_as(AMINA, steps.Claim(CaseId("a")))
    heard.scene.office.act_as(AMINA, steps.Release(CaseId("a")))
    assert len(heard.tell()) == 1


def test_a_row_that_rises_in_class_is_told_again_and_one_that_only_changes_is_not(heard: Heard) -> None:
    scene = heard.scene
    scene.alarm("a", NORMAL)
    assert len(heard.tell()) == 1
    scene.alarm("a", NORMAL)
    assert heard.tell() == []
    scene.clock.go(200)
    scene.office.advance()
    [(text, _)] = heard.tell()
    assert "Hög: " in text


def test_at_sign_in_the_waiting_are_counted_and_not_read_one_by_one(heard: Heard) -> None:
    heard.scene.model.replace(())
    for number in range(3):
        heard.scene.alarm(f"a{number}", AKUT)
    heard.tell()
    rows = heard.scene.model.rows()
    heard.scene.model.replace(rows)
    assert heard.tell() == [("3 väntar på svar.", False)]


def test_a_screen_that_is_built_anew_does_not_tell_what_already_waits(heard: Heard) -> None:
    heard.scene.alarm("a", AKUT)
    heard.tell()
    second = heard.listen()
    second.tell()
    assert heard.said == []


def test_what_comes_together_is_told_together_by_itself(heard: Heard, qtbot: QtBot) -> None:
    heard.scene.alarm("a", HIGH)
    heard.scene.alarm("b", HIGH)
    qtbot.waitUntil(lambda: len(heard.said) == 1)
    assert heard.said[0][0].startswith("2 nya larm. ")
    heard.scene.alarm("c", NORMAL)
    assert not heard.announcer._gather.isActive()
    heard.scene.alarm("d", AKUT)
    assert heard.announcer._gather.isActive()


def test_the_event_names_its_source_its_text_and_how_urgent_it_is(heard: Heard, monkeypatch: Any) -> None:
    events: list[tuple[str, object, object]] = []

    class Listening:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: Any) -> None:
            events.append((event.message(), event.politeness(), event.object()))

    monkeypatch.setattr(speaking, "QAccessible", Listening)
    speak = speak_through(heard.scene.view)
    speak("Nytt larm.", True)
    speak("1 väntar.", False)
    politeness = QAccessible.AnnouncementPoliteness
    assert events == [
        ("Nytt larm.", politeness.Assertive, heard.scene.view), ("1 väntar.", politeness.Polite, heard.scene.view),
    ]  # fmt: skip


def test_where_nobody_listens_nothing_is_sent(heard: Heard, monkeypatch: Any) -> None:
    assert not QAccessible.isActive()
    speak_through(heard.scene.view)("Nytt larm.", True)
    QApplication.processEvents()
