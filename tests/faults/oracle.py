"""The one oracle of the faults: what a sender holds our receipt for is stored exactly once.

`Gateway` is a sender that shares no code with Vaka: paho in a thread, its own numbers, its own JSON, its own ledger of
what was sent, how often, and what came back. `stored_in` reads what the journal says afterwards, in another process's
file; `settle` compares the two. Whoever breaks something uses all three and decides only what to break.
"""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from console.adapters.sql.store import Store
from console.domain import events as ev
from console.domain.alarm import Cause

REPEAT_S = 1.0
"""The first wait. A real gateway's is longer; the faults are to be over soon."""
LONGEST_WAIT_S = 8.0
"""Each wait is twice the one before, up to this: who is away long is not to be drowned by repeats when it is back."""

REPEATED_TOGETHER = 500
"""So many at the most wait for the broker's confirmation before anything is repeated: no sender drowns its broker."""


@dataclass(slots=True)
class Line:
    """One message of the ledger."""

    number: int
    topic: str
    payload: bytes
    made_at: float
    retain: bool = False
    sent: int = 0
    due_at: float = 0.0
    stored_at: float | None = None
    refused: bool = False
    receipts: int = 0


@dataclass(frozen=True, slots=True)
class Voice:
    """A device as the field knows it: who sends for it, and its own name."""

    municipality: str
    sender: str
    device: str

    @property
    def topic(self) -> str:
        return f"vaka/v1/{self.municipality}/{self.sender}/alarms/{self.device}"


