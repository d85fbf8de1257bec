"""A whole shift by keyboard alone: twenty alarms, each closed or with whom it is to be, and a journal that says so.

Only real key events reach the window, at whoever has the keyboard; a colleague and the world act through the office.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QWidget

from console.domain import steps
from console.domain.alarm import Cause, DeviceKind
from console.domain.events import ReadReason, SightLost
from console.domain.ids import CaseId
from console.domain.lifecycle import State
from console.domain.queue import Group
from console.domain.sight import Grade
from console.services import screen
from tests.ui.every_view import ALT, CTRL, NONE, SHIFT, settle
from tests.ui.fakes import AMINA, ELLEN, JONAS, PETRA, Clock, FakeOffice
from ui.main_window import MainWindow

PATIENCE_S = 120
Key = Qt.Key
K, C = DeviceKind, Cause
MARTA, GORAN, INGEGERD, NILS, DAHL, SOLVEIG, VERA, PEO, AINO, LINE = (
    CaseId(case)
    for case in (
        "26-11843", "c-goran", "c-ingegerd", "c-nils", "c-dahl", "c-solveig", "c-vera", "c-peo", "c-aino", "c-line",
    )
)  # fmt: skip
COMING = (
    ("s-0", K.PERSONAL_ALARM, C.PRESS), ("s-1", K.FALL_DETECTOR, C.FALL), ("s-2", K.SMOKE_DETECTOR, C.SMOKE),
    ("s-3", K.ALARM_MAT, C.STEPPED_ON_MAT), ("s-4", K.DOOR_ALARM, C.DOOR_OPENED), ("s-5", K.PERSONAL_ALARM, C.PRESS),
    ("s-6", K.GAS_DETECTOR, C.GAS), ("s-7", K.PERSONAL_ALARM, C.PRESS), ("s-8", K.FALL_DETECTOR, C.FALL),
    ("s-9", K.PERSONAL_ALARM, C.PRESS),
)  # fmt: skip
"""The ten alarms beside the design's night."""


