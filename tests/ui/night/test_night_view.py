"""The night view by keyboard: an own case opens it, anything else asks for a reason, and nothing stays when it is
left."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from console.domain import steps
from console.domain.events import ReadReason, SightLost
from console.domain.ids import CaseId, ResidentId
from console.domain.link import LostContact
from console.domain.night_line import Span
from console.domain.refused import Reason, Refused
from console.domain.sight import Grade
from tests.ui.every_view import MARTA, NILS, VERA, choose, press, settle, sit_down
from tests.ui.fakes import AMINA, ELLEN, FakeOffice
from tests.ui.night_fake import NightRead
from tests.ui.night_scene import TWO, tell_nights
from ui.frame.top_bar import NIGHT
from ui.main_window import MainWindow
from ui.night.line_page import LinePage
from ui.night.view import NightView

PATIENCE_S = 100
Key = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
MARTAS, NILSES, VERAS = ResidentId("marta"), ResidentId("nils"), ResidentId("skyddad")
OWN = NightRead(MARTAS, None, MARTA, Span.NIGHT)


async def open_view(window: MainWindow, office: FakeOffice, case: CaseId | None = MARTA) -> NightView:
    """Ellen sits here at two o'clock, a case is chosen, and Ctrl+4 is pressed."""
    await sit_down(window, office)
    office.clock.go((TWO - office.clock.now()).total_seconds())
    office.canary(7)
    tell_nights(office)
    await choose(window, case)
    await press(window, Key.Key_4, CTRL)
    await settle()
    return window.stage.night


def line(window: MainWindow) -> LinePage:
    return window.stage.night.line


def texts(window: MainWindow) -> str:
    """Everything that the view says, also what is hidden in it."""
    view = window.stage.night
    listed = [each.what for each in view.line.side.table.model.lines] + [view.notice.accessibleName()]
    return " ".join([*(label.text() for label in view.findChildren(QLabel)), *listed])


def chosen(window: MainWindow) -> str:
    """The chosen event, as the table has it."""
    found = [each for each in line(window).side.table.model.lines if each.key == line(window).side.table.list.key()]
    return f"{found[0].time} {found[0].what}" if found else ""


async def test_an_own_case_opens_its_residents_night_at_once_and_that_is_one_reading(
    window: MainWindow, office: FakeOffice
) -> None:
    view = await open_view(window, office)
    assert view.is_line_shown()
    assert office.night_reads == [OWN]
    assert "Märta Lindqvist" in texts(window)
    assert "Öppnad av dig, skäl: ärende 26-11843" in texts(window)
    assert window.focusWidget() is line(window).lanes


