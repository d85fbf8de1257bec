"""Our own receipts, come back: known by their bytes, and nothing else is."""

import pytest

from console.adapters.mqtt import own_words, wire
from console.adapters.mqtt.own_words import OwnWords
from console.domain.ids import ConsoleId, DeviceId, MunicipalityId
from console.domain.report import Origin, Receipt, ReceiptState, ReportKey
from tests.builders import T0

ORIGIN = Origin(MunicipalityId("norrby"), "hub-1", DeviceId("pa-1"))
RECEIPT = Receipt(ORIGIN, ReportKey("/norrby/hub-1", "7"), ReceiptState.STORED, T0)
TOPIC, PAYLOAD = wire.encode_receipt(RECEIPT, "id-1", ConsoleId("desk-1"))


def test_what_was_said_comes_back_as_often_as_it_was_said_and_to_read_it_would_say_nothing() -> None:
    words = OwnWords()
    words.say([(TOPIC, PAYLOAD)])
    assert words.came_back(TOPIC, PAYLOAD)
    assert not words.came_back(TOPIC, PAYLOAD)
    assert wire.decode(TOPIC, PAYLOAD, T0, False) is None


def test_the_same_bytes_on_another_topic_and_other_bytes_on_this_one_are_read() -> None:
    words = OwnWords()
    words.say([(TOPIC, PAYLOAD)])
    assert not words.came_back(TOPIC.replace("receipts", "alarms"), PAYLOAD)
    assert not words.came_back(TOPIC, PAYLOAD + b" ")
    assert words.came_back(TOPIC, PAYLOAD)


def test_where_nothing_comes_back_only_the_last_ones_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_words, "MOST", 3)
    words = OwnWords()
    for number in range(10):
        words.say([(TOPIC, b"%d" % number)])
    assert [number for number in range(10) if words.came_back(TOPIC, b"%d" % number)] == [7, 8, 9]
