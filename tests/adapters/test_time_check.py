"""What the kernel's words about its clock mean, and that it answers."""

import ctypes
import sys

import pytest

from console.adapters import time_check
from console.adapters.time_check import STA_NANO, STA_UNSYNC, TIME_ERROR, SystemTime, estimated_error_s
from tests.fakes import run_async


@pytest.mark.parametrize(
    ("state", "status", "offset", "esterror", "said"),
    [
        (0, 0, 0, 20_000, 0.02),
        (0, 0, -500_000, 20_000, 0.5),
        (0, STA_NANO, 700_000, 100, 0.0007),
        (1, 0, 0, 0, 0.0),  # a leap second is ahead
        (0, STA_UNSYNC, 0, 16_000_000, None),
        (TIME_ERROR, 0, 0, 0, None),
        (-1, 0, 0, 0, None),
    ],
)
def test_the_kernels_words(state: int, status: int, offset: int, esterror: int, said: float | None) -> None:
    assert estimated_error_s(state, status, offset, esterror) == said


def test_the_kernels_answer_fits_into_what_we_hold_ready_for_it() -> None:
    assert ctypes.sizeof(time_check._Timex) >= (208 if ctypes.sizeof(ctypes.c_long) == 8 else 128)


def test_asking_the_system_changes_nothing_and_says_a_sane_number_or_nothing() -> None:
    said = run_async(SystemTime().difference_s())
    assert said is None or 0 <= said < 3600


def test_other_systems_are_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(time_check, "_SYSTEM", time_check._of_the_system())
    assert time_check.kernels_word() is None
