"""The case of an outage: how many are silent, who cannot call for help, in which order and why, and what is done for
them. The console reads and journals; the screen says what it was told, and when it does not know."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from console.domain import events as ev
from console.domain import steps
from console.domain.events import ReadReason, SightLost
from console.domain.ids import CaseId, ResidentId
from console.domain.link import LostContact
from console.domain.reach import Reach
from console.domain.refused import Reason, Refused
from console.domain.sight import Grade
from tests.ui import desk_scene
from tests.ui.desk_scene import OUTAGE
from tests.ui.every_view import Key, choose, press, settle, sit_down
from tests.ui.fakes import AMINA, ELLEN, JONAS, FakeOffice
from ui.case.outage import OutagePeople
from ui.main_window import MainWindow
from ui.words import Words
from ui.words.outage_lines import PersonLine, lines_of

WORDS = Words()


def shown(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def people(window: MainWindow) -> OutagePeople:
    return window.stage.cases.case.outage.people


def lines(window: MainWindow) -> tuple[PersonLine, ...]:
    return people(window)._model.lines


def told(window: MainWindow, resident: str) -> PersonLine:
    return next(one for one in lines(window) if one.key == ResidentId(resident))


async def opened(window: MainWindow, office: FakeOffice) -> None:
    """A flood, of which the operator opens the outage."""
    await sit_down(window, office)
    desk_scene.flood(office)
    await settle()
    window.stage.queue.folds.take_focus()
    await press(window, Key.Key_Right)


async def go(window: MainWindow, office: FakeOffice, seconds: int) -> None:
    """Time passes, in sight."""
    for number in range(seconds):
        office.clock.go(1)
        if number % 5 == 0:
            office.canary(100 + number)
            await settle(2)
        window.step()
    await settle()


async def test_the_head_says_which_area_since_when_and_that_the_line_closes_it(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    assert shown(window.stage.cases.case._head) == [
        "Områdesavbrott Norrsund hamn", "Bredbandslinje · sedan 01:31 · ärende 26-11851", "07:04",
        "stängs när linjen är åter",
    ]  # fmt: skip


async def test_three_counts_say_what_it_means_and_a_fourth_what_nobody_knows(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    counts = window.stage.cases.case.outage.counts
    assert shown(counts) == [
        "312", "enheter utan kontakt", "5", "kan inte larma alls", "4", "har bara fast telefon", "1", "vet inte",
    ]  # fmt: skip
    office.outage_told = tuple(one for one in office.outage_told if one.reach is not Reach.UNKNOWN)
    office.show((desk_scene.lane(office),))
    assert shown(counts)[-2:] == ["4", "har bara fast telefon"]


async def test_before_the_lane_is_told_the_counts_are_unknown_and_not_nought(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    window.standing.lane = None
    window.step()
    assert shown(window.stage.cases.case.outage.counts)[::2] == ["312", "?", "?"]


async def test_it_stands_in_the_place_of_facts_plan_and_card_and_for_an_outage_alone(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    cases = window.stage.cases
    assert not cases.case._facts.isVisible()
    assert not cases.card.isVisible()
    assert cases.case._below.isVisible()
    await choose(window, CaseId("c-gunvor"))
    assert not people(window).isVisible()
    assert not cases.case.outage.counts.isVisible()
    assert cases.card.isVisible()


async def test_who_cannot_call_stands_first_in_the_order_that_was_read_with_reasons_in_words(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    assert [(one.number, one.name, one.reasons(), one.way) for one in lines(window)] == [
        (1, "Sven-Åke Holm", "Syrgas hemma, bor ensam", "ingen väg ut"),
        (2, "Elsa Nyman", "Epilepsi", "ingen väg ut"),
        (3, "Arne Viklund", "Demens, dörrlarm", "ingen väg ut"),
        (4, "Skyddad identitet", "Diabetes", "ingen väg ut"),
        (5, "Ruth Malm", "Går med stöd, över 90 år, bor ensam", "ingen väg ut"),
        (6, "Vide Ros", "Livstecken saknas", "vet inte"),
        (7, "Mirja Salo", "Blodförtunnande, går med stöd, bor ensam", "bara fast telefon"),
        (8, "Henry Falk", "Över 90 år, bor ensam", "bara fast telefon"),
        (9, "Birgit Åkesson", "Någon väg nere, inte provad på 40 dygn", "bara fast telefon"),
        (10, "Lars-Erik Moen", "Någon väg nere, inte provad på 40 dygn", "bara fast telefon"),
    ]
    assert "2 till som berörs kan larma på andra vägar." in shown(people(window))[-1]


async def test_a_masked_person_has_neither_name_nor_age(window: MainWindow, office: FakeOffice) -> None:
    await opened(window, office)
    hidden = told(window, "dold")
    assert hidden.told() == "4 Skyddad identitet, Diabetes, ingen väg ut, ingen skickad"
    assert "Dold" not in " ".join(one.told() for one in lines(window))


async def test_what_is_being_done_is_said_by_the_persons_own_case(window: MainWindow, office: FakeOffice) -> None:
    await opened(window, office)
    assert told(window, "sven").done == "ingen skickad"
    assert told(window, "mirja").done == "lovat 01:49"
    office.outage_told = tuple(
        replace(one, case=CaseId("c-sven")) if one.person.id == "sven" else one for one in office.outage_told
    )
    desk_scene.lifted(office, "c-sven", "sven")
    office.clock.go(11)
    office.append(OUTAGE, ev.NoteWritten("Sven-Åke har ett ärende"), ELLEN.id)
    office.show((desk_scene.lane(office),))
    await settle()
    assert told(window, "sven").done == "väntar på svar"
    office.act_as(AMINA, steps.Claim(CaseId("c-sven")))
    assert told(window, "sven").done == "Amina har ärendet"
    office.act_as(AMINA, steps.MakePromise(CaseId("c-sven"), office.clock.now() + timedelta(minutes=9), "besök"))
    assert told(window, "sven").done == "lovat 01:47"


async def test_a_promise_that_was_not_kept_is_said(office: FakeOffice) -> None:
    office.sit(ELLEN)
    desk_scene.flood(office)
    rows = {row.case: row for row in office.queue.rows()}
    mirja = rows[CaseId("c-mirja")]
    assert mirja.promise_until is not None
    late = mirja.promise_until + timedelta(seconds=1)
    found = next(one for one in lines_of(office.outage_told, rows, late, WORDS) if one.key == "mirja")
    assert found.done == "löftet 01:49 hölls inte"
    mine = {mirja.case: replace(mirja, promise_until=None, group=office.queue._group(office.board.cases[mirja.case]))}
    found = next(one for one in lines_of(office.outage_told, mine, late, WORDS) if one.key == "mirja")
    assert found.done == f"{JONAS.name.split()[0]} har ärendet"


async def test_up_and_down_go_through_the_people_and_enter_opens_a_card_for_a_reason(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    assert people(window).list.key() == ResidentId("sven")
    await press(window, Key.Key_Down)
    assert people(window).list.key() == ResidentId("elsa")
    await press(window, Key.Key_Up)
    office.clock.go(1)
    await press(window, Key.Key_Return)
    assert not office.reads, "no card without a reason"
    assert window.work.has_panel()
    await press(window, Key.Key_1)
    assert [(resident, reason) for resident, reason, _ in office.reads[:1]] == [
        (ResidentId("sven"), list(ReadReason)[1])
    ]  # fmt: skip
    assert window.stage.cases.is_more_open()


async def test_the_reading_is_asked_once_and_again_only_when_something_has_changed(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    assert office.outage_reads == 1
    await go(window, office, 9)
    assert office.outage_reads == 1
    office.append(OUTAGE, ev.DevicesReturned(tuple(office.board.cases[OUTAGE].out)[:1]))
    office.show((desk_scene.lane(office),))
    await settle()
    assert office.outage_reads == 1, "not oftener than each ten seconds, whatever changes"
    await go(window, office, 2)
    assert office.outage_reads == 2
    await go(window, office, 61)
    assert office.outage_reads == 3, "now and then although nothing was told"


async def test_it_is_not_read_while_another_case_is_shown(window: MainWindow, office: FakeOffice) -> None:
    await opened(window, office)
    await choose(window, CaseId("c-gunvor"))
    await go(window, office, 70)
    assert office.outage_reads == 1


async def test_everybody_can_call_is_said_only_where_it_was_read(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.flood(office)
    office.outage_told = tuple(replace(one, reach=Reach.CAN_ALARM) for one in office.outage_told)
    await settle()
    window.stage.queue.folds.take_focus()
    await press(window, Key.Key_Right)
    assert "Alla kan kalla på hjälp." in shown(people(window))
    assert people(window)._sentence.hasFocus()
    office.outage_told = (replace(office.outage_told[0], reach=Reach.NO_PATH),)
    await go(window, office, 61)
    assert people(window).list.hasFocus(), "the keyboard stays with the people"


@pytest.mark.warns
async def test_that_nobody_knows_is_said_and_asked_again(window: MainWindow, office: FakeOffice) -> None:
    office.outage_fails_with = LostContact("told by a test")
    await opened(window, office)
    assert "Vi vet inte vem som kan kalla på hjälp." in shown(people(window))
    assert "Alla kan kalla på hjälp." not in shown(people(window))
    assert people(window)._sentence._is_hatched
    office.outage_fails_with = None
    await go(window, office, 11)
    assert len(lines(window)) == 10


async def test_whoever_may_read_nobody_is_told_so_once_and_sees_the_numbers(
    window: MainWindow, office: FakeOffice
) -> None:
    office.outage_fails_with = Refused(Reason.NOT_GRANTED)
    await opened(window, office)
    assert "Vilka de är visas inte för dig. Antalen ovan gäller." in shown(people(window))
    window.stage.status.say("")
    await go(window, office, 61)
    assert window.stage.status.said() == ""
    assert "5" in shown(window.stage.cases.case.outage.counts)


async def test_blind_the_list_stays_and_says_that_it_is_uncertain(window: MainWindow, office: FakeOffice) -> None:
    await opened(window, office)
    office.clock.go(120)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now())
    window.step()
    await settle()
    assert "osäkert, läst 01:38" in [label.text() for label in people(window).findChildren(QLabel)]
    assert office.outage_reads == 1
    assert len(lines(window)) == 10


async def test_nothing_of_it_stays_for_whoever_sits_down_next(window: MainWindow, office: FakeOffice) -> None:
    await opened(window, office)
    office.sit(AMINA)
    await settle()
    assert not lines(window)


async def test_another_language_and_size_show_the_same_outage(window: MainWindow, office: FakeOffice) -> None:
    await opened(window, office)
    await press(window, Key.Key_S, Qt.KeyboardModifier.AltModifier)
    window.step()
    await settle()
    assert lines(window)[0].way == "no way out"
    assert office.outage_reads == 1
    assert people(window).isVisible()


@pytest.mark.parametrize("width", [1366, 1920])
async def test_reasons_stand_beside_the_name_where_there_is_room_and_else_under_it(
    window: MainWindow, office: FakeOffice, width: int
) -> None:
    window.resize(width, 768 if width == 1366 else 1080)
    await opened(window, office)
    await settle()
    assert people(window)._delegate.is_wide is (width == 1920)


async def test_an_outage_with_its_own_row_shows_the_same(window: MainWindow, office: FakeOffice) -> None:
    await sit_down(window, office)
    desk_scene.flood(office)
    desk_scene.flood_ends(office)
    await choose(window, OUTAGE)
    window.step()
    await settle()
    assert len(lines(window)) == 10
    office.append(OUTAGE, ev.OutageEnded())
    await settle()
    assert window.work.row is None or window.work.row.case != OUTAGE


async def test_the_reason_for_a_card_names_whose_it_is_and_escape_goes_back_to_the_people(
    window: MainWindow, office: FakeOffice
) -> None:
    await opened(window, office)
    await press(window, Key.Key_Down)
    await press(window, Key.Key_Return)
    panel = window.stage.cases.case.panel()
    assert panel is not None
    assert panel.title.text() == "Elsa Nyman. Läs kortet: varför?"
    await press(window, Key.Key_Escape)
    assert people(window).list.hasFocus()
    assert people(window).list.key() == ResidentId("elsa")