class Gateway:
    """A numbered sender of personal alarms: repeats each until it holds a receipt. Use it as a context manager.

    All voices are of one sender. Times are of time.monotonic(), in seconds. `repeat_s` is the first wait for a receipt,
    None for a sender that never repeats. With `ca_file` it comes over TLS, as the sender that it is, with `password`.
    """

    def __init__(
        self,
        port: int,
        voices: Sequence[Voice],
        *,
        name: str = "ledger",
        boot: str = "boot-1",
        repeat_s: float | None = REPEAT_S,
        ca_file: Path | None = None,
        password: str = "",
    ) -> None:
        self._voices = voices
        self._source = f"/{voices[0].municipality}/{voices[0].sender}/{name}"
        self._boot = boot
        self._repeat_s = repeat_s
        self.ledger: dict[str, Line] = {}
        self._lock = threading.Lock()
        self._ending = threading.Event()
        self._client = Client(CallbackAPIVersion.VERSION2, f"{name}-ledger", protocol=MQTTProtocolVersion.MQTTv5)
        self._client.reconnect_delay_set(1, 1)
        self._client.max_inflight_messages_set(500)
        self._client.on_connect = lambda client, *_: client.subscribe(self._receipts, qos=1)
        self._client.on_message = self._hear
        if ca_file is not None:
            self._client.tls_set(str(ca_file))
            self._client.username_pw_set(voices[0].sender, password)
        self._client.connect_async("127.0.0.1", port, keepalive=10)
        self._repeating = threading.Thread(target=self._repeat, name="ledger repeats")

    @property
    def _receipts(self) -> str:
        first = self._voices[0]
        return f"vaka/v1/{first.municipality}/{first.sender}/receipts/+"

    def __enter__(self) -> Gateway:
        self._client.loop_start()
        self._repeating.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._repeating.join()
        self._client.disconnect()
        self._client.loop_stop()

    def send(self, number: int, *, at: datetime | None = None, retain: bool = False, **more: Any) -> str:
        """Writes the alarm of that number in the ledger and puts it on its way; returns its id.

        `more` are members of the message that differ from a plain press.
        """
        voice = self._voices[number % len(self._voices)]
        message = {
            "specversion": "1.0",
            "id": f"alarm-{number}",
            "source": self._source,
            "type": "vaka.alarm.v1",
            "time": (at or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "datacontenttype": "application/json",
            "subject": voice.device,
            "sequence": str(number + 1),
            "boot": self._boot,
            "data": {"kind": "personal_alarm", "cause": "press"},
        } | more
        line = Line(number, voice.topic, json.dumps(message).encode(), time.monotonic(), retain)
        with self._lock:
            self.ledger[message["id"]] = line
        self._publish(line)
        return str(message["id"])

    def send_again(self, number: int) -> None:
        """The same message once more, as a network does that doubles."""
        self._publish(self.ledger[f"alarm-{number}"])

    def shout(self, topic: str, payload: bytes, *, retain: bool = False) -> None:
        """Says something that stands in no ledger."""
        self._client.publish(topic, payload, qos=1, retain=retain)

    def feed(self, numbers: Sequence[int], per_s: float) -> None:
        """Sends these at that rate, from the caller's thread."""
        began = time.monotonic()
        for index, number in enumerate(numbers):
            ahead = began + index / per_s - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
            self.send(number)

    def unreceipted(self) -> list[str]:
        """What still waits for a word of ours."""
        with self._lock:
            return [id_ for id_, line in self.ledger.items() if line.stored_at is None and not line.refused]

    def receipted(self) -> list[str]:
        """What we said is stored, in the order of the ledger."""
        with self._lock:
            return [id_ for id_, line in self.ledger.items() if line.stored_at is not None]

    @property
    def unpublished(self) -> int:
        """How many messages the broker has not confirmed."""
        return len(self._client._out_messages)

    def wait_connected(self, within_s: float = 30.0) -> None:
        """Until it is at the broker. AssertionError where that takes too long."""
        ends_at = time.monotonic() + within_s
        while not self._client.is_connected():
            assert time.monotonic() < ends_at, f"the sender is not at the broker after {within_s} s"
            time.sleep(0.02)

    def wait(self, within_s: float) -> None:
        """Until nothing waits for a word of ours. AssertionError where that takes too long."""
        ends_at = time.monotonic() + within_s
        while waiting := self.unreceipted():
            assert time.monotonic() < ends_at, (
                f"{len(waiting)} of {len(self.ledger)} have no receipt after {within_s} s"
            )
            time.sleep(0.05)

    def _publish(self, line: Line) -> None:
        wait_s = float("inf") if self._repeat_s is None else self._repeat_s
        line.due_at = time.monotonic() + min(wait_s * 2**line.sent, max(wait_s, LONGEST_WAIT_S))
        if self._client.is_connected() or self._repeat_s is None:
            line.sent += 1
            self._client.publish(line.topic, line.payload, qos=1, retain=line.retain)

    def _repeat(self) -> None:
        while not self._ending.wait(REPEAT_S / 4):
            now = time.monotonic()
            with self._lock:
                due = [line for line in self.ledger.values() if line.due_at <= now and not _is_answered(line)]
            for line in due[: max(0, REPEATED_TOGETHER - self.unpublished)]:
                self._publish(line)

    def _hear(self, _client: Client, _user: object, message: MQTTMessage) -> None:
        told = json.loads(message.payload)["data"]
        if told["of"]["source"] != self._source:
            return
        with self._lock:
            line = self.ledger.get(told["of"]["id"])
            if line is None:
                return
            line.receipts += 1
            if told["state"] == "refused":
                line.refused = True
            elif line.stored_at is None:
                line.stored_at = time.monotonic()


def _is_answered(line: Line) -> bool:
    return line.stored_at is not None or line.refused


@dataclass(slots=True)
class Stored:
    """What the journal says of one source: how often each id is in a case, in their order; which gaps of its count were
    told; and the chain's damage."""

    order: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    damage: int = 0

    @property
    def times(self) -> Counter[str]:
        return Counter(self.order)


async def stored_in(store: Store, source_ends: str = "/ledger") -> Stored:
    """Reads the whole journal of an open store."""
    found = Stored()
    seq = 0
    while events := await store.journal.since(seq):
        for event in events:
            if not isinstance(event, ev.Event) or not isinstance(event.body, ev.CaseOpened | ev.AlarmJoined):
                continue
            if event.body.alarm.report.source.endswith(source_ends):
                is_gap = event.body.alarm.cause is Cause.SEQUENCE_GAP
                (found.gaps if is_gap else found.order).append(event.body.alarm.report.id)
        seq = events[-1].seq
    found.damage = len((await store.journal.verify()).damage)
    return found


def settle(gateway: Gateway, stored: Stored, *, all_of_them: bool = True) -> None:
    """The oracle: receipted is stored exactly once, nothing is stored twice, and the chain holds."""
    times = stored.times
    assert {id_: times[id_] for id_ in gateway.receipted() if times[id_] != 1} == {}
    assert {id_: many for id_, many in times.items() if many != 1} == {}
    assert stored.damage == 0
    if all_of_them:
        assert len(gateway.receipted()) == len(gateway.ledger)


@contextmanager
def feeding(gateway: Gateway, numbers: Sequence[int], per_s: float) -> Iterator[threading.Thread]:
    """Sends beside what the body does; waits for the last at the end."""
    thread = threading.Thread(target=gateway.feed, args=(numbers, per_s), name="ledger feed")
    thread.start()
    try:
        yield thread
    finally:
        thread.join()
