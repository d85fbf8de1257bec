"""What the system's mixer says of our sound, and that nothing it says can hurt."""

import json

import pytest

from ui.mixer import Mixed, read

OURS, ANOTHERS = 4711, 12


def listed(
    *, mute: bool = False, value: int = 65536, own_mute: bool = False, process: int = OURS, sink: int = 1
) -> bytes:
    """As `pactl --format=json list` tells it, of two outputs and one sound."""
    loud = {"front-left": {"value": 65536}, "front-right": {"value": 65536}}
    sinks = [
        {"index": 0, "description": "Hall", "mute": True, "volume": loud},
        {
            "index": 1,
            "description": "Headset",
            "mute": mute,
            "volume": {"left": {"value": 0}, "right": {"value": value}},
        },
    ]
    properties = {"application.process.id": str(process)}
    sound = {"sink": sink, "mute": own_mute, "volume": loud, "properties": properties}
    return json.dumps({"sinks": sinks, "sink_inputs": [sound], "modules": [{"n": 1}]}).encode()


@pytest.mark.parametrize(
    ("answer", "is_muted"),
    [
        (listed(), False),
        (listed(mute=True), True),
        (listed(value=0), True),
        (listed(value=1), False),
        (listed(own_mute=True), True),
    ],
)
def test_our_output_is_found_and_whether_it_is_heard(answer: bytes, is_muted: bool) -> None:
    assert read(answer, OURS) == Mixed("Headset", ("Hall", "Headset"), is_muted)


@pytest.mark.parametrize(
    "answer",
    [
        listed(process=ANOTHERS),
        listed(sink=7),
        b"",
        b"\xff",
        b"Connection refused",
        b"[]",
        b"7",
        b"null",
        b'{"sinks": 1, "sink_inputs": 2}',
        b'{"sinks": [], "sink_inputs": [{}]}',
        b'{"sinks": [{"index": 1}], "sink_inputs": [{"sink": 1, "properties": {"application.process.id": "4711"}}]}',
        b"[" * 100_000,
    ],
)
def test_where_it_says_nothing_of_us_nothing_is_known(answer: bytes) -> None:
    assert read(answer, OURS) is None
