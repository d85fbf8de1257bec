"""Fault 15, in a real console: its clock is set by an hour and a year, both ways, and goes through both DST nights.

libfaketime sets the clock of that one process, while it runs, by a file; its monotonic clock goes on. Each rung comes
within a second of its monotonic time, our sight is never lost, every alarm has its receipt, no row has waited less than
no time or longer than it has, and what is journalled has the time of the clock that is.
"""

import glob
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.oracle import Gateway, settle
from tests.faults.victim import read, voices
from tests.faults.watched import Watched, is_blind, sees
from tests.servers import MISSING_MOSQUITTO, Mosquitto

LIBRARY = next(iter(glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")), None)

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(LIBRARY is None, reason="needs libfaketime: sudo apt-get install -y libfaketime"),
    pytest.mark.timeout(400),
]

LADDER_S = (3.0, 6.0, 9.0)
WITHIN_S = 10.0
"""The promise is a second, which `rung_latest_s` tells of a machine that has nothing else to do; a rung that the clock
has moved comes early, all at once, or not at all. On a machine with ten programs a core everything is late."""
BLIND_AFTER_S = 15

HOUR, YEAR = 3600, 365 * 86_400
SPRING = datetime(2026, 3, 29, 0, 59, 57, tzinfo=UTC)
AUTUMN = datetime(2026, 10, 25, 0, 59, 57, tzinfo=UTC)

Change = int | datetime


class SetClock:
    """The wall clock of the console that `env` starts."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "ahead"
        self.set(0)
        self.env = dict(
            os.environ, LD_PRELOAD=str(LIBRARY), FAKETIME_TIMESTAMP_FILE=str(self._file), FAKETIME_CACHE_DURATION="1",
            FAKETIME_DONT_FAKE_MONOTONIC="1",
        )  # fmt: skip

    def now(self) -> datetime:
        """What it shows."""
        return datetime.now(UTC) + self._ahead

    def set(self, to: Change) -> None:
        """So many seconds ahead of the machine's clock, or to a moment."""
        ahead = round(to.timestamp() - time.time()) if isinstance(to, datetime) else to
        self._ahead = timedelta(seconds=ahead)
        self._file.with_suffix(".new").write_text(f"{ahead:+d}")
        self._file.with_suffix(".new").replace(self._file)


def rungs_after(console: Watched, told: int, case: str) -> list[float]:
    """When the rungs of a case came, after the first `told` lines."""
    return [line["t"] for line in console.lines[told:] if line.get("rung") and line["case"] == case]


def waits_wrong(console: Watched, told: int, case: str, began: float, set_at: list[float]) -> list[tuple[float, float]]:
    """The waits of rows that cannot be, but for the seconds in which the clock was set: less than none, and for the
    case that `began` then, other than what has passed.

    Another may seem older than it is: its device's clock is believed where ours is ahead of it, up to a day.
    """
    found = []
    for line in console.lines[told:]:
        if any(0 <= line["t"] - at < 3 for at in set_at):
            continue
        for row in line.get("rows", ()):
            more_s = row["waited_s"] - (line["t"] - began)
            if row["waited_s"] < -1 or (row["case"] == case and not -1 < more_s < 3):
                found.append((row["waited_s"], more_s))
    return found


def endured(
    console: Watched, gateway: Gateway, clock: SetClock, number: int, changes: list[tuple[float, Change]]
) -> list[float]:
    """One alarm, and so many seconds after it each change of the clock. Returns how late each rung was, in seconds."""
    told, set_at = len(console.lines), list[float]()
    known = {row["case"] for line in console.lines for row in line.get("rows", ())}
    gateway.send(number, at=clock.now())
    came = console.said(lambda line: any(row["case"] not in known for row in line.get("rows", ())), after=told)
    (row,) = [one for one in came["rows"] if one["case"] not in known]
    case, began = row["case"], came["t"] - row["waited_s"]
    for after_s, to in changes:
        time.sleep(max(0.0, began + after_s - time.monotonic()))
        set_at.append(time.monotonic())
        clock.set(to)
    gateway.send(number + 1, at=clock.now())
    gateway.wait(20)
    console.said(lambda _: len(rungs_after(console, told, case)) == len(LADDER_S), LADDER_S[-1] + 30, told)
    late = [at - began - due for at, due in zip(rungs_after(console, told, case), LADDER_S, strict=True)]
    assert waits_wrong(console, told, case, began, set_at) == []
    assert [line for line in console.lines[told:] if is_blind(line)] == []
    rungs = [line for line in console.lines[told:] if "rung" in line]
    apart = [line["off_s"] for line in rungs if all(abs(line["t"] - at) > 3 for at in set_at)]
    assert max(apart, default=0) < WITHIN_S
    return late


@pytest.mark.parametrize(
    "changes",
    [
        [[(1.0, HOUR), (4.0, -YEAR), (7.0, YEAR)]],
        pytest.param(
            [[(1.5, to)] for to in (HOUR, 0, -HOUR, 0, YEAR, 0, -YEAR, 0, SPRING, 0, AUTUMN)], marks=pytest.mark.long
        ),
    ],
    ids=["three in one ladder", "each by itself"],
)
def test_a_clock_that_is_set_neither_hastens_nor_delays_a_rung_nor_blinds_us(
    tmp_path: Path, changes: list[list[tuple[float, Change]]], record_property: Callable[[str, object], None]
) -> None:
    clock = SetClock(tmp_path)
    late: list[float] = []
    with Mosquitto() as broker:
        with (
            Watched(
                broker.port,
                tmp_path / "console",
                env=clock.env,
                prepares=True,
                ladder=LADDER_S,
                blind_after_s=BLIND_AFTER_S,
            ) as console,  # fmt: skip
            Gateway(broker.port, voices()) as gateway,
        ):
            console.said(sees)
            gateway.wait_connected()
            for turn, one in enumerate(changes):
                late += endured(console, gateway, clock, 2 * turn, one)
            console.kill()
        settle(gateway, read(tmp_path / "console"))
    record_property("rung_latest_s", round(max(late), 2))
    record_property("rung_earliest_s", round(min(late), 2))
    assert min(late) > -0.5
    assert max(late) < WITHIN_S
