"""A small screen reader: looks at the window as AT-SPI shows it, presses a key by its name, prints what it met as JSON.

For the system's Python, which alone has pyatspi, inside `dbus-run-session`: `python3 screen_reader.py VENV_PYTHON`. It
starts X server, accessibility bus and window, and ends them.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
PATIENCE_S = 40
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """The kernel ends this process with the one that started it."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@contextlib.contextmanager
def started(*command: str, **more: Any) -> Iterator[subprocess.Popen[str]]:
    """A process in a group of its own, which ends with all that it has started itself."""
    process = subprocess.Popen(command, text=True, preexec_fn=die_with_parent, start_new_session=True, **more)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def waited(what: Callable[[], Any], name: str, turn: Callable[[], object] = lambda: time.sleep(0.05)) -> Any:
    """What `what` finds, as soon as it finds something."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        found = what()
        if found:
            return found
        turn()
    raise SystemExit(f"waited in vain for {name}")


def walk(atspi: Any, at: Any) -> Iterator[Any]:
    """Everything under an object that is shown."""
    yield at
    for number in range(at.childCount):
        child = at.getChildAtIndex(number)
        if child is not None:
            yield from walk(atspi, child)


def read(window: subprocess.Popen[str]) -> dict[str, Any]:
    """What a screen reader meets."""
    import pyatspi  # here alone: the bus must be up before it is imported

    desk = pyatspi.Registry.getDesktop(0)
    program = waited(
        lambda: next((one for one in desk if one is not None and one.get_process_id() == window.pid), None),
        "the window",
    )

    def found(role: str, starts: str) -> Any:
        every = (one for one in walk(pyatspi, program) if one.getRoleName() == role)
        return next((one for one in every if one.name.startswith(starts)), None)

    met: dict[str, Any] = {}
    queue = waited(lambda: found("list", "Ärenden"), "the queue")
    met["queue"] = queue.name
    rows = [queue.getChildAtIndex(number) for number in range(queue.childCount)]
    met["rows"] = [row.name for row in rows if row is not None]
    key = waited(lambda: found("push button", "Ta nästa") or found("button", "Ta nästa"), "the key")
    actions = key.queryAction()
    met["key"] = key.name
    met["actions"] = [actions.getName(number) for number in range(actions.nActions)]
    heard: list[str] = []
    pyatspi.Registry.registerEventListener(lambda event: heard.append(str(event.any_data)), "object:announcement")
    actions.doAction(met["actions"].index("Press"))

    def taken() -> list[str]:
        return [row.name for row in (queue.getChildAtIndex(n) for n in range(queue.childCount)) if row is not None]

    met["after"] = waited(lambda: (now := taken()) != met["rows"] and now, "the row to change")
    say_alarm(window)

    def turn() -> None:
        pyatspi.Registry.pumpQueuedEvents()
        time.sleep(0.05)
        from gi.repository import GLib

        while GLib.MainContext.default().iteration(False):
            pass

    met["heard"] = waited(lambda: [text for text in heard if "Per-Olof" in text], "the announcement", turn)
    return met


def say_alarm(window: subprocess.Popen[str]) -> None:
    assert window.stdin is not None
    window.stdin.write("alarm\n")
    window.stdin.flush()


def main() -> None:
    die_with_parent()
    here, there = os.pipe()
    server = ["Xvfb", "-displayfd", str(there), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with started(*server, pass_fds=(there,), stderr=subprocess.DEVNULL):
        os.close(there)
        with os.fdopen(here) as told:
            os.environ["DISPLAY"] = ":" + told.readline().strip()
        os.environ |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
        os.environ |= {"QT_XCB_GL_INTEGRATION": "none", "QT_ACCESSIBILITY": "1"}
        with started(LAUNCHER, "--launch-immediately", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL), started(
            sys.argv[1], "-m", "tests.ui.spoken_window", cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as window:  # fmt: skip
            assert window.stdout is not None
            if window.stdout.readline() != "ready\n":
                raise SystemExit("the window does not start")
            sys.stdout.write(json.dumps(read(window)) + "\n")


if __name__ == "__main__":
    main()
