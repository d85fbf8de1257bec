"""What a municipality says beside its alarms: signs of life and samples, which get no receipt."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from paho.mqtt.client import Client, MQTTMessageInfo
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from tests.faults.oracle import Voice


class Beside:
    """A sign of life and a sample in turn, or samples alone with `only_samples`. `number` counts them."""

    def __init__(self, port: int, voice: Voice, *, only_samples: bool = False) -> None:
        self._voice = voice
        self._only_samples = only_samples
        self.number = 0
        self._client = Client(CallbackAPIVersion.VERSION2, "beside", protocol=MQTTProtocolVersion.MQTTv5)
        self._client.max_inflight_messages_set(500)
        self._client.connect("127.0.0.1", port)
        self._client.loop_start()

    def send(self, count: int) -> MQTTMessageInfo:
        """So many more; the last of them can be waited for."""
        told = [self._one() for _ in range(count)]
        return told[-1]

    @contextmanager
    def streaming(self, per_s: float) -> Iterator[None]:
        """So many a second, until the body is done."""
        ending = threading.Event()

        def stream() -> None:
            began, sent = time.monotonic(), 0
            while not ending.wait(0.02):
                due = int((time.monotonic() - began) * per_s) - sent
                sent += due
                for _ in range(due):
                    self._one()

        thread = threading.Thread(target=stream, name="beside")
        thread.start()
        try:
            yield
        finally:
            ending.set()
            thread.join()

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def _one(self) -> MQTTMessageInfo:
        self.number += 1
        voice, at = self._voice, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        sample = {"samples": [{"quantity": "temperature_c", "value": 20.5, "at": at}]}
        kind, data = (
            ("samples", sample)
            if self._only_samples or self.number % 2
            else ("status", {"kind": "personal_alarm", "heartbeat_interval_s": 300})
        )
        message = {
            "specversion": "1.0", "id": f"beside-{self.number}", "source": f"/{voice.municipality}/{voice.sender}/b",
            "type": f"vaka.{kind}.v1", "time": at, "datacontenttype": "application/json", "subject": voice.device,
            "data": data,
        }  # fmt: skip
        topic = f"vaka/v1/{voice.municipality}/{voice.sender}/{kind}/{voice.device}"
        return self._client.publish(topic, json.dumps(message).encode(), qos=1)
