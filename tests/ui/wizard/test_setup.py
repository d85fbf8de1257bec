"""The wizard joined to the world: by keys alone to settings that the console loads, and what runs beside the screen."""

from __future__ import annotations

import asyncio
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import argon2.profiles
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from console import config as configuration
from console.adapters.secrets import MemorySecrets
from console.bootstrap import parts
from console.bootstrap.setup import Setup
from console.services.setup import Draft, Failed, Good, Line, SoundDraft, Tried, Trouble
from tests.adapters.mqtt.test_link_trust import make_authority, make_certificate
from tests.bootstrap.trials import PASSWORD, make_passwords
from tests.servers import MISSING_MOSQUITTO, Mosquitto
from tests.ui.wizard.test_wizard import ALT, press, until, write
from ui.setup import Hearing, JoinedTrials, Outcome, aside, go_on
from ui.tasks import Tasks
from ui.wizard.course import Step
from ui.wizard.window import WizardWindow

WORD = "en fin kväll i Älvbro"


class Headset:
    """A computer with one headset. `code` is how the siren's program ends."""

    def __init__(self, code: int = 0, loudest: float | None = 0.3, names: tuple[str, ...] = ("Jabra 40",)) -> None:
        self.code = code
        self.loudest = loudest
        self.names = names

    def outputs(self) -> tuple[str, ...]:
        return self.names

    def microphone_name(self) -> str:
        return "Jabra 40" if self.loudest is not None else ""

    async def play_tone(self, device: str, volume_percent: int) -> int:
        return self.code

    async def listen(self, level: Callable[[float], None]) -> float | None:
        level(self.loudest or 0.0)
        return self.loudest


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MemorySecrets:
    ring = MemorySecrets()
    monkeypatch.setattr(parts, "keyring", lambda: ring)
    monkeypatch.setattr(argon2.profiles, "RFC_9106_LOW_MEMORY", argon2.profiles.CHEAPEST)
    monkeypatch.setattr(configuration.platformdirs, "user_state_path", lambda *_, **__: tmp_path / "state")
    monkeypatch.setattr(configuration.platformdirs, "user_data_path", lambda *_, **__: tmp_path / "kept")
    return ring


@pytest.fixture
def trials(ring: MemorySecrets, tmp_path: Path) -> JoinedTrials:
    return JoinedTrials(Setup(tmp_path / "vaka.toml"), Headset)


@pytest.fixture
def window(qapp: QApplication, trials: JoinedTrials) -> Iterator[WizardWindow]:
    made = WizardWindow(trials, Tasks())
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    made.page.take_focus()
    yield made
    made.close()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Mosquitto, Path]]:
    folder = tmp_path_factory.mktemp("broker")
    make_authority(folder, "authority")
    make_certificate(folder, "good", "DNS:localhost", days=60)
    users = make_passwords(folder, "konsol-1")
    rules = folder / "rules"
    rules.write_text(
        "user konsol-1\ntopic read vaka/v1/#\ntopic write vaka/v1/+/+/receipts/+\n"
        "topic write vaka/v1/centre/+/konsol-1\n",
        encoding="utf-8",
    )
    rules.chmod(0o600)
    served = f"certfile {folder}/good.pem\nkeyfile {folder}/good.key\npassword_file {users}\nacl_file {rules}"
    with Mosquitto(served, anonymous=False) as server:
        yield server, folder / "authority.pem"


async def tried(window: WizardWindow) -> None:
    await press(window, Qt.Key.Key_P, ALT)
    async with asyncio.timeout(20):
        while window.course.trial.is_running:  # noqa: ASYNC110 (it is what is polled)
            await asyncio.sleep(0.02)


@pytest.mark.mosquitto
@pytest.mark.skipif(
    MISSING_MOSQUITTO is not None or shutil.which("mosquitto_passwd") is None or shutil.which("openssl") is None,
    reason="needs mosquitto: sudo apt-get install -y mosquitto mosquitto-clients openssl",
)
async def test_by_keys_alone_from_nothing_to_settings_that_the_console_loads(
    window: WizardWindow, broker: tuple[Mosquitto, Path], ring: MemorySecrets, tmp_path: Path
) -> None:
    server, authority = broker
    over: list[bool] = []
    window.finished.connect(lambda: over.append(True))
    await press(window, Qt.Key.Key_2)
    await press(window, Qt.Key.Key_N, ALT)
    await write(window, "localhost", str(server.port), "alvbro", "konsol-1", "fel ord", str(authority))
    await tried(window)
    assert window.course.trial.failed[0].trouble is Trouble.WRONG_PASSWORD
    window.page.password.setFocus()  # type: ignore[attr-defined]
    await write(window, PASSWORD)
    for _ in range(3):  # the file, then the database, then the sound
        await tried(window)
        assert window.course.trial.is_good, window.course.trial.lines
        await press(window, Qt.Key.Key_N, ALT)
    await write(window, "ellen.s", "Ellen Sandgren", WORD, WORD)
    await tried(window)
    await press(window, Qt.Key.Key_N, ALT)
    assert window.course.step is Step.FINISH
    assert not (tmp_path / "vaka.toml").exists()
    assert ring.get("broker.password") is None
    await press(window, Qt.Key.Key_N, ALT)
    await until(lambda: bool(over) or bool(window.course.trial.failed))
    assert over, window.course.trial.lines
    config = configuration.load(tmp_path / "vaka.toml")
    assert (config.broker.host, config.broker.port, config.screen.language) == ("localhost", server.port, "en")
    assert ring.get("broker.password") == PASSWORD
    assert (tmp_path / "kept" / "vaka.db").is_file()
    text = (tmp_path / "vaka.toml").read_text("utf-8")
    assert PASSWORD not in text
    assert WORD not in text


