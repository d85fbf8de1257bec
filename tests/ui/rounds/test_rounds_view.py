"""The rounds view by keyboard: opening, judging, pausing, connecting again, and what it says where nothing is."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.ids import CaseId, LookId, OperatorId, ResidentId
from console.domain.look import LookFor, LookOutcome, LookState
from console.domain.night_book import Signed
from console.domain.picture import Mask, Picture
from console.domain.round_rows import Lack, OpenLook, OutsideLook, RoundBoard, RoundGroup
from console.domain.supervision import LOOK_LASTS
from console.services import screen
from tests.ui.every_view import press, settle, sit_down
from tests.ui.fakes import FakeOffice
from tests.ui.round_fake import ALVBRO, NIGHT
from tests.ui.round_scene import EDVIN, GRETA, HARRY, NIGHT_WATCH, SONJA, tell_round
from ui.frame.top_bar import ROUNDS
from ui.main_window import MainWindow
from ui.rounds.night_squares import Square, squares_of
from ui.rounds.round_lines import LookLine, NowBar, RoundHead
from ui.words import Words

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


async def open_view(window: MainWindow, office: FakeOffice, *, is_simulated: bool = True) -> None:
    """Ellen sits here, the night is told, and Ctrl+2 is pressed."""
    await sit_down(window, office)
    tell_round(office, is_simulated=is_simulated)
    await press(window, Key.Key_2, CTRL)
    window.step()
    await settle()


async def open_look(window: MainWindow, office: FakeOffice, look: LookId = EDVIN, **more: bool) -> None:
    """A look is chosen in the list and opened by Enter."""
    await open_view(window, office, **more)
    window.stage.rounds.rounds.select(look)
    await press(window, Key.Key_Return)


async def polled(window: MainWindow, office: FakeOffice) -> None:
    """The newest picture has been asked for."""
    before = office.camera.asked
    for _ in range(100):
        if office.camera.asked > before + 1:
            break
        await asyncio.sleep(0.02)
    await settle()


def keys(window: MainWindow) -> dict[str, tuple[str, bool, bool]]:
    row = window.stage.row.keys
    return {key: (each.label(), each.isEnabled(), each.is_lit()) for key, each in row.items()}


def lit(window: MainWindow) -> list[str]:
    return [key for key, (_, _, is_lit) in keys(window).items() if is_lit]


def enabled(window: MainWindow) -> str:
    return "".join(sorted(window.stage.rounds.page.outcomes.enabled()))


def said(window: MainWindow) -> str:
    return window.stage.status.said()


def asked(office: FakeOffice, what: str) -> list[tuple[str, ...]]:
    return [call for call in office.calls if call[0] == what]


async def test_the_list_has_its_groups_around_the_now_bar_and_counts_what_it_hides(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    lines = window.stage.rounds.rounds.model.lines
    heads = [(line.group, line.count) for line in lines if isinstance(line, RoundHead)]
    assert heads == [(RoundGroup.LATE, 2), (RoundGroup.RETRY, 3), (RoundGroup.SOON, 13)]
    bar = next(number for number, line in enumerate(lines) if isinstance(line, NowBar))
    above = {line.group for line in lines[:bar] if isinstance(line, LookLine)}
    assert above == {RoundGroup.LATE, RoundGroup.RETRY}
    assert "31 klara" in window.stage.rounds.rounds._hidden.text()
    assert window.focusWidget() is window.stage.rounds.rounds.list


async def test_a_protected_person_is_a_lock_without_name_or_place(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    model = window.stage.rounds.rounds.model
    told = [model.told(line) for line in model.lines]
    hidden = [text for text in told if "Skyddad identitet" in text]
    assert len(hidden) == 1
    assert not any("Hemlig" in text or "Söder 9" in text for text in told)


async def test_f9_is_the_one_lit_key_and_opens_the_next_masked_and_then_nothing_is_lit(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    assert lit(window) == ["F9"]
    await press(window, Key.Key_F9)
    assert asked(office, "open") == [("open", GRETA)]
    await polled(window, office)
    window.step()
    assert lit(window) == []
    assert window.stage.rounds.page.picture.accessibleName().startswith("Levande bild")
    assert keys(window)["F9"][1] is False
    assert enabled(window) == "0123456789"


async def test_one_digit_judges_closes_and_chooses_the_next_without_opening_it(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_1)
    assert asked(office, "judge") == [("judge", EDVIN, LookOutcome.ASLEEP, "")]
    assert not office.camera.is_open
    assert len(asked(office, "open")) == 1
    assert window.stage.rounds.rounds.list.key() == GRETA
    assert "Edvin Palm: sover i sängen. Nästa: Greta Sandell" in said(window)


async def test_a_wrong_digit_is_taken_back_and_the_right_one_takes_its_place(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await press(window, Key.Key_Backspace, ALT)
    assert asked(office, "mend") == [("mend",)]
    assert asked(office, "judge") == []
    await press(window, Key.Key_F9)
    await polled(window, office)
    await press(window, Key.Key_1)
    office.clock.go(1)
    await press(window, Key.Key_Backspace, ALT)
    assert "Tryck rätt utfall, det ersätter det förra" in said(window)
    assert enabled(window) == "0123456789"
    office.clock.go(1)
    await press(window, Key.Key_2)
    told = [call[1:3] for call in asked(office, "judge")]
    assert told == [(GRETA, LookOutcome.ASLEEP), (GRETA, LookOutcome.AWAKE)]
    assert not office.camera.is_open


async def test_a_second_press_of_the_digit_says_nothing_of_the_next_person(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    await polled(window, office)
    row = office.rows[GRETA]
    office.rows[GRETA] = replace(row, state=LookState.FOLLOW_UP, retry_at=None, act_by=office.clock.now())
    await press(window, Key.Key_1)
    window.stage.rounds.rounds.select(GRETA)
    await press(window, Key.Key_1)
    assert len(asked(office, "judge")) == 1
    assert "Tryck igen" in said(window)
    office.clock.go(1)
    await press(window, Key.Key_1)
    assert asked(office, "judge")[-1] == ("judge", GRETA, LookOutcome.VISITED_WELL, "")


async def test_a_frozen_picture_takes_the_judging_outcomes_away_and_lights_connect_again(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    office.camera.age_s = 2.4  # the console has not told yet: the screen sees it by itself
    await polled(window, office)
    assert enabled(window) == "089"
    assert lit(window) == ["F6"]
    assert keys(window)["F6"][0] == "Anslut igen"
    await press(window, Key.Key_1)
    assert asked(office, "judge") == []
    assert "levande bild" in said(window)
    await press(window, Key.Key_F6)
    assert asked(office, "reconnect")
    await press(window, Key.Key_9)
    assert asked(office, "judge") == [("judge", EDVIN, LookOutcome.NO_ANSWER, "")]
    assert office.rows[EDVIN].state is LookState.FOLLOW_UP


async def test_the_time_that_is_left_stands_still_while_the_picture_does(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    await polled(window, office)
    office.clock.go(10)
    await polled(window, office)
    ring = window.stage.rounds.page.head.ring
    assert ring.accessibleName().startswith("20 sekunder kvar")
    office.freeze(3)
    office.clock.go(5)
    await polled(window, office)
    assert ring.accessibleName().startswith("20 sekunder kvar")
    assert "frusen" in ring.accessibleName()


async def test_a_camera_that_closed_by_itself_may_still_be_told_of(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    office.end_look()
    await settle()
    assert "1" in enabled(window)
    asked_before = office.camera.asked
    await asyncio.sleep(0.2)
    assert office.camera.asked == asked_before, "a closed camera is asked for no picture"
    await press(window, Key.Key_2)
    assert asked(office, "judge") == [("judge", EDVIN, LookOutcome.AWAKE, "")]


async def test_escape_shuts_an_open_look_and_says_so_and_then_goes_to_the_cases(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_Escape)
    assert asked(office, "shut")
    assert "utan utfall" in said(window)
    assert window.stage.view() == ROUNDS
    await press(window, Key.Key_Escape)
    assert window.stage.view() == 0


@pytest.mark.parametrize("keys_away", [(Key.Key_1, CTRL), (Key.Key_5, CTRL), (Key.Key_B, CTRL), (Key.Key_Comma, CTRL)])
async def test_whoever_leaves_the_view_leaves_no_camera_open(
    window: MainWindow, office: FakeOffice, keys_away: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, *keys_away)
    assert asked(office, "pause") == [("pause",)]
    assert not office.camera.is_open
    before = office.camera.asked
    await asyncio.sleep(0.2)
    assert office.camera.asked == before


async def test_locking_the_desk_shuts_the_camera(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_L, CTRL | ALT)
    assert asked(office, "shut") == [("shut",)]
    assert not office.camera.is_open


async def test_signing_out_leaves_nothing_of_the_round(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    office.sit(None)
    await settle()
    assert window.standing.look is None
    assert window.stage.rounds.page.picture._image is None
    assert window.stage.rounds.rounds.model.lines == ()


async def test_f3_pauses_the_round_with_its_camera_and_goes_on(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_F3)
    assert asked(office, "pause")
    assert keys(window)["F3"][0] == "Fortsätt rundan"
    assert lit(window) == ["F3"]
    await press(window, Key.Key_F9)
    assert len(asked(office, "open")) == 1
    await press(window, Key.Key_F3)
    assert lit(window) == ["F6"]
    await press(window, Key.Key_F6)
    assert asked(office, "open")[-1] == ("open", EDVIN)


async def test_f10_is_another_try_of_who_was_not_seen(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    assert window.stage.rounds.page.outcomes.keys["4"].label() == "Inte sedd, ny 01:54"
    await press(window, Key.Key_F10)
    assert asked(office, "judge") == [("judge", EDVIN, LookOutcome.NOT_SEEN, "")]
    assert office.rows[EDVIN].state is LookState.RETRY


async def test_digits_that_are_typed_in_a_note_are_text_and_go_with_the_outcome(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_F11)
    QTest.keyClicks(window.focusWidget(), "tog 2 piller")
    await settle()
    assert asked(office, "judge") == []
    await press(window, Key.Key_F11)
    assert window.focusWidget() is window.stage.rounds.rounds.list
    await press(window, Key.Key_1)
    assert asked(office, "judge") == [("judge", EDVIN, LookOutcome.ASLEEP, "tog 2 piller")]


async def test_a_mask_comes_off_only_for_a_reason_and_the_tag_says_so(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_U, CTRL)
    await press(window, Key.Key_U, CTRL)
    assert asked(office, "unmask") == []
    QTest.keyClicks(window.focusWidget(), "ser blod pa golvet")
    await press(window, Key.Key_U, CTRL)
    assert asked(office, "unmask") == [("unmask", "ser blod pa golvet")]
    await polled(window, office)
    assert "OMASKERAD" in window.stage.rounds.page.picture.accessibleName()


async def test_rows_that_somebody_else_has_are_not_opened_twice(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    valborg = LookId("valborg:20261121:2")
    window.stage.rounds.rounds.select(valborg)
    window.step()
    assert keys(window)["F6"][1] is False
    assert not set("123") & set(enabled(window))
    await press(window, Key.Key_Return)
    assert "Ali Rahimi" in said(window)
    assert not office.camera.is_open


async def test_a_visit_is_told_of_by_one_digit_where_somebody_was_to_go_there(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    window.stage.rounds.rounds.select(HARRY)
    window.step()
    assert {"1", "2", "3"} <= set(enabled(window))
    window.stage.rounds.rounds.select(SONJA)
    window.step()
    assert not {"1", "2", "3"} & set(enabled(window)), "her camera is to be opened"
    window.stage.rounds.rounds.select(HARRY)
    await press(window, Key.Key_3)
    assert asked(office, "judge") == [("judge", HARRY, LookOutcome.VISITED_HELPED, "")]


async def test_the_selected_row_stands_still_while_others_come_and_go(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    found = window.stage.rounds.rounds.list
    before = found.visualRect(found.currentIndex()).top()
    for gone in (HARRY, GRETA):
        row = office.rows[gone]
        office.rows[gone] = replace(row, state=LookState.DONE, done_at=office.clock.now())
        office.tell_board()
        await settle()
        assert found.key() == EDVIN
        assert found.visualRect(found.currentIndex()).top() == before


async def test_a_row_says_what_it_lacks(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    office.rows[SONJA] = replace(office.rows[SONJA], lack=Lack.NO_CAMERA)
    office.tell_board()
    await settle()
    model = window.stage.rounds.rounds.model
    assert any("Sonja Rehn" in model.told(line) and "utan kamera" in model.told(line) for line in model.lines)


async def test_nothing_decided_nothing_tonight_and_all_done_are_told_apart(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    rounds = window.stage.rounds.rounds
    office.rows = {}
    office.tell_board()
    await settle()
    assert "Inga beslut" in rounds._empty_title.text()
    tell_round(office)
    office.rows = {look: replace(row, is_skipped=True) for look, row in office.rows.items()}
    office.tell_board()
    await settle()
    assert rounds._empty_title.text() == "Inga tillsyner i natt."
    tell_round(office)
    office.rows = {
        look: replace(row, state=LookState.DONE, done_at=office.clock.now()) if row.round < 3 else row
        for look, row in office.rows.items()
    }
    office.tell_board()
    await settle()
    assert rounds._empty_title.text() == "Alla tillsyner är gjorda. Nästa kl 04:00."


async def test_a_look_outside_the_round_is_told_once_and_stands_in_the_night(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    outside = OutsideLook(
        LookId("x"), ALVBRO, CaseId("c-nils"), "Amina Warsame", office.clock.now(), "hörs ropa i telefonen"
    )
    office.outside = (outside,)
    office.tell_board()
    await settle()
    assert "Amina Warsame" in said(window)
    assert "hörs ropa" in said(window)
    window.showing.say("")
    office.tell_board()
    await settle()
    assert said(window) == ""


async def test_the_night_is_signed_by_its_digest_once_it_is_over(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    office.sit(NIGHT_WATCH)
    await settle()
    await press(window, Key.Key_2, CTRL)
    tell_round(office)
    await press(window, Key.Key_F12)
    assert window.stage.rounds.is_report_shown()
    assert keys(window)["F12"][0] == "Signera"
    office.clock.go(1)
    await press(window, Key.Key_F12)
    assert "Natten är inte slut" in said(window)
    await press(window, Key.Key_Escape)
    assert not window.stage.rounds.is_report_shown()
    office.is_over = True
    await press(window, Key.Key_F12)
    assert window.stage.rounds.report.sign.isEnabled()
    assert lit(window) == [], "the key that signs is the lit one"
    office.clock.go(1)
    await press(window, Key.Key_F12)
    assert isinstance(office.signed[ALVBRO], Signed)
    assert office.signed[ALVBRO].who == OperatorId("sara")
    assert not window.stage.rounds.report.sign.isVisible()


async def test_who_may_not_sign_is_told_so(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await press(window, Key.Key_F12)
    assert "behörighet" in said(window)
    assert not window.stage.rounds.is_report_shown()


async def test_the_night_is_a_page_behind_ctrl_tab_on_a_small_screen(window: MainWindow, office: FakeOffice) -> None:
    window.resize(1366, 768)
    await open_view(window, office)
    view = window.stage.rounds
    assert view.is_folded()
    assert not view.night.isVisible()
    await press(window, Key.Key_Tab, CTRL)
    assert view.night.isVisible()
    await press(window, Key.Key_Tab, CTRL)
    assert view.rounds.isVisible()


def test_a_square_stands_for_each_resident_of_each_round(office: FakeOffice) -> None:
    office.show = lambda updates: None
    tell_round(office)
    words = Words("sv")
    rounds = squares_of(RoundBoard(NIGHT, tuple(office.rows.values())), office.clock.now(), words)
    assert [sum(len(area.squares) for area in one.areas) for one in rounds] == [60, 60, 60]
    assert rounds[0].note == "60 av 60, 2 sena"
    assert rounds[1].note == "31 av 60"
    assert rounds[2].note == "inte börjad"
    late = sum(area.squares.count(Square.LATE) for area in rounds[1].areas)
    assert late == 2


async def test_what_is_typed_survives_another_size_and_an_alarm(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_F11)
    QTest.keyClicks(window.focusWidget(), "oroligt")
    await press(window, Key.Key_S, ALT)
    panel = window.stage.rounds.panel()
    assert panel is not None
    assert panel.fields()["text"] == "oroligt"
    assert len(asked(office, "pause")) == 0, "being laid out anew leaves the camera open"


async def test_no_board_says_who_sees_the_round(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    office.show((screen.RoundTold(None),))
    await press(window, Key.Key_2, CTRL)
    await press(window, Key.Key_F9)
    assert "ingen runda" in said(window)
    assert lit(window) == []


def held_back(office: FakeOffice) -> asyncio.Event:
    """The console answers an outcome only when the event is set."""
    judge, may_answer = office.judge_look, asyncio.Event()

    async def slow(look: LookId, outcome: LookOutcome, note: str = "") -> CaseId | None:
        await may_answer.wait()
        return await judge(look, outcome, note)

    office.judge_look = slow  # type: ignore[method-assign]
    return may_answer


async def test_f9_right_after_a_digit_waits_for_the_console_and_then_opens_the_next(
    window: MainWindow, office: FakeOffice
) -> None:
    may_answer = held_back(office)
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_1)
    await press(window, Key.Key_F9)
    await press(window, Key.Key_F9)
    assert asked(office, "open") == [("open", EDVIN)]
    may_answer.set()
    await settle()
    await settle()
    assert asked(office, "open") == [("open", EDVIN), ("open", GRETA)]


@pytest.mark.parametrize("between", ["refused", "left", "floor"])
async def test_f9_that_waits_is_forgotten_when_something_comes_between(
    window: MainWindow, office: FakeOffice, between: str
) -> None:
    may_answer = held_back(office)
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_5 if between == "floor" else Key.Key_1)
    await press(window, Key.Key_F9)
    if between == "refused":
        office.camera.is_open = False
        office.at_hand = None
    elif between == "left":
        await press(window, Key.Key_1, CTRL)
    may_answer.set()
    await settle()
    await settle()
    assert asked(office, "open") == [("open", EDVIN)]
    assert between != "refused" or "levande bild" in said(window), "why not is not written over"


@pytest.mark.parametrize("whose", ["their own", "another's"])
async def test_the_case_that_an_outcome_opens_does_not_interrupt_who_told_of_it(
    window: MainWindow, office: FakeOffice, whose: str
) -> None:
    await open_look(window, office)
    await polled(window, office)
    judge = office.judge_look
    nils = ResidentId("nils")

    async def with_case(look: LookId, outcome: LookOutcome, note: str = "") -> CaseId | None:
        office.alarm("c-look", nils, DeviceKind.CAMERA, Cause.CAMERA_OFFLINE, alarm_class=AlarmClass.HIGH)
        await asyncio.sleep(0)
        await judge(look, outcome, note)
        return CaseId("c-look")

    office.judge_look = with_case  # type: ignore[method-assign]
    if whose == "their own":
        office.rows[EDVIN] = replace(office.rows[EDVIN], resident=nils)
        assert office.at_hand is not None
        office.tell_look(replace(office.at_hand, row=office.rows[EDVIN]))
    await press(window, Key.Key_9)
    assert (window.stage.view() == ROUNDS) == (whose == "their own")
    assert "Nu ditt ärende, Ctrl+1. Nästa: Greta Sandell" in said(window)


async def test_the_signing_key_says_in_its_place_why_it_does_nothing(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    office.sit(NIGHT_WATCH)
    await settle()
    await press(window, Key.Key_2, CTRL)
    tell_round(office)
    await press(window, Key.Key_F12)
    window.step()
    assert keys(window)["F12"] == ("Signera", False, False)
    await press(window, Key.Key_Escape)
    office.is_over = True
    await press(window, Key.Key_F12)
    window.step()
    assert keys(window)["F12"] == ("Signera", True, False)
    office.clock.go(1)
    await press(window, Key.Key_F12)
    window.step()
    assert keys(window)["F12"] == ("Signera", False, False)


async def test_a_look_whose_time_has_not_come_says_from_when(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    row = office.rows[SONJA]
    later = office.clock.now() + timedelta(minutes=40)
    office.rows[SONJA] = replace(row, begins_at=later, opens_at=later, ends_at=later, closes_at=later)
    office.tell_board()
    await settle()
    window.stage.rounds.rounds.select(SONJA)
    await press(window, Key.Key_F6)
    assert "tid har inte kommit" in said(window)
    told = " ".join(label.text() for label in window.stage.rounds.page.findChildren(QLabel))
    told += window.stage.rounds.page.picture.accessibleDescription() + window.stage.rounds.page.picture.accessibleName()
    assert f"kan öppnas från {window.words.time(later)}" in told


async def test_the_way_to_unmask_is_not_offered_when_the_mask_is_off(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    hint = window.stage.rounds.page._mask
    assert hint.isVisible()
    await press(window, Key.Key_U, CTRL)
    QTest.keyClicks(window.focusWidget(), "ser inte")
    await press(window, Key.Key_U, CTRL)
    await polled(window, office)
    assert not hint.isVisible()


async def test_f1_tells_the_keys_of_the_view(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await press(window, Key.Key_F1)
    told = window.stage.keys.accessibleDescription()
    for expected in ("0-9 Utfall", "Ctrl+U Ta bort masken", "F3 Pausa rundan", "F9 Nästa tillsyn"):
        assert expected in told
    await press(window, Key.Key_Escape)
    await press(window, Key.Key_1, CTRL)
    await press(window, Key.Key_F1)
    assert "0-9 Utfall" not in window.stage.keys.accessibleDescription()


async def test_a_look_for_a_case_says_where_it_is_answered_and_escape_goes_back_to_the_case(
    window: MainWindow, office: FakeOffice
) -> None:
    case = CaseId("26-11843")
    await open_view(window, office)
    row = replace(office.rows[EDVIN], look=LookId("case:1"))
    office.rows[row.look] = row
    office.camera.is_open, office.camera.frame = True, office.first_picture
    office.tell_look(
        OpenLook(
            row, LookFor.CASE, office.clock.now(), Picture.LIVE, Mask.SQUARES, LOOK_LASTS, is_seen=True,
            is_simulated=True, is_outside=True, reason="svarar inte", case=case,
        )
    )  # fmt: skip
    await polled(window, office)
    assert enabled(window) == ""
    told = " ".join(label.text() for label in window.stage.rounds.page.findChildren(QLabel) if label.isVisible())
    assert "svara i dess plan" in told
    assert "Utanför rundan · beslut till" in told
    await press(window, Key.Key_F11)
    assert "svara i dess plan" in said(window)
    assert window.stage.rounds.panel() is None
    await press(window, Key.Key_Escape)
    assert asked(office, "shut") == [("shut",)]
    assert window.stage.view() == 0
    assert window.work.row is not None
    assert window.work.row.case == case
    assert "Kameran är stängd. Svara i planen." in said(window)


async def test_a_camera_that_lets_itself_be_waited_for_is_told_as_slow(window: MainWindow, office: FakeOffice) -> None:
    office.first_picture = None
    await open_look(window, office)
    sentences = window.stage.rounds.page.picture._sentences
    assert sentences()[1] == "Första bilden ska komma inom en sekund."
    office.clock.go(2.5)
    assert sentences()[1] == "Kameran är långsam. 9 säger att den inte svarar."


async def test_a_report_with_next_to_no_room_keeps_its_list(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    office.sit(NIGHT_WATCH)
    await settle()
    await press(window, Key.Key_2, CTRL)
    tell_round(office)
    await press(window, Key.Key_F12)
    page = window.stage.rounds.report
    for height, has_figures in ((600, True), (260, False)):
        page.resize(page.width(), height)
        items = (page._figures.itemAt(place) for place in range(page._figures.count()))
        figures = [widget for item in items if item is not None and (widget := item.widget()) is not None]
        assert figures
        assert all(each.isHidden() is not has_figures for each in figures)
