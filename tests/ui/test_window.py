"""A night at the window, by keys alone: what an operator presses, and what the screen then says."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from console.domain import events as ev
from console.domain import steps
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.events import ReadReason, SightLost
from console.domain.ids import CaseId
from console.domain.journal import Unwritable
from console.domain.lifecycle import State
from console.domain.queue import Group
from console.domain.refused import Reason, Refused
from console.domain.sight import Grade
from console.services import screen
from tests.ui.conftest import open_window, shut
from tests.ui.fakes import AMINA, ELLEN, JONAS, Clock, FakeOffice, operator
from ui.case.promise import PromisePanel
from ui.main_window import MainWindow
from ui.queue.model import LostTo
from ui.widgets.panel import Panel, TextPanel

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
MARTA, GORAN, NILS, VERA, DAHL, AINO, PEO = (
    CaseId(case) for case in ("26-11843", "c-goran", "c-nils", "c-vera", "c-dahl", "c-aino", "c-peo")
)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0.004)


async def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A real key event to whoever has the keyboard."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    await settle()


def write(window: MainWindow, text: str) -> None:
    focused = window.focusWidget()
    assert focused is not None, "nobody has the keyboard"
    for letter in text:  # QTest.keyClicks aborts on å, ä and ö
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, 0, NONE, letter))


async def begin(window: MainWindow, office: FakeOffice, case: CaseId | None = None) -> None:
    """Ellen sits here, sight is proven, and a case may be chosen."""
    window.activateWindow()
    office.sit(ELLEN)
    office.sight(Grade.SEEING)
    office.canary(1)
    await settle()
    if case is not None:
        window.work._view.follow(case)
        await settle()


def state(office: FakeOffice, case: CaseId) -> State:
    found = office.board.get(case)
    assert found is not None
    return found.state


def owner(office: FakeOffice, case: CaseId) -> str | None:
    found = office.board.get(case)
    assert found is not None
    return found.owner


def said(window: MainWindow) -> str:
    return window.stage.status.said()


def panel(window: MainWindow) -> Panel:
    found = window.place.open()
    assert found is not None
    return found


def texts(window: MainWindow) -> Iterator[str]:
    """Every text that any widget holds, and what a screen reader is told."""
    yield window.windowTitle()
    for widget in (window, *window.findChildren(QWidget)):
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            yield widget.text()
        if isinstance(widget, QPlainTextEdit):
            yield widget.toPlainText()
    model = window.stage.queue.model
    for number in range(model.rowCount()):
        yield str(model.index(number).data(Qt.ItemDataRole.AccessibleTextRole))
    lines = window.stage.cases.case._timeline.model()
    for number in range(lines.rowCount()):
        yield str(lines.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole))


# Taking


async def test_f2_takes_the_gravest_that_waits(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_F2)
    assert owner(office, GORAN) == ELLEN.id
    assert window.work.row is not None
    assert window.work.row.case == GORAN
    assert said(window) == "Du tog Göran Wikström"


async def test_f2_twice_takes_two_and_not_one_twice(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    QTest.keyClick(window.focusWidget() or window, Key.Key_F2)
    QTest.keyClick(window.focusWidget() or window, Key.Key_F2)
    await settle()
    mine = [row.case for row in window.stage.queue.model.rows() if row.group is Group.MINE]
    assert len(mine) == 3
    assert said(window).startswith("Du tog")


async def test_f3_takes_the_chosen_case_and_later_releases_it(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office, NILS)
    await press(window, Key.Key_F3)
    assert owner(office, NILS) == ELLEN.id
    assert window.stage.row.keys["F3"].label() == "Släpp"
    clock.go(2)
    await press(window, Key.Key_F3)
    assert state(office, NILS) is State.UNACKNOWLEDGED
    assert said(window) == "Ärendet är släppt"


async def test_a_key_that_bounces_does_not_release_what_it_took(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    await press(window, Key.Key_F3)
    await press(window, Key.Key_F3)
    assert owner(office, NILS) == ELLEN.id


async def test_selection_follows_the_case_when_it_moves_to_another_group(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, NILS)
    await press(window, Key.Key_F3)
    view = window.stage.queue.view
    row = window.stage.queue.model.row_at(view.currentIndex())
    assert row is not None
    assert (row.case, row.group) == (NILS, Group.MINE)
    office.alarm("c-new", "goran", DeviceKind.GAS_DETECTOR, Cause.GAS)
    row = window.stage.queue.model.row_at(view.currentIndex())
    assert row is not None
    assert row.case == NILS


async def test_a_refused_claim_says_who_has_it(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    quiet, office.show = office.show, lambda _: None
    office.act_as(AMINA, steps.Claim(NILS))
    office.show = quiet
    await press(window, Key.Key_F3)
    assert said(window) == "Amina Warsame har ärendet."
    assert owner(office, NILS) == AMINA.id


async def test_the_row_of_a_lost_claim_says_who_took_it_for_ten_seconds(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office, NILS)
    office.act_as(AMINA, steps.Claim(NILS))
    office.show((screen.ClaimLost(NILS, "Amina", clock.now()),))
    model, view = window.stage.queue.model, window.stage.queue.view
    told = view.grab().toImage()
    clock.go(11)
    later = view.grab().toImage()
    model.tell_lost(NILS, LostTo("Amina", clock.now(), clock.now()))
    assert view.grab().toImage() == later
    clock.go(-11)
    assert view.grab().toImage() != told


async def test_enter_never_acts_on_an_alarm(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    before = len(office.events)
    for key in (Key.Key_Return, Key.Key_Enter, Key.Key_Space, Key.Key_T):
        await press(window, key)
    assert len(office.events) == before


async def test_arrows_choose_and_skip_the_heads(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_Down)
    assert window.work.row is not None
    assert window.work.row.case == GORAN
    await press(window, Key.Key_Up)
    assert window.work.row.case == MARTA


async def test_a_key_waits_after_the_chosen_case_changed_by_itself(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office, NILS)
    office.act_as(AMINA, steps.Claim(NILS))
    await press(window, Key.Key_F3)
    assert window.place.open() is None
    assert said(window) == "Valt ärende ändrades just. Se efter och tryck igen"
    clock.go(0.5)
    await press(window, Key.Key_F3)
    assert "Amina Warsame" in panel(window).title.text()


async def test_a_case_that_is_closed_elsewhere_leaves_nothing_chosen(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, PEO)
    office.act_as(AMINA, steps.Close(PEO, "visit_done", "", 99))
    await settle()
    assert window.work.row is None
    assert said(window) == "Valt ärende är inte längre öppet"
    assert not window.stage.queue.view.currentIndex().isValid()
    await press(window, Key.Key_F3)
    assert said(window) == "Välj ett ärende i kön först"


async def test_taking_over_asks_why(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await begin(window, office, PEO)
    await press(window, Key.Key_F3)
    await press(window, Key.Key_F3)
    assert owner(office, PEO) == AMINA.id
    write(window, "Amina sitter i samtal")
    await press(window, Key.Key_F3)
    assert owner(office, PEO) == ELLEN.id
    body = office.events[-1].body
    assert isinstance(body, ev.CaseTakenOver)
    assert body.reason == "Amina sitter i samtal"


async def test_a_key_that_bounces_does_not_release_what_it_took_over(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office, PEO)
    await press(window, Key.Key_F3)
    write(window, "Amina sitter i samtal")
    await press(window, Key.Key_F3)
    await press(window, Key.Key_F3)
    assert owner(office, PEO) == ELLEN.id
    clock.go(0.6)
    await press(window, Key.Key_F3)
    assert owner(office, PEO) is None


async def test_arrows_bring_the_chosen_row_into_sight(window: MainWindow, office: FakeOffice) -> None:
    window.resize(1366, 560)
    await begin(window, office)
    view = window.stage.queue.view
    await press(window, Key.Key_End)
    assert view.verticalScrollBar().value() > 0
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))
    for _ in range(window.stage.queue.model.rowCount()):
        await press(window, Key.Key_Up)
        assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


async def test_what_is_scrolled_out_of_sight_names_its_gravest_class(window: MainWindow, office: FakeOffice) -> None:
    window.resize(1366, 560)
    await begin(window, office)
    beyond = window.stage.queue._beyond
    assert "nedanför" in beyond.text()
    assert "Akut" not in beyond.text()
    window.stage.queue.view.verticalScrollBar().setValue(10_000)
    window.step()
    assert "ovanför, Akut" in beyond.text()


async def test_a_case_taken_far_down_is_seen_where_it_went(window: MainWindow, office: FakeOffice) -> None:
    window.resize(1366, 560)
    await begin(window, office)
    view = window.stage.queue.view
    await press(window, Key.Key_End)
    for _ in range(window.stage.queue.model.rowCount()):
        if window.work.row is not None and window.work.row.owner is None:
            break
        await press(window, Key.Key_Up)
    await press(window, Key.Key_F3)
    assert window.work.row is not None
    assert window.work.row.group is Group.MINE
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


async def test_nothing_is_chosen_until_a_hand_chooses(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    assert window.focusWidget() is window.stage.queue.view
    assert window.work.row is None
    await press(window, Key.Key_F3)
    assert said(window) == "Välj ett ärende i kön först"
    await press(window, Key.Key_N, CTRL)
    await press(window, Key.Key_Escape)
    assert window.work.row is None
    await press(window, Key.Key_Up)
    first = window.work.row
    assert first is not None
    assert first == window.stage.queue.model.rows()[0]


async def test_f2_from_an_open_panel_leaves_the_keyboard_in_the_queue(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    await press(window, Key.Key_F2)
    assert window.work.row is not None
    assert window.work.row.case == GORAN
    assert window.focusWidget() is window.stage.queue.view


# Writing, promising, handing over, closing


async def test_f11_writes_a_note_and_f11_saves_it(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "Dottern kommer")
    await press(window, Key.Key_F11)
    assert office.events[-1].body == ev.NoteWritten("Dottern kommer")
    assert window.place.open() is None
    assert any("Dottern kommer" in text for text in texts(window))


async def test_typed_text_survives_another_case_another_view_and_esc(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "halv mening")
    await press(window, Key.Key_3, CTRL)
    await press(window, Key.Key_1, CTRL)
    window.work._view.follow(NILS)
    await settle()
    assert window.place.open() is None
    window.work._view.follow(MARTA)
    await settle()
    kept = panel(window)
    assert isinstance(kept, TextPanel)
    assert kept.field.toPlainText() == "halv mening"
    kept.take_focus()
    await press(window, Key.Key_Escape)
    assert said(window) == "Utkastet är kvar i ärendet"
    await press(window, Key.Key_F11)
    again = panel(window)
    assert isinstance(again, TextPanel)
    assert again.field.toPlainText() == "halv mening"


async def test_a_note_and_an_outcome_half_written_are_both_kept(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "halv mening")
    await press(window, Key.Key_F10)
    await press(window, Key.Key_1)
    write(window, "besök")
    await press(window, Key.Key_Escape)
    await press(window, Key.Key_F11)
    note = panel(window)
    assert isinstance(note, TextPanel)
    assert note.field.toPlainText() == "halv mening"
    await press(window, Key.Key_F10)
    promise = panel(window)
    assert isinstance(promise, PromisePanel)
    assert promise.what.text() == "besök"


async def test_a_new_case_half_written_comes_back_by_its_key(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_N, CTRL)
    await press(window, Key.Key_2)
    write(window, "Grannen")
    await press(window, Key.Key_Escape)
    assert said(window) == "Utkastet är kvar, Ctrl+N tar fram det"
    window.work._view.follow(NILS)
    await settle()
    assert window.place.open() is None
    await press(window, Key.Key_N, CTRL)
    write(window, " ringer")
    await press(window, Key.Key_N, CTRL)
    assert said(window) == "Ärendet är upplagt"
    assert any(row.kind is DeviceKind.OPERATOR_ENTRY for row in window.stage.queue.model.rows())


async def test_an_empty_note_says_what_is_missing(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    await press(window, Key.Key_F11)
    assert panel(window).hint.text() == "Skriv något först"
    write(window, "a")
    assert not panel(window).hint.text()


async def test_what_is_typed_about_a_case_that_closes_elsewhere_can_still_be_saved(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office, PEO)
    await press(window, Key.Key_F11)
    write(window, "Hon ringde igen")
    office.act_as(AMINA, steps.Close(PEO, "visit_done", "", 99))
    await settle()
    await press(window, Key.Key_F11)
    assert office.events[-1].body == ev.NoteWritten("Hon ringde igen")
    assert window.work.row is None


async def test_a_note_that_cannot_be_saved_stays_and_the_status_line_says_so(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F11)
    write(window, "viktigt")
    office.fails_with = Unwritable("disk full")
    await press(window, Key.Key_F11)
    assert said(window) == "Det gick inte att spara: journalen tar inte emot"
    assert panel(window).has_text()
    office.fails_with = None
    await press(window, Key.Key_F11)
    assert office.events[-1].body == ev.NoteWritten("viktigt")


test_a_note_that_cannot_be_saved_stays_and_the_status_line_says_so = pytest.mark.warns(
    test_a_note_that_cannot_be_saved_stays_and_the_status_line_says_so
)


async def test_f10_promises_by_digit(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F10)
    await press(window, Key.Key_2)
    await press(window, Key.Key_F10)
    assert panel(window).hint.text() == "Skriv vad som är lovat"
    write(window, "besök")
    await press(window, Key.Key_F10)
    assert office.events[-1].body == ev.PromiseMade(clock.now() + timedelta(minutes=30), "besök")
    assert state(office, MARTA) is State.WAITING
    await press(window, Key.Key_P, CTRL)
    assert isinstance(office.events[-1].body, ev.PromiseKept)


async def test_f10_promises_by_the_clock(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F10)
    promise = panel(window)
    fields = promise.findChildren(QLineEdit)
    fields[0].setFocus()
    write(window, "0155")
    fields[1].setFocus()
    write(window, "besök")
    assert promise.save.text() == "Lova 01:55"
    await press(window, Key.Key_F10)
    body = office.events[-1].body
    assert isinstance(body, ev.PromiseMade)
    assert body.until.astimezone(window.words.zone).strftime("%H:%M") == "01:55"


async def test_f4_hands_over_only_after_a_choice_and_f4_again(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F4)
    await press(window, Key.Key_F4)
    assert owner(office, MARTA) == ELLEN.id
    await press(window, Key.Key_2)
    assert owner(office, MARTA) == ELLEN.id
    await press(window, Key.Key_F4)
    assert owner(office, MARTA) == JONAS.id
    assert said(window) == "Överlämnat till Jonas Ek"


async def test_f12_never_closes_without_an_outcome(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F12)
    await press(window, Key.Key_F12)
    assert state(office, MARTA) is State.CLAIMED
    await press(window, Key.Key_2)
    assert panel(window).save.text() == "Avsluta: Besök utfört"
    await press(window, Key.Key_F12)
    assert state(office, MARTA) is State.CLOSED
    assert said(window) == "Avslutat: Besök utfört"
    assert window.work.row is None


async def test_no_contact_asks_what_happens_next(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F12)
    await press(window, Key.Key_A)
    await press(window, Key.Key_F12)
    assert state(office, MARTA) is State.CLAIMED
    assert panel(window).hint.text() == "Krävs för det här utfallet"
    write(window, "patrullen åker dit 02:15")
    await press(window, Key.Key_F12)
    body = office.events[-1].body
    assert body == ev.CaseClosed("no_contact", "patrullen åker dit 02:15")


async def test_an_alarm_that_comes_while_closing_must_be_seen_first(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F12)
    await press(window, Key.Key_2)
    office.alarm(MARTA, "marta", DeviceKind.PERSONAL_ALARM, Cause.PRESS)
    await press(window, Key.Key_F12)
    assert state(office, MARTA) is State.CLAIMED
    assert said(window).startswith("Ett nytt larm har kommit")
    await press(window, Key.Key_F12)
    assert state(office, MARTA) is State.CLOSED


async def test_what_needs_an_owner_is_not_done_without(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    for key in (Key.Key_F4, Key.Key_F10, Key.Key_F12):
        await press(window, key)
        assert window.place.open() is None
        assert said(window) == "Du har inte ärendet. Ta det med F3"


async def test_a_shared_household_is_asked_who(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, DAHL)
    await press(window, Key.Key_F3)
    assert any("Ange först vem det gäller" in text for text in texts(window))
    await press(window, Key.Key_G, CTRL)
    await press(window, Key.Key_2)
    assert isinstance(office.events[-1].body, ev.ResidentNamed)
    assert window.work.row is not None
    assert len(window.work.row.people) == 1
    assert window.work.records.card() is not None


async def test_a_case_is_opened_by_hand(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_N, CTRL)
    await press(window, Key.Key_2)
    write(window, "Grannen ringer om vatten")
    await press(window, Key.Key_N, CTRL)
    opened = next(row for row in window.stage.queue.model.rows() if row.kind is DeviceKind.OPERATOR_ENTRY)
    assert opened.own_class is AlarmClass.HIGH
    assert said(window) == "Ärendet är upplagt"


async def test_at_most_one_key_is_lit(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    for case, lit in ((None, ["F2"]), (NILS, ["F3"]), (PEO, ["F2"]), (MARTA, [])):
        window.work._view.follow(case)
        await settle()
        assert [key for key, button in window.stage.row.keys.items() if button.is_lit()] == lit


async def test_f1_lists_every_key_and_goes_with_esc(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_F1)
    assert window.stage.keys.isVisible()
    assert any(text == "Lämna över" for text in texts(window))
    await press(window, Key.Key_Escape)
    assert not window.stage.keys.isVisible()


async def test_an_act_under_the_list_of_keys_takes_the_list_away(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_F1)
    await press(window, Key.Key_F2)
    assert not window.stage.keys.isVisible()
    assert owner(office, GORAN) == ELLEN.id


# Reading


async def test_an_own_case_opens_its_card_unasked_and_another_does_not(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    assert office.reads == []
    assert any("Kortet är inte öppnat" in text for text in texts(window))
    await press(window, Key.Key_F3)
    assert office.reads == [("nils", ReadReason.OWN_CASE, False)]


async def test_without_a_case_one_key_per_reason_reads_the_card(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    await press(window, Key.Key_R, CTRL)
    await press(window, Key.Key_1)
    assert office.reads == [("nils", ReadReason.CALL, False)]
    assert window.work.records.card() is not None


async def test_a_card_that_is_refused_is_not_told_as_on_its_way(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    office.fails_with = Refused(Reason.NOT_GRANTED)
    await press(window, Key.Key_R, CTRL)
    await press(window, Key.Key_1)
    await press(window, Key.Key_Escape)
    assert not window.work.records.is_fetching()
    assert any("Kortet är inte öppnat" in text for text in texts(window))


async def test_a_protected_person_is_named_nowhere(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, VERA)
    await press(window, Key.Key_F3)
    for case in (VERA, MARTA, VERA):
        window.work._view.follow(case)
        await settle()
        assert not [text for text in texts(window) if "emlighet" in text]
    assert any("Visa med skäl: Ctrl+U" in text for text in texts(window))


async def test_ctrl_u_shows_a_protected_person_for_a_reason_and_only_there(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, VERA)
    await press(window, Key.Key_F3)
    await press(window, Key.Key_U, CTRL)
    await press(window, Key.Key_1)
    assert office.reads[-1] == ("skyddad", ReadReason.OWN_CASE, True)
    assert any("Hemliga Hemlighetsson" in text for text in texts(window))
    assert "plats visas efter skäl" not in window.stage.cases.case._head._where.text()
    assert "emlig" not in window.windowTitle()
    window.work._view.follow(MARTA)
    await settle()
    assert not [text for text in texts(window) if "emlighet" in text]
    window.work._view.follow(VERA)
    await settle()
    assert not [text for text in texts(window) if "emlighet" in text]


async def test_an_operator_who_is_not_named_for_it_never_sees_a_protected_person(
    office: FakeOffice, clock: Clock
) -> None:
    office.seated = operator("Nora Ny")
    window = open_window(office, clock)
    window.activateWindow()
    office.sit(office.seated)
    window.work._view.follow(VERA)
    await press(window, Key.Key_F3)
    await press(window, Key.Key_U, CTRL)
    await press(window, Key.Key_1)
    assert not [text for text in texts(window) if "emlighet" in text]
    shut(window)


async def test_the_title_never_names_anybody(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    assert window.windowTitle() == "Vaka"


# Sight


async def test_a_canary_is_answered_by_a_paint_and_by_nothing_else(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    office.painted_numbers.clear()
    window.stage.status.strip.setUpdatesEnabled(False)
    office.canary(7)
    office.canary(8)
    await settle()
    assert office.painted_numbers == []
    window.stage.status.strip.setUpdatesEnabled(True)
    await settle()
    assert office.painted_numbers == [7, 8]


async def test_a_hidden_window_answers_no_canary(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    office.painted_numbers.clear()
    window.hide()
    office.canary(9)
    await settle()
    assert office.painted_numbers == []
    window.show()
    await settle()
    assert office.painted_numbers == [9]


async def test_blindness_shows_a_banner_and_goes_with_it(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await begin(window, office)
    assert window.stage.banner.text() == ""
    since = clock.now()
    clock.go(23)
    office.sight(Grade.BLIND, SightLost.LINK, since)
    assert window.stage.banner.text().startswith("INGEN KONTAKT SEDAN 01:38:12 Inget livstecken på 23 s, gräns 15 s.")
    assert window.stage.banner.height() == 92
    assert any("Vi vet inte om fler väntar" in text for text in texts(window))
    office.sight(Grade.SEEING)
    office.canary(2)
    await settle()
    window.refresh()
    assert window.stage.banner.text() == ""


async def test_a_console_that_falls_silent_blinds_the_screen_without_being_told(
    window: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await begin(window, office)
    clock.go(16)
    window.step()
    assert window.stage.banner.text().startswith("INGEN KONTAKT SEDAN 01:38:12")


async def test_an_empty_queue_looks_well_only_where_sight_is_proven(office: FakeOffice, clock: Clock) -> None:
    window = open_window(office, clock)
    window.receive((screen.QueueReplaced(()), screen.SeatChanged(ELLEN)))
    shown = window.stage.queue
    assert any(text == "Väntar på första livstecknet" for text in texts(window))
    office.sight(Grade.SEEING)
    office.canary(1)
    await settle()
    clock.go(2)
    window.step()
    assert any(text == "Inga öppna ärenden." for text in texts(window))
    assert any(text == "Livstecken 2 s sedan." for text in texts(window))
    clock.go(20)
    window.step()
    assert any(text == "Vi vet inte om kön är tom" for text in texts(window))
    assert not any(text == "Inga öppna ärenden." for text in texts(window))
    assert shown.view.is_blind
    await settle()
    shut(window)


async def test_a_journal_that_does_not_write_is_told_steadily(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    office.show((screen.StoreChanged(False, "disk full"),))
    assert window.stage.banner.text().startswith("JOURNALEN SKRIVER INTE")
    office.show((screen.StoreChanged(True, ""),))
    assert window.stage.banner.text() == ""


async def test_the_end_of_the_console_is_told_with_a_code_and_no_name(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    window.console_ended(ValueError("Märta Lindqvist"))
    assert window.stage.banner.text().startswith("KONSOLENS KÄRNA HAR STANNAT")
    assert window.notice.isVisible()
    assert not any("Märta" in label.text() for label in window.notice.findChildren(QLabel))
    window.notice.close()


@pytest.mark.warns
async def test_a_fault_in_a_deed_is_told_once_and_the_queue_stays(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    office.fails_with = ZeroDivisionError("of a test")
    await press(window, Key.Key_F3)
    assert window.notice.isVisible()
    assert window.stage.queue.view.isVisible()
    window.notice.close()


# The seat


async def test_the_demo_lets_one_choose_an_operator_by_digit(window: MainWindow, office: FakeOffice) -> None:
    window.activateWindow()
    window.start()
    await settle()
    assert not window.stage.desk.isVisible()
    await press(window, Key.Key_2)
    assert window.seat.operator == AMINA
    assert window.stage.desk.isVisible()


async def test_arrows_and_enter_choose_too(window: MainWindow, office: FakeOffice) -> None:
    window.activateWindow()
    window.start()
    await settle()
    await press(window, Key.Key_Down)
    await press(window, Key.Key_Down)
    await press(window, Key.Key_Return)
    assert window.seat.operator == JONAS


async def test_an_account_signs_in_with_its_password(office: FakeOffice, clock: Clock) -> None:
    office.is_demo = False
    window = open_window(office, clock)
    window.activateWindow()
    window.start()
    await settle()
    write(window, "ellen")
    await press(window, Key.Key_Return)
    write(window, "fel")
    await press(window, Key.Key_Return)
    assert window.seat.operator is None
    assert any(text == "Fel namn eller lösenord." for text in texts(window))
    write(window, "rätt")
    await press(window, Key.Key_Return)
    assert window.seat.operator == ELLEN
    assert "rätt" not in texts(window)
    shut(window)


async def test_another_operator_takes_the_seat_and_finds_nothing_of_the_one_before(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    window.start()
    await press(window, Key.Key_F11)
    write(window, "Ellens utkast")
    await press(window, Key.Key_O, CTRL | SHIFT)
    assert not window.stage.desk.isVisible()
    await press(window, Key.Key_2)
    assert window.seat.operator == AMINA
    assert window.work.row is None
    QApplication.sendPostedEvents(None, 52)
    assert not any("Ellens utkast" in text for text in texts(window))


async def test_esc_goes_back_from_a_change_of_operator(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_O, CTRL | SHIFT)
    await press(window, Key.Key_Escape)
    assert window.stage.desk.isVisible()
    assert window.seat.operator == ELLEN


async def test_an_operator_leaves_the_seat_and_no_name_stays(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_O, CTRL | SHIFT)
    leave = next(each for each in window.findChildren(QAbstractButton) if each.text() == "Logga ut Ellen Sandgren")
    leave.setFocus()
    await press(window, Key.Key_Return)
    QApplication.sendPostedEvents(None, 52)
    assert window.seat.operator is None
    assert not window.stage.desk.isVisible()
    assert not [text for text in texts(window) if "Lindqvist" in text]


async def test_a_locked_screen_shows_no_name_of_a_resident_and_keeps_the_draft(
    window: MainWindow, office: FakeOffice
) -> None:
    await begin(window, office, MARTA)
    window.start()
    await press(window, Key.Key_F11)
    write(window, "utkast")
    await press(window, Key.Key_L, CTRL | ALT)
    assert not window.stage.desk.isVisible()
    before = len(office.events)
    for key in (Key.Key_Escape, Key.Key_F2, Key.Key_F3, Key.Key_F12):
        await press(window, key)
    assert not window.stage.desk.isVisible()
    assert len(office.events) == before
    await press(window, Key.Key_1)
    assert window.stage.desk.isVisible()
    assert panel(window).has_text()


async def test_what_was_said_of_a_resident_is_not_on_a_locked_screen(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, NILS)
    await press(window, Key.Key_F3)
    assert "Nils" in said(window)
    await press(window, Key.Key_L, CTRL | ALT)
    assert not said(window)
    window.work.spoke.emit("Du tog Nils-Erik Hägg")  # a claim that was under way
    assert not said(window)


# Look and reach


async def test_every_view_has_its_frame_and_an_honest_sentence(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    for number, key in enumerate((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_6)):
        await press(window, key, CTRL)
        assert window.stage.views.currentIndex() == number
        assert window.stage.queue.view.isVisible()


async def test_every_control_has_a_name_for_a_screen_reader(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    for key in (Key.Key_F11, Key.Key_F12, Key.Key_F10, Key.Key_F4):
        await press(window, key)
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled():
                if isinstance(widget, Panel) or "qt_" in widget.objectName():
                    continue
                reader = QAccessible.queryAccessibleInterface(widget)
                assert reader.text(QAccessible.Text.Name), widget


async def test_a_row_is_read_aloud_whole(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    index = window.stage.queue.model.index_of(GORAN)
    told = str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert told == "Göran Wikström, 79, Rökdetektor, köket, Akut: rök, svar inom 30 s, 19 s kvar, 00:11, Ingen ägare"


async def test_day_and_night_are_one_key_apart(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    await press(window, Key.Key_D, CTRL | SHIFT)
    assert window.look.theme.tokens.name == "day"
    assert "#eceae5" in window.stage.styleSheet()


async def test_a_narrow_window_folds_others_rows_to_one_line(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office)
    model = window.stage.queue.model
    assert window.stage.queue.view.visualRect(model.index_of(PEO)).height() == 82
    window.resize(1366, 768)
    await settle()
    assert window.stage.queue.view.visualRect(model.index_of(PEO)).height() == 32
    assert window.stage.queue.view.visualRect(model.index_of(GORAN)).height() == 70


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
async def test_nothing_wants_more_room_than_the_screen_has(
    window: MainWindow, office: FakeOffice, width: int, height: int
) -> None:
    office.add("lång", "Anna-Margareta Bergström-Johansson von Essen", 1930, "Långa gatan 12")
    await begin(window, office)
    office.alarm("c-long", "lång", DeviceKind.FALL_DETECTOR, Cause.FALL)
    window.resize(width, height)
    for case in (CaseId("c-long"), MARTA, VERA):
        window.work._view.follow(case)
        for key in (Key.Key_F3, Key.Key_F12, Key.Key_F10, Key.Key_F11, Key.Key_F4):
            await press(window, key)
            wanted = window.stage.minimumSizeHint()
            assert (wanted.width() <= width, wanted.height() <= height) == (True, True), (case, key, wanted)
    assert window.size().width() == width
