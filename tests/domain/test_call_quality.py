"""What a call's figures mean in plain words: the worst of what is true."""

from dataclasses import replace
from datetime import timedelta

import pytest

from console.domain.call import CallFigures, Quality
from console.domain.call_quality import is_heard, is_quiet, quality_of

GOOD = CallFigures(round_trip_s=0.18, loss=0.004, concealed=0.0, frames_per_s=25.0)


@pytest.mark.parametrize(
    ("figures", "quality"),
    [
        (CallFigures(), Quality.UNKNOWN),
        (GOOD, Quality.GOOD),
        (replace(GOOD, frames_per_s=None), Quality.GOOD),
        (replace(GOOD, frames_per_s=12.0), Quality.GOOD),
        (replace(GOOD, frames_per_s=11.9), Quality.CHOPPY_PICTURE),
        (replace(GOOD, loss=0.029), Quality.GOOD),
        (replace(GOOD, loss=0.03, frames_per_s=2.0), Quality.WEAK_LINE),
        (replace(GOOD, round_trip_s=0.79), Quality.GOOD),
        (replace(GOOD, round_trip_s=0.8), Quality.WEAK_LINE),
        (replace(GOOD, concealed=0.049), Quality.GOOD),
        (replace(GOOD, concealed=0.05, loss=0.2), Quality.CHOPPY_SOUND),
        (replace(GOOD, quiet_s=2.9), Quality.GOOD),
        (replace(GOOD, quiet_s=3.0, concealed=1.0), Quality.NOTHING_COMES),
        (CallFigures(quiet_s=5.0), Quality.NOTHING_COMES),
    ],
)
def test_the_worst_of_what_is_true_is_said(figures: CallFigures, quality: Quality) -> None:
    assert quality_of(figures) is quality


def test_a_low_voice_is_heard_and_what_an_echo_canceller_leaves_is_not() -> None:
    assert is_heard(CallFigures(heard_db=-45.0))
    assert not is_heard(CallFigures(heard_db=-75.0))
    assert not is_heard(CallFigures())


def test_twenty_seconds_without_anything_heard_are_told() -> None:
    assert not is_quiet(timedelta(seconds=19.9))
    assert is_quiet(timedelta(seconds=20))