async def test_what_passed_a_limit_is_chosen_first_in_lanes_table_and_foot(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    shown = line(window).shown
    assert shown is not None
    assert chosen(window) == "01:19 lämnade sängen, 35 min"
    assert line(window).side.table.list.key() == shown.chosen
    assert "Gränsen i beslutet är 12 min" in line(window).foot.heard()
    lanes = line(window).lanes
    assert lanes is not None
    assert lanes.accessibleDescription() == line(window).foot.heard()


async def test_the_arrows_walk_through_the_events_and_stop_at_their_ends(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await press(window, Key.Key_Right)
    assert chosen(window).startswith("01:22")
    await press(window, Key.Key_Left)
    await press(window, Key.Key_Left)
    assert chosen(window).startswith("01:17")
    await press(window, Key.Key_Home)
    await press(window, Key.Key_Left)
    assert chosen(window).startswith("21:04")
    await press(window, Key.Key_End)
    await press(window, Key.Key_Right)
    assert chosen(window).startswith("07:00")
    await press(window, Key.Key_Return)
    assert window.stage.view() == NIGHT


async def test_t_gives_the_keyboard_to_the_table_and_back_and_both_choose_the_same(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await press(window, Key.Key_T)
    assert window.focusWidget() is line(window).side.table.list
    await press(window, Key.Key_Down)
    shown = line(window).shown
    assert shown is not None
    assert line(window).side.table.list.key() == shown.chosen
    assert chosen(window).startswith("01:22")
    await press(window, Key.Key_Right)
    assert chosen(window).startswith("01:34"), "the arrows to the sides walk here too"
    await press(window, Key.Key_T)
    assert window.focusWidget() is line(window).lanes


async def test_the_digits_choose_how_much_and_each_is_a_reading_of_its_own(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await press(window, Key.Key_3)
    assert "7 nätter, 15–22 november" in texts(window)
    await press(window, Key.Key_3)
    await press(window, Key.Key_2)
    assert [read.span for read in office.night_reads] == [Span.NIGHT, Span.WEEK, Span.DAY]
    assert chosen(window).endswith("lämnade sängen, 35 min"), "the same event stays chosen"


async def test_it_is_larger_by_plus_smaller_by_minus_moved_by_shift_and_whole_by_nought(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    lanes = line(window).lanes
    assert lanes is not None
    whole = lanes.seen()  # type: ignore[attr-defined]
    assert whole == (0, 11 * 3600)
    await press(window, Key.Key_Plus)
    closer = lanes.seen()  # type: ignore[attr-defined]
    assert closer[1] - closer[0] == pytest.approx(0.6 * 11 * 3600)
    await press(window, Key.Key_Right, SHIFT)
    moved = lanes.seen()  # type: ignore[attr-defined]
    assert moved[0] > closer[0]
    assert moved[1] - moved[0] == pytest.approx(closer[1] - closer[0])
    for _ in range(9):
        await press(window, Key.Key_Left, SHIFT)
    first = lanes.seen()  # type: ignore[attr-defined]
    assert first == (pytest.approx(0), pytest.approx(closer[1] - closer[0])), "no larger at the edge"
    await press(window, Key.Key_End)
    assert lanes.seen()[1] > 10 * 3600, "the chosen event is brought into view"  # type: ignore[attr-defined]
    await press(window, Key.Key_Minus)
    await press(window, Key.Key_0)
    assert lanes.seen() == whole  # type: ignore[attr-defined]


async def test_now_and_what_goes_on_move_each_second_without_another_reading(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    for second in range(40):
        office.clock.go(1)
        if second % 5 == 0:
            office.canary(second + 8)
            await settle()
        window.step()
    shown = line(window).shown
    assert shown is not None
    assert shown.now == shown.as_of == TWO + timedelta(seconds=40)
    assert len(office.night_reads) == 1
    await press(window, Key.Key_U)
    assert len(office.night_reads) == 2


async def test_while_nothing_is_seen_nobody_claims_that_it_still_goes_on(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now())
    office.clock.go(600)
    window.step()
    shown = line(window).shown
    assert shown is not None
    assert shown.as_of == TWO
    assert shown.now == TWO + timedelta(seconds=600)


async def test_anybody_elses_case_asks_for_a_reason_before_anything_is_read(
    window: MainWindow, office: FakeOffice
) -> None:
    view = await open_view(window, office, NILS)
    assert not office.night_reads
    assert view.panel is not None
    assert "Nils-Erik Hägg" in view.panel.title.text()
    assert window.focusWidget() is view.panel.choices.rows[0]
    await press(window, Key.Key_2)
    assert office.night_reads == [NightRead(NILSES, ReadReason.HANDOVER, NILS, Span.NIGHT)]
    assert view.is_line_shown()
    assert window.focusWidget() is line(window).lanes
    assert "Öppnad av dig, skäl: överlämning" in texts(window)


async def test_a_case_that_becomes_ones_own_needs_no_reason_any_more(window: MainWindow, office: FakeOffice) -> None:
    view = await open_view(window, office, NILS)
    office.act_as(ELLEN, steps.Claim(NILS))
    await settle()
    assert office.night_reads == [NightRead(NILSES, None, NILS, Span.NIGHT)]
    assert view.is_line_shown()


async def test_a_protected_person_is_masked_before_and_after(window: MainWindow, office: FakeOffice) -> None:
    view = await open_view(window, office, VERA)
    assert view.panel is not None
    assert "skyddad identitet" in view.panel.title.text()
    await press(window, Key.Key_1)
    assert office.night_reads[0].resident == VERAS
    assert "Skyddad identitet" in texts(window)
    assert "Hemlig" not in texts(window)


async def test_another_case_forgets_the_night_before(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await choose(window, NILS)
    assert line(window).shown is None
    assert "Märta" not in texts(window)
    assert "lämnade" not in texts(window)
    await choose(window, MARTA)
    assert office.night_reads == [OWN, OWN]


@pytest.mark.parametrize("leave", ["view", "lock", "operator", "nobody"])
async def test_nothing_of_the_night_stays_when_it_is_left(window: MainWindow, office: FakeOffice, leave: str) -> None:
    await open_view(window, office)
    if leave == "view":
        await press(window, Key.Key_5, CTRL)
    elif leave == "lock":
        await press(window, Key.Key_L, CTRL | ALT)
    else:
        office.sit(AMINA if leave == "operator" else None)
        await settle()
    assert line(window).shown is None
    assert window.night._night is None
    assert "Märta" not in texts(window)
    assert line(window).lanes is None or not line(window).lanes.accessibleDescription()  # type: ignore[union-attr]


async def test_an_answer_that_comes_when_another_case_is_shown_is_shown_to_nobody(
    window: MainWindow, office: FakeOffice
) -> None:
    office.night_waits = asyncio.Event()
    view = await open_view(window, office)
    assert "Hämtar natten" in texts(window)
    await choose(window, NILS)
    office.night_waits.set()
    await settle()
    assert not view.is_line_shown()
    assert line(window).shown is None
    assert window.night._night is None


async def test_a_refusal_says_why_and_what_to_do(window: MainWindow, office: FakeOffice) -> None:
    office.night_fault = Refused(Reason.NOT_GRANTED)
    view = await open_view(window, office)
    why = window.words.refused(Refused(Reason.NOT_GRANTED))
    assert why in texts(window)
    assert window.stage.status.said() == why
    assert view.notice.again_button.isVisible()


@pytest.mark.warns
async def test_a_night_that_does_not_come_says_so_and_comes_by_u(window: MainWindow, office: FakeOffice) -> None:
    office.night_fault = LostContact("gone")
    view = await open_view(window, office)
    assert "Natten kom inte" in texts(window)
    office.night_fault = None
    await press(window, Key.Key_U)
    assert view.is_line_shown()
    assert office.night_reads == [OWN]


async def test_nobody_chosen_offers_the_morning_list_which_is_read_only_when_asked_for(
    window: MainWindow, office: FakeOffice
) -> None:
    view = await open_view(window, office, None)
    assert "Ingen är vald" in texts(window)
    assert office.lists_read == 0
    await press(window, Key.Key_M)
    assert office.lists_read == 1
    assert view.is_list_shown()
    assert window.focusWidget() is view.morning.list
    for _ in range(5):
        window.step()
    assert office.lists_read == 1


async def test_enter_in_the_morning_list_opens_a_night_with_a_reason_and_esc_comes_back(
    window: MainWindow, office: FakeOffice
) -> None:
    view = await open_view(window, office, None)
    for key in (Key.Key_M, Key.Key_Return):
        await press(window, key)
    assert not office.night_reads
    await press(window, Key.Key_3)
    assert office.night_reads == [NightRead(MARTAS, ReadReason.FOLLOW_UP, None, Span.NIGHT)]
    assert view.is_line_shown()
    await press(window, Key.Key_Escape)
    assert view.is_list_shown()
    assert line(window).shown is None
    assert office.lists_read == 1
    await press(window, Key.Key_Escape)
    assert window.stage.view() == 0


async def test_an_empty_morning_list_says_that_no_nights_deviate(window: MainWindow, office: FakeOffice) -> None:
    view = await open_view(window, office, None)
    office.mornings = ()
    await press(window, Key.Key_M)
    assert view.is_list_shown()
    assert not view.morning.list.isVisible()
    assert "Inga nätter avviker." in texts(window)
    assert "Inga nätter avviker." in (window.focusWidget() or view).accessibleName()


async def test_a_case_without_a_known_resident_says_what_to_do(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office, CaseId("c-dahl"))
    assert "Ange först vem det är" in texts(window)
    assert not office.night_reads


async def test_the_function_keys_stay_those_of_the_shown_case(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    row = window.stage.row.keys
    assert [row[key].label() for key in ("F3", "F10", "F11")] == ["Släpp", "Lova tid", "Anteckna"]
    await press(window, Key.Key_F11)
    assert window.stage.view() == 0
    assert window.work.has_panel()


async def test_another_language_and_another_size_show_the_same_night_without_another_reading(
    window: MainWindow, office: FakeOffice
) -> None:
    view = await open_view(window, office)
    await press(window, Key.Key_3)
    await press(window, Key.Key_S, ALT)
    await press(window, Key.Key_Plus, CTRL)
    after = window.stage.night
    assert after is not view
    assert after.is_line_shown()
    assert "7 nights" in texts(window)
    assert len(office.night_reads) == 2


@pytest.mark.parametrize("size", [(1366, 768), (960, 540)])
async def test_on_a_small_screen_the_table_is_the_other_page_and_nothing_is_cut(
    window: MainWindow, office: FakeOffice, size: tuple[int, int]
) -> None:
    window.resize(*size)
    await open_view(window, office)
    page = line(window)
    assert page.is_folded()
    assert page.lanes is not None
    assert not page.side.isVisible()
    end = page.mapTo(window, page.rect().bottomLeft()).y()
    for _ in range(50):
        bottom = page.lanes.mapTo(window, page.lanes.rect().bottomLeft()).y()
        if bottom <= end:
            break
        await settle()  # Qt lays out what scrolls a turn later
    assert bottom <= end
    await press(window, Key.Key_Tab, CTRL)
    assert page.side.isVisible()
    assert window.focusWidget() is page.side.table.list
    assert page.foot.isVisible() is (page.foot.parentWidget() is not page._left)
    await press(window, Key.Key_Tab, CTRL)
    assert page.lanes.isVisible()


async def test_a_night_that_is_over_has_no_now(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    past = office.nights[MARTAS, Span.NIGHT]
    office.nights[MARTAS, Span.NIGHT] = replace(past, until=TWO - timedelta(minutes=1))
    await press(window, Key.Key_U)
    shown = line(window).shown
    assert shown is not None
    assert shown.now is None


ROOT = Path(__file__).parents[3]
NOT_YET = "import sys, ui.main_window; sys.exit('pyqtgraph' in sys.modules or 'numpy' in sys.modules)"


def test_the_window_does_not_wait_for_the_library_of_the_lanes() -> None:
    ran = subprocess.run([sys.executable, "-c", NOT_YET], cwd=ROOT, timeout=60, check=False)
    assert ran.returncode == 0


async def test_the_lanes_are_made_when_a_night_is_first_shown(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office, None)
    assert line(window).lanes is None
    await choose(window, MARTA)
    assert line(window).lanes is not None


async def test_m_goes_from_a_night_to_the_morning_list_and_what_happens_in_the_case_does_not_take_it_away(
    window: MainWindow, office: FakeOffice
) -> None:
    view = await open_view(window, office)
    await press(window, Key.Key_M)
    assert view.is_list_shown()
    office.act_as(AMINA, steps.Note(MARTA, "ringde dottern"))
    await settle()
    assert view.is_list_shown()
    assert view.morning.list.key() is not None, "Enter opens the first at once"
    await press(window, Key.Key_1, CTRL)
    await press(window, Key.Key_4, CTRL)
    assert view.is_line_shown(), "the case's own night is there again"


async def test_f1_tells_the_keys_of_a_night(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await press(window, Key.Key_F1)
    told = window.stage.keys.accessibleDescription()
    for expected in ("← → Händelsen före", "T Till tabellen", "M Visa morgonlistan", "1 2 3 Natten, 24 timmar"):
        assert expected in told
