"""A flood on the screen: people are rows as ever, the rest is counted in groups that open, and it is told as it begins
and ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from console.domain import steps
from console.domain.events import SightLost
from console.domain.ids import CaseId
from console.domain.queue import Fold, FoldKind, Group, Hidden
from console.domain.sight import Grade
from console.services import screen
from tests.ui import desk_scene
from tests.ui.desk_scene import OUTAGE
from tests.ui.every_view import CTRL, Key, press, settle, sit_down
from tests.ui.fakes import ELLEN, PETRA, FakeOffice
from ui.main_window import MainWindow
from ui.queue.delegate import RowDensity
from ui.queue.folds import FoldCard
from ui.words import Words
from ui.words.folds import texts_of

WORDS = Words()
Heard = list[tuple[str, bool]]


def shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def cards(window: MainWindow) -> list[FoldCard]:
    found = [card for card in window.stage.queue.folds.findChildren(FoldCard) if card.isVisible()]
    return sorted(found, key=lambda card: card.mapTo(window, card.rect().topLeft()).y())


def listen(window: MainWindow) -> Heard:
    heard: Heard = []
    window.stage.queue._speak = lambda text, is_assertive: heard.append((text, is_assertive))
    return heard


async def flooded(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.flood(office)
    await settle()


async def test_the_notice_says_since_when_by_what_and_that_people_are_never_folded(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    assert shown(window.stage.queue._flood) == [
        "Flodläge", "sedan 01:31, 7 min", "upphör under 25 på 10 min",
        "5\u202f124 larm på 10 min, gräns 50 för 5 operatörer.", "Människor viks aldrig.",
    ]  # fmt: skip
    desk_scene.flood_ends(office)
    assert not window.stage.queue._flood.isVisible()
    assert not cards(window)


async def test_all_people_are_rows_and_the_groups_are_counted_beside_them(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    people = {"c-folke", "c-gunvor", "c-tore", "c-frank", "c-borje", "c-mirja", "c-birgit", "26-11843"}
    assert people <= {row.case for row in window.model.rows()}
    assert OUTAGE not in {row.case for row in window.model.rows()}
    assert [card.fold.kind for card in cards(window)] == [FoldKind.OUTAGE, FoldKind.TESTS]
    rows = len(window.model.rows())
    assert f"Öppna  {rows + 2}" in shown(window.stage.queue._header)
    assert window.stage.queue._foot.text() == "Dolda: 5\u202f124 i 2 grupper"


async def test_a_group_says_what_it_counts_what_that_means_for_people_and_whose_it_is(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    outage, tests = cards(window)
    assert outage.accessibleName() == (
        "Områdesavbrott Norrsund hamn, 312 enheter utan kontakt sedan 01:31, 5 personer kan inte larma alls, "
        "4 bara via telefon, 1 vet inte, Petra Lund"
    )
    assert tests.accessibleName() == (
        "Provlarm, 4\u202f812 provlarm, alla styrkta och arkiverade, den som trycker under provet ligger kvar bland "
        "människor, Sköter sig själv"
    )


def test_faults_say_how_many_nobody_has_and_how_long_the_longest_waits(office: FakeOffice) -> None:
    now = office.clock.now()
    waiting = Fold(FoldKind.TECHNICAL, 7, 3, now - timedelta(minutes=12))
    found = texts_of(waiting, None, WORDS, now)
    assert (found.what, found.more, found.owner) == ("7 fel", "längst väntan 12 min", "3 utan ägare")
    taken = texts_of(Fold(FoldKind.TECHNICAL, 7), None, WORDS, now)
    assert (taken.more, taken.owner) == ("", "alla tagna")


async def test_what_an_outage_means_for_people_is_not_guessed_before_it_is_told(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    office.show((screen.LaneTold((), {}),))
    assert "vem som kan larma är inte känt än" in cards(window)[0].accessibleName()


async def test_owned_people_stand_in_one_line_while_it_lasts(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    queue = window.stage.queue
    assert queue.delegate.density is RowDensity.OWNED_IN_ONE_LINE
    height = queue.view.visualRect(window.model.index_of(CaseId("26-11843"))).height()
    assert height < queue.view.visualRect(window.model.index_of(CaseId("c-folke"))).height()
    desk_scene.flood_ends(office)
    assert queue.delegate.density is RowDensity.FULL


async def test_down_from_the_last_row_goes_to_the_groups_and_up_comes_back(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    view = window.stage.queue.view
    view.setFocus()
    await press(window, Key.Key_End)
    last = view.followed()
    await press(window, Key.Key_Down)
    first, second = cards(window)
    assert first.hasFocus()
    await press(window, Key.Key_Down)
    assert second.hasFocus()
    await press(window, Key.Key_Down)
    assert second.hasFocus()
    await press(window, Key.Key_Up)
    await press(window, Key.Key_Up)
    assert view.hasFocus()
    assert view.followed() == last


async def test_where_no_row_stands_the_groups_are_told_and_a_key_away(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    hidden = window.standing.hidden
    office.show((screen.QueueReplaced(()), screen.RowsChanged((), {}, None, hidden)))
    office.canary(3)
    window.step()
    await settle()
    window.stage.queue.view.setFocus()
    assert "Inget ärende om en människa. 2 vikta grupper nedanför." in shown(window.stage.queue._empty)
    await press(window, Key.Key_Down)
    assert cards(window)[0].hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Right, Key.Key_Return, Key.Key_Space])
async def test_an_outage_opens_as_its_case_in_the_middle_though_it_has_no_row(
    window: MainWindow, office: FakeOffice, key: Qt.Key
) -> None:
    await flooded(window, office)
    window.stage.queue.folds.take_focus()
    await press(window, key)
    assert window.work.row is not None
    assert window.work.row.case == OUTAGE
    assert window.stage.queue.view.followed() is None
    assert window.stage.cases.case.outage.people.isVisible()
    assert window.stage.cases.case.outage.people.list.hasFocus()
    await press(window, Key.Key_Left)
    assert cards(window)[0].hasFocus()


async def test_an_outage_that_is_taken_stands_among_ones_own_and_stays_shown(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    window.stage.queue.folds.take_focus()
    await press(window, Key.Key_Right)
    office.act_as(ELLEN, steps.TakeOver(OUTAGE, "Petra är i samtal"))
    await settle()
    assert window.stage.queue.view.followed() == OUTAGE
    assert window.work.row is not None
    assert window.work.row.group is Group.MINE
    assert [card.fold.kind for card in cards(window)] == [FoldKind.TESTS]


async def test_faults_open_the_technical_view_and_tests_say_where_they_are(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    office.show((screen.RowsChanged((), {}, None, Hidden((Fold(FoldKind.TECHNICAL, 7, 3),))),))
    await settle()
    window.stage.queue.folds.take_focus()
    await press(window, Key.Key_Right)
    assert window.stage.view() == 4
    await press(window, Key.Key_1, CTRL)
    office.show((screen.RowsChanged((), {}, None, Hidden((Fold(FoldKind.TESTS, 4812),))),))
    await settle()
    window.stage.queue.folds.take_focus()
    await press(window, Key.Key_Right)
    assert "ett för ett, i journalen" in window.stage.status.said()
    assert window.stage.view() == 0


async def test_the_group_keeps_the_keyboard_while_its_count_changes_and_gives_it_back_when_it_goes(
    window: MainWindow, office: FakeOffice
) -> None:
    await flooded(window, office)
    window.stage.queue.folds.take_focus(is_from_above=False)
    tests = cards(window)[1]
    office.board.tests_filed += 100
    office._tell(())
    assert tests.hasFocus()
    assert tests.fold.count == 4_912
    desk_scene.flood_ends(office)
    await settle()
    assert window.stage.queue.view.hasFocus()


async def test_the_key_that_takes_the_next_names_whom_it_takes(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    assert window.stage.row.keys["F2"].label() == "Ta Folke Rydberg"
    office.act_as(PETRA, steps.Claim(CaseId("c-folke")))
    assert window.stage.row.keys["F2"].label() == "Ta Gunvor Melin"
    desk_scene.flood_ends(office)
    assert window.stage.row.keys["F2"].label() == "Ta nästa"


async def test_a_screen_reader_hears_it_begin_and_end_once_each(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    heard = listen(window)
    desk_scene.flood(office, ago=0)
    office.board.tests_filed += 1
    office._tell(())
    window.step()
    assert heard == [("Flodläge börjar. Människor viks aldrig. 2 vikta grupper nedanför.", False)]
    desk_scene.flood_ends(office)
    window.step()
    assert heard[1:] == [("Flodläget är över. Det vikta står i kön igen.", False)]


async def test_a_column_that_is_made_anew_tells_no_old_flood_as_news(
    window: MainWindow, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    await flooded(window, office)
    heard: list[str] = []
    monkeypatch.setattr("ui.queue.column.speak_through", lambda _: lambda text, is_assertive: heard.append(text))
    await press(window, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    window.step()
    assert not [text for text in heard if text.startswith("Flood")]
    assert "Flood mode" in shown(window.stage.queue._flood)


async def test_slim_the_notice_is_one_line_and_the_groups_are_lines(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    tall = cards(window)[0].height()
    await press(window, Key.Key_6, CTRL)
    assert shown(window.stage.queue._flood) == ["Flodläge", "sedan 01:31"]
    assert len(cards(window)) == 2
    assert cards(window)[0].height() < tall / 2


async def test_many_groups_leave_the_rows_their_room(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    row = window.standing.hidden.folds[0].row
    assert row is not None
    many = tuple(
        Fold(FoldKind.OUTAGE, 40, 1, row.first_at, replace(row, case=CaseId(f"c-{number}"), place=f"Område {number}"))
        for number in range(30)
    )
    office.show((screen.RowsChanged((), {}, None, Hidden(many)),))
    await settle()
    assert window.stage.queue.folds.height() < window.stage.queue.view.height()
    assert len(window.stage.queue.folds.findChildren(FoldCard)) >= 30


async def test_the_team_names_who_has_an_outage_that_is_folded(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    told = shown(window.stage.staff.team)
    assert told[told.index(PETRA.name) + 1] == "teknik, Områdesavbrott Norrsund hamn"


async def test_the_count_of_the_view_counts_groups_too(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    assert window.standing.total() == len(window.model.rows()) + 2


async def test_blind_the_groups_stay_with_what_was_known(window: MainWindow, office: FakeOffice) -> None:
    await flooded(window, office)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now())
    await settle()
    assert len(cards(window)) == 2
    assert window.stage.queue._foot.text() == "Dolda: okänt antal"
