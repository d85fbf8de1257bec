"""Fault 6: poison among alarms: each alarm is stored once and in its order, and the poison is shown to a technician."""

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from console.adapters.sql.store import open_store
from console.domain import events as ev
from console.domain.alarm import Cause
from tests.fakes import run_async
from tests.faults.intake_process import KEY
from tests.faults.oracle import Gateway, settle
from tests.faults.victim import Victim, read, voices, wait_until_heard
from tests.servers import MISSING_MOSQUITTO, Mosquitto

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.timeout(300),
]

EVERY = 5
"""Every fifth message is poison."""


def poisons(topic: str, chance: random.Random) -> list[tuple[str, bytes]]:
    """Topic and payload of each kind that we know to hurt somebody's reader."""
    whole = json.dumps(
        {
            "specversion": "1.0", "id": "poison", "source": "/norrby/poison", "type": "vaka.alarm.v1",
            "time": "2026-11-22T02:00:00Z", "data": {"kind": "personal_alarm", "cause": "press"},
        }
    ).encode()  # fmt: skip
    return [
        (topic, b""),
        (topic, chance.randbytes(300)),
        (topic, b"\xff\xfe" + whole),
        (topic, whole[: len(whole) // 2]),
        (topic, b"[" * 100_000),
        (topic, b"9" * 5000),
        (topic, b"NaN"),
        (topic, whole.replace(b'"1.0"', b'"\\ud800"')),
        (topic, whole.replace(b'"poison"', b'"' + b"x" * 200_000 + b'"')),
        (topic, whole.replace(b'"poison"', b'"\\u0000"')),
        (topic, whole.replace(b"2026-11-22T02", b"9999-99-99T99")),
        (topic, whole.replace(b"vaka.alarm.v1", b"vaka.alarm.v99")),
        (f"{topic}/deeper", whole),
        ("vaka/v1", whole),
        (topic.replace("/alarms/", "/nothing/"), whole),
        (topic.replace("/alarms/", "/samples/"), b'{"specversion": "1.0"}'),
        ("vaka/v1/centre/canary/somebody", b"{}"),
        ("vaka/v1/centre/presence/somebody", b"\x00"),
    ]


async def causes(folder: Path) -> Counter[Cause]:
    """Of all alarms in the journal."""
    store = await open_store(folder / "vaka.db", KEY)
    try:
        found: Counter[Cause] = Counter()
        seq = 0
        while events := await store.journal.since(seq):
            found.update(
                event.body.alarm.cause
                for event in events
                if isinstance(event, ev.Event) and isinstance(event.body, ev.CaseOpened | ev.AlarmJoined)
            )
            seq = events[-1].seq
        return found
    finally:
        await store.close()


@pytest.mark.parametrize("number", [400, pytest.param(10_000, marks=pytest.mark.long)])
def test_poison_among_alarms_holds_up_none_of_them_and_is_shown(
    tmp_path: Path, number: int, record_property: Any
) -> None:
    chance = random.Random(6)
    speaking = voices()
    with Mosquitto() as broker, Victim(broker.port, tmp_path) as victim, Gateway(broker.port, speaking) as gateway:
        wait_until_heard(broker.port)
        gateway.wait_connected()
        kinds = poisons(speaking[0].topic, chance)
        for index in range(number):
            gateway.send(index)
            if index % EVERY == 0:
                gateway.shout(*kinds[index // EVERY % len(kinds)])
        gateway.wait(120)
        waited = sorted((line.stored_at or 0.0) - line.made_at for line in gateway.ledger.values())
        victim.kill()
        stored = read(tmp_path)
        settle(gateway, stored)
        found = run_async(causes(tmp_path), 60)
    assert stored.order == list(gateway.ledger)
    assert found[Cause.UNREADABLE] > 0
    assert found[Cause.WRONG_TOPIC] > 0, found
    record_property("alarms", number)
    record_property("poison", number // EVERY)
    record_property("slowest receipt, s", round(waited[-1], 2))
