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


def asked(server: str, device: str = "") -> list[Any]:
    """Outputs, microphone, the tone's exit code, the loudest, and how often the level was told."""
    environment = {**os.environ, "PULSE_SERVER": server, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", ASK, device], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60,
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


def test_a_computer_without_sound_says_so_and_nothing_raises() -> None:
    outputs, microphone, code, loudest, told = asked("unix:/there/is/none")
    assert (outputs, microphone, code, loudest, told) == ([], "", 3, None, 0)
