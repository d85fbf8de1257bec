"""The technical view by keyboard: choosing, taking, opening, parking and ending, and what it says where nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain import steps
from console.domain.events import SightLost
from console.domain.ids import CaseId, OperatorId
from console.domain.queue import RowRemoved
from console.domain.reach import Reach
from console.domain.refused import Reason, Refused
from console.domain.sight import Grade
from console.domain.silence import SilenceKind
from console.services import screen
from tests.ui.every_view import press, settle, sit_down
from tests.ui.fakes import AMINA, ELLEN, FakeOffice
from tests.ui.technical_fake import fault, lane_night, person, silences_night
from tests.ui.technical_scene import lane_told, tell_lane, tell_night
from ui.frame.top_bar import TECHNICAL
from ui.main_window import MainWindow
from ui.technical.lane_lines import LaneGroup, LaneHead, LaneLine

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
BIRGIT, TAGE, EINAR, RUT = (CaseId(case) for case in ("t-birgit", "t-tage", "t-einar", "t-rut"))


async def open_view(window: MainWindow, office: FakeOffice) -> None:
    """Ellen sits here, the night is told, and Ctrl+5 is pressed."""
    await sit_down(window, office)
    tell_night(office)
    await press(window, Key.Key_5, CTRL)
    window.step()
    await settle()


async def choose(window: MainWindow, case: CaseId) -> None:
    """A fault, by the arrow keys."""
    lane = window.stage.technical.lane
    lane.list.setFocus()
    await press(window, Key.Key_Home)
    for _ in range(12):
        if lane.list.key() == case:
            return
        await press(window, Key.Key_Down)
    raise AssertionError(f"{case} is not in the lane")


def keys(window: MainWindow) -> dict[str, tuple[str, bool, bool]]:
    row = window.stage.row.keys
    return {key: (each.label(), each.isEnabled(), each.is_lit()) for key, each in row.items()}


def said(window: MainWindow) -> str:
    return window.stage.status.said()


async def test_the_view_opens_with_the_keyboard_in_the_lane_and_nothing_chosen_by_itself(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    assert window.stage.view() == TECHNICAL
    assert window.focusWidget() is window.stage.technical.lane.list
    assert window.stage.technical.lane.selected() is None
    assert window.work.row is None


async def test_the_groups_stand_by_whether_somebody_can_call_and_nothing_silenced_is_among_them(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    lines = window.stage.technical.lane.model.lines
    heads = [(line.group, line.count) for line in lines if isinstance(line, LaneHead)]
    assert heads == [(LaneGroup.NONE, 1), (LaneGroup.UNSURE, 3), (LaneGroup.REST, 5)]
    assert all(line.lane.silence is None for line in lines if isinstance(line, LaneLine))
    assert "1" in window.stage.technical.lane._legend._hidden.text()


async def test_the_arrow_keys_choose_a_fault_which_is_the_chosen_case(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    assert window.work.row is not None
    assert window.work.row.case == BIRGIT
    assert window.stage.queue.view.followed() == BIRGIT
    told = window.stage.technical.lane._detail.findChildren(type(window.stage.technical.lane._legend._hidden))
    assert any("Birgit Åkesson" in label.text() for label in told)


async def test_a_case_chosen_in_the_slim_queue_is_chosen_in_the_lane_too_and_a_persons_is_not(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    window.stage.queue.view.follow(EINAR)
    await settle()
    assert window.stage.technical.lane.list.key() == EINAR
    window.stage.queue.view.follow(CaseId("26-11843"))
    await settle()
    assert window.stage.technical.lane.selected() is None


async def test_f2_names_and_takes_the_next_fault_and_f3_the_chosen_one(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    assert keys(window)["F2"] == ("Ta Birgits fel", True, True)
    await press(window, Key.Key_F2)
    assert office.board.get(BIRGIT).owner == ELLEN.id  # type: ignore[union-attr]
    tell_lane(office)
    assert window.stage.view() == TECHNICAL
    assert keys(window)["F2"][0] == "Ta Einars fel"
    await choose(window, CaseId("t-sonja"))
    assert keys(window)["F3"][2], "what is chosen and nobody's is lit"
    assert not keys(window)["F2"][2], "one lit key"
    office.clock.go(1)
    await press(window, Key.Key_F3)
    assert office.board.get(CaseId("t-sonja")).owner == ELLEN.id  # type: ignore[union-attr]


async def test_no_key_is_lit_twice_and_the_next_is_nobodys_when_all_are_taken(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    for case in (BIRGIT, EINAR, CaseId("t-sonja")):
        office.act_as(AMINA, steps.Claim(case))
    tell_lane(office)
    assert keys(window)["F2"] == ("Ta nästa fel", False, False)
    assert sum(lit for _, _, lit in keys(window).values()) <= 1
    await press(window, Key.Key_F2)
    assert "Inget fel väntar" in said(window)


async def test_enter_opens_the_case_and_escape_goes_back_to_the_cases(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    await press(window, Key.Key_Return)
    assert window.stage.view() == 0
    assert window.work.row is not None
    assert window.work.row.case == BIRGIT
    assert window.focusWidget() is window.stage.queue.view
    await press(window, Key.Key_5, CTRL)
    assert window.focusWidget() is window.stage.technical.lane.list
    await press(window, Key.Key_Escape)
    assert window.stage.view() == 0
    assert window.focusWidget() is window.stage.queue.view


async def test_a_note_is_written_under_the_lane_and_follows_to_the_case_with_its_text(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    await press(window, Key.Key_F11)
    assert window.stage.view() == TECHNICAL
    panel = window.stage.technical.lane.panel()
    assert panel is not None
    assert panel.isVisible()
    QTest.keyClicks(window.focusWidget(), "ringt")
    await press(window, Key.Key_1, CTRL)
    assert window.stage.cases.case.panel() is panel
    assert window.stage.technical.lane.panel() is None
    await press(window, Key.Key_5, CTRL)
    await press(window, Key.Key_F11)
    assert office.events[-1].body.text == "ringt"  # type: ignore[union-attr]
    assert window.stage.technical.lane.panel() is None
    assert window.focusWidget() is window.stage.technical.lane.list


async def test_escape_closes_the_panel_first_and_then_leaves(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    await press(window, Key.Key_F10)
    assert window.stage.technical.lane.panel() is not None
    await press(window, Key.Key_Escape)
    assert window.stage.technical.lane.panel() is None
    assert window.stage.view() == TECHNICAL
    assert window.focusWidget() is window.stage.technical.lane.list
    await press(window, Key.Key_Escape)
    assert window.stage.view() == 0


async def test_the_selection_follows_the_fault_when_the_lane_is_ordered_anew(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await choose(window, EINAR)
    told = lane_told(office)
    lane = window.stage.technical.lane
    top = lane.list.visualRect(lane.list.currentIndex()).top()
    rows = tuple(
        replace(row, reach=Reach.NO_PATH) if row.row.case in (BIRGIT, TAGE) else row for row in reversed(told.rows)
    )
    office.show((replace(told, rows=rows),))
    assert lane.list.key() == EINAR
    assert (
        abs(lane.list.visualRect(lane.list.currentIndex()).top() - top) <= 1
        or not lane.list.verticalScrollBar().maximum()
    )


async def test_a_fault_that_a_flood_folds_is_chosen_shown_and_taken_here(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    told = lane_told(office)
    index = next(at for at, row in enumerate(office.queue.rows()) if row.case == BIRGIT)
    window.receive((screen.RowsChanged((RowRemoved(index, BIRGIT),), office.queue.counts(), None), told))
    await choose(window, BIRGIT)
    assert window.work.row is not None
    assert window.work.row.case == BIRGIT
    assert window.stage.queue.view.followed() is None
    assert keys(window)["F3"][1]
    office.show((replace(told, rows=tuple(row for row in told.rows if row.row.case != BIRGIT)),))
    assert window.work.row is None, "it has gone from the lane too"


async def test_the_top_bar_counts_the_faults_that_nobody_has(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    assert window.stage.top._counts[TECHNICAL] == "3"
    office.act_as(AMINA, steps.Claim(BIRGIT))
    tell_lane(office)
    assert window.stage.top._counts[TECHNICAL] == "2"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=["1366", "1920"])
async def test_the_board_is_reached_by_one_key_at_every_width_and_nothing_of_it_is_cut(
    window: MainWindow, office: FakeOffice, size: tuple[int, int]
) -> None:
    window.resize(*size)
    await open_view(window, office)
    await press(window, Key.Key_Tab, CTRL)
    view = window.stage.technical
    assert window.focusWidget() is view.board.list
    assert view.board.isVisible()
    assert view.board.width() <= view.width()
    assert view.board.mapTo(view, view.board.rect().bottomRight()).x() < view.width()
    await press(window, Key.Key_Tab, CTRL)
    assert window.focusWidget() is view.lane.list
    assert view.is_folded() is (size[0] == 1366)


async def test_delete_asks_and_delete_again_ends_the_silence(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await parked(window)
    board = window.stage.technical.board
    board.list.setFocus()
    await press(window, Key.Key_Down)
    held = len(office.board.silences)
    await press(window, Key.Key_Delete)
    assert len(office.board.silences) == held, "the first press only asks"
    assert board.is_asking()
    await press(window, Key.Key_Escape)
    assert not board.is_asking()
    assert window.stage.view() == TECHNICAL, "Esc keeps the silence, and nothing else"
    await press(window, Key.Key_Backspace)
    await press(window, Key.Key_Backspace)
    assert len(office.board.silences) == held - 1
    assert "Avslutat i förtid" in said(window)


async def test_a_key_that_repeats_by_itself_ends_nothing_and_another_row_takes_the_question_back(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    board = window.stage.technical.board
    board.list.setFocus()
    await press(window, Key.Key_Down)
    asked: list[object] = []
    board.ended.connect(asked.append)
    await press(window, Key.Key_Delete)
    await press(window, Key.Key_Down)
    assert not board.is_asking()
    await press(window, Key.Key_Delete)
    assert not asked


async def test_a_refused_end_says_why(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    board = window.stage.technical.board
    board.list.setFocus()
    for key in (Key.Key_Down, Key.Key_Delete, Key.Key_Delete):
        await press(window, key)
    assert said(window) == window.words.refused(Refused(Reason.NO_SUCH_SILENCE))


async def test_the_end_of_a_silence_is_warned_of_in_the_status_line_once(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    told = silences_night(office.clock.now(), ELLEN)
    assert said(window) == ""
    near = replace(told, silences=tuple(replace(one, is_warned=one.id == "s-rut") for one in told.silences))
    office.show((near,))
    assert said(window) == "Provläge: Rut Sörensen, trygghetslarm NEX-19007 slutar 01:50, 12 min kvar"
    window.stage.status.say("")
    office.show((near,))
    assert said(window) == ""


async def test_parking_asks_how_how_long_and_why_and_says_what_it_covers(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await parked(window)
    silence = next(iter(office.board.silences.values()))
    assert silence.kind is SilenceKind.SHELVED
    assert silence.reason == "linjen byts"
    assert silence.until - office.clock.now() == timedelta(hours=4)
    assert [str(cause) for cause in silence.causes] == ["link_lost"]
    assert silence.about.id == "älvbro/NEX-20731"
    assert "Parkerade till 05:38" in said(window)
    assert window.focusWidget() is window.stage.technical.lane.list


async def parked(window: MainWindow) -> None:
    """Birgit's fault, shelved for the longest time."""
    await choose(window, BIRGIT)
    for key in (Key.Key_F10, Key.Key_1, Key.Key_E):
        await press(window, key)
    QTest.keyClicks(window.focusWidget(), "linjen byts")
    await press(window, Key.Key_F10)


