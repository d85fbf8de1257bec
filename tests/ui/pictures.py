"""Renders the window offscreen, to be looked at beside the design: `python -m tests.ui.pictures DIR`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.domain import steps
from console.domain.alarm import AlarmClass, Cause, DeviceKind
from console.domain.events import SightLost
from console.domain.ids import CaseId
from console.domain.link import LinkFact, LinkKind, LinkStanding
from console.domain.resident import FactKind
from console.domain.sight import Grade
from console.domain.unsent import UnsentKind
from console.services import screen
from tests.ui import call_scene, desk_scene, dispatch_scene
from tests.ui.call_fake import FakeEngine
from tests.ui.fakes import AMINA, ELLEN, NOW, Clock, FakeOffice, night
from tests.ui.night_scene import TWO, tell_nights
from tests.ui.plan_kit import laid
from tests.ui.round_scene import EDVIN, NIGHT_WATCH, tell_round
from tests.ui.technical_scene import tell_night
from ui.assets import load_fonts
from ui.main_window import MainWindow, Site
from ui.tasks import Tasks
from ui.theme import DAY, NIGHT, Theme
from ui.words import Words

SOUND = screen.SoundChanged(True, "Högtalare Vera 2", NOW - timedelta(hours=4, minutes=36), None, None, None, "")

LINKS = screen.LinksKnown(
    (
        LinkFact(LinkKind.NETWORK, LinkStanding.WORKING, megabits=1000),
        LinkFact(LinkKind.JOURNAL, LinkStanding.WORKING),
        LinkFact(LinkKind.CARDS, LinkStanding.WORKING),
        LinkFact(LinkKind.BROKER, LinkStanding.BROKEN, "larm.alvbro.example", since=NOW),
        LinkFact(LinkKind.RETRY, LinkStanding.WAITING, attempt=4, until=NOW + timedelta(seconds=26)),
        LinkFact(LinkKind.SOURCES, LinkStanding.UNKNOWN),
    )
)

SIZES = {"1920": (1920, 1080), "1366": (1366, 768), "2560": (2560, 1440)}
MARTAS = frozenset({FactKind.HEARING, FactKind.BLOOD_THINNER, FactKind.CALL_MOBILE_FIRST})
USUAL = ("1920", "1366")
Scene = Callable[[MainWindow, FakeOffice], Awaitable[None]]


async def settle() -> None:
    for _ in range(6):
        await asyncio.sleep(0.02)


async def press(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)
    await settle()


async def seated(window: MainWindow, office: FakeOffice) -> None:
    office.sit(ELLEN)
    office.sight(Grade.SEEING)
    office.show((screen.Tally(1_284_913, 0), SOUND))
    for number in range(12):
        office.canary(number)
    await settle()
    office.clock.go(2)
    office.advance()
    window.work._view.follow(CaseId("26-11843"))
    await settle()


async def main(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)


async def closing(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    await press(window, Qt.Key.Key_F12)
    await press(window, Qt.Key.Key_2)


async def promising(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    await press(window, Qt.Key.Key_F10)
    await press(window, Qt.Key.Key_2)


async def noting(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    await press(window, Qt.Key.Key_F11)
    QTest.keyClicks(window.focusWidget(), "Dottern Lena svarar inte, provar igen om fem minuter.")


async def waiting(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    window.work._view.follow(CaseId("c-nils"))
    await settle()


async def protected(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    window.work._view.follow(CaseId("c-vera"))
    await press(window, Qt.Key.Key_F3)
    office.clock.go(1)
    await press(window, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)


async def lost(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    office.act_as(AMINA, steps.Claim(CaseId("c-nils")))
    office.show((screen.ClaimLost(CaseId("c-nils"), "Amina", office.clock.now()),))
    await press(window, Qt.Key.Key_F4)


async def blind(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    office.show((screen.SoundChanged(True, "Högtalare", office.clock.now(), None, None, None, ""),))
    office.clock.go(21)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now() - timedelta(seconds=23))


async def blind_view(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    window.work._view.follow(None)
    office.show((LINKS, screen.Unsent(UnsentKind.RECEIPT, 2, office.clock.now())))
    office.clock.go(21)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now() - timedelta(seconds=23))
    await settle()


async def palette(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    await press(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.focusWidget(), "lin")
    await asyncio.sleep(0.3)


async def settings(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    await press(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)


async def more(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    await press(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


async def rounds_chosen(window: MainWindow, office: FakeOffice) -> None:
    """The round, no camera open."""
    await seated(window, office)
    tell_round(office)
    await press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    window.step()


async def rounds(window: MainWindow, office: FakeOffice) -> None:
    """The drawing: Edvin's look, open and live for 12 s."""
    await rounds_chosen(window, office)
    window.stage.rounds.rounds.select(EDVIN)
    await press(window, Qt.Key.Key_Return)
    office.clock.go(12.6)
    office.canary(20)
    await asyncio.sleep(0.2)
    window.step()


