"""What an operator meets in a call in the seventh hour: nothing is cut, nothing is claimed that does not hold, and no
panel is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from console.domain.call_engine import DevicesFound
from console.domain.call_shown import EngineState, GuestKind
from tests.ui import call_scene as scene
from tests.ui.call_fake import HEADSET, FakeEngine
from tests.ui.call_scene import ALT, CTRL, Key, press, settle
from tests.ui.conftest import near_size, open_window, shut
from tests.ui.every_view import sit_down
from tests.ui.fakes import Clock, FakeOffice
from ui.call.panels import InvitePanel, LinkPanel
from ui.main_window import MainWindow, Site
from ui.stage import CALL

Step = scene.Step


@pytest.fixture
def window(qapp: QApplication, office: FakeOffice, clock: Clock) -> Iterator[MainWindow]:
    """A window that can call."""
    made = open_window(office, clock, site=Site(is_demo=True, engine=FakeEngine))
    yield made
    shut(made)


def status(window: MainWindow) -> str:
    return window.stage.status.said()


async def at_size(window: MainWindow, percent: int, width: int, height: int) -> None:
    window.resize(width, height)
    near_size(window, percent / 100)
    await press(window, Key.Key_Plus, CTRL)
    window.stage.call.show_picture()
    await settle()


@pytest.mark.parametrize("lead", [scene.contacts, scene.tones])
async def test_a_list_that_is_open_stays_open_in_another_language(
    window: MainWindow, office: FakeOffice, lead: Step
) -> None:
    await sit_down(window, office)
    await lead(window, office)
    asked = len(office.asked)
    await press(window, Key.Key_S, ALT)
    assert window.place.open() is not None
    await press(window, Key.Key_1)
    assert len(office.asked) == asked + 1, "the keyboard is in the list"


async def test_an_invitation_half_made_is_as_it_stood_in_another_language(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.inviting(window, office)
    for key in (Key.Key_2, Key.Key_4, Key.Key_8):
        await press(window, key)
    await press(window, Key.Key_S, ALT)
    assert isinstance(window.place.open(), InvitePanel)
    await press(window, Key.Key_J, CTRL)
    assert office.asked[-1] == ("invite", GuestKind.NURSE, 10, True)
    assert isinstance(window.place.open(), LinkPanel)
    await press(window, Key.Key_S, ALT)
    assert isinstance(window.place.open(), LinkPanel), "nor is the link lost"


async def test_a_missing_microphone_is_on_the_key_that_calls_all_the_same(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.ready(window, office, DevicesFound(HEADSET.devices[1:]))
    keys = window.stage.row.keys
    await press(window, Key.Key_F5)
    assert (keys["F5"].label(), keys["F6"].label()) == ("Ring ändå", "Ring med video")
    scene.go(window, office, 30)
    assert keys["F5"].label() == "Ring surfplattan"


async def test_esc_puts_away_a_call_that_is_over_although_an_empty_note_is_open(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.ended(window, office)
    assert isinstance(window.focusWidget(), QPlainTextEdit)
    await press(window, Key.Key_Escape)
    assert office.call_now is None
    assert window.stage.view() != CALL


async def test_esc_in_a_note_with_words_keeps_the_call_on_the_screen(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await scene.ended(window, office)
    QTest.keyClicks(window.focusWidget(), "Ramlat")
    await press(window, Key.Key_Escape)
    assert office.call_now is not None
    assert window.stage.view() == CALL


async def test_who_has_the_case_now_is_said_in_the_call_and_after_it(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await scene.connected(window, office)
    office.tell_call(owner="Amina Yusuf")
    await settle()
    room = window.stage.call.page.room
    assert "Amina Yusuf har ärendet nu" in [tag.label.text() for tag in room.left]
    assert status(window) == "Amina Yusuf har ärendet nu"
    await press(window, Key.Key_L, CTRL)
    assert "Amina Yusuf har ärendet nu" in [label.text() for label in room.card.lines]
    office.tell_call(owner="")
    assert "Ärendet är inte längre ditt" in [label.text() for label in room.card.lines]


async def test_an_engine_that_is_away_is_told_apart_from_a_line(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await scene.line_lost(window, office)
    title = window.stage.call.page.room.card.title
    assert title.text() == "Linjen bröts, ringer upp igen"
    office.engine_state = EngineState.STARTING
    office.tell_call()
    assert title.text() == "Samtalsdelen stannade och startar om"


async def test_a_call_that_waits_for_the_engine_says_so(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await scene.ready(window, office)
    office.engine_state = EngineState.STARTING
    await press(window, Key.Key_F6)
    line = window.stage.call.page.room.card.lines[0]
    assert line.text().startswith("Samtalsdelen startar, sedan ringer det")
    office.engine_state = EngineState.READY
    office.tell_call()
    assert line.text() == "Väntar på att enheten ska ringa"


@pytest.mark.parametrize("lead", [scene.no_answer, scene.ringing, scene.line_lost, scene.privacy])
async def test_no_word_of_the_card_is_cut_at_twice_the_size_on_the_smallest_screen(
    window: MainWindow, office: FakeOffice, lead: Step
) -> None:
    await sit_down(window, office)
    await lead(window, office)
    await at_size(window, 200, 1366, 768)
    card = window.stage.call.page.room.card
    shown = [label for label in (card.title, *card.lines, card.timer) if not label.isHidden()]
    assert card.title in shown or lead is scene.privacy
    assert card.lines[0] in shown or window.stage.call.page.quality.text() == card.lines[0].text()
    for label in shown:
        assert label.height() >= label.heightForWidth(label.width()), label.text()


async def test_all_five_controls_are_there_at_twice_the_size_and_off_is_struck(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    await scene.muted(window, office)
    before = QFont(window.look.theme.font(11, 600)).strikeOut()
    await at_size(window, 200, 1366, 768)
    controls = window.stage.call.page.controls
    window.grab()
    for left, right in zip(controls.buttons, controls.buttons[1:], strict=False):
        assert left.isVisible()
        assert left.brief_width() <= left.width() + 1
        assert left.geometry().right() < right.geometry().left()
    assert controls.buttons[4].geometry().right() <= controls.width()
    assert window.look.theme.font(11, 600).strikeOut() == before is False


async def test_what_is_tried_in_the_settings_comes_into_sight(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    window.resize(1366, 768)
    await scene.ready(window, office)
    await press(window, Key.Key_Comma, CTRL)
    await press(window, Key.Key_9)
    settings = window.stage.settings
    top = settings.calls.trial.mapTo(settings, settings.calls.trial.rect().topLeft()).y()
    assert 0 <= top <= settings.height() - settings.calls.trial.height()
