"""The page before a shift, by keys alone: who, the password, the seat that is locked or changed, what waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from console.domain.account import Face
from console.domain.alarm import AlarmClass
from console.domain.events import SightLost
from console.domain.ids import MunicipalityId, OperatorId
from console.domain.operator import ALLOWED, Act, Grant, Operator, Role
from console.domain.refused import Reason, Refused
from console.domain.routine import ReservePhone
from console.domain.sight import Grade
from console.services import screen
from tests.ui.conftest import near_size, open_window, shut
from tests.ui.fakes import ALVBRO, AMINA, ELLEN, JONAS, NOW, Clock, FakeOffice
from tests.ui.test_safe_text import HOSTILE, assert_plain
from tests.ui.test_window import ALT, CTRL, MARTA, SHIFT, begin, press, settle, write
from ui.main_window import MainWindow
from ui.seat import Place
from ui.sign_in.choice import Candidate, Choice, Sort, candidates
from ui.sign_in.people_list import Head, PersonLine
from ui.sign_in.rights import SHORT, does
from ui.words import Words

Key = Qt.Key


def face(name: str, login: str = "", **more: object) -> Face:
    login = login or name.split()[0].lower()
    grants = frozenset({Grant(ALVBRO, Role.OPERATOR)})
    known: dict[str, object] = {"locked_until": None, "is_in_now": False, "last_seat_at": None, **more}
    return Face(OperatorId(login), name, login, grants, **known)  # type: ignore[arg-type]


HERE_BEFORE = NOW - timedelta(hours=18)
FACES = (
    face("Ellen Sandgren", last_seat_at=HERE_BEFORE),
    face("Jonas Ek", last_seat_at=NOW - timedelta(days=4), is_in_now=True),
    face("Märta Öhrn"),
    face("Vera Nylund", locked_until=NOW + timedelta(minutes=12)),
)


@pytest.fixture
def centre(qapp: QApplication, office: FakeOffice, clock: Clock) -> Iterator[MainWindow]:
    """A centre that lists its accounts; nobody sits here."""
    office.is_demo = False
    office.listed = list(FACES)
    window = open_window(office, clock)
    window.activateWindow()
    yield window
    shut(window)


async def opened(window: MainWindow) -> MainWindow:
    window.start()
    await settle()
    return window


def rows(window: MainWindow) -> list[str]:
    """What the list shows, heads in brackets."""
    lines = window.stage.sign_in.people.view.model().lines
    return [line.name if isinstance(line, PersonLine) else f"[{line.text}]" for line in lines]


def chosen(window: MainWindow) -> str:
    found = window.stage.sign_in.people.chosen()
    return found.name if found is not None else ""


def shown(window: QWidget) -> list[str]:
    return [one.text() for one in window.findChildren(QLabel) if one.isVisible() and one.text()]


def password(window: MainWindow) -> QLineEdit:
    return window.stage.sign_in.entrance.password


# Who


async def test_those_who_have_sat_here_stand_first_and_each_says_how_it_is(centre: MainWindow) -> None:
    await opened(centre)
    assert rows(centre) == [
        "[Har suttit här  2]", "Ellen Sandgren", "Jonas Ek", "[Övriga  2]", "Märta Öhrn", "Vera Nylund",
    ]  # fmt: skip
    model = centre.stage.sign_in.people.view.model()
    told = [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]
    assert told[1] == "Ellen Sandgren, Operatör, Älvbro, i går 07:38"
    assert told[2] == "Jonas Ek, Operatör, Älvbro, inne nu"
    assert told[4] == "Märta Öhrn, Operatör, Älvbro"
    assert told[5] == "Vera Nylund, Operatör, Älvbro, spärrad till 01:50"


async def test_arrows_choose_and_enter_goes_to_the_password(centre: MainWindow, office: FakeOffice) -> None:
    await opened(centre)
    assert chosen(centre) == "Ellen Sandgren"
    await press(centre, Key.Key_Down)
    assert chosen(centre) == "Jonas Ek"
    assert "Jonas Ek" in shown(centre.stage.sign_in.entrance)
    await press(centre, Key.Key_Return)
    assert password(centre).hasFocus()
    write(centre, "rätt")
    await press(centre, Key.Key_Return)
    assert centre.seat.operator == JONAS
    assert centre.stage.desk.isVisible()


async def test_letters_seek_whatever_the_accents_and_esc_begins_again(centre: MainWindow) -> None:
    await opened(centre)
    write(centre, "OHR")
    assert rows(centre) == ["[Övriga  1]", "Märta Öhrn"]
    assert chosen(centre) == "Märta Öhrn"
    await press(centre, Key.Key_Backspace)
    await press(centre, Key.Key_Backspace)
    write(centre, "x")
    assert rows(centre) == ["[Ingen heter så. Backsteg tar bort en bokstav, Esc alla.]"]
    await press(centre, Key.Key_Escape)
    assert len(rows(centre)) == 6


async def test_an_account_that_is_not_in_the_list_is_written(centre: MainWindow) -> None:
    await opened(centre)
    await press(centre, Key.Key_A, ALT)
    write(centre, "amina")
    await press(centre, Key.Key_Return)
    write(centre, "rätt")
    await press(centre, Key.Key_Return)
    assert centre.seat.operator == AMINA


async def test_esc_goes_from_the_written_account_to_the_list_again(centre: MainWindow) -> None:
    await opened(centre)
    await press(centre, Key.Key_A, ALT)
    assert not centre.stage.sign_in.people.view.hasFocus()
    await press(centre, Key.Key_Escape)
    assert centre.stage.sign_in.people.view.hasFocus()
    assert chosen(centre) == "Ellen Sandgren"


async def test_a_centre_that_lists_nobody_asks_for_the_account_and_says_so(
    centre: MainWindow, office: FakeOffice
) -> None:
    office.listed = []
    await opened(centre)
    assert centre.stage.sign_in.entrance.account.hasFocus()
    assert rows(centre) == ["[Den här centralen visar inga konton här. Skriv kontots namn.]"]


# The password


async def test_a_wrong_password_is_told_beside_the_field_and_selected(centre: MainWindow) -> None:
    await opened(centre)
    await press(centre, Key.Key_Return)
    write(centre, "fel")
    await press(centre, Key.Key_Return)
    field = password(centre)
    assert centre.seat.operator is None
    assert "Fel namn eller lösenord." in shown(centre.stage.sign_in.entrance)
    assert field.accessibleDescription() == "Fel namn eller lösenord."
    assert field.hasFocus()
    assert field.selectedText() == "fel" or field.hasSelectedText()
    write(centre, "rätt")
    await press(centre, Key.Key_Return)
    assert centre.seat.operator == ELLEN


async def test_a_locked_account_says_until_when_and_opens_by_itself(centre: MainWindow, clock: Clock) -> None:
    await opened(centre)
    for _ in range(3):
        await press(centre, Key.Key_Down)
    assert chosen(centre) == "Vera Nylund"
    await press(centre, Key.Key_Return)
    assert not password(centre).hasFocus()
    told = "Kontot är spärrat till 01:50 efter för många fel lösenord."
    assert told in shown(centre.stage.sign_in.entrance)
    assert not centre.stage.sign_in.entrance.button.isEnabled()
    clock.go(13 * 60)
    centre.step()
    await settle()
    assert told not in shown(centre.stage.sign_in.entrance)
    await press(centre, Key.Key_Return)
    assert password(centre).hasFocus()


async def test_a_lock_that_the_console_answers_with_says_until_when(
    centre: MainWindow, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(login: str, word: str) -> Operator:
        raise Refused(Reason.ACCOUNT_LOCKED, detail="900")

    monkeypatch.setattr(office, "sign_in", locked)
    await opened(centre)
    await press(centre, Key.Key_Return)
    write(centre, "fel")
    await press(centre, Key.Key_Return)
    assert "Kontot är spärrat till 01:53 efter för många fel lösenord." in shown(centre.stage.sign_in.entrance)


async def test_the_password_can_be_seen_and_hides_itself_for_another(centre: MainWindow) -> None:
    await opened(centre)
    await press(centre, Key.Key_Return)
    write(centre, "hemligt")
    await press(centre, Key.Key_V, ALT)
    assert password(centre).echoMode() is QLineEdit.EchoMode.Normal
    await press(centre, Key.Key_V, ALT)
    assert password(centre).echoMode() is QLineEdit.EchoMode.Password
    await press(centre, Key.Key_V, ALT)
    await press(centre, Key.Key_Escape)
    await press(centre, Key.Key_Down)
    assert password(centre).echoMode() is QLineEdit.EchoMode.Password
    assert password(centre).text() == ""


async def test_an_answer_that_is_waited_for_is_not_asked_for_again(
    centre: MainWindow, office: FakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    before = office.sign_in

    async def counted(login: str, word: str) -> Operator:
        asked.append(login)
        return await before(login, word)

    monkeypatch.setattr(office, "sign_in", counted)
    await opened(centre)
    await press(centre, Key.Key_Return)
    write(centre, "rätt")
    for _ in range(3):
        centre.stage.sign_in.entrance.submitted.emit()
    await settle()
    assert asked == ["ellen"]


async def test_how_many_tries_there_are_is_said_where_it_is_known(centre: MainWindow) -> None:
    await opened(centre)
    assert not any("försök" in text for text in shown(centre))
    centre.seat.describe(Place("Larmcentral Älvbro", "3", 5, timedelta(minutes=15)))
    centre.step()
    assert "Larmcentral Älvbro, plats 3" in shown(centre)
    assert "5 försök, sedan spärr i 15 min. Skriv inte lösenordet någon annanstans." in shown(centre)


async def test_what_the_account_may_do_stands_by_municipality(centre: MainWindow) -> None:
    await opened(centre)
    said = shown(centre.stage.sign_in.entrance)
    assert {"Dina kommuner", "Älvbro", "Operatör", "Larm, kort, tillsyn, teknik, skyddade identiteter"} <= set(said)


def test_every_act_has_a_short_word_or_goes_without_saying() -> None:
    assert set(SHORT) == set(Act)
    assert all(does(role, Words()) for role in Role)
    assert all(SHORT[act] is None for act in (Act.SEE_QUEUE, Act.TAKE_OVER))
    assert Role.AUDITOR in ALLOWED
    assert does(Role.AUDITOR, Words()) == "journalen, gallring"


# The seat


async def test_the_lit_key_is_the_only_one_that_is_lit(centre: MainWindow) -> None:
    await opened(centre)
    lit = [one.text() for one in centre.findChildren(QAbstractButton) if one.isVisible() and one.property("lit")]
    assert lit == ["Logga in"]


async def test_what_was_chosen_and_written_stays_over_another_language_but_for_the_password(
    centre: MainWindow,
) -> None:
    await opened(centre)
    await press(centre, Key.Key_Down)
    await press(centre, Key.Key_Return)
    write(centre, "hemligt")
    await press(centre, Key.Key_S, ALT)
    assert chosen(centre) == "Jonas Ek"
    assert password(centre).hasFocus()
    assert password(centre).text() == ""
    assert "Password" in shown(centre)
    await press(centre, Key.Key_A, ALT)
    write(centre, "ami")
    await press(centre, Key.Key_Plus, CTRL)
    assert centre.stage.sign_in.entrance.account.text() == "ami"
    assert centre.stage.sign_in.entrance.account.isVisible()


async def test_a_locked_screen_asks_for_the_password_of_whoever_locked_it(
    centre: MainWindow, office: FakeOffice
) -> None:
    await opened(centre)
    await begin(centre, office, MARTA)
    await press(centre, Key.Key_L, CTRL | ALT)
    assert office.is_locked
    assert chosen(centre) == "Ellen Sandgren"
    assert password(centre).hasFocus()
    assert any("Loggar någon annan in släpps de." in text for text in shown(centre))
    assert not [text for text in shown(centre) if "Lindqvist" in text]
    write(centre, "rätt")
    await press(centre, Key.Key_Return)
    assert centre.stage.desk.isVisible()


async def test_a_change_of_operator_goes_back_by_esc_from_the_password_too(
    centre: MainWindow, office: FakeOffice
) -> None:
    await opened(centre)
    await begin(centre, office, MARTA)
    await press(centre, Key.Key_O, CTRL | SHIFT)
    await press(centre, Key.Key_Return)
    assert password(centre).hasFocus()
    await press(centre, Key.Key_Escape)
    assert not centre.stage.desk.isVisible()
    await press(centre, Key.Key_Escape)
    assert centre.stage.desk.isVisible()


async def test_who_is_in_now_is_asked_again_while_the_list_is_shown(
    centre: MainWindow, office: FakeOffice, clock: Clock
) -> None:
    await opened(centre)
    office.listed = [face("Ny Nyman")]
    centre.step()
    await settle()
    assert "Ny Nyman" not in rows(centre)
    clock.go(16)
    centre.step()
    await settle()
    assert "Ny Nyman" in rows(centre)


async def test_the_demo_s_operators_stand_in_a_group_of_their_own(window: MainWindow, office: FakeOffice) -> None:
    office.listed = [FACES[0]]
    window.activateWindow()
    await opened(window)
    assert rows(window)[:3] == ["[Har suttit här  1]", "Ellen Sandgren", "[Övning  4]"]
    await press(window, Key.Key_3)
    assert window.seat.operator == JONAS


# What waits


WAITS = screen.Waiting(
    {AlarmClass.ACUTE: 1, AlarmClass.HIGH: 2, AlarmClass.NORMAL: 2}, NOW - timedelta(seconds=54), 3,
    ("Amina", "Jonas", "Petra"), 2, NOW + timedelta(minutes=32), 1,
)  # fmt: skip


def waiting(window: MainWindow) -> list[tuple[str, str]]:
    lines = window.stage.sign_in.waiting.lines.values()
    return [(line.number.text(), line.more.text()) for line in lines]


async def test_what_waits_stands_in_numbers_before_anybody_sits_here(centre: MainWindow, office: FakeOffice) -> None:
    await opened(centre)
    assert waiting(centre) == [("?", "")] * 4
    office.show((WAITS,))
    assert waiting(centre) == [
        ("5", "1 Akut, 2 Hög, 2 Normal. Längst 00:54"), ("3", "Amina, Jonas, Petra"), ("2", "närmast 02:10, om 32 min"),
        ("1", "personer eller enheter vars larm är tyst"),
    ]  # fmt: skip


async def test_blind_it_does_not_know_what_waits(centre: MainWindow, office: FakeOffice, clock: Clock) -> None:
    await opened(centre)
    office.show((WAITS,))
    office.sight(Grade.BLIND, SightLost.LINK, clock.now() - timedelta(seconds=23))
    assert waiting(centre) == [("?", "")] * 4
    assert centre.stage.sign_in.waiting.notes() == ("Vi vet inte vad som väntar: ingen kontakt sedan 01:37:49.",)


async def test_blind_f5_is_the_reserve_s_and_the_one_lit_key(centre: MainWindow, office: FakeOffice) -> None:
    await opened(centre)
    assert centre.stage.sign_in.lead.isVisible()
    office.sight(Grade.BLIND, SightLost.LINK)
    assert not centre.stage.sign_in.lead.isVisible()
    assert not centre.stage.sign_in.entrance.button.property("lit")
    office.sight(Grade.SEEING)
    office.canary(1)
    await settle()
    centre.step()
    assert centre.stage.sign_in.entrance.button.property("lit")
    assert centre.stage.sign_in.lead.isVisible()


async def test_an_empty_seat_is_told_of_and_the_counts_stay(centre: MainWindow, office: FakeOffice) -> None:
    await opened(centre)
    office.show((WAITS,))
    office.sight(Grade.BLIND, SightLost.NOBODY)
    assert waiting(centre)[0][0] == "5"
    assert "Ärenden härifrån larmar på de andra platserna. Logga in för att se kön." in shown(centre)


async def test_after_a_crash_it_says_so_until_somebody_has_sat_down(centre: MainWindow, office: FakeOffice) -> None:
    await opened(centre)
    told = "Vaka startade om 01:37:12 efter ett fel. Inget som sparats är förlorat."
    office.show((screen.Restarted(NOW - timedelta(minutes=1), False),))
    assert told in shown(centre)
    office.sit(ELLEN)
    office.sit(None)
    await settle()
    assert told not in shown(centre)


async def test_f5_calls_the_shift_lead_where_there_is_a_number(centre: MainWindow, office: FakeOffice) -> None:
    await opened(centre)
    await press(centre, Key.Key_F5)
    assert "Ring 070-174 06 90 på telefonen" in shown(centre)


async def test_without_a_number_nothing_is_offered(centre: MainWindow, office: FakeOffice) -> None:
    office.reserve_phone = ReservePhone()
    await opened(centre)
    assert not centre.stage.sign_in.lead.isVisible()
    await press(centre, Key.Key_F5)
    assert not any("Ring 0" in text for text in shown(centre))


# Reach


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 2.0])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
async def test_nothing_stands_outside_the_page_at_any_size(
    centre: MainWindow, office: FakeOffice, size: tuple[int, int], scale: float
) -> None:
    centre.resize(*size)
    near_size(centre, scale)
    centre.workplace.zoom(1)
    centre.seat.describe(Place("Larmcentral Älvbro", "3", 5, timedelta(minutes=15)))
    await opened(centre)
    office.show((WAITS,))
    centre.step()
    await settle()
    page = centre.stage.sign_in
    for part in page.findChildren(QWidget):
        parent = part.parentWidget()
        if part.isVisible() and isinstance(part, QLabel | QAbstractButton | QLineEdit) and parent is not None:
            assert part.x() >= 0, part
            assert part.x() + part.width() <= parent.width() + 1, (part, part.text())
            assert part.height() >= (part.heightForWidth(part.width()) if part.hasHeightForWidth() else 1), part.text()
    for scrolled in (page.checks, page.entrance, page.waiting):
        assert scrolled.mapTo(page, scrolled.rect().topRight()).x() <= page.width()


async def test_the_keyboard_reaches_everything_in_order_and_it_has_a_name(centre: MainWindow) -> None:
    await opened(centre)
    await press(centre, Key.Key_Return)
    names = []
    while (focused := centre.focusWidget()) is not None and centre.stage.sign_in.isAncestorOf(focused):
        names.append(focused.accessibleName())
        await press(centre, Key.Key_Tab)
    assert names == [
        "Lösenord", "Visa Alt V", "Logga in Enter", "Spela Alt 1", "Prova igen Alt 2", "Sök igen Alt 3", "Ring F5",
    ]  # fmt: skip
    interface = QAccessible.queryAccessibleInterface(centre.stage.sign_in.people.view)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name) == "Operatörer"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_names_are_plain(centre: MainWindow, office: FakeOffice, text: str) -> None:
    grants = frozenset({Grant(MunicipalityId(text[:2000]), Role.OPERATOR)})
    office.listed = [Face(OperatorId("ond"), text, text[:100], grants, None, True, None)]
    await opened(centre)
    office.show((screen.Waiting({}, None, 1, (text,), 0, None, 0),))
    centre.repaint()
    assert_plain(centre)


# What is found by what


def test_each_word_is_sought_in_name_and_account() -> None:
    one = Candidate(OperatorId("x"), "Åsa Ström", frozenset(), Sort.OTHERS, "astrom2")
    assert [one.is_found_by(text) for text in ("asa", "STRÖM", "str å", "rom2", "", "bo")] == [
        True, True, True, True, True, False,
    ]  # fmt: skip


def test_the_groups_follow_one_another_whatever_comes_first() -> None:
    listed: Sequence[Face] = (FACES[2], FACES[0])
    sorts = [one.sort for one in candidates(listed, (ELLEN,))]
    assert sorts == [Sort.BEFORE, Sort.OTHERS, Sort.INVENTED]


def test_a_choice_that_is_renewed_keeps_the_written_account_alone() -> None:
    choice = Choice("ellen", "mä", OperatorId("a"), True, True, "fel")
    choice.renew(OperatorId("b"))
    assert choice == Choice("ellen", "", OperatorId("b"))


def test_heads_cannot_be_chosen(centre: MainWindow) -> None:
    model = centre.stage.sign_in.people.view.model()
    model.replace((Head("Övriga"),))
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags
    assert model.person_at(0) is None
