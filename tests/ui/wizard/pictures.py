"""Renders the wizard offscreen, to be looked at beside the design: `python -m tests.ui.wizard.pictures DIR`."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import qasync
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.services.setup import AccountDraft, DatabaseDraft, Failed, LookDraft, Tried, Trouble
from tests.ui.wizard.fakes import NOW, WRONG_PASSWORD, FakeTrials, filled
from ui.assets import load_fonts
from ui.tasks import Tasks
from ui.wizard.course import STEPS, Step
from ui.wizard.window import WizardWindow

SIZES = {"1920": (1920, 1080), "1366": (1366, 768)}
Scene = Callable[[WizardWindow, FakeTrials], Awaitable[None]]


async def settle() -> None:
    for _ in range(6):
        await asyncio.sleep(0.02)


async def press(window: WizardWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key, Qt.KeyboardModifier.AltModifier)
    await settle()


async def at(window: WizardWindow, step: Step) -> None:
    """Goes to a step, each one before it tried."""
    for each in STEPS[: STEPS.index(step)]:
        if each is not Step.LOOK:
            await press(window, Qt.Key.Key_P)
        await press(window, Qt.Key.Key_N)


async def look(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.LOOK)


async def broker(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.BROKER)
    trials.answers[Tried.BROKER_SIGN_IN] = WRONG_PASSWORD
    await press(window, Qt.Key.Key_P)
    window.page.password.setFocus()  # type: ignore[attr-defined]


async def broker_good(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.BROKER)
    await press(window, Qt.Key.Key_P)


async def broker_trying(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.BROKER)
    trials.gate.clear()
    await press(window, Qt.Key.Key_P)


async def broker_later(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.BROKER)
    window.page.host.setText("localhost")  # type: ignore[attr-defined]
    window.page.later.setChecked(True)  # type: ignore[attr-defined]


async def database(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.DATABASE)
    await press(window, Qt.Key.Key_P)


async def server(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.DATABASE)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_2)
    await settle()


async def sound(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.SOUND)
    trials.answers[Tried.MICROPHONE] = Failed(Tried.MICROPHONE, Trouble.NO_MICROPHONE, 0.01)
    await press(window, Qt.Key.Key_P)


async def account(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.ACCOUNT)
    trials.answers[Tried.PASSWORD] = Failed(Tried.PASSWORD, Trouble.PASSWORD_TOO_SHORT, 0.0, "10")
    await press(window, Qt.Key.Key_P)


async def finish(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.FINISH)


async def finish_failed(window: WizardWindow, trials: FakeTrials) -> None:
    await at(window, Step.FINISH)
    told = "/home/vaka/.config/vaka/vaka.toml: cannot be written: Permission denied"
    trials.answers[Tried.SAVE_SETTINGS] = Failed(Tried.SAVE_SETTINGS, Trouble.NOT_DONE, 0.01, told)
    await press(window, Qt.Key.Key_N)


SCENES: dict[str, Scene] = {
    "look": look, "broker": broker, "broker_good": broker_good, "broker_trying": broker_trying,
    "broker_later": broker_later, "database": database, "server": server, "sound": sound, "account": account,
    "finish": finish, "finish_failed": finish_failed,
}  # fmt: skip


async def picture(name: str, size: str, theme: str, language: str, folder: Path, percent: int = 100) -> None:
    account = AccountDraft("ellen.s", "Ellen Sandgren", "en fin kväll i Älvbro", "en fin kväll i Älvbro")
    draft = filled(look=LookDraft(language, theme, percent), account=account, database=DatabaseDraft())
    trials, tasks = FakeTrials(replace(draft)), Tasks()
    window = WizardWindow(trials, tasks, lambda: NOW)
    window.resize(*SIZES[size])
    window.show()
    window.activateWindow()
    await settle()
    await SCENES[name](window, trials)
    await settle()
    window.grab().save(str(folder / f"{name}-{size}-{theme}-{language}-{percent}.png"))
    await tasks.end()
    window.close()
    window.deleteLater()


async def everything(folder: Path, wanted: list[str]) -> None:
    for name in wanted or list(SCENES):
        await picture(name, "1366", "night", "sv", folder)
    for name in wanted or ("look", "broker", "finish"):
        await picture(name, "1366", "day", "en", folder)
        await picture(name, "1366", "night", "sv", folder, 200)
    for name in wanted or ("broker",):
        await picture(name, "1920", "night", "sv", folder)
        await picture(name, "1366", "night", "sv", folder, 80)
        await picture(name, "1920", "day", "sv", folder, 150)


if __name__ == "__main__":
    app = QApplication([])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    load_fonts()
    loop = qasync.QEventLoop(app)
    asyncio.set_event_loop(loop)
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    loop.run_until_complete(everything(Path(sys.argv[1]), sys.argv[2:]))
