"""A hand that is quicker than the store, or slower than the camera: no camera is open that nobody sees, no alarm waits
behind one, and no key says of a person what was meant of something else."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from console.domain.ids import CaseId, LookId
from console.domain.look import LookFor, LookOutcome, LookState
from console.domain.night_book import Signed
from console.domain.picture import Mask, Picture
from console.domain.round_rows import OpenLook
from console.domain.supervision import LOOK_LASTS
from tests.ui.every_view import press, settle
from tests.ui.fakes import FakeOffice
from tests.ui.round_fake import ALVBRO, NIGHT
from tests.ui.round_scene import EDVIN, GRETA, NIGHT_WATCH, tell_round
from tests.ui.rounds.test_round_alarms import NEW, press_alarm
from tests.ui.rounds.test_rounds_view import ALT, CTRL, asked, keys, open_look, open_view, polled, said
from ui.frame.top_bar import ROUNDS
from ui.main_window import MainWindow

Key = Qt.Key


def slow(office: FakeOffice, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The store takes its time with an opening, until what this returns is called."""
    gate, opens = asyncio.Event(), office.open_look

    async def opened(look: LookId) -> None:
        await gate.wait()
        await opens(look)

    monkeypatch.setattr(office, "open_look", opened)
    return gate.set


@pytest.mark.parametrize("keys_away", [(Key.Key_1, CTRL), (Key.Key_5, CTRL), (Key.Key_L, CTRL | ALT)])
async def test_who_has_gone_when_the_camera_opens_leaves_none_open(
    window: MainWindow,
    office: FakeOffice,
    monkeypatch: pytest.MonkeyPatch,
    keys_away: tuple[Qt.Key, Qt.KeyboardModifier],
) -> None:
    go_on = slow(office, monkeypatch)
    await open_look(window, office)
    await press(window, *keys_away)
    go_on()
    await settle()
    assert asked(office, "open") == [("open", EDVIN)]
    assert not office.camera.is_open


async def test_an_alarm_that_comes_while_the_camera_is_asked_for_takes_the_screen(
    window: MainWindow, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = slow(office, monkeypatch)
    await open_look(window, office)
    press_alarm(office)
    await settle()
    go_on()
    await settle()
    assert window.stage.view() == 0
    assert window.work.row is not None
    assert window.work.row.case == NEW
    assert not office.camera.is_open


async def test_a_digit_that_comes_before_the_camera_tells_of_no_visit(
    window: MainWindow, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_view(window, office)
    row = office.rows[EDVIN]
    office.rows[EDVIN] = replace(row, state=LookState.FOLLOW_UP, retry_at=None, act_by=office.clock.now())
    office.tell_board()
    go_on = slow(office, monkeypatch)
    window.stage.rounds.rounds.select(EDVIN)
    await press(window, Key.Key_Return)
    await press(window, Key.Key_1)
    go_on()
    await settle()
    assert asked(office, "open") == [("open", EDVIN)]
    assert asked(office, "judge") == []


async def test_a_digit_that_comes_when_the_look_has_just_ended_by_itself_tells_of_no_visit(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_look(window, office)
    await polled(window, office)
    row = office.rows[EDVIN]
    office.camera.is_open = False
    office.rows[EDVIN] = replace(row, state=LookState.FOLLOW_UP, act_by=office.clock.now(), holder="", is_mine=False)
    office.tell_board()
    office.tell_look(None)
    await press(window, Key.Key_1)
    assert asked(office, "judge") == []
    assert "Tryck igen" in said(window)


async def test_a_look_for_a_case_is_seen_though_another_look_is_paused(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    press_alarm(office)
    await settle()
    office.camera.is_open = True
    office.tell_look(
        OpenLook(
            replace(office.rows[GRETA], look=LookId("case:1")), LookFor.CASE, office.clock.now(), Picture.COMING,
            Mask.SQUARES, LOOK_LASTS, is_simulated=True, is_outside=True, reason="svarar inte", case=CaseId("1"),
        )
    )  # fmt: skip
    await settle()
    assert window.stage.view() == ROUNDS
    assert office.camera.is_open


async def test_a_slip_of_a_digit_calls_off_nobodys_night(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_0)
    await press(window, Key.Key_0)
    assert asked(office, "judge") == []
    assert "Tryck 0 igen" in said(window)
    office.clock.go(1)
    await press(window, Key.Key_0)
    assert asked(office, "judge") == [("judge", EDVIN, LookOutcome.DECLINED, "")]


async def over(window: MainWindow, office: FakeOffice) -> None:
    """The night is over, and whoever may sign it sits here."""
    await open_view(window, office)
    office.sit(NIGHT_WATCH)
    await settle()
    await press(window, Key.Key_2, CTRL)
    tell_round(office)
    office.is_over = True


async def test_a_key_that_bounces_signs_no_report(window: MainWindow, office: FakeOffice) -> None:
    await over(window, office)
    await press(window, Key.Key_F12)
    await press(window, Key.Key_F12)
    assert asked(office, "sign") == []
    office.clock.go(1)
    await press(window, Key.Key_F12)
    assert len(asked(office, "sign")) == 1


async def test_a_report_that_has_changed_since_it_was_signed_says_so_and_can_be_signed_anew(
    window: MainWindow, office: FakeOffice
) -> None:
    await over(window, office)
    office.signed[ALVBRO] = Signed(ALVBRO, NIGHT, NIGHT_WATCH.id, office.clock.now(), "another")
    await press(window, Key.Key_F12)
    page = window.stage.rounds.report
    assert "har ändrats" in page._state.text()
    assert page.sign.isVisible()
    assert page.sign.isEnabled()
    assert keys(window)["F12"][0] == "Signera"
    office.clock.go(1)
    await press(window, Key.Key_F12)
    assert office.signed[ALVBRO].digest != "another"
    assert "har ändrats" not in page._state.text()
    assert not page.sign.isVisible()


async def test_the_list_of_keys_does_not_lie_over_the_alarm(window: MainWindow, office: FakeOffice) -> None:
    await open_look(window, office)
    await polled(window, office)
    await press(window, Key.Key_F1)
    assert window.stage.keys.isVisible()
    press_alarm(office)
    await settle()
    assert window.stage.view() == 0
    assert not window.stage.keys.isVisible()


@pytest.mark.parametrize("away", [(Key.Key_1, CTRL), (Key.Key_L, CTRL | ALT), None])
async def test_nothing_of_the_picture_stays_behind_where_it_is_not_seen(
    window: MainWindow, office: FakeOffice, away: tuple[Qt.Key, Qt.KeyboardModifier] | None
) -> None:
    await open_look(window, office)
    await polled(window, office)
    picture = window.stage.rounds.page.picture
    assert picture._image is not None
    if away is None:
        press_alarm(office)
    else:
        await press(window, *away)
    assert picture._image is None
    assert picture._shown.newest is None
