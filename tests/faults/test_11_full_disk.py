"""Fault 11: the disk is full under the real program.

Nothing is confirmed while it is, the banner says that nothing is taken in, the program lives, and when there is room
again all that was sent is there exactly once. (`tests/adapters/sql/test_refusals.py` has the store alone.)
"""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.oracle import Gateway, feeding, settle
from tests.faults.small_disk import small_disk
from tests.faults.victim import read, voices
from tests.faults.watched import Screened
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

BLIND_WITHIN_S = 15.0
CLEAR_WITHIN_S = 30.0
PER_S = 40.0


@pytest.mark.parametrize(
    ("may_mount", "times", "full_s"),
    [
        (True, 1, 3.0),
        pytest.param(True, 5, 20.0, marks=pytest.mark.long),
        pytest.param(False, 5, 20.0, marks=pytest.mark.long),
    ],
    ids=["once", "a full file system", "files that may not grow"],
)
def test_a_full_disk_confirms_nothing_shows_the_banner_and_all_comes_after(
    tmp_path: Path, may_mount: bool, times: int, full_s: float, record_property: Callable[[str, object], None]
) -> None:
    share = round(PER_S * (full_s + 4))
    with small_disk(tmp_path / "disk", may_mount=may_mount) as disk, Mosquitto() as broker:
        with Screened(broker.port, disk.folder) as console, Gateway(broker.port, voices()) as gateway:
            gateway.wait_connected()
            for turn in range(times):
                told = max(0, len(console.lines) - 1)
                console.said(lambda line: line.get("banner") is False, CLEAR_WITHIN_S, told)
                gateway.send(turn * share)
                gateway.wait(30)
                before = len(gateway.receipted())
                disk.fill(console.pid)
                filled_at = time.monotonic()
                with feeding(gateway, range(turn * share + 1, (turn + 1) * share), PER_S):
                    blind = console.said(lambda line: line.get("banner") is True, BLIND_WITHIN_S, told)
                    taken = len(gateway.receipted())
                    time.sleep(full_s)
                    assert len(gateway.receipted()) == taken
                told = len(console.lines)
                disk.free(console.pid)
                freed_at = time.monotonic()
                gateway.wait(60)
                clear = console.said(lambda line: line.get("banner") is False, CLEAR_WITHIN_S, told)
                record_property(f"{disk.kind}_{turn}_into_pages_that_were_there", taken - before)
                record_property(f"{disk.kind}_{turn}_banner_after_s", round(blind["t"] - filled_at, 2))
                record_property(f"{disk.kind}_{turn}_clear_after_s", round(clear["t"] - freed_at, 2))
            console.kill()
        settle(gateway, read(disk.folder))
    assert len(gateway.ledger) == share * times