async def _sound(hearing: Hearing | None, device: str = "") -> list[Line]:
    trials = JoinedTrials(Setup(Path("/finns/inte/vaka.toml")), lambda: hearing)
    lines: dict[Tried, Line] = {}
    await trials.sound(Draft(sound=SoundDraft(device)), lambda line: lines.update({line.tried: line}), lambda _: None)
    return list(lines.values())


async def test_a_good_headset_is_told_line_by_line() -> None:
    assert all(isinstance(line, Good) for line in await _sound(Headset()))


@pytest.mark.parametrize(
    ("hearing", "device", "tried_", "trouble"),
    [
        (None, "", Tried.OUTPUTS, Trouble.NO_SOUND_SYSTEM),
        (Headset(names=()), "", Tried.OUTPUTS, Trouble.NO_OUTPUT),
        (Headset(), "En annan", Tried.OUTPUTS, Trouble.NO_SUCH_OUTPUT),
        (Headset(3), "", Tried.TONE, Trouble.NO_OUTPUT),
        (Headset(-1), "", Tried.TONE, Trouble.TONE_FAILED),
        (Headset(loudest=None), "", Tried.MICROPHONE, Trouble.NO_MICROPHONE),
        (Headset(loudest=0.0), "", Tried.MICROPHONE, Trouble.SILENT_MICROPHONE),
    ],
)
async def test_what_is_missing_is_told(hearing: Headset | None, device: str, tried_: Tried, trouble: Trouble) -> None:
    (failed,) = [line for line in await _sound(hearing, device) if isinstance(line, Failed)]
    assert (failed.tried, failed.trouble) == (tried_, trouble)


async def test_a_missing_output_does_not_keep_the_microphone_from_being_tried() -> None:
    assert isinstance((await _sound(Headset(names=())))[-1], Good)


# What runs beside the screen.


async def test_lines_come_on_the_screens_own_thread_while_it_goes_on() -> None:
    threads: list[threading.Thread] = []
    turned = 0

    async def work(tell: Callable[[Line], None]) -> str:
        await asyncio.to_thread(threading.Event().wait, 0.2)
        tell(Good(Tried.ROOM, 0.1))
        return "done"

    task = asyncio.ensure_future(aside(work, lambda _: threads.append(threading.current_thread())))
    while not task.done():
        turned += 1
        await asyncio.sleep(0.01)
    assert task.result() == "done"
    assert threads == [threading.main_thread()]
    assert turned > 3, "the screen stood still"


async def test_what_is_cancelled_is_cancelled_there_too_and_tells_nothing_more() -> None:
    began, ended = threading.Event(), threading.Event()
    lines: list[Line] = []

    async def work(tell: Callable[[Line], None]) -> None:
        began.set()
        try:
            await asyncio.sleep(30)
        finally:
            tell(Good(Tried.ROOM, 0.1))
            ended.set()

    task = asyncio.ensure_future(aside(work, lines.append))
    await until(began.is_set)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await until(ended.is_set)
    await until(lambda: not [one for one in threading.enumerate() if one.name == "first run"])
    assert lines == []


async def test_a_fault_there_is_a_fault_here() -> None:
    async def work(_: Callable[[Line], None]) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await aside(work, lambda _: None)


def test_what_follows_is_the_program_itself_with_the_same_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    became: list[tuple[str, ...]] = []
    monkeypatch.setattr("ui.setup._become", lambda command: became.append(command[1:]) or 0)
    file = Path("/tmp/x.toml")
    assert go_on(Outcome.CLOSED, file) == 0
    assert became == []
    go_on(Outcome.FINISHED, file)
    go_on(Outcome.DEMO, None)
    assert became == [("-P", "-m", "ui", "--config", "/tmp/x.toml"), ("-P", "-m", "ui", "demo")]
