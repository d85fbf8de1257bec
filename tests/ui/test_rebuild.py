"""The screen is built anew for another language, another size, another density: nothing is lost by it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from console.domain.ids import CaseId
from tests.ui.conftest import near_size
from tests.ui.fakes import FakeOffice
from tests.ui.test_window import MARTA, begin, panel, press, said, settle, texts, write
from ui.main_window import MainWindow
from ui.widgets.panel import TextPanel
from ui.words import Say

Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def tops(window: MainWindow) -> list[str]:
    return [window.stage.row.keys[f"F{number}"].label() for number in range(1, 13)]


async def test_the_language_is_switched_by_one_key_and_back(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    assert "Ta nästa" in tops(window)
    await press(window, Key.Key_S, ALT)
    assert "Take next" in tops(window)
    assert any("Waiting for an answer" in text for text in texts(window)) or window.words.language == "en"
    await press(window, Key.Key_S, ALT)
    assert "Ta nästa" in tops(window)
    assert window.work.row is not None
    assert window.work.row.case == MARTA
    assert window.stage.queue.view.followed() == MARTA


async def test_what_is_typed_and_chosen_stays_over_another_language_and_size(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "Dottern svarar inte")
    await press(window, Key.Key_S, ALT)
    await press(window, Key.Key_Plus, CTRL)
    kept = panel(window)
    assert isinstance(kept, TextPanel)
    assert kept.field.toPlainText() == "Dottern svarar inte"
    assert kept.title.text() == "Note"
    write(window, ", provar igen")
    await press(window, Key.Key_F11)
    assert said(window) == "The note is saved"
    assert any("Dottern svarar inte, provar igen" in text for text in texts(window))


async def test_an_outcome_that_is_chosen_stays_chosen(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F12)
    await press(window, Key.Key_2)
    before = office.board.get(MARTA)
    window.resize(1366, 768)
    await settle()
    await press(window, Key.Key_F12)
    closed = office.board.get(MARTA)
    assert before is not None
    assert closed is None or not closed.is_open


async def test_a_draft_is_with_the_console_before_it_is_saved(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "halv")
    window.drafts.save_now()
    await settle()
    assert [draft.fields["text"] for draft in office.kept_drafts.values()] == ["halv"]
    await press(window, Key.Key_F11)
    window.drafts.save_now()
    await settle()
    assert not office.kept_drafts


async def test_what_was_typed_before_a_crash_is_there_again(window: MainWindow, office: FakeOffice) -> None:
    await office.keep_draft(office.seated.id, MARTA, "F11", {"text": "före kraschen"})  # type: ignore[union-attr]
    await begin(window, office)
    window.work._view.follow(CaseId(MARTA))
    await settle()
    kept = panel(window)
    assert isinstance(kept, TextPanel)
    assert kept.field.toPlainText() == "före kraschen"


async def test_every_size_is_a_key_away_and_ends_at_80_and_200(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    seen = []
    for key, times, start in ((Key.Key_Plus, 2, 1.0), (Key.Key_Plus, 3, 1.75), (Key.Key_Minus, 3, 1.0)):
        near_size(window, start)
        for _ in range(times):
            await press(window, key, CTRL)
            seen.append(window.look.theme.scale)
    assert seen == [1.0, 1.1, 1.75, 2.0, 2.0, 0.9, 0.8, 0.8]


async def test_the_settings_change_language_theme_and_size_at_once(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_Comma, CTRL)
    assert window.stage.settings.isVisible()
    await press(window, Key.Key_2)
    assert window.words.language == "en"
    assert window.stage.settings.isVisible()
    await press(window, Key.Key_4)
    assert window.look.theme.tokens.name == "day"
    await press(window, Key.Key_Escape)
    assert not window.stage.settings.isVisible()
    assert window.stage.queue.view.hasFocus()


async def test_no_field_of_the_old_screen_has_the_keyboard(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F10)
    await press(window, Key.Key_1)
    assert isinstance(window.focusWidget(), QLineEdit)
    await press(window, Key.Key_S, ALT)
    focused = window.focusWidget()
    assert focused is not None
    assert window.stage.isAncestorOf(focused)


async def test_what_was_said_stays_over_another_size_but_not_in_another_language(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_P, CTRL)
    told = said(window)
    await press(window, Key.Key_Plus, CTRL)
    assert said(window) == told != ""
    await press(window, Key.Key_S, ALT)
    assert said(window) == ""


async def test_at_the_largest_size_what_is_said_is_not_cut(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    window.resize(1366, 768)
    near_size(window, 2.0)
    await press(window, Key.Key_Plus, CTRL)
    status = window.stage.status
    status.say("Överhoppat: Hör dåligt eller har svårt att tala")
    await settle()
    assert status._said.width() >= status._said.sizeHint().width()
    status.say("")
    assert status._groups[Say.LINK].isVisible()
