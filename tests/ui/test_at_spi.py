"""Another program finds the window on the accessibility bus, reads the queue, presses a key and hears a new alarm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

READER = Path(__file__).with_name("screen_reader.py")
WITHIN_S = 120
"""It takes about 3 s; a busy machine may take its time."""

NEEDS = {
    "/usr/bin/Xvfb": "xvfb",
    "/usr/bin/dbus-run-session": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "/usr/lib/python3/dist-packages/pyatspi/__init__.py": "python3-pyatspi",
}
MISSING = [package for path, package in NEEDS.items() if not Path(path).exists()]


@pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}: sudo apt-get install -y {' '.join(MISSING)}")
def test_a_screen_reader_takes_the_next_case_and_hears_the_next_alarm(tmp_path: Path) -> None:
    place = {name: str(tmp_path) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    met_in, said_in = tmp_path / "met.json", tmp_path / "said.txt"
    with met_in.open("wb") as met, said_in.open("wb") as told:  # no pipes: whoever is left behind would hold them open
        done = subprocess.run(
            ["dbus-run-session", "--", "/usr/bin/python3", str(READER), sys.executable],
            env={**os.environ, **place}, stdin=subprocess.DEVNULL, stdout=met, stderr=told, timeout=WITHIN_S,
            check=False,
        )  # fmt: skip
    assert done.returncode == 0, said_in.read_text("utf-8", "replace")
    found = json.loads(met_in.read_text("utf-8").splitlines()[-1])
    assert found["queue"].startswith("Ärenden, 10 öppna, 6 väntar på svar, 2 Akut")
    assert found["rows"][0] == "Ditt ärende 1"
    assert found["rows"][1].startswith("Märta Lindqvist, 87, 8 tryck")
    assert not any("Hemliga" in row for row in found["rows"])
    assert found["key"] == "Ta nästa F2"
    waiting = next(row for row in found["rows"] if row.startswith("Göran"))
    taken = next(row for row in found["after"] if row.startswith("Göran"))
    assert waiting.endswith("Ingen ägare")
    assert "Du svarade på 11 s" in taken
    assert found["after"][0] == "Dina ärenden 2"
    assert found["heard"] == ["Nytt larm. Per-Olof Näslund, Gasvarnare, köket, Akut: gas, svar inom 30 s, 30 s kvar"]
