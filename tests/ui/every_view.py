"""A walk through every page, view and panel of the window, by keys: whoever proves something of all of them walks here.

The office must hold the design's night (`tests.ui.fakes.night`), whatever its people are called.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.domain.events import SightLost
from console.domain.ids import CaseId
from console.domain.sight import Grade
from console.services import screen
from tests.ui import desk_scene
from tests.ui.dispatch_scene import tell_night as tell_dispatch
from tests.ui.fakes import ELLEN, FakeOffice
from tests.ui.night_scene import tell_nights
from tests.ui.plan_kit import laid
from tests.ui.round_scene import tell_round
from tests.ui.technical_scene import tell_lane, tell_night
from ui.main_window import MainWindow

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
MARTA, NILS, VERA, DAHL, PEO = (CaseId(case) for case in ("26-11843", "c-nils", "c-vera", "c-dahl", "c-peo"))
LONGER_THAN_ASKING_MS = 250
"""The palette asks when the hand has rested a while."""

POLLED_S = 0.15
"""In which the newest picture has been asked for."""

Step = Callable[[MainWindow, FakeOffice], Awaitable[None]]


async def settle(turns: int = 5) -> None:
    """Lets what was asked for come, and Qt lay it out."""
    for _ in range(turns):
        await asyncio.sleep(0.004)


async def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """A real key event to whoever has the keyboard."""
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    await settle()


async def sit_down(window: MainWindow, office: FakeOffice) -> None:
    """Ellen sits here and sight is proven."""
    window.activateWindow()
    office.sit(ELLEN)
    office.sight(Grade.SEEING)
    office.canary(1)
    await settle()


async def choose(window: MainWindow, case: CaseId | None) -> None:
    """A case, as by the hand."""
    window.stage.queue.view.follow(case)
    await settle()


def keyed(*keys: tuple[Qt.Key, Qt.KeyboardModifier], case: CaseId | None = MARTA, wait: float = 1) -> Step:
    """A scene that keys lead to, from a chosen case. The clock goes on between them: nothing waits for the hand."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        await choose(window, case)
        for key, modifier in keys:
            office.clock.go(wait)
            office.canary(2)
            await press(window, key, modifier)

    return lead


async def _search(window: MainWindow, office: FakeOffice) -> None:
    await press(window, Key.Key_K, CTRL)
    QTest.keyClick(window.focusWidget(), Key.Key_N)
    for _ in range(100):
        if not window.stage.search.asking.is_waiting:
            break
        await asyncio.sleep(LONGER_THAN_ASKING_MS / 10_000)
    await settle()


async def _blind(window: MainWindow, office: FakeOffice) -> None:
    await choose(window, None)
    since = office.clock.now()
    office.clock.go(23)
    office.sight(Grade.BLIND, SightLost.LINK, since)
    window.step()
    await settle()


async def _seeing(window: MainWindow, office: FakeOffice) -> None:
    office.sight(Grade.SEEING)
    office.canary(9)
    await settle()
    window.step()


OTHER_PAGE = Key.Key_Tab
"""With Ctrl, in the technical view."""


