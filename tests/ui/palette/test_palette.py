"""The palette under the hand: what is typed, pressed and chosen, and who has the keyboard meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from console.domain.ids import CaseId, MunicipalityId, ResidentId
from console.domain.link import LostContact
from console.domain.refused import Reason, Refused
from console.domain.search import Found, Hits, Marked, ProtectedHit, ResidentHit
from tests.ui.test_safe_text import HOSTILE
from ui.palette.asking import ASKS_AFTER_MS, TELLS_AFTER_MS
from ui.palette.choices import OpenCase, Protected, ReadResident, RunDeed
from ui.palette.commands import Command
from ui.palette.finder import Finder
from ui.palette.lines import Entry
from ui.palette.palette import Palette
from ui.style import style_sheet
from ui.tasks import Tasks
from ui.theme import DAY, NIGHT, Look, Theme
from ui.widgets.parts import column
from ui.words import Words

Key = Qt.Key
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip
ALVBRO = MunicipalityId("älvbro")
COMMANDS = (
    Command("lines", "Teknik: linjer utan kontakt", "Ctrl+5"),
    Command("shelve", "Parkera linje", "", "Ta ärendet först"),
    Command("next", "Ta nästa", "F2"),
)


def resident(id_: str, name: str, case: str | None = None) -> ResidentHit:
    empty = Marked("")
    return ResidentHit(
        ResidentId(id_), ALVBRO, Marked(name, ((0, 3),)), Marked("Fyrvägen 12"), empty, Marked("Älvbro"), empty,
        CaseId(case) if case else None, (1, 1),
    )  # fmt: skip


MARTA, TORE = resident("marta", "Lindqvist, Märta", "26-11843"), resident("tore", "Lindgren, Tore")
SECRET = ProtectedHit(ResidentId("hemlig"), ALVBRO)


def answer(text: str, *hits: ResidentHit, protected: tuple[ProtectedHit, ...] = ()) -> Found:
    return Found(text, residents=Hits(hits), protected=Hits(protected), took=timedelta(milliseconds=4))


class Desk(QWidget):
    """A window with somebody's half-written note, keys of its own, and the palette over it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.look = Look(theme, self)
        self.setStyleSheet(style_sheet(theme))
        self.note = QPlainTextEdit("halvskriven")
        column(self).addWidget(self.note)
        self.palette_ = Palette(self.look, Words(), self)
        self.palette_.offer(COMMANDS)
        self.asked: list[str] = []
        self.chosen: list[object] = []
        self.dismissed = 0
        self.pressed: list[str] = []
        self.palette_.asked.connect(self.asked.append)
        self.palette_.chosen.connect(self.chosen.append)
        self.palette_.dismissed.connect(self._dismissed)
        for key in ("Esc", "F2", "Ctrl+K", "Ctrl+1"):
            action = QAction(key, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _=False, name=key: self.pressed.append(name))
            self.addAction(action)

    def _dismissed(self) -> None:
        self.dismissed += 1


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    yield from opened(Theme(), 1366, 768)


def opened(theme: Theme, width: int, height: int) -> Iterator[Desk]:
    made = Desk(theme)
    made.resize(width, height)
    made.show()
    made.activateWindow()
    made.note.setFocus()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 52)


