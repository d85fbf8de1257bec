"""The wizard, driven by key events alone: what each step asks, when the next one opens, and what is on the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from console.services.setup import AccountDraft, DatabaseDraft, Draft, Failed, Good, LookDraft, Tried, Trouble
from tests.ui.wizard.fakes import NOW, WRONG_PASSWORD, FakeTrials, filled
from ui.tasks import Tasks
from ui.wizard.course import STEPS, Step
from ui.wizard.window import WizardWindow
from ui.words.wizard import WizardSay

ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
WITHIN_S = 5.0
WORD = "en fin kväll i Älvbro"

Open = Callable[..., WizardWindow]


@pytest.fixture
def opened(qapp: QApplication) -> Iterator[Open]:
    made: list[WizardWindow] = []

    def open_wizard(trials: FakeTrials, size: tuple[int, int] = (1366, 768)) -> WizardWindow:
        window = WizardWindow(trials, Tasks(), lambda: NOW)
        window.resize(*size)
        window.show()
        window.activateWindow()
        window.page.take_focus()
        made.append(window)
        return window

    yield open_wizard
    for window in made:
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not holds():  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.01)


async def press(window: WizardWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    await until(window.isActiveWindow)
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    await asyncio.sleep(0.01)


async def write(window: WizardWindow, *texts: str) -> None:
    """Types into the field that has the keyboard, and those that Tab comes to after it."""
    for number, text in enumerate(texts):
        if number:
            await press(window, Qt.Key.Key_Tab)
        field = window.focusWidget()
        assert isinstance(field, QLineEdit), field
        field.selectAll()
        for sign in text:  # QTest's own keyClicks aborts at å, ä and ö
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(field, QKeyEvent(kind, 0, NONE, sign))


async def tried(window: WizardWindow) -> None:
    await press(window, Qt.Key.Key_P, ALT)
    await until(lambda: not window.course.trial.is_running)


async def to(window: WizardWindow, step: Step) -> None:
    for each in STEPS[STEPS.index(window.course.step) : STEPS.index(step)]:
        if each is not Step.LOOK:
            await tried(window)
        await press(window, Qt.Key.Key_N, ALT)
    assert window.course.step is step


def shown(widget: QWidget) -> str:
    """All words on the screen."""
    labels = [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels + [one.text() for one in widget.findChildren(QPushButton) if one.isVisible()])


async def test_the_whole_course_by_keys_alone(opened: Open) -> None:
    trials = FakeTrials()
    window = opened(trials)
    over: list[bool] = []
    window.finished.connect(lambda: over.append(True))
    await press(window, Qt.Key.Key_4)
    await press(window, Qt.Key.Key_N, ALT)
    await write(window, "larm.alvbro.example", "8884", "alvbro", "konsol-plats-3", "hemligt ord", "/etc/alvbro.pem")
    await tried(window)
    await press(window, Qt.Key.Key_N, ALT)
    await press(window, Qt.Key.Key_2)
    await press(window, Qt.Key.Key_Tab)
    await write(window, "db.alvbro.example", "5433", "larm", "konsol", "annat ord")
    await tried(window)
    await press(window, Qt.Key.Key_N, ALT)
    await press(window, Qt.Key.Key_3)
    await tried(window)
    await press(window, Qt.Key.Key_N, ALT)
    await write(window, "ellen.s", "Ellen Sandgren", WORD, WORD)
    await tried(window)
    await press(window, Qt.Key.Key_N, ALT)
    assert window.course.step is Step.FINISH
    assert trials.saved is None, "something was kept before the last key"
    assert "hemligt" not in shown(window)
    await press(window, Qt.Key.Key_N, ALT)
    await until(lambda: bool(over))
    saved = trials.saved
    assert saved is not None
    assert saved.look == LookDraft("sv", "day", 100)
    assert (saved.broker.host, saved.broker.port, saved.municipality) == ("larm.alvbro.example", 8884, "alvbro")
    assert (saved.broker.username, saved.broker.password) == ("konsol-plats-3", "hemligt ord")
    assert saved.broker.ca_file == "/etc/alvbro.pem"
    assert saved.database == DatabaseDraft(True, "", "db.alvbro.example", 5433, "larm", "konsol", "annat ord")
    assert saved.sound.device == "Inbyggt ljud, analog stereo"
    assert saved.account == AccountDraft("ellen.s", "Ellen Sandgren", WORD, WORD)


async def test_enter_presses_the_lit_key_and_there_is_never_more_than_one(opened: Open) -> None:
    window = opened(FakeTrials(filled()))
    await to(window, Step.BROKER)
    for _ in range(2):
        lit = [one for one in window.findChildren(QPushButton) if one.property("lit") and one.isEnabled()]
        assert len([one for one in lit if one.isVisible()]) == 1
        await press(window, Qt.Key.Key_Return)
        await until(lambda: not window.course.trial.is_running)
    assert window.course.step is Step.DATABASE


async def test_next_stays_shut_until_the_trial_goes_well_and_says_so(opened: Open) -> None:
    trials = FakeTrials(filled())
    window = opened(trials)
    await to(window, Step.BROKER)
    trials.answers[Tried.BROKER_SIGN_IN] = WRONG_PASSWORD
    await tried(window)
    assert window.foot.reason() == "Nästa öppnas när provet går bra"
    await press(window, Qt.Key.Key_N, ALT)
    assert window.course.step is Step.BROKER
    text = shown(window)
    assert "Tjänsten känner inte igen användaren eller lösenordet" in text
    assert "Inget är sparat." in text
    assert "kod 134" in text
    assert "1 går bra, 1 går inte, 2 väntar på det" in text
    trials.answers.clear()
    await tried(window)
    await press(window, Qt.Key.Key_N, ALT)
    assert window.course.step is Step.DATABASE


async def test_a_change_after_the_trial_shuts_the_next_step_again(opened: Open) -> None:
    window = opened(FakeTrials(filled()))
    await to(window, Step.BROKER)
    await tried(window)
    assert window.foot.may_go_on()
    await write(window, "annan.example")
    assert not window.foot.may_go_on()
    assert window.foot.reason() == "Ändrat sedan provet. Prova igen."


async def test_a_trial_can_be_cancelled_and_the_screen_lives_on_meanwhile(opened: Open) -> None:
    trials = FakeTrials(filled())
    window = opened(trials)
    await to(window, Step.BROKER)
    trials.gate.clear()
    await press(window, Qt.Key.Key_P, ALT)
    await until(lambda: len(window.course.trial.lines) == 4)
    await write(window, "medan.det.provas")
    assert window.session.draft.broker.host == "medan.det.provas"
    await press(window, Qt.Key.Key_Escape)
    await until(lambda: not window.course.trial.is_running)
    assert trials.cancelled == 1
    assert window.foot.reason() == "Provet avbröts. Inget är sparat."
    assert not window.foot.may_go_on()


async def test_a_slow_trial_shows_its_seconds(opened: Open) -> None:
    trials = FakeTrials(filled())
    window = opened(trials)
    await to(window, Step.BROKER)
    trials.gate.clear()
    await press(window, Qt.Key.Key_P, ALT)
    await until(lambda: window.foot.reason().startswith("Provar, "))
    trials.gate.set()
    await until(lambda: not window.course.trial.is_running)


async def test_later_opens_the_next_step_and_says_that_no_alarms_come(opened: Open) -> None:
    trials = FakeTrials()
    window = opened(trials)
    await to(window, Step.BROKER)
    for _ in range(20):
        if window.focusWidget() is window.page.later:  # type: ignore[attr-defined]
            break
        await press(window, Qt.Key.Key_Tab)
    await press(window, Qt.Key.Key_Space)
    assert window.foot.reason() == "Nästa är öppen. Inga larm kommer förrän det här är gjort."
    assert window.status.texts()["link"] == "senare"
    await press(window, Qt.Key.Key_N, ALT)
    assert window.course.step is Step.DATABASE
    assert trials.tried == []


async def test_without_sound_one_may_go_on_and_the_last_page_says_so(opened: Open) -> None:
    trials = FakeTrials(filled(account=AccountDraft("ellen.s", "Ellen Sandgren", WORD, WORD)))
    trials.names = ()
    window = opened(trials)
    await to(window, Step.SOUND)
    assert "Inga ljudutgångar på den här datorn" in shown(window)
    trials.answers[Tried.OUTPUTS] = Failed(Tried.OUTPUTS, Trouble.NO_OUTPUT, 0.01)
    await tried(window)
    assert window.foot.reason() == "Nästa är öppen. Utan det här syns larmen men hörs inte."
    assert window.status.texts()["sound"] == "inget"
    await press(window, Qt.Key.Key_N, ALT)
    await to(window, Step.FINISH)
    assert "Hördes inte i provet." in shown(window)


async def test_accounts_that_are_there_are_left_alone(opened: Open) -> None:
    trials = FakeTrials(filled(account=AccountDraft("ellen.s", "Ellen Sandgren", WORD, WORD)))
    window = opened(trials)
    await to(window, Step.ACCOUNT)
    trials.answers[Tried.FIRST_ACCOUNT] = Failed(Tried.FIRST_ACCOUNT, Trouble.ACCOUNTS_EXIST, 0.01, "2")
    await tried(window)
    await press(window, Qt.Key.Key_N, ALT)
    assert window.session.draft.account.is_there
    assert "Inget nytt görs" in shown(window)
    await press(window, Qt.Key.Key_N, ALT)
    await until(lambda: trials.saved is not None)


async def test_what_cannot_be_saved_is_told_and_the_wizard_stays(opened: Open) -> None:
    trials = FakeTrials(filled(account=AccountDraft("ellen.s", "Ellen Sandgren", WORD, WORD)))
    window = opened(trials)
    over: list[bool] = []
    window.finished.connect(lambda: over.append(True))
    await to(window, Step.FINISH)
    trials.answers[Tried.SAVE_SETTINGS] = Failed(Tried.SAVE_SETTINGS, Trouble.NOT_DONE, 0.01, "disken är full")
    await press(window, Qt.Key.Key_N, ALT)
    await until(lambda: bool(window.course.trial.failed) and not window.course.trial.is_running)
    assert "disken är full. Inställningarna är inte sparade." in shown(window)
    assert not over
    trials.answers.clear()
    await press(window, Qt.Key.Key_N, ALT)
    await until(lambda: bool(over))


async def test_language_theme_and_size_are_shown_at_once_and_the_keyboard_stays(opened: Open) -> None:
    window = opened(FakeTrials())
    assert "Språk och tema" in shown(window)
    await press(window, Qt.Key.Key_2)
    assert "Language and theme" in shown(window)
    assert window.windowTitle() == "Vaka, first start"
    await press(window, Qt.Key.Key_4)
    assert window.session.look.theme.tokens.name == "day"
    await press(window, Qt.Key.Key_C)
    assert window.session.look.theme.scale == 2.0
    assert window.page.focused_group() == 2  # type: ignore[attr-defined]
    assert window.session.is_narrow


async def test_the_other_language_is_one_key_away_in_every_step_and_nothing_typed_is_lost(opened: Open) -> None:
    window = opened(FakeTrials())
    await to(window, Step.BROKER)
    await write(window, "larm.example", "1884", "alvbro", "konsol-1", "hemligt ord")
    await press(window, Qt.Key.Key_S, ALT)
    assert "Alarms come from here." in shown(window)
    assert window.page.host.text() == "larm.example"  # type: ignore[attr-defined]
    assert window.page.password.text() == "hemligt ord"  # type: ignore[attr-defined]
    assert window.session.draft.look.language == "en"


async def test_the_demo_is_one_key_away_in_every_step(opened: Open) -> None:
    window = opened(FakeTrials(filled()))
    wanted: list[bool] = []
    window.demo_wanted.connect(lambda: wanted.append(True))
    for step in (Step.LOOK, Step.BROKER, Step.DATABASE):
        await to(window, step)
        await press(window, Qt.Key.Key_D, ALT)
    assert len(wanted) == 3


async def test_back_keeps_what_was_filled_in_and_tried(opened: Open) -> None:
    window = opened(FakeTrials(filled()))
    await to(window, Step.DATABASE)
    await press(window, Qt.Key.Key_V, ALT)
    assert window.course.step is Step.BROKER
    assert window.page.host.text() == "larm.alvbro.example"  # type: ignore[attr-defined]
    assert window.foot.may_go_on()
    await press(window, Qt.Key.Key_N, ALT)
    assert window.course.step is Step.DATABASE


async def test_the_status_line_claims_nothing_that_was_not_tried(opened: Open) -> None:
    window = opened(FakeTrials(filled()))
    assert window.status.texts() == {
        "canary": "inte börjat", "link": "ingen", "journal": "ingen", "sound": "inte provat",
    }  # fmt: skip
    await to(window, Step.DATABASE)
    texts = window.status.texts()
    assert (texts["canary"], texts["link"]) == ("provat 13:04", "provat 13:04")
    assert (texts["journal"], texts["sound"]) == ("ingen", "inte provat")


async def test_the_certificates_authority_is_named_beside_its_file(opened: Open) -> None:
    window = opened(FakeTrials(filled()))
    await to(window, Step.BROKER)
    field = window.page.certificate  # type: ignore[attr-defined]
    await until(lambda: "Älvbro rot 2026, giltigt till" in field.noted())
    field.setFocus()
    await write(window, "/etc/annat")
    await press(window, Qt.Key.Key_Tab)
    await until(lambda: field.noted() == "inget certifikat i den")


@pytest.mark.parametrize("step", list(Step))
@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 200), ((1366, 768), 80), ((1920, 1080), 150)])
async def test_at_every_size_nothing_is_cut_off_that_cannot_be_scrolled_to(
    opened: Open, step: Step, size: tuple[int, int], percent: int
) -> None:
    account = AccountDraft("ellen.s", "Ellen Sandgren", WORD, WORD)
    window = opened(FakeTrials(filled(look=LookDraft("sv", "night", percent), account=account)), size)
    await to(window, step)
    assert (window.width(), window.height()) == size, "the window was pushed wider than the screen"
    page = window.page
    viewport = window.stage.area.viewport()
    await until(lambda: page.width() <= viewport.width())
    for one in page.findChildren(QWidget):
        if one.isVisible() and one.parent() is page:
            assert one.geometry().right() <= page.width(), one


async def test_every_field_has_a_name_and_the_keyboard_comes_round_to_all(opened: Open) -> None:
    window = opened(FakeTrials(filled()))
    for step in STEPS[1:5]:
        await to(window, step)
        fields = [one for one in window.page.findChildren(QLineEdit) if one.isVisible()]
        assert all(one.accessibleName() for one in fields)
        seen: set[QWidget | None] = set()
        for _ in range(40):
            seen.add(window.focusWidget())
            await press(window, Qt.Key.Key_Tab)
        assert set(fields) <= seen


HOSTILE = ['<img src="file:///dev/zero">', "<table>" * 200, "\u202e\ud800\x00", "🜛" * 5000, "&amp;&" * 50]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_fields_and_answers_stays_text(opened: Open, text: str) -> None:
    account = AccountDraft(text, text, text, text)
    draft = Draft(text, database=DatabaseDraft(file=text), account=account)
    draft = replace(draft, broker=replace(draft.broker, host=text, username=text, ca_file=text))
    trials = FakeTrials(draft)
    trials.names = (text,)
    window = opened(trials)
    for tried_ in Tried:
        trials.answers[tried_] = Good(tried_, 0.1, text)
    await to(window, Step.FINISH)
    for label in window.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    trials.answers[Tried.SAVE_SECRETS] = Failed(Tried.SAVE_SECRETS, Trouble.NO_KEYRING, 0.1, text, text)
    await press(window, Qt.Key.Key_N, ALT)
    await until(lambda: bool(window.course.trial.failed))
    assert window.grab().width() > 0


def test_the_step_names_are_those_of_the_drawing() -> None:
    assert [WizardSay[f"STEP_{step.name}"].value.source for step in STEPS] == [
        "Language and theme", "Connection", "Database", "Sound and headset", "Account", "Done",
    ]  # fmt: skip