async def rounds_frozen(window: MainWindow, office: FakeOffice) -> None:
    await rounds(window, office)
    office.freeze(4.1)
    await asyncio.sleep(0.2)
    window.step()


async def rounds_lost(window: MainWindow, office: FakeOffice) -> None:
    await rounds(window, office)
    office.freeze(11)
    await asyncio.sleep(0.2)
    window.step()


async def rounds_paused(window: MainWindow, office: FakeOffice) -> None:
    """An alarm has had the screen."""
    await rounds(window, office)
    office.alarm("c-new", "nils", DeviceKind.PERSONAL_ALARM, Cause.PRESS, "hallen", alarm_class=AlarmClass.ACUTE)
    await settle()
    await press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    window.step()


async def rounds_empty(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    office.rows = {}
    office.tell_board()
    await press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)


async def rounds_report(window: MainWindow, office: FakeOffice) -> None:
    await rounds_chosen(window, office)
    office.is_over = True
    office.sit(NIGHT_WATCH)
    await settle()
    await press(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    tell_round(office)
    await press(window, Qt.Key.Key_F12)
    window.step()


async def rounds_follow_up(window: MainWindow, office: FakeOffice) -> None:
    """A camera has not answered: somebody goes there, and says so."""
    await rounds(window, office)
    for key in (Qt.Key.Key_9, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Down):
        await press(window, key)
    office.clock.go(4)
    office.canary(21)
    window.step()


async def rounds_note(window: MainWindow, office: FakeOffice) -> None:
    await rounds(window, office)
    await press(window, Qt.Key.Key_F11)
    QTest.keyClicks(window.focusWidget(), "Lampan lyser, annars lugnt.")


async def technical(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    tell_night(office)
    await press(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    window.stage.queue.view.follow(CaseId("t-birgit"))
    await asyncio.sleep(0.1)
    window.step()


async def technical_board(window: MainWindow, office: FakeOffice) -> None:
    await technical(window, office)
    await press(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Delete):
        await press(window, key)


async def technical_park(window: MainWindow, office: FakeOffice) -> None:
    await technical(window, office)
    for key in (Qt.Key.Key_F10, Qt.Key.Key_1, Qt.Key.Key_E):
        await press(window, key)
    QTest.keyClicks(window.focusWidget(), "Linjen byts i natt, Lena Strand vet")


async def night_of(window: MainWindow, office: FakeOffice, *keys: Qt.Key, case: str | None = "26-11843") -> None:
    """The night view at two o'clock, and where keys lead there."""
    await seated(window, office)
    office.clock.go((TWO - office.clock.now()).total_seconds())
    office.canary(int(office.clock.seconds))
    tell_nights(office)
    window.work._view.follow(CaseId(case) if case is not None else None)
    await press(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    await asyncio.sleep(0.2)
    for key in keys:
        await press(window, key)
    window.step()


async def night_line(window: MainWindow, office: FakeOffice) -> None:
    await night_of(window, office)


async def night_week(window: MainWindow, office: FakeOffice) -> None:
    await night_of(window, office, Qt.Key.Key_3)


async def night_table(window: MainWindow, office: FakeOffice) -> None:
    await night_of(window, office, Qt.Key.Key_T)


async def night_reason(window: MainWindow, office: FakeOffice) -> None:
    await night_of(window, office, case="c-nils")


async def night_morning(window: MainWindow, office: FakeOffice) -> None:
    await night_of(window, office, Qt.Key.Key_M, Qt.Key.Key_Down, case=None)


async def night_empty(window: MainWindow, office: FakeOffice) -> None:
    await night_of(window, office, case=None)


async def unheard(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    office.show((screen.SoundChanged(False, "", None, None, None, office.clock.now(), "no output"),))


async def blind_empty(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    office.show((screen.QueueReplaced(()),))
    office.clock.go(21)
    office.sight(Grade.BLIND, SightLost.LINK, office.clock.now() - timedelta(seconds=23))


async def empty(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    office.show((screen.QueueReplaced(()),))


async def keys(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    await press(window, Qt.Key.Key_F1)


async def sign_in(window: MainWindow, office: FakeOffice) -> None:
    window.start()
    office.sight(Grade.BLIND, SightLost.NOBODY)
    office.canary(1)
    await settle()


async def locked(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    window.start()
    await press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


async def flood(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    desk_scene.flood(office)
    desk_scene.forecast(office)
    desk_scene.help_asked(office)
    await settle()


async def outage(window: MainWindow, office: FakeOffice) -> None:
    await flood(window, office)
    desk_scene.help_over(office)
    window.stage.queue.folds.take_focus()
    await press(window, Qt.Key.Key_Right)
    await press(window, Qt.Key.Key_Down)


async def escalated(window: MainWindow, office: FakeOffice) -> None:
    await seated(window, office)
    desk_scene.escalated(office)
    desk_scene.forecast(office, 2, 4, 2, 7)


async def later(office: FakeOffice, seconds: float) -> None:
    """Time goes on, with a sign of life at its end."""
    office.clock.go(seconds)
    office.canary(int(office.clock.seconds))
    await settle()


async def plan(window: MainWindow, office: FakeOffice) -> None:
    """The first step of a plan with a talk before it."""
    office.laid = laid("press", facts=MARTAS, presses=8)
    await seated(window, office)
    await press(window, Qt.Key.Key_F9)
    await later(office, 19)
    window.step()


async def plan_ahead(window: MainWindow, office: FakeOffice) -> None:
    """What would be followed in a case that nobody has."""
    office.laid = laid("door_opened", kind=DeviceKind.DOOR_ALARM, cause=Cause.DOOR_OPENED)
    await seated(window, office)
    window.work._view.follow(CaseId("c-nils"))
    await settle()


async def plan_silent(window: MainWindow, office: FakeOffice) -> None:
    """Some steps into the ladder of a silent call."""
    await plan(window, office)
    for key, gone in ((Qt.Key.Key_O, 21), (Qt.Key.Key_N, 32)):
        await later(office, gone)
        await press(window, key, Qt.KeyboardModifier.AltModifier)
    for _ in range(2):
        await later(office, 6)
        await press(window, Qt.Key.Key_F9)
    await later(office, 5)
    await press(window, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    await press(window, Qt.Key.Key_3)
    await later(office, 11)
    window.step()


async def plan_asks(window: MainWindow, office: FakeOffice) -> None:
    """A talk: the questions, with their answers on keys."""
    await plan(window, office)
    await press(window, Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    for _ in range(2):
        await later(office, 9)
        await press(window, Qt.Key.Key_F9)
    await later(office, 9)


async def plan_changed(window: MainWindow, office: FakeOffice) -> None:
    """Something graver has come than the plan was chosen for."""
    await plan_silent(window, office)
    office.alarm("26-11843", "marta", DeviceKind.SMOKE_DETECTOR, Cause.SMOKE, "köket", 1)
    await settle()


async def plan_skip(window: MainWindow, office: FakeOffice) -> None:
    await plan(window, office)
    await press(window, Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)


async def plan_noting(window: MainWindow, office: FakeOffice) -> None:
    """The open step stays over a panel."""
    await plan_asks(window, office)
    await press(window, Qt.Key.Key_F11)
    QTest.keyClicks(window.focusWidget(), "Svarar inte klart, andas tungt.")


async def plan_close(window: MainWindow, office: FakeOffice) -> None:
    await plan_silent(window, office)
    await press(window, Qt.Key.Key_F12)


def in_call(scene: Scene) -> Scene:
    """A scene of a call or of dispatch, of whoever sits here."""

    async def led(window: MainWindow, office: FakeOffice) -> None:
        await seated(window, office)
        await scene(window, office)

    return led


SCENES: dict[str, Scene] = {
    **{name: in_call(scene) for name, scene in call_scene.SCENES.items()},
    **{name: in_call(scene) for name, scene in dispatch_scene.SCENES.items()},
    "flood": flood, "outage": outage, "escalated": escalated,
    "main": main, "closing": closing, "promising": promising, "noting": noting, "waiting": waiting,
    "protected": protected, "lost": lost, "blind": blind, "blind_empty": blind_empty, "empty": empty, "keys": keys,
    "sign_in": sign_in, "locked": locked, "blind_view": blind_view, "palette": palette, "settings": settings,
    "more": more, "rounds": rounds, "rounds_chosen": rounds_chosen, "rounds_frozen": rounds_frozen,
    "rounds_lost": rounds_lost, "rounds_paused": rounds_paused, "rounds_empty": rounds_empty,
    "rounds_report": rounds_report, "rounds_follow_up": rounds_follow_up, "rounds_note": rounds_note,
    "unheard": unheard,
    "plan": plan, "plan_ahead": plan_ahead, "plan_silent": plan_silent, "plan_asks": plan_asks,
    "plan_changed": plan_changed, "plan_skip": plan_skip, "plan_noting": plan_noting, "plan_close": plan_close,
    "night": night_line, "night_week": night_week, "night_table": night_table, "night_reason": night_reason,
    "night_morning": night_morning, "night_empty": night_empty,
    "technical": technical, "technical_board": technical_board, "technical_park": technical_park,
}  # fmt: skip


async def picture(name: str, size: str, tokens: object, language: str, directory: Path, scale: float = 1.0) -> None:
    clock = Clock()
    office = FakeOffice(clock)
    night(office)
    tasks = Tasks()
    theme = Theme(DAY if tokens is DAY else NIGHT, scale)
    window = MainWindow(
        office,
        tasks,
        Words(language),
        theme,
        clock.now,
        clock.monotonic,
        Site(is_demo=name == "sign_in", centre="Larmcentral Älvbro", engine=FakeEngine),
    )
    office.show = window.receive
    window.resize(*SIZES[size])
    window.show()
    window.activateWindow()
    await settle()
    await SCENES[name](window, office)
    window.refresh()
    await settle()
    kind = "day" if tokens is DAY else "night"
    window.grab().save(str(directory / f"{name}-{size}-{kind}-{language}-{scale * 100:.0f}.png"))
    await tasks.end()
    window.close()
    window.deleteLater()


async def everything(directory: Path, wanted: list[str]) -> None:
    for name in wanted or list(SCENES):
        for size in USUAL:
            await picture(name, size, NIGHT, "sv", directory)
    for name in set(wanted or ("main", "closing", "blind", "sign_in")) & set(SCENES):
        await picture(name, "1920", DAY, "sv", directory)
    if not wanted:
        await picture("main", "1366", NIGHT, "en", directory)
        await picture("main", "2560", NIGHT, "sv", directory, 1.5)
        await picture("closing", "1920", NIGHT, "sv", directory, 2.0)
        await picture("main", "1366", NIGHT, "sv", directory, 0.8)


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    load_fonts()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    loop.run_until_complete(everything(Path(sys.argv[1]), sys.argv[2:]))
