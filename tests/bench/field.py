"""The field of the measurements: `python -m tests.bench.field PORT COUNT PER_S MARK [alone]`.

Sends COUNT presses of as many different residents as there are, PER_S of them a second (0: as fast as the broker takes
them), on a bare socket. With `alone` it ends when the broker has confirmed all, else when it holds as many receipts. An
id ends in the moment of its sending, in nanoseconds of the machine's monotonic clock. Says as JSON when it began and
ended, by that clock in seconds.
"""

from __future__ import annotations

import json
import select
import socket
import sys
import time
from collections import Counter
from datetime import UTC, datetime

from console.adapters.municipality.simulated import build
from console.domain.alarm import DeviceKind
from console.domain.resident import Device
from tests.bench.packets import PUBACK, PUBLISH, Stream, confirmation, connected, publish
from tests.faults.intake_process import SEED, TODAY

RESIDENTS = 6_000
WITHIN_S = 180.0
_PIECE = 1 << 16


def units() -> list[Device]:
    """A personal alarm of each resident who has one."""
    devices = build(SEED, RESIDENTS, today=TODAY).devices
    worn = (one for one in devices if one.kind is DeviceKind.PERSONAL_ALARM and one.resident is not None)
    return list({one.resident: one for one in worn}.values())


class Field:
    """One run of sending; `told` is what came of it."""

    def __init__(self, port: int, count: int, mark: str, *, is_alone: bool) -> None:
        self._count = count
        self._mark = mark
        self._units = units()
        self._numbers: Counter[str] = Counter()
        self._is_alone = is_alone
        self._confirmed = self._receipts = 0
        self._stream = Stream()
        self._out = b""
        topics = () if is_alone else ("vaka/v1/+/+/receipts/+",)
        self._sock: socket.socket = connected(port, f"field-{mark}", *topics)
        self._sock.setblocking(False)

    def told(self, per_s: float) -> dict[str, float]:
        """Sends it all and waits for the answers. TimeoutError where they do not come."""
        ready = [self._message(number) for number in range(self._count)] if per_s == 0 else []
        began = time.monotonic()
        for number in range(self._count):
            if per_s == 0:
                self._out += ready[number]
                if len(self._out) > _PIECE:
                    self._go_on(until_s=None)
            else:
                self._go_on(until_s=began + number / per_s)
                self._out += self._message(number)
        sent = time.monotonic()
        while self._out or self._answers < self._count:
            self._go_on(until_s=time.monotonic() + 0.05)
            if time.monotonic() - sent > WITHIN_S:
                raise TimeoutError(f"{self._answers} of {self._count} answered")
        return {"began": began, "sent": sent, "ended": time.monotonic()}

    @property
    def _answers(self) -> int:
        return self._confirmed if self._is_alone else self._receipts

    def _go_on(self, until_s: float | None) -> None:
        """Writes and reads until then; without a moment, until there is little left to write."""
        while True:
            wait = 1.0 if until_s is None else max(0.0, until_s - time.monotonic())
            readable, writable, _ = select.select([self._sock], [self._sock] if self._out else [], [], wait)
            if readable:
                self._read()
            if writable:
                self._out = self._out[self._sock.send(self._out) :]
            if until_s is None and len(self._out) <= _PIECE:
                return
            if until_s is not None and time.monotonic() >= until_s:
                return

    def _read(self) -> None:
        piece = self._sock.recv(_PIECE)
        if not piece:
            raise OSError("the broker hung up")
        for kind, packet in self._stream.packets(piece):
            if kind == PUBACK:
                self._confirmed += 1
            elif kind == PUBLISH:
                self._receipts += self._mark.encode() in packet
                self._out += confirmation(packet)

    def _message(self, number: int) -> bytes:
        unit = self._units[number % len(self._units)]
        source = f"/{unit.municipality}/{unit.sender}/{self._mark}"
        self._numbers[source] += 1
        message = {
            "specversion": "1.0", "id": f"{number}-{time.monotonic_ns()}", "source": source,
            "type": "vaka.alarm.v1", "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "datacontenttype": "application/json", "subject": unit.id,
            "sequence": str(self._numbers[source]), "boot": self._mark,
            "data": {"kind": "personal_alarm", "cause": "press"},
        }  # fmt: skip
        topic = f"vaka/v1/{unit.municipality}/{unit.sender}/alarms/{unit.id}"
        return publish(topic, json.dumps(message).encode(), number)


def main(port: str, count: str, per_s: str, mark: str, *alone: str) -> None:
    told = Field(int(port), int(count), mark, is_alone=bool(alone)).told(float(per_s))
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