def _dispatched(*keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Step:
    """Who is nearest to Märta, and where keys lead there."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        tell_dispatch(office)
        await choose(window, None)
        await choose(window, MARTA)
        for key, modifier in ((Key.Key_F8, NONE), *keys):
            office.clock.go(1)
            office.canary(2)
            await press(window, key, modifier)

    return lead


def _technical(*keys: Qt.Key) -> Step:
    """The technical view with its faults, and where keys lead there."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        await choose(window, None)
        if CaseId("t-birgit") not in office.board.cases:
            tell_night(office)
        tell_lane(office)
        for key in (Key.Key_5, *keys):
            office.clock.go(1)
            office.canary(2)
            await press(window, key, CTRL if key in (Key.Key_5, OTHER_PAGE) else NONE)

    return lead


def _night(*keys: Qt.Key, case: CaseId | None = MARTA) -> Step:
    """The night view with everybody's night, and where keys lead there."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        tell_nights(office)
        await choose(window, case)
        await press(window, Key.Key_4, CTRL)
        await settle()
        for key in keys:
            office.clock.go(1)
            office.canary(2)
            await press(window, key, CTRL if key == OTHER_PAGE else NONE)

    return lead


def _round(*keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Step:
    """The night's round, and where keys lead there."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        await choose(window, None)
        tell_round(office)
        await press(window, Key.Key_2, CTRL)
        if keys and window.rounds.key_states(window.deeds.key_states(), is_seated=True, has_panel=False)[2].is_lit:
            await press(window, Key.Key_F3)  # the round goes on
        for key, modifier in keys:
            office.clock.go(1)
            office.canary(2)
            await press(window, key, modifier)
            await asyncio.sleep(POLLED_S)

    return lead


async def _frozen(window: MainWindow, office: FakeOffice) -> None:
    await _round((Key.Key_F9, NONE))(window, office)
    office.freeze(4)
    await asyncio.sleep(POLLED_S)
    window.step()


def _flooded(*keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Step:
    """More than can be taken, with a colleague who asks for help; keys lead on from the first folded group."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        await choose(window, MARTA)
        if office.board.flood is None:
            desk_scene.flood_on_top(office)
            desk_scene.help_asked(office)
            desk_scene.forecast(office)
        await settle()
        if keys:
            window.stage.queue.folds.take_focus()
        for key, modifier in keys:
            office.clock.go(1)
            office.canary(2)
            await press(window, key, modifier)

    return lead


async def _unfolded(window: MainWindow, office: FakeOffice) -> None:
    if office.board.flood is not None:
        desk_scene.flood_ends(office)
        desk_scene.help_over(office)
    await choose(window, desk_scene.OUTAGE if desk_scene.OUTAGE in office.board.cases else None)


def _planned(*keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Step:
    """The own case with its plan, begun where it is not yet."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        office.laid = office.laid or laid("press", presses=8)
        await choose(window, NILS)  # what would be followed there
        await choose(window, MARTA)
        case = office.board.get(MARTA)
        begins = ((Key.Key_F9, NONE),) if case is not None and case.plan is None else ()
        for key, modifier in (*begins, *keys):
            office.clock.go(1)
            office.canary(2)
            await press(window, key, modifier)

    return lead


def _called(*keys: tuple[Qt.Key, Qt.KeyboardModifier], is_answered: bool = True) -> Step:
    """A call by video about the own case; it is hung up and put away by whoever calls anew."""

    async def lead(window: MainWindow, office: FakeOffice) -> None:
        office.call_now = None
        office.tell_call()
        await settle()
        await choose(window, None)
        await choose(window, MARTA)
        office.clock.go(1)
        office.canary(2)
        await press(window, Key.Key_F6)
        if is_answered:
            office.answer()
        for key, modifier in keys:
            office.clock.go(1)
            office.canary(2)
            await press(window, key, modifier)

    return lead


async def _no_call(window: MainWindow, office: FakeOffice) -> None:
    """It is put away."""
    office.call_now = None
    office.tell_call()
    await settle()


DESK: dict[str, Step] = {
    "nothing chosen": keyed(case=None),
    "own case": keyed(),
    "note": keyed((Key.Key_F11, NONE)),
    "close": keyed((Key.Key_F12, NONE)),
    "promise": keyed((Key.Key_F10, NONE)),
    "hand over": keyed((Key.Key_F4, NONE)),
    "by hand": keyed((Key.Key_N, CTRL)),
    "by hand, no case": keyed((Key.Key_N, CTRL), case=None),
    "another's case": keyed(case=PEO),
    "take over": keyed((Key.Key_F3, NONE), case=PEO),
    "waiting": keyed(case=NILS),
    "read": keyed((Key.Key_R, CTRL), case=NILS),
    "who": keyed((Key.Key_F3, NONE), (Key.Key_G, CTRL), case=DAHL),
    "protected": keyed((Key.Key_F3, NONE), case=VERA),
    "unmask": keyed((Key.Key_U, CTRL), case=VERA),
    "unmasked": keyed((Key.Key_U, CTRL), (Key.Key_1, NONE), case=VERA),
    "more": keyed((Key.Key_E, CTRL)),
    "plan": _planned(),
    "plan, a step left out": _planned((Key.Key_H, ALT)),
    "plan under a note": _planned((Key.Key_F11, NONE)),
    "palette": keyed((Key.Key_K, CTRL)),
    "search": _search,
    "keys": keyed((Key.Key_F1, NONE)),
    "settings": keyed((Key.Key_Comma, CTRL)),
    "blind": _blind,
    "seeing again": _seeing,
    "blind by key": keyed((Key.Key_B, CTRL)),
    **{f"view {number}": keyed((Key(Key.Key_0 + number), CTRL)) for number in range(1, 7)},
    "round": _round(),
    "look": _round((Key.Key_F9, NONE)),
    "look's note": _round((Key.Key_F9, NONE), (Key.Key_F11, NONE)),
    "look's mask": _round((Key.Key_F9, NONE), (Key.Key_U, CTRL)),
    "frozen look": _frozen,
    "look told of": _round((Key.Key_F9, NONE), (Key.Key_9, NONE), (Key.Key_Down, NONE)),
    "night in squares": _round((OTHER_PAGE, CTRL)),
    "round paused": _round((Key.Key_F9, NONE), (Key.Key_F3, NONE)),
    "technical": _technical(),
    "fault": _technical(Key.Key_Down, Key.Key_Down),
    "silences": _technical(Key.Key_Down, OTHER_PAGE, Key.Key_Down, Key.Key_Delete),
    "park": _technical(Key.Key_Down, Key.Key_Down, Key.Key_F10, Key.Key_1, Key.Key_A),
    "fault note": _technical(Key.Key_Down, Key.Key_Down, Key.Key_F11),
    "nearest": _dispatched(),
    "sent": _dispatched((Key.Key_F8, NONE)),
    "what was said": _dispatched((Key.Key_F9, SHIFT), (Key.Key_1, NONE)),
    "called back": _dispatched((Key.Key_F8, CTRL | SHIFT)),
    "staff table": _dispatched((Key.Key_T, NONE), (Key.Key_Down, NONE)),
    "night": _night(),
    "night, a week": _night(Key.Key_3, Key.Key_Left),
    "night table": _night(OTHER_PAGE, Key.Key_Down),
    "night's reason": _night(case=NILS),
    "night, protected": _night(Key.Key_1, case=VERA),
    "nobody's night": _night(case=None),
    "morning list": _night(Key.Key_M, Key.Key_Down, case=None),
    "ringing": _called(is_answered=False),
    "call": _called(),
    "call on hold": _called((Key.Key_H, CTRL | SHIFT)),
    "call's device": _called((Key.Key_T, ALT)),
    "call's guest": _called((Key.Key_J, CTRL)),
    "call's invitation": _called((Key.Key_J, CTRL), (Key.Key_1, NONE), (Key.Key_J, CTRL)),
    "call elsewhere": _called((Key.Key_6, CTRL)),
    "call over": _called((Key.Key_L, CTRL)),
    "relatives": keyed((Key.Key_F7, NONE)),
    "no call": _no_call,
    "flood": _flooded(),
    "flood, slim": _flooded((Key.Key_6, CTRL)),
    "outage": _flooded((Key.Key_Right, NONE), (Key.Key_Down, NONE)),
    "outage's person": _flooded((Key.Key_Right, NONE), (Key.Key_Return, NONE)),
    "outage's note": _flooded((Key.Key_Right, NONE), (Key.Key_F11, NONE)),
    "flood over": _unfolded,
}
"""What can be seen at the desk, and how one comes there."""


async def every_view(window: MainWindow, office: FakeOffice) -> AsyncIterator[str]:
    """Each view by its name while it is shown: sign-in, the desk and all that opens there, change of operator, lock."""
    window.activateWindow()
    window.start()
    office.sight(Grade.SEEING)
    office.canary(1)
    await settle()
    yield "sign-in"
    await sit_down(window, office)
    office.show((screen.Tally(1_284_913, 3),))
    for name, lead in DESK.items():
        await lead(window, office)
        yield name
        await back(window)
    await press(window, Key.Key_O, CTRL | SHIFT)
    yield "change"
    await press(window, Key.Key_Escape)
    await press(window, Key.Key_L, CTRL | ALT)
    yield "locked"


async def back(window: MainWindow) -> None:
    """Whatever is open is left, and what was promised by the clock stands still."""
    for _ in range(3):
        if not is_open(window):
            break
        await press(window, Key.Key_Escape)
    if window.stage.view() != 0:
        await press(window, Key.Key_1, CTRL)
    if window.focusWidget() is not window.stage.queue.view:
        await press(window, Key.Key_0, CTRL)


def is_open(window: MainWindow) -> bool:
    """Whether anything lies over the cases, or in their place."""
    stage = window.stage
    is_veiled = stage.keys.isVisible() or stage.search.isVisible()
    return is_veiled or stage.view() != 0 or window.place.open() is not None or stage.cases.is_more_open()