class Hand:
    """The operator's hands and eyes: keys go to whoever has the keyboard, and time goes on a little with each deed."""

    def __init__(self, window: MainWindow, office: FakeOffice, clock: Clock) -> None:
        self.window, self.office, self.clock = window, office, clock

    async def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE, *, rested: bool = True) -> None:
        if rested:
            self.clock.go(0.7)
            self.office.canary(int(self.clock.seconds))
        QTest.keyClick(self._keyboard(), key, modifier)
        await settle()

    async def type(self, text: str) -> None:
        """Letter by letter; å, ä and ö as an input method gives them, which QTest cannot press."""
        for letter in text:
            if letter.isascii():
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(self._keyboard(), QKeyEvent(kind, 0, NONE, letter))
            else:
                composed = QInputMethodEvent("", [])
                composed.setCommitString(letter)
                QApplication.sendEvent(self._keyboard(), composed)
        await settle()

    async def choose(self, case: CaseId) -> None:
        """To the queue, and down to the row."""
        await self.press(Key.Key_0, CTRL)
        await self.press(Key.Key_Home)
        for _ in range(self.window.stage.queue.model.rowCount()):
            if self.shown() == case:
                return
            QTest.keyClick(self._keyboard(), Key.Key_Down)
            await settle(1)
        raise AssertionError(f"{case} is not in the queue")

    async def close(self, outcome: Qt.Key, next_step: str = "") -> None:
        await self.press(Key.Key_F12)
        await self.press(outcome)
        await self.type(next_step)
        await self.press(Key.Key_F12)

    def shown(self) -> CaseId | None:
        return self.window.work.row.case if self.window.work.row is not None else None

    def said(self) -> str:
        return self.window.stage.status.said()

    def sees(self, text: str) -> bool:
        """Whether it stands on the screen, in whatever widget or row."""
        return any(text in each for each in shown_texts(self.window))

    def _keyboard(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None, "nobody has the keyboard"
        assert found.isVisible(), f"{found} has the keyboard and is not seen"
        return found


def shown_texts(window: MainWindow) -> Iterator[str]:
    """What can be read on the screen now."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QLineEdit):
            yield widget.text()
        elif isinstance(widget, QAbstractButton):
            yield widget.accessibleName() or widget.text()
        elif isinstance(widget, QAbstractItemView):
            model = widget.model()
            for number in range(model.rowCount()):
                yield str(model.index(number, 0).data(Qt.ItemDataRole.AccessibleTextRole))


async def sit_down(hand: Hand) -> None:
    hand.window.activateWindow()
    hand.window.start()
    hand.office.sight(Grade.SEEING)
    hand.office.canary(1)
    await settle()
    await hand.press(Key.Key_1)
    assert hand.window.seat.operator == ELLEN
    assert hand.window.stage.desk.isVisible()


async def take_the_gravest(hand: Hand) -> None:
    """A fire: taken, noted, closed."""
    await hand.press(Key.Key_F2)
    assert hand.shown() == GORAN
    await hand.press(Key.Key_F11)
    await hand.type("Rök i köket, räddningstjänsten är larmad")
    await hand.press(Key.Key_F11)
    assert hand.sees("Rök i köket, räddningstjänsten är larmad")
    await hand.close(Key.Key_5)
    assert hand.said() == "Avslutat: 112, räddningstjänst"


async def promise_and_hand_over(hand: Hand) -> None:
    await hand.choose(INGEGERD)
    await hand.press(Key.Key_F3)
    await hand.press(Key.Key_F10)
    await hand.press(Key.Key_2)
    await hand.type("besök av nattpatrullen")
    await hand.press(Key.Key_F10)
    assert state(hand, INGEGERD) is State.WAITING
    await hand.press(Key.Key_P, CTRL)
    assert state(hand, INGEGERD) is State.CLAIMED
    await hand.press(Key.Key_F4)
    await hand.press(Key.Key_2)
    await hand.press(Key.Key_F4)
    assert hand.said() == "Överlämnat till Jonas Ek"


async def take_over(hand: Hand) -> None:
    await hand.choose(PEO)
    await hand.press(Key.Key_F3)
    await hand.type("Amina sitter i ett långt samtal")
    await hand.press(Key.Key_F3)
    assert owner(hand, PEO) == ELLEN.id
    await hand.close(Key.Key_2)


async def ask_who(hand: Hand) -> None:
    await hand.choose(DAHL)
    await hand.press(Key.Key_F3)
    await hand.press(Key.Key_G, CTRL)
    await hand.press(Key.Key_2)
    assert len(hand.window.work.row.people) == 1  # type: ignore[union-attr]
    await hand.close(Key.Key_1)


async def read_with_a_reason(hand: Hand) -> None:
    await hand.choose(NILS)
    await hand.press(Key.Key_R, CTRL)
    await hand.press(Key.Key_1)
    assert hand.office.reads[-1] == ("nils", ReadReason.CALL, False)
    assert hand.sees("Går ut på natten")
    await hand.press(Key.Key_F3)
    await hand.close(Key.Key_7)


async def unmask(hand: Hand) -> None:
    await hand.choose(VERA)
    await hand.press(Key.Key_F3)
    assert not hand.sees("emlighet")
    await hand.press(Key.Key_U, CTRL)
    await hand.press(Key.Key_1)
    assert hand.sees("Hemliga Hemlighetsson")
    await hand.close(Key.Key_2)
    assert not hand.sees("emlighet")


async def read_more_and_find_nobody(hand: Hand) -> None:
    """The longer view of the person, and an outcome that asks for what comes next."""
    await hand.choose(MARTA)
    await hand.press(Key.Key_E, CTRL)
    assert hand.window.stage.cases.is_more_open()
    await hand.press(Key.Key_Escape)
    assert not hand.window.stage.cases.is_more_open()
    await hand.close(Key.Key_A, "patrullen åker dit 02:15")


async def search_and_write(hand: Hand) -> None:
    """Found by the palette; a note that survives other views, another alarm and a lock."""
    await hand.press(Key.Key_K, CTRL)
    await hand.type("solv")
    for _ in range(200):
        if not hand.window.stage.search.asking.is_waiting:
            break
        await asyncio.sleep(0.02)
    await hand.press(Key.Key_Return)
    assert hand.shown() == SOLVEIG
    await hand.press(Key.Key_F3)
    await hand.press(Key.Key_F11)
    await hand.type("Hon gick på ")
    await hand.press(Key.Key_3, CTRL)
    await hand.press(Key.Key_1, CTRL)
    await hand.type("toaletten")
    come(hand, 5)
    await settle()
    await hand.type(" och mår bra")
    await hand.press(Key.Key_L, CTRL | ALT)
    assert not hand.window.stage.desk.isVisible()
    assert not hand.sees("Solveig")
    await hand.press(Key.Key_1)
    assert hand.window.stage.desk.isVisible()
    await hand.choose(CaseId("s-1"))
    await hand.choose(SOLVEIG)
    await hand.press(Key.Key_F11)
    assert hand.sees("Hon gick på toaletten och mår bra")
    await hand.close(Key.Key_1)


async def change_the_place(hand: Hand) -> None:
    """Sound, theme, language, size, keys, settings: each by its key, and all as it was in the end."""
    window = hand.window
    await hand.press(Key.Key_T, CTRL)
    sound = window.standing.sound
    assert sound is not None
    assert sound.silenced_until is not None
    await hand.press(Key.Key_T, CTRL)
    assert window.standing.sound is not None
    assert window.standing.sound.silenced_until is None
    await hand.press(Key.Key_D, CTRL | SHIFT)
    assert window.look.theme.tokens.name == "day"
    await hand.press(Key.Key_S, ALT)
    assert hand.sees("Take next")
    await hand.press(Key.Key_S, ALT)
    await hand.press(Key.Key_Plus, CTRL)
    assert window.look.theme.scale > 1
    await hand.press(Key.Key_Minus, CTRL)
    await hand.press(Key.Key_F1)
    assert window.stage.keys.isVisible()
    await hand.press(Key.Key_Escape)
    await hand.press(Key.Key_Comma, CTRL)
    await hand.press(Key.Key_3)
    await hand.press(Key.Key_Escape)
    assert (window.look.theme.tokens.name, window.look.theme.scale) == ("night", 1.0)
    assert (window.words.language, window.stage.view()) == ("sv", 0)


async def open_by_hand(hand: Hand) -> CaseId:
    await hand.press(Key.Key_N, CTRL)
    await hand.press(Key.Key_2)
    await hand.type("Grannen ringer: vatten rinner från våningen över")
    await hand.press(Key.Key_N, CTRL)
    made = hand.shown()
    assert hand.said() == "Ärendet är upplagt"
    assert made is not None
    await hand.press(Key.Key_F3)
    await hand.close(Key.Key_0, "fastighetsjouren kommer")
    return made


async def be_too_late(hand: Hand) -> None:
    """A colleague is faster: once seen on the screen, once not yet."""
    await hand.choose(CaseId("s-0"))
    hand.office.act_as(AMINA, steps.Claim(CaseId("s-0")))
    await hand.press(Key.Key_F3, rested=False)
    assert hand.said() == "Valt ärende ändrades just. Se efter och tryck igen"
    assert owner(hand, CaseId("s-0")) == AMINA.id
    await hand.choose(CaseId("s-3"))
    late: list[screen.Update] = []
    show, hand.office.show = hand.office.show, late.extend
    hand.office.act_as(AMINA, steps.Claim(CaseId("s-3")))
    hand.office.show = show
    await hand.press(Key.Key_F3)
    assert hand.said() == "Amina Warsame har ärendet."
    assert owner(hand, CaseId("s-3")) == AMINA.id
    show(late)
    await settle()


async def be_blind(hand: Hand) -> None:
    since = hand.clock.now()
    hand.clock.go(23)
    hand.office.sight(Grade.BLIND, SightLost.LINK, since)
    hand.window.step()
    await settle()
    assert hand.window.stage.banner.text().startswith("INGEN KONTAKT")
    QTest.keyClick(hand.window.focusWidget() or hand.window, Key.Key_F5)
    await settle()
    assert "08-465 004 21" in hand.said()
    hand.office.sight(Grade.SEEING)
    hand.office.canary(99)
    await settle()
    hand.window.step()
    assert hand.window.stage.banner.text() == ""


async def take_the_rest(hand: Hand) -> None:
    """What waits, one after the other, until nothing does."""
    for _ in range(len(COMING) + 10):
        if not hand.window.model.count(Group.UNANSWERED):
            break
        await hand.press(Key.Key_F2)
        await hand.close(Key.Key_1)
    await hand.press(Key.Key_F2)
    assert hand.said() == "Ingen väntar på svar"


def come(hand: Hand, *numbers: int) -> None:
    """Alarms arrive."""
    for number in numbers:
        case, kind, cause = COMING[number]
        hand.office.alarm(case, f"r{number}", kind, cause, "hallen", device=f"enhet-{number}")


def state(hand: Hand, case: CaseId) -> State:
    found = hand.office.board.get(case)
    assert found is not None
    return found.state


def owner(hand: Hand, case: CaseId) -> str | None:
    found = hand.office.board.get(case)
    assert found is not None
    return found.owner


def done_by(office: FakeOffice, who: str, since: int) -> dict[str, list[str]]:
    """What somebody did with each case, by the journal."""
    done: dict[str, list[str]] = {}
    for event in office.events[since:]:
        if event.who == who:
            done.setdefault(event.subject.removeprefix("case:"), []).append(type(event.body).__name__)
    return done


TAKEN_AND_CLOSED = ["CaseClaimed", "CaseClosed"]


async def test_a_shift_of_twenty_alarms_by_keys_alone(window: MainWindow, office: FakeOffice, clock: Clock) -> None:
    for number in range(len(COMING)):
        office.add(f"r{number}", f"Boende Nummer{number}", 1930 + number, f"Sjögatan {number}")
    hand, since = Hand(window, office, clock), len(office.events)
    await sit_down(hand)
    await take_the_gravest(hand)
    come(hand, 0, 1, 2, 3, 4)
    await promise_and_hand_over(hand)
    await take_over(hand)
    await ask_who(hand)
    await read_with_a_reason(hand)
    await unmask(hand)
    await read_more_and_find_nobody(hand)
    await search_and_write(hand)
    await change_the_place(hand)
    made = await open_by_hand(hand)
    await be_too_late(hand)
    come(hand, 6, 7, 8, 9)
    await be_blind(hand)
    await take_the_rest(hand)

    left = {case.id: case.owner for case in office.board.open_cases()}
    assert left == {
        INGEGERD: JONAS.id, AINO: JONAS.id, LINE: PETRA.id, CaseId("s-0"): AMINA.id, CaseId("s-3"): AMINA.id,
    }  # fmt: skip
    assert done_by(office, ELLEN.id, since) == {
        GORAN: ["CaseClaimed", "NoteWritten", "CaseClosed"],
        INGEGERD: ["CaseClaimed", "PromiseMade", "PromiseKept", "CaseHandedOver"],
        PEO: ["CaseTakenOver", "CaseClosed"],
        DAHL: ["CaseClaimed", "ResidentNamed", "CaseClosed"],
        NILS: TAKEN_AND_CLOSED,
        VERA: TAKEN_AND_CLOSED,
        MARTA: ["CaseClosed"],
        SOLVEIG: ["CaseClaimed", "NoteWritten", "CaseClosed"],
        made: ["CaseOpened", "CaseClaimed", "CaseClosed"],
        **{f"s-{number}": TAKEN_AND_CLOSED for number in (1, 2, 4, 5, 6, 7, 8, 9)},
    }
    assert done_by(office, AMINA.id, since) == {"s-0": ["CaseClaimed"], "s-3": ["CaseClaimed"]}
    assert not done_by(office, JONAS.id, since)
    assert not office.kept_drafts, "nothing half-written is left"