async def test_what_is_missing_in_a_silence_is_said_and_nothing_is_silenced(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    await press(window, Key.Key_F10)
    panel = window.stage.technical.lane.panel()
    assert panel is not None
    for missing, key in (("Välj hur,", Key.Key_1), ("Välj hur länge", Key.Key_A), ("Skriv ett skäl", None)):
        await press(window, Key.Key_F10)
        assert missing in panel.hint.text()
        if key is not None:
            await press(window, key)
    assert not office.board.silences


async def test_peoples_alarms_lifted_faults_and_outages_are_refused_in_words(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    window.stage.queue.view.follow(CaseId("c-nils"))
    await press(window, Key.Key_F10)
    assert said(window) == "Människors larm kan inte parkeras."
    assert not keys(window)["F10"][1]
    night = lane_night(office.clock.now(), ELLEN)
    lifted = fault(
        "t-lift", (person("birgit", "Birgit Åkesson", 1933, ELLEN),), night.rows[1].row.kind, "X-1",
        night.rows[1].row.cause, 60, office.clock.now(), reach=Reach.NO_PATH, ways=night.rows[0].ways, lifted=True,
    )  # fmt: skip
    office.show((replace(night, rows=(lifted, night.rows[0])),))
    await choose(window, CaseId("t-lift"))
    await press(window, Key.Key_F10)
    assert "någon inte kan larma, och kan inte parkeras" in said(window)
    await choose(window, CaseId("t-line"))
    await press(window, Key.Key_F10)
    assert "slutar när linjen är åter" in said(window)
    assert window.stage.technical.lane.panel() is None


async def test_the_rule_that_refuses_a_silence_is_told_in_the_panel_which_stays(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    for key in (Key.Key_F10, Key.Key_2, Key.Key_A):
        await press(window, key)
    QTest.keyClicks(window.focusWidget(), "prov")
    office.fails_with = None
    office.seated = replace(AMINA, id=OperatorId("amina"), grants=frozenset())
    await press(window, Key.Key_F10)
    panel = window.stage.technical.lane.panel()
    assert panel is not None
    assert panel.hint.text() == window.words.refused(Refused(Reason.NOT_GRANTED))
    assert panel.fields()["reason"] == "prov"


async def test_a_draft_of_a_silence_stays_with_its_fault_and_is_no_promise(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    for key in (Key.Key_F10, Key.Key_3, Key.Key_B):
        await press(window, key)
    QTest.keyClicks(window.focusWidget(), "byte")
    await choose(window, TAGE)
    assert window.stage.technical.lane.panel() is None
    await choose(window, BIRGIT)
    panel = window.stage.technical.lane.panel()
    assert panel is not None
    assert panel.fields() == {"kind": "out_of_service", "seconds": "86400", "reason": "byte"}


async def test_another_language_and_size_keep_view_choice_and_panel(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    for key in (Key.Key_F10, Key.Key_1, Key.Key_C):
        await press(window, key)
    QTest.keyClicks(window.focusWidget(), "why")
    await press(window, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    assert window.stage.view() == TECHNICAL
    assert window.stage.technical.lane.list.key() == BIRGIT
    panel = window.stage.technical.lane.panel()
    assert panel is not None
    assert panel.fields() == {"kind": "shelved", "seconds": "3600", "reason": "why"}
    assert keys(window)["F10"][0] == "Shelve…"


async def test_an_empty_lane_says_so_only_where_sight_is_proven(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await press(window, Key.Key_5, CTRL)
    lane = window.stage.technical.lane
    window.step()
    assert "Väntar på första beskedet" in lane._nothing_title.text()
    office.show((screen.LaneTold((), {}), screen.SilencesTold(())))
    assert lane._nothing_title.text() == "Inga tekniska fel."
    assert window.stage.technical.board._empty.text() == "Inget är tystat."
    since = office.clock.now()
    office.clock.go(23)
    office.sight(Grade.BLIND, SightLost.LINK, since)
    window.step()
    await press(window, Key.Key_5, CTRL)  # blindness has shown its own view
    assert lane._nothing_title.text() == "Vi vet inte om det finns fel"
    assert "?" in lane._reach.accessibleName()


async def test_nothing_of_the_operator_before_stays_in_the_view(window: MainWindow, office: FakeOffice) -> None:
    await open_view(window, office)
    await choose(window, BIRGIT)
    office.sit(None)
    await settle()
    window.step()
    assert not window.stage.technical.lane.model.lines
    assert not window.stage.technical.board.list.wanted_height()


async def test_the_loud_sources_are_asked_for_once_a_minute_and_only_while_the_view_is_shown(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    window.stage.queue.view.follow(CaseId("26-11843"))  # whoever has a case is shown no blind view
    window.step()
    assert office.chatter_asked == 0
    await press(window, Key.Key_5, CTRL)
    window.step()
    await settle()
    assert office.chatter_asked == 1
    office.clock.go(61)
    window.step()
    await settle()
    assert office.chatter_asked == 2


async def test_every_row_is_heard_whole_and_a_protected_person_is_not_named(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    model = window.stage.technical.lane.model
    told = [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    birgit = next(text for text in told if "Birgit" in text)
    assert birgit == (
        "Ingen kontakt, Nere: nät, mobilnät, Birgit Åkesson 93, Trygghetslarm NEX-20731, Bara telefon, Sedan 50 min, "
        "Ingen ägare"
    )
    night = lane_night(office.clock.now(), ELLEN)
    hidden = replace(
        night.rows[1], row=replace(night.rows[1].row, people=(replace(night.rows[1].row.people[0], is_masked=True),))
    )
    office.show((replace(night, rows=(hidden,)),))
    text = str(model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Skyddad identitet" in text
    assert "Birgit" not in text
    assert keys(window)["F2"][0] == "Ta nästa fel"


async def test_the_keys_say_at_once_what_they_do_in_this_view_and_what_is_not_there_leaves_it_not(
    window: MainWindow, office: FakeOffice
) -> None:
    await sit_down(window, office)
    tell_night(office)
    window.step()
    await press(window, Key.Key_5, CTRL)
    assert keys(window)["F10"][0] == "Parkera…"
    for key in (Key.Key_F5, Key.Key_F8, Key.Key_F9):
        await press(window, key)
        assert said(window) != ""
        assert window.stage.view() == TECHNICAL
    await press(window, Key.Key_1, CTRL)
    assert keys(window)["F10"][0] == "Lova tid"


async def test_the_views_key_gives_it_the_keyboard_also_where_it_is_shown_already(
    window: MainWindow, office: FakeOffice
) -> None:
    await open_view(window, office)
    await press(window, Key.Key_0, CTRL)
    assert window.stage.queue.view.hasFocus()
    await press(window, Key.Key_5, CTRL)
    assert window.stage.technical.lane.list.hasFocus()


async def test_nothing_is_counted_that_has_not_been_told(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    await press(window, Key.Key_5, CTRL)
    window.step()
    assert [button.text() for button in window.stage.technical._tabs.group.buttons()] == ["Fel ?", "Tystnader ?"]
