"""The topics of the stream contract: what is one, what is not, and that built topics are read back."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from console.adapters.mqtt.topics import (
    SUBSCRIPTIONS,
    CanaryTopic,
    FieldTopic,
    PresenceTopic,
    canary_topic,
    field_topic,
    parse_topic,
    presence_topic,
)
from console.domain.ids import ConsoleId, DeviceId, MunicipalityId
from console.domain.report import Origin, Stream

# A busy machine is no fault of the code.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LEVELS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,62}", fullmatch=True)
DEVICES = st.from_regex(r"[A-Za-z0-9._:-]{1,128}", fullmatch=True)


@pytest.mark.parametrize("stream", Stream)
def test_each_stream_has_a_topic(stream: Stream) -> None:
    assert parse_topic(f"vaka/v1/norrby/hub-1/{stream.value}/PA:10.4_1") == FieldTopic(
        MunicipalityId("norrby"), "hub-1", stream, DeviceId("PA:10.4_1")
    )


def test_the_centre_has_its_own_two_topics() -> None:
    assert parse_topic("vaka/v1/centre/canary/console-1") == CanaryTopic(ConsoleId("console-1"))
    assert parse_topic("vaka/v1/centre/presence/console-1") == PresenceTopic(ConsoleId("console-1"))


@pytest.mark.parametrize(
    "topic",
    [
        "",
        "vaka",
        "vaka/v1",
        "vaka/v1/",
        "vaka/v2/norrby/hub/alarms/d",
        "Vaka/v1/norrby/hub/alarms/d",
        "/vaka/v1/norrby/hub/alarms/d",
        "$SYS/broker/uptime",
        "vaka/v1/norrby/hub/alarms",
        "vaka/v1/norrby/hub/alarms/",
        "vaka/v1/norrby/hub/alarms/d/e",
        "vaka/v1/norrby/hub/alarm/d",
        "vaka/v1/norrby/hub/ALARMS/d",
        "vaka/v1/Norrby/hub/alarms/d",
        "vaka/v1/-norrby/hub/alarms/d",
        "vaka/v1//hub/alarms/d",
        "vaka/v1/norrby//alarms/d",
        "vaka/v1/norrby/hub/alarms/d e",
        "vaka/v1/norrby/hub/alarms/d\n",
        "vaka/v1/norrby\n/hub/alarms/d",
        "vaka/v1/norrby/hub/alarms/å",
        "vaka/v1/norrby/hub/alarms/+",
        "vaka/v1/norrby/hub/alarms/#",
        "vaka/v1/norrby/hub/alarms/\u0661",
        f"vaka/v1/{'n' * 64}/hub/alarms/d",
        f"vaka/v1/norrby/{'h' * 64}/alarms/d",
        f"vaka/v1/norrby/hub/alarms/{'d' * 129}",
        "vaka/v1/centre/hub/alarms/d",
        "vaka/v1/centre/canary",
        "vaka/v1/centre/canary/",
        "vaka/v1/centre/canary/a/b",
        "vaka/v1/centre/canary/a b",
        "vaka/v1/centre/receipts/console-1",
        "vaka/v1/norrby/canary/console-1",
        "vaka/v1/norrby/\ud800/alarms/d",
    ],
)
def test_what_the_contract_does_not_have_is_no_topic(topic: str) -> None:
    assert parse_topic(topic) is None


@PATIENT
@given(LEVELS.filter(lambda level: level != "centre"), LEVELS, st.sampled_from(Stream), DEVICES)
def test_a_built_topic_is_read_back(municipality: str, sender: str, stream: Stream, device: str) -> None:
    origin = Origin(MunicipalityId(municipality), sender, DeviceId(device))
    parsed = parse_topic(field_topic(origin, stream))
    assert isinstance(parsed, FieldTopic)
    assert (parsed.origin, parsed.stream) == (origin, stream)


@PATIENT
@given(DEVICES)
def test_a_consoles_topics_are_read_back(console: str) -> None:
    assert parse_topic(canary_topic(ConsoleId(console))) == CanaryTopic(ConsoleId(console))
    assert parse_topic(presence_topic(ConsoleId(console))) == PresenceTopic(ConsoleId(console))


@PATIENT
@given(st.text(st.characters()))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    parse_topic(text)
    parse_topic(f"vaka/v1/{text}")


@pytest.mark.parametrize(
    ("municipality", "sender", "device"),
    [
        ("centre", "hub", "d"),
        ("Norrby", "hub", "d"),
        ("norrby", "h/b", "d"),
        ("norrby", "hub", ""),
        ("norrby", "hub", "+"),
    ],
)
def test_a_topic_that_breaks_the_grammar_is_not_built(municipality: str, sender: str, device: str) -> None:
    with pytest.raises(ValueError, match="grammar"):
        field_topic(Origin(MunicipalityId(municipality), sender, DeviceId(device)), Stream.ALARMS)


@pytest.mark.parametrize("build", [canary_topic, presence_topic])
@pytest.mark.parametrize("console", ["", "a/b", "#"])
def test_a_consoles_topic_that_breaks_the_grammar_is_not_built(build: object, console: str) -> None:
    assert callable(build)
    with pytest.raises(ValueError, match="grammar"):
        build(ConsoleId(console))


def test_one_subscription_sees_every_topic_and_none_twice() -> None:
    assert SUBSCRIPTIONS == ("vaka/v1/#",)
