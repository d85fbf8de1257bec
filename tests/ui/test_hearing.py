"""Whether this computer sounds and hears, against a real PulseAudio in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.servers import MISSING_PULSEAUDIO, PulseAudio

ROOT = Path(__file__).parents[2]
ASK = """
import asyncio, json, sys
import qasync
from PySide6.QtCore import QCoreApplication
app = QCoreApplication(["hearing"])
loop = qasync.QEventLoop(app)
asyncio.set_event_loop(loop)
from ui import hearing

async def ask():
    levels = []
    code, loudest = await asyncio.gather(hearing.play_tone(sys.argv[1], 100), hearing.listen(levels.append))
    names = hearing.outputs(), hearing.microphone_name()
    print(json.dumps([*names, code, loudest, len(levels)]))

with loop:
    loop.run_until_complete(ask())
"""

CHOOSE = """
import asyncio, json
import qasync
from PySide6.QtCore import QCoreApplication
app = QCoreApplication(["hearing"])
loop = qasync.QEventLoop(app)
asyncio.set_event_loop(loop)
from ui import hearing
from ui.ears import Ears

async def ask(ears: Ears):
    listening = [ears.listen(lambda level: None, name, 6.0) for name in ("Near", "Far", "None such")]
    code, *heard = await asyncio.gather(hearing.play_tone("Headset", 100), *listening)
    closing = asyncio.ensure_future(ears.listen(lambda level: None, "Near", 60.0))
    await asyncio.sleep(0.2)
    closing.cancel()
    await asyncio.wait({closing})
    print(json.dumps([ears.microphones(), ears.cameras(), heard, closing.cancelled(), code]))

with loop:
    loop.run_until_complete(ask(hearing))
"""


def asked(server: str, device: str = "", script: str = ASK) -> list[Any]:
    """Outputs, microphone, the tone's exit code, the loudest, and how often the level was told."""
    environment = {**os.environ, "PULSE_SERVER": server, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", script, device], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    answer: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.skipif(MISSING_PULSEAUDIO is not None, reason=str(MISSING_PULSEAUDIO))
def test_a_headset_is_heard_through_its_own_microphone() -> None:
    with PulseAudio("headset", "other") as server:
        server.control("load-module", "module-remap-source", "source_name=mike", "master=headset.monitor",
                       "source_properties=device.description=Mike")  # fmt: skip
        server.control("set-default-source", "mike")
        outputs, microphone, code, loudest, told = asked(server.address, "Headset")
        assert {"Headset", "Other"} <= set(outputs)
        assert microphone == "Mike"
        assert code == 0
        assert loudest > 0.05, "the tone was not heard"
        assert told > 10
        quiet = asked(server.address, "Other")
        assert quiet[2] == 0
        assert quiet[3] == 0.0


@pytest.mark.skipif(MISSING_PULSEAUDIO is not None, reason=str(MISSING_PULSEAUDIO))
def test_the_microphone_that_is_chosen_is_the_one_that_hears() -> None:
    with PulseAudio("headset", "other") as server:
        for name, master in (("near", "headset"), ("far", "other")):
            server.control("load-module", "module-remap-source", f"source_name={name}", f"master={master}.monitor",
                           f"source_properties=device.description={name.title()}")  # fmt: skip
        microphones, cameras, heard, is_closed, code = asked(server.address, script=CHOOSE)
    near, far, none_such = heard
    assert {"Near", "Far"} <= set(microphones)
    assert isinstance(cameras, list)
    assert near > 0.05, "the tone was not heard"
    assert far < 0.01
    assert none_such is None
    assert is_closed
    assert code == 0


def test_a_computer_without_sound_says_so_and_nothing_raises() -> None:
    outputs, microphone, code, loudest, told = asked("unix:/there/is/none")
    assert (outputs, microphone, code, loudest, told) == ([], "", 3, None, 0)
