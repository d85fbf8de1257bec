"""What the console answers may come late: after a rebuild of the screen, another case, another operator.

Then nothing is done twice, nothing unseen counts as seen, and nothing of one operator stands before the next."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import Qt

from console.domain import events as ev
from console.domain.alarm import Cause, DeviceKind
from console.domain.card import Card
from console.domain.events import ReadReason
from console.domain.ids import CaseId, ResidentId
from console.domain.refused import Reason, Refused
from console.domain.resident import Protection
from tests.ui.fakes import AMINA, FakeOffice
from tests.ui.test_window import MARTA, begin, panel, press, settle, texts, write
from ui.main_window import MainWindow
from ui.palette.choices import Protected

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def notes(office: FakeOffice) -> int:
    return sum(isinstance(event.body, ev.NoteWritten) for event in office.events)


def held_back(office: FakeOffice) -> asyncio.Event:
    """Notes are saved only when the event is set."""
    gate, real = asyncio.Event(), office.note

    async def note(case: CaseId, text: str) -> None:
        await gate.wait()
        await real(case, text)

    office.note = note  # type: ignore[method-assign]
    return gate


def smoke(office: FakeOffice) -> None:
    office.alarm(MARTA, "märta", DeviceKind.SMOKE_DETECTOR, Cause.SMOKE)


async def noting(window: MainWindow, office: FakeOffice) -> tuple[asyncio.Event, int]:
    """A note is on its way; how many there were before."""
    await begin(window, office, MARTA)
    before, gate = notes(office), held_back(office)
    await press(window, Key.Key_F11)
    write(window, "Dottern svarar inte")
    await press(window, Key.Key_F11)
    return gate, before


async def test_a_key_that_bounces_writes_no_note_twice(window: MainWindow, office: FakeOffice) -> None:
    gate, before = await noting(window, office)
    await press(window, Key.Key_F11)
    gate.set()
    await settle()
    assert notes(office) == before + 1


async def test_nor_over_another_language_meanwhile(window: MainWindow, office: FakeOffice) -> None:
    gate, before = await noting(window, office)
    await press(window, Key.Key_S, ALT)
    await press(window, Key.Key_F11)
    gate.set()
    await settle()
    assert notes(office) == before + 1
    assert window.place.open() is None


async def test_nor_after_another_case_and_back(window: MainWindow, office: FakeOffice) -> None:
    gate, before = await noting(window, office)
    other = next(row for row in window.model.rows() if row.case != MARTA)
    window.stage.queue.view.follow(other.case)
    await settle()
    window.stage.queue.view.follow(MARTA)
    await settle()
    gate.set()
    await settle()
    assert window.place.open() is None
    assert notes(office) == before + 1


async def test_a_case_is_never_closed_with_an_alarm_that_came_unseen(window: MainWindow, office: FakeOffice) -> None:
    changes: tuple[Callable[[], object], ...] = (
        lambda: window.resize(1366, 768), lambda: window.workplace.speak("en"), lambda: window.workplace.zoom(1)
    )  # fmt: skip
    await begin(window, office, MARTA)
    await press(window, Key.Key_F12)
    await press(window, Key.Key_2)
    smoke(office)
    await settle()
    for change in changes:
        change()
        await settle()
    office.clock.go(2)
    await press(window, Key.Key_F12)
    case = office.board.get(MARTA)
    assert case is not None
    assert case.is_open


async def test_a_refusal_of_something_else_excuses_no_unseen_alarm(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    await press(window, Key.Key_F12)
    seen = panel(window).seen_version
    smoke(office)
    await settle()
    window.work.refused(Refused(Reason.TEXT_TOO_LONG))
    assert panel(window).seen_version == seen


async def test_a_card_that_comes_late_is_not_shown_to_the_next_operator(window: MainWindow, office: FakeOffice) -> None:
    await begin(window, office, MARTA)
    office.add("hemlig", "Hemliga Hemlighetsson", 1940, "Hemliga gatan 1", protection=Protection.PROTECTED)
    gate, real = asyncio.Event(), office.card

    async def card(
        resident: ResidentId, reason: ReadReason | None, case: CaseId | None, *, unmask: bool = False
    ) -> Card:
        found = await real(resident, reason, case, unmask=unmask)
        await gate.wait()
        return found

    office.card = card  # type: ignore[method-assign]
    window.stage.search.chosen.emit(Protected(ResidentId("hemlig")))
    await settle()
    await press(window, Key.Key_1)
    office.sit(AMINA)
    await settle()
    gate.set()
    await settle()
    assert not any("Hemlig" in text for text in texts(window))