def press(desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focused = desk.focusWidget()
    assert focused is not None, "nobody has the keyboard"
    QTest.keyClick(focused, key, modifier)


def write(desk: Desk, text: str) -> None:
    focused = desk.focusWidget()
    assert focused is not None, "nobody has the keyboard"
    for letter in text:  # QTest.keyClicks aborts on å, ä and ö
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(focused, QKeyEvent(kind, 0, NONE, letter))


async def until(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 - what is waited for is Qt's, and has no event
        await asyncio.sleep(0.005)


async def sought(desk: Desk, text: str, found: Found) -> None:
    """Types into the open palette, and answers when it asks."""
    write(desk, text)
    await until(lambda: desk.asked[-1:] == [text])
    desk.palette_.show_found(found)


def lines(desk: Desk) -> list[str]:
    return [line.told if isinstance(line, Entry) else line.text for line in desk.palette_.list.lines.lines]


def lit(desk: Desk) -> str:
    chosen = desk.palette_.list.chosen()
    return chosen.name.text if chosen is not None else ""


# Asking


async def test_it_asks_once_when_the_hand_rests_and_shows_what_was_found(desk: Desk) -> None:
    desk.palette_.open()
    await sought(desk, "lin", answer("lin", MARTA, TORE))
    assert desk.asked == ["lin"]
    assert lines(desk)[:3] == [
        "Boende", "Lindqvist, Märta, Fyrvägen 12, Älvbro, ärende öppet", "Lindgren, Tore, Fyrvägen 12, Älvbro",
    ]  # fmt: skip
    assert desk.palette_.said.text() == "4 träffar på 4 ms"


async def test_a_late_answer_to_an_older_text_is_dropped(desk: Desk) -> None:
    desk.palette_.open()
    await sought(desk, "lin", answer("lin", MARTA))
    write(desk, "dg")
    await until(lambda: desk.asked[-1] == "lindg")
    desk.palette_.show_found(answer("lin", resident("sen", "Sen, Sixten")))
    assert lit(desk) == "Lindqvist, Märta"
    desk.palette_.show_found(answer("lindg", TORE))
    desk.palette_.show_found(answer("lin", MARTA))
    assert lit(desk) == "Lindgren, Tore"


async def test_an_answer_after_it_was_closed_is_dropped(desk: Desk) -> None:
    desk.palette_.open()
    write(desk, "lin")
    await until(lambda: bool(desk.asked))
    press(desk, Key.Key_Escape)
    desk.palette_.show_found(answer("lin", MARTA))
    assert lines(desk) == []


async def test_what_stands_there_stays_until_the_new_answer_comes(desk: Desk) -> None:
    desk.palette_.open()
    await sought(desk, "lin", answer("lin", MARTA, TORE))
    before = lines(desk)
    write(desk, "d")
    assert lines(desk) == before


@pytest.mark.parametrize("text", [">linj", "l", ""])
async def test_commands_and_single_letters_are_never_asked_of_the_console(desk: Desk, text: str) -> None:
    desk.palette_.open()
    write(desk, text)
    await asyncio.sleep(ASKS_AFTER_MS * 3 / 1000)
    assert desk.asked == []
    assert not desk.palette_.asking.is_waiting


async def test_a_search_that_takes_its_time_says_so_and_the_commands_are_there(desk: Desk) -> None:
    desk.palette_.open()
    write(desk, "linj")
    await until(lambda: bool(desk.asked))
    began = time.monotonic()
    await until(lambda: desk.palette_.asking.is_late)
    assert time.monotonic() - began >= TELLS_AFTER_MS / 1000 - 0.1
    assert desk.palette_.said.text() == "Söker"
    assert lit(desk) == "Teknik: linjer utan kontakt"


async def test_what_was_chosen_while_it_took_its_time_stays_chosen(desk: Desk) -> None:
    desk.palette_.open()
    write(desk, "linj")
    await until(lambda: desk.palette_.asking.is_late)
    press(desk, Key.Key_Down)
    assert lit(desk) == "Parkera linje"
    desk.palette_.show_found(answer("linj", MARTA, TORE))
    assert lit(desk) == "Parkera linje"


async def test_lost_contact_is_said_and_the_commands_can_be_run(desk: Desk) -> None:
    desk.palette_.open()
    write(desk, "linj")
    await until(lambda: bool(desk.asked))
    desk.palette_.show_lost("linj")
    assert lines(desk)[0].startswith("Ingen kontakt med konsolens kärna")
    press(desk, Key.Key_Return)
    assert desk.chosen == [RunDeed("lines")]


async def test_nothing_found_says_what_was_searched_and_why_somebody_may_be_missing(desk: Desk) -> None:
    desk.palette_.open()
    await sought(desk, "qwzx", answer("qwzx"))
    assert lines(desk)[0] == "Ingen träff på ”qwzx”."
    assert any("skyddad identitet" in line for line in lines(desk))
    assert desk.palette_.said.text() == "0 träffar på 4 ms"


# Choosing


@pytest.mark.parametrize(
    ("downs", "choice"),
    [(0, OpenCase(CaseId("26-11843"))), (1, ReadResident(ResidentId("tore"))), (2, Protected(ResidentId("hemlig")))],
)
async def test_enter_acts_on_the_lit_line(desk: Desk, downs: int, choice: object) -> None:
    desk.palette_.open()
    await sought(desk, "lin", answer("lin", MARTA, TORE, protected=(SECRET,)))
    for _ in range(downs):
        press(desk, Key.Key_Down)
    press(desk, Key.Key_Return)
    assert desk.chosen == [choice]
    assert not desk.palette_.is_open()


async def test_enter_does_not_act_on_the_answer_to_an_older_text_but_asks_at_once(desk: Desk) -> None:
    desk.palette_.open()
    await sought(desk, "lin", answer("lin", MARTA, TORE))
    write(desk, "dg")
    press(desk, Key.Key_Return)
    assert desk.chosen == []
    assert desk.asked[-1] == "lindg"
    desk.palette_.show_found(answer("lindg", TORE))
    press(desk, Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert desk.chosen == [ReadResident(ResidentId("tore"))]


def test_a_command_that_cannot_be_done_stays_with_its_reason_and_is_not_run(desk: Desk) -> None:
    desk.palette_.open(">parkera")
    assert lines(desk)[1] == "Parkera linje, Ta ärendet först"
    press(desk, Key.Key_Return)
    assert desk.chosen == []
    assert desk.palette_.is_open()


def test_the_ends_and_pages_are_reached_by_their_keys(desk: Desk) -> None:
    desk.palette_.offer([Command(number, f"Kommando {number:03}") for number in range(100)])
    desk.palette_.open(">")
    seen = [lit(desk)]
    for key in (Key.Key_End, Key.Key_Up, Key.Key_PageUp, Key.Key_Home, Key.Key_PageDown, Key.Key_Up):
        press(desk, key)
        seen.append(lit(desk))
        assert (
            desk.palette_.list.viewport()
            .rect()
            .intersects(desk.palette_.list.visualRect(desk.palette_.list.currentIndex()))
        )
    numbers = [int(name.split()[1]) for name in seen]
    page = numbers[5]
    assert page > 4
    assert numbers == [0, 99, 98, 98 - page, 0, page, page - 1]
    press(desk, Key.Key_Home)
    press(desk, Key.Key_Up)
    assert lit(desk) == "Kommando 000"


def test_a_press_of_the_mouse_acts_too_and_takes_no_keyboard(desk: Desk) -> None:
    desk.palette_.open(">")
    found = desk.palette_.list
    place = found.visualRect(found.lines.index(3)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, NONE, place)
    assert desk.chosen == [RunDeed("next")]
    assert desk.focusWidget() is desk.note


def test_what_was_run_is_offered_first_next_time(desk: Desk) -> None:
    desk.palette_.open(">nästa")
    press(desk, Key.Key_Return)
    desk.palette_.open()
    assert lines(desk)[1:] == ["Senast använda", "Ta nästa, F2"]
    again = Palette(desk.look, Words(), desk, used=desk.palette_.used)
    assert again.used == ("next",)


# The keyboard


def test_esc_gives_the_keyboard_back_and_what_was_typed_elsewhere_is_untouched(desk: Desk) -> None:
    desk.palette_.open()
    write(desk, "åäö")
    press(desk, Key.Key_Escape)
    assert desk.focusWidget() is desk.note
    assert desk.note.toPlainText() == "halvskriven"
    assert desk.dismissed == 1
    assert desk.pressed == [], "the window's own Esc is not for a palette that is up"
    press(desk, Key.Key_Escape)
    assert desk.pressed == ["Esc"]


def test_its_owner_closes_it_as_if_it_had_never_been_there(desk: Desk) -> None:
    desk.palette_.open("lin")
    desk.palette_.close()
    assert desk.focusWidget() is desk.note
    assert desk.dismissed == 0
    desk.setFocus()
    desk.note.setFocus()
    assert desk.focusWidget() is desk.note


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab, Key.Key_Down, Key.Key_PageUp, Key.Key_Home])
def test_the_field_keeps_the_keyboard(desk: Desk, key: Qt.Key) -> None:
    desk.palette_.open(">")
    press(desk, key, SHIFT if key == Key.Key_Backtab else NONE)
    assert desk.focusWidget() is desk.palette_.field


def test_a_view_that_asks_for_the_keyboard_under_the_veil_has_it_afterwards(desk: Desk) -> None:
    other = QPlainTextEdit(desk)
    other.show()
    desk.palette_.open()
    other.setFocus()
    assert desk.focusWidget() is desk.palette_.field
    write(desk, "lin")
    assert desk.palette_.field.text() == "lin"
    press(desk, Key.Key_Escape)
    assert desk.focusWidget() is other
    assert other.toPlainText() == ""


def test_where_the_keyboard_was_may_be_gone(desk: Desk) -> None:
    other = QPlainTextEdit(desk)
    other.show()
    other.setFocus()
    desk.palette_.open()
    other.deleteLater()
    QApplication.sendPostedEvents(None, 52)
    press(desk, Key.Key_Escape)
    assert not desk.palette_.is_open()


def test_ctrl_k_is_the_windows_key_in_every_field(desk: Desk) -> None:
    press(desk, Key.Key_K, CTRL)
    desk.palette_.open()
    press(desk, Key.Key_K, CTRL)
    press(desk, Key.Key_F2)
    press(desk, Key.Key_1, CTRL)
    assert desk.pressed == ["Ctrl+K", "Ctrl+K", "F2", "Ctrl+1"]
    assert desk.note.toPlainText() == "halvskriven"


def test_a_press_beside_the_box_sends_it_away_and_one_within_does_not(desk: Desk) -> None:
    desk.palette_.open()
    box = desk.palette_.box
    QTest.mouseClick(desk.palette_, Qt.MouseButton.LeftButton, NONE, box.geometry().center())
    assert desk.palette_.is_open()
    assert desk.focusWidget() is desk.palette_.field
    QTest.mouseClick(desk.palette_, Qt.MouseButton.LeftButton, NONE, QPoint(4, 4))
    assert not desk.palette_.is_open()
    assert desk.focusWidget() is desk.note


async def test_nothing_of_a_search_is_left_when_it_has_gone(desk: Desk) -> None:
    desk.palette_.open()
    await sought(desk, "lin", answer("lin", MARTA))
    press(desk, Key.Key_Escape)
    assert lines(desk) == []
    assert desk.palette_.field.text() == ""
    assert desk.palette_.field.accessibleDescription() == ""
    desk.palette_.open()
    assert not any("Lindqvist" in line for line in lines(desk))


# Look and reach


@pytest.mark.parametrize(("width", "height", "scale"), [(1366, 768, 1.0), (1366, 768, 2.0), (1920, 1080, 0.8)])
async def test_it_fits_the_screen_and_scrolls_within(qapp: QApplication, width: int, height: int, scale: float) -> None:
    for desk in opened(Theme(NIGHT, scale), width, height):
        desk.palette_.open()
        many = tuple(resident(str(number), f"Lind, Eva-Karin {number}") for number in range(40))
        await sought(desk, "lin", answer("lin", *many))
        box = desk.palette_.box
        assert desk.rect().contains(box.geometry())
        assert box.rect().contains(desk.palette_.foot.geometry())
        assert desk.palette_.list.geometry().bottom() < desk.palette_.foot.geometry().top()
        press(desk, Key.Key_End)
        shown = desk.palette_.list.visualRect(desk.palette_.list.currentIndex())
        assert desk.palette_.list.viewport().rect().contains(shown.center())


async def test_another_size_of_the_window_is_covered_whole(desk: Desk) -> None:
    desk.palette_.open()
    desk.resize(1000, 600)
    await until(lambda: desk.palette_.size() == desk.size())
    assert desk.rect().contains(desk.palette_.box.geometry())


@pytest.mark.parametrize("tokens", [NIGHT, DAY])
def test_the_veil_is_flat_and_two_thirds(qapp: QApplication, tokens: object) -> None:
    for desk in opened(Theme(DAY if tokens is DAY else NIGHT), 1366, 768):
        under = desk.grab().toImage().pixelColor(60, 700)
        desk.palette_.open()
        shown = desk.grab().toImage()
        veiled = shown.pixelColor(60, 700)
        ground = desk.look.theme.colour("bg0")
        veil = ground.darker(200) if tokens is NIGHT else ground
        wanted = round(veil.red() * 168 / 255 + under.red() * 87 / 255)
        assert abs(veiled.red() - wanted) <= 2
        assert shown.pixelColor(300, 700) == veiled


async def test_the_lit_line_is_told_to_a_screen_reader(desk: Desk) -> None:
    desk.palette_.open()
    await sought(desk, "lin", answer("lin", MARTA, TORE))
    told = desk.palette_.field.accessibleDescription()
    assert told == "4 träffar på 4 ms. Lindqvist, Märta, Fyrvägen 12, Älvbro, ärende öppet"
    press(desk, Key.Key_Down)
    assert desk.palette_.field.accessibleDescription() == "Lindgren, Tore, Fyrvägen 12, Älvbro"
    first = desk.palette_.list.lines.index(1)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "Lindqvist, Märta, Fyrvägen 12, Älvbro, ärende öppet"


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_painted_plainly_and_at_once(desk: Desk, text: str) -> None:
    desk.palette_.open()
    write(desk, "lin")
    await until(lambda: bool(desk.asked))
    hits = tuple(resident(str(number), text) for number in range(8))
    began = time.process_time()
    desk.palette_.show_found(answer("lin", *hits))
    desk.palette_.offer([Command("x", text, "F2", text)])
    desk.repaint()
    assert time.process_time() - began < 0.1
    for label in desk.palette_.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


async def test_what_is_pasted_is_cut_and_asked_for_plainly(desk: Desk) -> None:
    desk.palette_.open()
    QApplication.clipboard().setText("<b>lin</b>\n" * 10_000)
    press(desk, Key.Key_V, CTRL)
    await until(lambda: bool(desk.asked))
    assert len(desk.asked[0]) <= 80


# With the console


async def test_only_the_newest_question_is_asked_and_its_answer_shown(desk: Desk) -> None:
    begun: list[str] = []

    async def find(text: str) -> Found:
        begun.append(text)
        if text == "lin":
            await asyncio.sleep(60)
        return answer(text, TORE)

    tasks = Tasks()
    Finder(desk.palette_, find, tasks, Words())
    desk.palette_.open()
    write(desk, "lin")
    await until(lambda: begun == ["lin"])
    write(desk, "dg")
    await until(lambda: lit(desk) == "Lindgren, Tore")
    await until(lambda: len(tasks) == 0)


@pytest.mark.warns
@pytest.mark.parametrize(
    ("why", "said"),
    [
        (LostContact("gone"), "Ingen kontakt"),
        (Refused(Reason.NOT_SIGNED_IN), Words().refused(Refused(Reason.NOT_SIGNED_IN))),
    ],
)
async def test_a_question_that_fails_is_told(desk: Desk, why: Exception, said: str) -> None:
    async def find(text: str) -> Found:
        raise why

    tasks = Tasks()
    Finder(desk.palette_, find, tasks, Words())
    desk.palette_.open()
    write(desk, "linj")
    await until(lambda: bool(desk.palette_.asking.lost))
    assert lines(desk)[0].startswith(said)
    assert lit(desk) == "Teknik: linjer utan kontakt"
