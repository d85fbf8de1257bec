"""The page's own arithmetic: when the picture gives way to the speech, and what the figures of a second are."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtQml import QJSEngine, QJSValue
from PySide6.QtWidgets import QApplication

CALL = Path(__file__).parents[3] / "resources" / "call"

GOOD = {"loss": 0.0, "concealed": 0.0, "round_trip_s": 0.05}
LOSSY = {**GOOD, "loss": 0.08}
SLOW = {**GOOD, "round_trip_s": 0.9}
CHOPPED = {**GOOD, "concealed": 0.1}
LOST_THERE = {**GOOD, "lossThere": 0.2}
SO_SO = {**GOOD, "loss": 0.02}
"""Neither bad enough to lower the picture nor good enough to raise it."""


@pytest.fixture
def js(qapp: QApplication) -> QJSEngine:
    return QJSEngine()


class Ladder:
    """`VoiceFirst` of the page."""

    def __init__(self, js: QJSEngine) -> None:
        self._js = js
        self._made = js.importModule(str(CALL / "voice_first.js")).property("VoiceFirst").callAsConstructor([])
        assert self._made.isObject()

    def after(self, seconds: int, figures: dict[str, float]) -> int:
        """The rung after so many seconds of it."""
        for _ in range(seconds):
            given = self._js.toScriptValue(figures)
            assert not self._made.property("take").callWithInstance(self._made, [given]).isError()
        return self._made.property("rung").toInt()


@pytest.mark.parametrize("bad", [LOSSY, SLOW, CHOPPED, LOST_THERE])
def test_the_picture_gives_way_after_two_bad_seconds_and_goes_after_four(js: QJSEngine, bad: dict[str, float]) -> None:
    ladder = Ladder(js)
    assert [ladder.after(1, bad) for _ in range(6)] == [0, 1, 1, 2, 2, 2]


def test_one_bad_second_lowers_nothing(js: QJSEngine) -> None:
    ladder = Ladder(js)
    for _ in range(10):
        assert ladder.after(1, LOSSY) == 0
        assert ladder.after(1, GOOD) == 0


def test_the_picture_comes_back_a_rung_at_a_time_when_it_has_been_good_for_ten_seconds(js: QJSEngine) -> None:
    ladder = Ladder(js)
    assert ladder.after(4, LOSSY) == 2
    assert ladder.after(9, GOOD) == 2
    assert ladder.after(1, GOOD) == 1
    assert ladder.after(9, GOOD) == 1
    assert ladder.after(1, GOOD) == 0


def test_a_line_that_is_only_so_so_raises_nothing(js: QJSEngine) -> None:
    ladder = Ladder(js)
    ladder.after(2, LOSSY)
    assert ladder.after(120, SO_SO) == 1


def test_a_picture_that_came_back_too_soon_waits_twice_as_long(js: QJSEngine) -> None:
    ladder = Ladder(js)
    ladder.after(2, LOSSY)
    assert ladder.after(10, GOOD) == 0
    ladder.after(2, LOSSY)
    assert ladder.after(19, GOOD) == 1
    assert ladder.after(1, GOOD) == 0
    for _ in range(6):
        ladder.after(2, LOSSY)
        ladder.after(80, GOOD)
    assert ladder.after(0, GOOD) == 0, "but never longer than 80 seconds"


def test_what_is_not_known_lowers_nothing(js: QJSEngine) -> None:
    assert Ladder(js).after(20, {}) == 0


def measured(js: QJSEngine, before: list[dict[str, Any]], now: list[dict[str, Any]], quiet_s: float = 0.0) -> Any:
    module = js.importModule(str(CALL / "measure.js"))
    standing = [
        module.property("standing").call([js.toScriptValue(reports), QJSValue(float(at))])
        for at, reports in enumerate((before, now))
    ]
    return module.property("between").call([*standing, QJSValue(quiet_s)]).toVariant()


AUDIO = {"type": "inbound-rtp", "kind": "audio", "packetsReceived": 100, "packetsLost": 2,
         "totalSamplesReceived": 96_000, "concealedSamples": 1_000, "silentConcealedSamples": 400}  # fmt: skip


def test_the_figures_are_of_the_last_second_alone(js: QJSEngine) -> None:
    later = {**AUDIO, "packetsReceived": 140, "packetsLost": 12, "totalSamplesReceived": 144_000,
             "concealedSamples": 11_000, "silentConcealedSamples": 5_600}  # fmt: skip
    found = measured(js, [AUDIO], [later])
    assert found["loss"] == pytest.approx(0.2)
    assert found["concealed"] == pytest.approx(0.1), "silence that is filled with silence was not lost"
    assert found["quiet_s"] == 0
    assert found["frames_per_s"] is None


def test_a_second_in_which_nothing_came_is_quiet_and_says_nothing_of_loss(js: QJSEngine) -> None:
    found = measured(js, [AUDIO], [AUDIO], quiet_s=4.0)
    assert found["quiet_s"] == pytest.approx(5.0)
    assert found["loss"] is None


def test_the_round_trip_is_of_the_way_in_use(js: QJSEngine) -> None:
    ways = [{"type": "candidate-pair", "id": "a", "currentRoundTripTime": 2.0},
            {"type": "candidate-pair", "id": "b", "currentRoundTripTime": 0.08},
            {"type": "transport", "selectedCandidatePairId": "b"}]  # fmt: skip
    assert measured(js, ways, ways)["round_trip_s"] == pytest.approx(0.08)
    there = [{"type": "remote-inbound-rtp", "kind": "audio", "roundTripTime": 0.3, "fractionLost": 0.25}]
    found = measured(js, there, there)
    assert (found["round_trip_s"], found["lossThere"]) == (pytest.approx(0.3), pytest.approx(0.25))


def test_a_picture_that_stands_still_has_no_frames(js: QJSEngine) -> None:
    video = {"type": "inbound-rtp", "kind": "video", "packetsReceived": 9, "framesDecoded": 30, "frameWidth": 640}
    assert measured(js, [video], [video])["frames_per_s"] == 0
    found = measured(js, [video], [{**video, "framesDecoded": 45, "packetsReceived": 30}])
    assert (found["frames_per_s"], found["width"], found["quiet_s"]) == (15, 640, 0)
