"""The screen claims to see only what it has proven, and goes blind by itself where nobody tells it."""

from __future__ import annotations

from console.domain.events import SightLost
from console.domain.link import LinkState
from console.domain.sight import Grade
from console.services.screen import SightChanged
from tests.ui.fakes import NOW
from ui.sight import Sightline

SEEING = SightChanged(Grade.SEEING, None, None, LinkState.UP, "")


def test_at_first_it_waits_and_claims_nothing() -> None:
    line = Sightline(100.0)
    assert line.seen(101.0).grade is Grade.WAITING
    line.told(SEEING)
    assert line.seen(101.0).grade is Grade.WAITING


def test_it_sees_when_told_and_painted() -> None:
    line = Sightline(100.0)
    line.told(SEEING)
    line.painted(104.0, NOW)
    seen = line.seen(106.0)
    assert seen.grade is Grade.SEEING
    assert seen.silence is not None
    assert seen.silence.total_seconds() == 2


def test_a_console_that_falls_silent_makes_it_blind_with_nobody_to_say_so() -> None:
    line = Sightline(100.0)
    line.told(SEEING)
    line.painted(104.0, NOW)
    assert line.seen(119.0).grade is Grade.SEEING
    seen = line.seen(119.1)
    assert seen.grade is Grade.BLIND
    assert seen.since == NOW


def test_a_console_that_never_spoke_makes_it_blind() -> None:
    assert Sightline(100.0).seen(115.1).grade is Grade.BLIND


def test_what_the_console_says_is_shown_with_its_cause() -> None:
    line = Sightline(100.0)
    line.painted(101.0, NOW)
    line.told(SightChanged(Grade.BLIND, SightLost.STORE, NOW, LinkState.UP, ""))
    seen = line.seen(102.0)
    assert (seen.grade, seen.lost, seen.since) == (Grade.BLIND, SightLost.STORE, NOW)


def test_a_console_that_has_ended_is_never_seen_again() -> None:
    line = Sightline(100.0)
    line.told(SEEING)
    line.painted(101.0, NOW)
    line.ended()
    line.painted(102.0, NOW)
    assert line.seen(102.0).grade is Grade.BLIND
    assert line.seen(102.0).is_over
